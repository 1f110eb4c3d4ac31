"""A child's way as one line of events, newest first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from towpath.records.event import Event
from towpath.records.note import Note


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: who did what, why, and what was due next from whom."""

    at: datetime
    verb: str
    who: str
    reason: str
    words: str
    owner: str
    next_on: date | None


def timeline(child_id: UUID) -> list[Entry]:
    """What the actor may see of what happened to this child. Two queries."""
    events = (
        Event.objects.filter(child_id=child_id)
        .select_related("actor", "owner")
        .order_by("-at", "-id")
    )
    words = dict(Note.objects.filter(child_id=child_id).values_list("id", "words"))
    return [
        Entry(
            event.at,
            event.verb,
            event.actor.name,
            event.reason,
            words.get(event.about_id, ""),
            event.owner.name if event.owner else "",
            event.next_on,
        )
        for event in events
    ]
