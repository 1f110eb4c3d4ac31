"""Every table, where Django looks for them."""

from towpath.records.amendment import Amendment
from towpath.records.approach import Approach, ApproachNote
from towpath.records.basis import BasisChange
from towpath.records.child import (
    Address,
    Adult,
    Child,
    Circle,
    Contact,
    CourtBar,
    Involvement,
    Opened,
    Restriction,
)
from towpath.records.concern import Concern, ConcernAnswer
from towpath.records.decision import Decision, Explanation, Finding
from towpath.records.document import Document
from towpath.records.duty import Duty
from towpath.records.event import Event
from towpath.records.evidence import DraftFile, Evidence, Quarantine
from towpath.records.feedback import Feedback, ReplyAddress
from towpath.records.intake import Capacity, Funding, IntakeStep, Wait
from towpath.records.lesson import Lesson
from towpath.records.letter import Letter
from towpath.records.mail import Mail
from towpath.records.note import Note
from towpath.records.panel import Panel, PanelItem, PanelView, Seat, StoodAside
from towpath.records.pathway import Effect, PolicyEvent, Proposal, PublishedPolicy, Turned
from towpath.records.placement import Brief, Ending, Objective, Placement
from towpath.records.provider import Provider
from towpath.records.referral import Draft, Fact, Referral, Risk
from towpath.records.reintegration import CheckAccount, ReturnCheck, ReturnStep
from towpath.records.review import Review, ReviewAccount
from towpath.records.school import Enrolment, School
from towpath.records.session import Session
from towpath.records.who import Authority, Person, Post, Responsible, Today, User

__all__ = [
    "Address",
    "Adult",
    "Amendment",
    "Approach",
    "ApproachNote",
    "Authority",
    "BasisChange",
    "Brief",
    "Capacity",
    "CheckAccount",
    "Child",
    "Circle",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "CourtBar",
    "Decision",
    "Document",
    "Draft",
    "DraftFile",
    "Duty",
    "Effect",
    "Ending",
    "Enrolment",
    "Event",
    "Evidence",
    "Explanation",
    "Fact",
    "Feedback",
    "Finding",
    "Funding",
    "IntakeStep",
    "Involvement",
    "Lesson",
    "Letter",
    "Mail",
    "Note",
    "Objective",
    "Opened",
    "Panel",
    "PanelItem",
    "PanelView",
    "Person",
    "Placement",
    "PolicyEvent",
    "Post",
    "Proposal",
    "Provider",
    "PublishedPolicy",
    "Quarantine",
    "Referral",
    "ReplyAddress",
    "Responsible",
    "Restriction",
    "ReturnCheck",
    "ReturnStep",
    "Review",
    "ReviewAccount",
    "Risk",
    "School",
    "Seat",
    "Session",
    "StoodAside",
    "Today",
    "Turned",
    "User",
    "Wait",
]
