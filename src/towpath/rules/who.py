"""Who may do what. *See* is the database's wall (`records/walls.py`); *do* is this table.

A person acts by the duties they hold **towards one child**: a SENCO of the school of roll, an AP
officer of the authority, a tutor named on the placement, a parent. The same person may hold
several. The database answers which (`my_duties`); here is what each may do, and the words for
those who may not.
"""

from dataclasses import dataclass
from uuid import UUID

# Duties that see every child of their authority, but those in a restricted record.
COUNTY = frozenset({"ap_officer", "broker", "head_of_service", "data_officer"})
SCHOOL = frozenset({"senco", "head_teacher", "attendance_lead", "safeguarding_lead"})
# A provider's lead sees the placements of that provider; a tutor those that name them.
# Those who lead one of the council's own services, which receives the children passed to it.
RECEIVING_LEAD = frozenset({"a2e_lead", "pru_head", "service_lead"})
PROVIDER_LEAD = RECEIVING_LEAD | {"provider_lead"}
TUTOR = frozenset({"tutor"})
# People whose children are named to them one by one.
INVOLVED = frozenset({"social_worker", "ehc_coordination_officer", "virtual_school_head"})
# Those round a child who act on a safeguarding concern: of the child's school, and by name.
SAFEGUARDING = frozenset({"safeguarding_lead", "social_worker"})
# What a provider's people are for some days after a placement has ended. No post: it passes.
FORMER_PROVIDER = frozenset({"former_provider"})
# Council duties that see no child at all.
OFFICE = frozenset({"evaluator", "commissioner", "finance_officer"})
FAMILY = frozenset({"parent", "young_person"})
# Held towards a child while their referral is before a panel on which one sits.
PANEL = frozenset({"panel_member"})

COUNCIL = COUNTY | OFFICE
PROVIDER = PROVIDER_LEAD | TUTOR
POSTS = COUNTY | OFFICE | SCHOOL | PROVIDER | INVOLVED

WORDS = {
    "ap_officer": "AP officer",
    "broker": "broker",
    "head_of_service": "head of service",
    "data_officer": "data officer",
    "evaluator": "evaluator",
    "commissioner": "commissioner",
    "finance_officer": "finance officer",
    "senco": "SENCO",
    "head_teacher": "head teacher",
    "attendance_lead": "attendance lead",
    "safeguarding_lead": "designated safeguarding lead",
    "provider_lead": "provider's lead",
    "a2e_lead": "Access to Education lead",
    "pru_head": "pupil referral unit head",
    "service_lead": "service lead",
    "tutor": "tutor",
    "former_provider": "provider until lately",
    "social_worker": "social worker",
    "ehc_coordination_officer": "EHC plan coordination officer",
    "virtual_school_head": "Virtual School head",
    "panel_member": "panel member",
    "parent": "parent or carer",
    "young_person": "young person",
}

REFERRERS = frozenset({"senco", "head_teacher", "social_worker", "ehc_coordination_officer"})
OFFICERS = frozenset({"ap_officer", "head_of_service"})
# Who can own what is next for a child: they see every child, and it is their work to move it on.
OWNERS = OFFICERS | {"broker"}

# Who keeps the council's words: proposes a change, and checks what another proposed.
EDITORS = frozenset({"head_of_service", "commissioner", "evaluator", "ap_officer"})

