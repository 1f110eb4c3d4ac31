"""What has an owner and a next date, and whose it is: of one child, of one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from towpath.records.child import Child
from towpath.records.duty import Duty
from towpath.records.placement import Placement
from towpath.records.referral import Referral
from towpath.records.reintegration import ReturnStep
from towpath.rules import placement as placing
from towpath.rules import referral as referring

# What can be open: its table, what makes it open, the column of its next date, and its name.
_OPEN: tuple[tuple[type[Model], dict[str, Any], str, str], ...] = (
    (Referral, {"state__in": referring.OPEN}, "next_on", "referral"),
    (Placement, {"state__in": placing.OPEN}, "next_on", "placement"),
    (Duty, {"closed_at": None}, "next_review_on", "review of what the council owes"),
    (ReturnStep, {"outcome": "planned"}, "from_on", "step back to school"),
)


def owned(child: Child) -> "list[tuple[QuerySet[Any], str]]":
    """The child's open rows, table by table in one fixed order, each with its date's column."""
    return [
        (table._default_manager.filter(child=child, **is_open), next_on)
        for table, is_open, next_on, _ in _OPEN
    ]


def owners_of(child: Child) -> set[UUID]:
    """Whoever owns something open of a child today. Four queries."""
    return {key for rows, _ in owned(child) for key in rows.values_list("owner_id", flat=True)}


@dataclass(frozen=True, slots=True)
class Held:
    """What one person owns of one child, in words, and the first date of it."""

    child_id: UUID
    child: str
    what: tuple[str, ...]
    next_on: date


def held(person_id: UUID) -> list[Held]:
    """All that a person owns, by child, those due first. Four queries."""
    found: dict[UUID, list[tuple[str, str, date]]] = {}
    for table, is_open, next_on, name in _OPEN:
        rows = table._default_manager.filter(owner_id=person_id, **is_open).values_list(
            "child_id", "child__forename", "child__surname", next_on
        )
        for child_id, forename, surname, on in rows:
            found.setdefault(child_id, []).append((f"{forename} {surname}", name, on))
    cases = [
        Held(
            child_id,
            things[0][0],
            tuple(dict.fromkeys(name for _, name, _ in things)),
            min(on for _, _, on in things),
        )
        for child_id, things in found.items()
    ]
    return sorted(cases, key=lambda case: (case.next_on, case.child, case.child_id))
