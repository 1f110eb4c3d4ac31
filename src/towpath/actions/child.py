"""Opening a child's page: a read is a write."""

from uuid import UUID

from towpath.records import models as kept
from towpath.rules.clock import Clock


def note_opening(*, actor_id: UUID, child: kept.Child, page: str, clock: Clock) -> None:
    """Record that this person opened this page of this child. Written by the reader itself."""
    kept.Opened.objects.create(
        authority_id=child.authority_id,
        child_id=child.pk,
        person_id=actor_id,
        at=clock.now,
        page=page,
    )
