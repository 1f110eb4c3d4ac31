"""Case notes: a call logged in seconds."""

from datetime import datetime
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.rules.reason import given
from towpath.rules.wrong import Wrong


@action("write_note")
def write(
    *,
    deed: Deed,
    child_id: UUID,
    kind: str,
    with_whom: str,
    words: str,
    happened_at: datetime,
) -> UUID:
    """Keep a note of a call, email, visit or meeting. Never changed afterwards."""
    child = deed.take(kept.Child, child_id)
    if happened_at > deed.clock.now:
        raise Wrong("happened_at", "A note is of something that has happened: give an earlier time")
    note = kept.Note.objects.create(
        authority_id=child.authority_id,
        child_id=child.pk,
        kind=kind,
        with_whom=with_whom,
        words=given("words", words),
        happened_at=happened_at,
        written_by_id=deed.actor_id,
        written_at=deed.clock.now,
    )
    return deed.done(child, about=note)
