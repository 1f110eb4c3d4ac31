"""What waits at the council's own services: for their leads, and for who answers for the child.

None of the questions filters by who is asking: the walls do, so each counts the children in sight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, Subquery

from towpath.records.intake import IN_USE, Capacity, Wait, receiving
from towpath.records.placement import Placement
from towpath.records.row import promised
from towpath.records.who import Today
from towpath.rules.intake import RECEIVING, Room
from towpath.rules.placement import UNANSWERED

MOST = 200  # of a list that is shown whole


@dataclass(frozen=True, slots=True)
class Intake:
    """One of the council's own services today: its room, and who waits there.

    `late` counts those past the day by which the service was to answer or to look again.
    """

    provider_id: UUID
    name: str
    kind: str
    room: Room
    unanswered: int
    waiting: int
    late: int
    longest: datetime | None  # since when whoever waits longest has waited


def intakes(
    authority_id: UUID, today: date, provider_ids: Iterable[UUID] | None = None
) -> list[Intake]:
    """The services of a council, or these of them, by name. One query."""
    services = receiving(authority_id)
    if provider_ids is not None:
        services = services.filter(pk__in=list(provider_ids))
    said = Capacity.objects.filter(provider=OuterRef("pk"), from_on__lte=Today())
    late = Q(placements__state__in=UNANSWERED, placements__next_on__lt=today)
    waits = Q(placements__state="waiting")
    rows = services.annotate(
        n_places=Subquery(said.order_by("-from_on", "-set_at").values("places")[:1]),
        in_use=Count("placements", filter=Q(placements__state__in=IN_USE)),
        unanswered=Count("placements", filter=Q(placements__state="offered")),
        waiting=Count("placements", filter=waits),
        late=Count("placements", filter=late),
        longest=Min("placements__waiting_since", filter=waits),
    ).order_by("name", "id")
    return [
        Intake(
            row.pk,
            row.name,
            row.kind,
            Room(row.n_places, row.in_use),
            row.unanswered,
            row.waiting,
            row.late,
            row.longest,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Passed:
    """A child passed to a service who has no place there yet.

    `position` counts from 1 within the service's waiting list, and is 0 of one who is not on it;
    `meanwhile` is what is provided until then.
    """

    placement_id: UUID
    child_id: UUID
    child: str
    service: str
    state: str
    offered_at: datetime
    waiting_since: datetime | None
    position: int
    meanwhile: str
    next_step: str
    next_on: date
    held_by: str
    owner: str


_PASSED = (
    *("id", "child_id", "child__forename", "child__surname", "provider__name", "state"),
    *("offered_at", "waiting_since", "meanwhile", "next_step", "next_on"),
    *("held_by__name", "owner__name"),
)


def inbox(provider_ids: Iterable[UUID]) -> list[Passed]:
    """The children passed to these services and not answered yet, the oldest first. One query."""
    rows = Placement.objects.filter(provider_id__in=list(provider_ids), state="offered")
    return _passed(rows.order_by("offered_at", "id"))


def queue(provider_ids: Iterable[UUID]) -> list[Passed]:
    """The waiting lists of these services, each in its order. One query."""
    rows = Placement.objects.filter(provider_id__in=list(provider_ids), state="waiting")
    return _passed(rows.order_by("provider__name", "provider_id", "waiting_since", "id"))


def late(owner_id: UUID | None, today: date) -> list[Passed]:
    """Those of one owner, or (None) of everyone, whom a service should have answered. One query."""
    rows = Placement.objects.filter(
        state__in=UNANSWERED, provider__kind__in=RECEIVING, next_on__lt=today
    )
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    return _passed(rows.order_by("next_on", "id"))


def _passed(rows: Any) -> list[Passed]:
    said = Wait.objects.filter(placement=OuterRef("pk")).order_by("-put_at", "-id")
    found = rows.annotate(meanwhile=Subquery(said.values("meanwhile")[:1]), of=F("provider_id"))
    seen: dict[UUID, int] = {}
    passed = []
    for row in found.values_list(*_PASSED, "of")[:MOST]:
        key, child_id, forename, surname, service, state, offered, since, *rest, of = row
        meanwhile, step, on, held_by, owner = rest
        seen[of] = seen.get(of, 0) + (state == "waiting")
        passed.append(
            Passed(
                key,
                child_id,
                f"{forename} {surname}",
                service,
                state,
                offered,
                since,
                seen[of] if state == "waiting" else 0,
                meanwhile or "",
                step,
                promised(on),
                held_by or "",
                owner,
            )
        )
    return passed


@dataclass(frozen=True, slots=True)
class Said:
    """How many places a service was said to have, from when, by whom, on whose word and why."""

    places: int
    from_on: date
    source: str
    reason: str
    set_by: str
    set_at: datetime


def capacities(provider_id: UUID) -> list[Said]:
    """All that was ever said of a service's places, the latest first. One query."""
    rows = Capacity.objects.filter(provider_id=provider_id).select_related("set_by")
    return [
        Said(row.places, row.from_on, row.source, row.reason, row.set_by.name, row.set_at)
        for row in rows.order_by("-set_at", "-id")
    ]
