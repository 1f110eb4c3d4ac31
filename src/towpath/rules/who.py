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
PROVIDER_LEAD = frozenset({"provider_lead", "a2e_lead", "pru_head", "service_lead"})
TUTOR = frozenset({"tutor"})
# People whose children are named to them one by one.
INVOLVED = frozenset({"social_worker", "ehc_coordination_officer", "virtual_school_head"})
# Council duties that see no child at all.
OFFICE = frozenset({"evaluator", "commissioner", "finance_officer"})
FAMILY = frozenset({"parent", "young_person"})

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
    "social_worker": "social worker",
    "ehc_coordination_officer": "EHC plan coordination officer",
    "virtual_school_head": "Virtual School head",
    "parent": "parent or carer",
    "young_person": "young person",
}

REFERRERS = frozenset({"senco", "head_teacher", "social_worker", "ehc_coordination_officer"})
OFFICERS = frozenset({"ap_officer", "head_of_service"})
# Who can own what is next for a child: they see every child, and it is their work to move it on.
OWNERS = OFFICERS | {"broker"}

# verb -> the duties that may; every action and every page of a child has its row.
MAY: dict[str, frozenset[str]] = {
    "see_case": COUNTY | SCHOOL | INVOLVED,
    "see_stage": FAMILY,
    "add_child": frozenset({"senco", "head_teacher", "attendance_lead"}) | OFFICERS,
    "see_placement": COUNTY | SCHOOL | INVOLVED | PROVIDER | FAMILY,
    "send_referral": REFERRERS | {"ap_officer"},
    "answer_referral": REFERRERS | {"ap_officer"},
    "withdraw_referral": REFERRERS | {"ap_officer"},
    "decide_referral": OFFICERS,
    "review_duty": OFFICERS,
    "offer_placement": OFFICERS | {"broker"},
    "accept_placement": PROVIDER_LEAD,
    "decline_placement": PROVIDER_LEAD,
    "cancel_placement": OFFICERS | {"broker"},
    "start_placement": PROVIDER_LEAD,
    "start_interim": OFFICERS,
    "complete_plan": PROVIDER_LEAD | OFFICERS,
    "record_lesson": PROVIDER,
    "hold_review": OFFICERS | PROVIDER_LEAD,
    "plan_return_step": OFFICERS | PROVIDER_LEAD,
    "record_return_step": OFFICERS | PROVIDER_LEAD | {"senco", "head_teacher"},
    "end_placement": OFFICERS,
    "check_return": OFFICERS,
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