# verb -> the duties that may; every action and every page of a child has its row.
MAY: dict[str, frozenset[str]] = {
    "see_case": COUNTY | SCHOOL | INVOLVED | PANEL,
    "see_stage": FAMILY,
    "add_child": frozenset({"senco", "head_teacher", "attendance_lead"}) | OFFICERS,
    "bring_in_roll": frozenset({"senco", "head_teacher", "attendance_lead", "data_officer"}),
    "see_placement": COUNTY | SCHOOL | INVOLVED | PROVIDER | FORMER_PROVIDER | FAMILY,
    "send_referral": REFERRERS | {"ap_officer"},
    "answer_referral": REFERRERS | {"ap_officer"},
    "amend_referral": REFERRERS | OFFICERS,
    "conclude_referral": OFFICERS,
    "ask_for_help": FAMILY,
    "say_wrong": FAMILY,
    "ask_advice": frozenset({"senco", "head_teacher"}),
    "answer_approach": frozenset({"senco", "head_teacher"}) | OFFICERS,
    "note_approach": frozenset({"senco", "head_teacher"}) | OFFICERS,
    "withdraw_referral": REFERRERS | {"ap_officer"},
    "add_evidence": SCHOOL | INVOLVED | OFFICERS | {"broker"},
    "open_evidence": COUNTY | SCHOOL | INVOLVED | PANEL,
    "check_evidence": COUNTY | SCHOOL | INVOLVED,
    "recheck_evidence": COUNTY,
    "withdraw_evidence": COUNTY | SCHOOL | INVOLVED,
    "decide_referral": OFFICERS,
    "explain_decision": OWNERS,
    "plan_panel": OFFICERS,
    "change_panel": OFFICERS,
    "call_off_panel": OFFICERS,
    "list_for_panel": OFFICERS,
    "take_off_panel": OFFICERS,
    "see_panel_item": COUNTY | PANEL,
    "give_view": PANEL,
    "stand_aside": PANEL,
    "open_views": PANEL | OFFICERS,
    "review_duty": OFFICERS,
    "offer_placement": OFFICERS | {"broker"},
    "correct_basis": OFFICERS | {"broker"},
    "accept_placement": PROVIDER_LEAD,
    "decline_placement": PROVIDER_LEAD,
    "wait_for_place": RECEIVING_LEAD,
    "record_intake_step": RECEIVING_LEAD | OFFICERS,
    "take_intake": RECEIVING_LEAD,
    "see_intake": COUNTY | RECEIVING_LEAD,
    "set_capacity": RECEIVING_LEAD | {"head_of_service"},
    "cancel_placement": OFFICERS | {"broker"},
    "start_placement": PROVIDER_LEAD,
    "start_interim": OFFICERS,
    "complete_plan": PROVIDER_LEAD | OFFICERS,
    "record_lesson": PROVIDER | FORMER_PROVIDER,
    "correct_lesson": PROVIDER | FORMER_PROVIDER | OFFICERS,
    "strike_lesson": PROVIDER | FORMER_PROVIDER | OFFICERS,
    "raise_concern": PROVIDER | FORMER_PROVIDER,
    "answer_concern": OFFICERS | SAFEGUARDING,
    "hold_review": OFFICERS | PROVIDER_LEAD,
    "plan_return_step": OFFICERS | PROVIDER_LEAD,
    "record_return_step": OFFICERS | PROVIDER_LEAD | {"senco", "head_teacher"},
    "end_placement": OFFICERS,
    "check_return": OFFICERS,
    "add_adult": COUNTY,
    "change_adult": COUNTY,
    "end_adult": COUNTY,
    "set_contact": COUNTY,
    "set_address": COUNTY,
    "bar_adult": OFFICERS,
    "lift_bar": OFFICERS,
    "restrict_record": OFFICERS,
    "change_circle": OFFICERS,
    "lift_restriction": OFFICERS,
    "involve": COUNTY,
    "end_involvement": COUNTY,
    "hand_over": COUNTY,
    "see_team": COUNTY | PROVIDER_LEAD,
    "end_post": frozenset({"head_of_service", "data_officer"}) | PROVIDER_LEAD,
    "cover_post": frozenset({"head_of_service", "data_officer"}) | PROVIDER_LEAD,
    "change_tutor": PROVIDER_LEAD,
    "propose_policy": EDITORS,
    "check_policy": EDITORS,
    "turn_down_policy": EDITORS,
    "publish_policy": frozenset({"head_of_service", "commissioner"}),
    "count_effect": OFFICERS,
    "see_letter": COUNTY,
    "read_letter": COUNTY | SCHOOL | INVOLVED | FAMILY,
    "draft_letters": OFFICERS,
    "write_letter": OFFICERS,
    "check_letter": OFFICERS,
    "send_letter": OFFICERS,
    "post_letter": OFFICERS,
    "withdraw_letter": OFFICERS,
    "try_mail": OFFICERS,
    "end_mail": OFFICERS,
    "write_note": COUNTY | INVOLVED | {"senco", "safeguarding_lead"},
}


@dataclass(frozen=True, slots=True)
class Post:
    """A duty held today, and where: at a school, at a provider, or (neither) for the council."""

    duty: str
    school_id: UUID | None = None
    provider_id: UUID | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is at the page: a person of one council, by the posts they hold today."""

    person_id: UUID
    name: str
    authority_id: UUID
    council: str
    made_up: bool
    posts: tuple[Post, ...] = ()

    def holds(self, duties: frozenset[str]) -> bool:
        """Whether they hold a post of one of these duties today."""
        return any(post.duty in duties for post in self.posts)

    def post(self, duties: frozenset[str]) -> Post:
        """Their first post of one of these duties. Raises StopIteration if they hold none."""
        return next(post for post in self.posts if post.duty in duties)

    @property
    def title(self) -> str:
        """Their name and first duty, as the head of a page says it."""
        return f"{self.name}, {name(self.posts[0].duty)}" if self.posts else self.name


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a person may, and the reason in words for the page."""

    yes: bool
    reason: str


def may(duties: frozenset[str], verb: str) -> Answer:
    """Whether someone holding these duties towards a child may do `verb`.

    Raises KeyError for a verb without a row: a page or an action nobody thought about.
    """
    by = MAY[verb] & duties
    if by:
        return Answer(True, f"as {name(sorted(by)[0])}")
    allowed = ", ".join(sorted(name(duty) for duty in MAY[verb]))
    return Answer(False, f"This is for: {allowed}. If that is you, ask your council to set it up.")


# A person with several duties refers by the first of these.
_REFERS_AS = (
    ("senco", "school"),
    ("head_teacher", "school"),
    ("social_worker", "social_worker"),
    ("ehc_coordination_officer", "ehc_coordination_officer"),
    ("ap_officer", "council"),
)


def referrer(duties: frozenset[str]) -> str:
    """The fact `referrer` of someone holding these duties. Raises StopIteration if none refers."""
    return next(fact for duty, fact in _REFERS_AS if duty in duties)


def name(duty: str) -> str:
    """The duty in the words of a page: `ap_officer` -> "AP officer"."""
    return WORDS[duty]
