"""What may be added to or corrected in a referral after it was sent, and by whom."""

from collections.abc import Set
from dataclasses import dataclass
from uuid import UUID

from towpath.rules.who import OFFICERS
from towpath.rules.wrong import Wrong

# The parts of a referral that may be amended, as a page names them; "fact" is any of the facts.
PARTS = {
    "fact": "A fact",
    "about": "What is happening",
    "hoped_for": "What is hoped for",
    "risks": "Known risks",
    "parent_view": "The family’s view",
}
TEXTS = ("about", "hoped_for", "risks")

WHO_AMENDS = "This is for whoever sent the referral, the school’s SENCO, and the council’s officers"
_SCHOOL = frozenset({"senco", "head_teacher"})


@dataclass(frozen=True, slots=True)
class Amended:
    """One part of a referral as it now should read.

    Of a fact, `fact` names it and `value` is as facts are written; `known` is false where it turns
    out not to be known. Of the family's view, `view` is its code and `value` their own words.
    """

    part: str
    value: object
    fact: str = ""
    known: bool = True
    view: str = ""


def may_amend(duties: Set[str], person_id: UUID, sent_by: UUID) -> bool:
    """Whether somebody may amend a referral: its sender, those who lead at the school, officers."""
    return person_id == sent_by or bool(duties & (_SCHOOL | OFFICERS))


def check_change(was: str, became: str, field: str) -> None:
    """Raise Wrong where nothing would change: an amendment that amends nothing is no record."""
    if was == became:
        raise Wrong(field, "That is what the referral says already: change it, or go back")
