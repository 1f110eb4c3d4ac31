"""An approach: somebody asks before or beside a referral, and is answered by an owner by a date.

A family asks the school to refer, or says that something said of them is wrong; a school asks for
advice. None of them is a placement, and none leads to one but through a referral.
"""

from collections.abc import Set
from datetime import date

from towpath.rules.referral import PARENT_VIEW
from towpath.rules.state import Noun
from towpath.rules.who import OFFICERS
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

APPROACH = Noun(
    "approach",
    {
        "open": {"refer": "referred", "answer": "answered"},
        "referred": {},
        "answered": {},
    },
    {
        "open": "waits for an answer",
        "referred": "became a referral",
        "answered": "answered",
    },
)
OPEN = ("open",)

KINDS = {
    "help": "The family asks for help",
    "correction": "The family says that something is wrong",
    "advice": "The school asks for advice",
}
# What each kind is to be done by, as a clock of the policy, and what its owner does next.
CLOCK = {"help": "family_request", "correction": "correction", "advice": "advice"}
NEXT = {
    "help": "Refer, or tell the family why not",
    "correction": "Put it right, or say why not",
    "advice": "Give advice",
}
OUTCOMES = {
    "help": {
        "school_support": "the school is trying something else first",
        "other_service": "another service is the right one",
        "no_longer": "the family no longer asks for it",
        "not_now": "nothing is asked for now, for the reason given",
    },
    "correction": {
        "agreed": "agreed, and put right",
        "not_agreed": "not agreed: what the family says stays on the record beside it",
    },
    "advice": {
        "advised": "advice was given",
        "other_service": "another service gives it",
        "no_longer": "no more is needed",
    },
}
REFERRED = "referred"
CODES = (REFERRED, *sorted({code for kind in OUTCOMES.values() for code in kind}))

# What a family reads of a referral, and may say is wrong; "other" is anything else they know of.
DISPUTED = {
    "about": "What is happening",
    "hoped_for": "What is hoped for",
    "parent_view": "The family’s view",
    "other": "Something else",
}
VIEWS = PARENT_VIEW

_SCHOOL = frozenset({"senco", "head_teacher"})
WHO_ANSWERS = "This is for whoever owns it, the school’s SENCO, and the council’s officers"


def may_answer(kind: str, duties: Set[str]) -> bool:
    """Whether somebody may answer: a school's advice is the council's to give."""
    return bool(duties & (OFFICERS if kind == "advice" else _SCHOOL | OFFICERS))


def check_next(next_on: date, today: date, latest: date) -> None:
    """Raise Wrong for a next date that has passed, or is past the last day the policy allows."""
    if next_on <= today:
        raise Wrong("next_on", "Give a day after today")
    if next_on > latest:
        raise Wrong("next_on", f"The next date must be by {say(latest)}: nobody waits longer")
