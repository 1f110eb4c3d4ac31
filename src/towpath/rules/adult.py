"""The adults round a child: what they are to the child, and what may be kept from them."""

from dataclasses import dataclass
from datetime import date, timedelta

from towpath.rules.reason import given
from towpath.rules.wrong import Wrong

RELATIONSHIPS = {
    "mother": "mother",
    "father": "father",
    "carer": "carer",
    "guardian": "guardian",
    "corporate_parent": "corporate parent (the council)",
    "self": "the young person",
    "other": "another relationship",
}
# Who the child is to themself is no adult's tie that a form could give.
TIES = {code: words for code, words in RELATIONSHIPS.items() if code != "self"}
SOON = timedelta(days=366)  # an order that begins later is likelier a slip of the pen
BARRED_FROM = {
    "everything": "everything about the child",
    "whereabouts": "where the child lives, is taught and goes",
}
RESTRICTED_FOR = {
    "adoption": "adoption",
    "domestic_abuse": "domestic abuse",
    "protected_person": "a protected person",
    "staff_family": "the child of somebody who works here",
    "other": "another reason",
}


@dataclass(frozen=True, slots=True)
class Tie:
    """What an adult is to a child, and since when it has been so."""

    name: str
    relationship: str
    parental_responsibility: bool
    lives_with_child: bool
    gets_letters: bool
    since: date


def check_tie(tie: Tie, today: date) -> None:
    """Raise Wrong for a tie that cannot be."""
    given("name", tie.name, 120)
    if tie.relationship not in TIES:
        raise Wrong("relationship", "Select what they are to the child")
    not_to_come("since", tie.since, today)


@dataclass(frozen=True, slots=True)
class Bar:
    """What a court keeps from an adult; `until` is the last day of it, if the order has one."""

    scope: str
    order: str
    since: date
    until: date | None


def check_bar(bar: Bar, today: date) -> None:
    """Raise Wrong for a bar that cannot be, or that is over before it is kept."""
    if bar.scope not in BARRED_FROM:
        raise Wrong("scope", "Select what the court keeps from them")
    given("order", bar.order, 200)
    if bar.since > today + SOON:
        raise Wrong("since", "The first day must be within a year from today: check the year")
    if bar.until and bar.until < max(bar.since, today):
        raise Wrong("until", "The last day must be today or later, and not before the first")


def not_to_come(field: str, day: date, today: date) -> None:
    """Raise Wrong for a day that has not come yet."""
    if day > today:
        raise Wrong(field, "The day must be today or in the past")
