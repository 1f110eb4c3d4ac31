"""Every table, where Django looks for them."""

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
from towpath.records.decision import Decision
from towpath.records.duty import Duty
from towpath.records.event import Event
from towpath.records.lesson import Lesson
from towpath.records.note import Note
from towpath.records.pathway import PublishedPolicy
from towpath.records.placement import Objective, Placement
from towpath.records.provider import Provider
from towpath.records.referral import Draft, Fact, Referral
from towpath.records.reintegration import ReturnCheck, ReturnStep
from towpath.records.review import Review
from towpath.records.school import Enrolment, School
from towpath.records.session import Session
from towpath.records.who import Authority, Person, Post, Responsible, Today, User

__all__ = [
    "Address",
    "Adult",
    "Authority",
    "Child",
    "Circle",
    "Concern",
    "ConcernAnswer",
    "Contact",
    "CourtBar",
    "Decision",
    "Draft",
    "Duty",
    "Enrolment",
    "Event",
    "Fact",
    "Involvement",
    "Lesson",
    "Note",
    "Objective",
    "Opened",
    "Person",
    "Placement",
    "Post",
    "Provider",
    "PublishedPolicy",
    "Referral",
    "Responsible",
    "Restriction",
    "ReturnCheck",
    "ReturnStep",
    "Review",
    "School",
    "Session",
    "Today",
    "User",
]
