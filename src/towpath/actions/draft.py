"""Drafts: a referral being written. Its writer's alone, and purged after a month.

A draft hangs off nothing: the child is a key among its answers, so a draft is no record of a child.
"""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import connection

from towpath.records import models as kept
from towpath.rules.clock import Clock
from towpath.rules.referral import DRAFT_DAYS


def begin(
    *, person_id: UUID, child_id: UUID, pathway: str, facts: Mapping[str, object], clock: Clock
) -> UUID:
    """Start a draft, or take up the one already begun for this child and pathway.

    `facts` are what the records already hold, so that nobody types them again.
    """
    purge(clock=clock)
    held = kept.Draft.objects.filter(pathway=pathway, answers__child=str(child_id)).first()
    if held:
        return held.pk
    draft = kept.Draft.objects.create(
        person_id=person_id,
        pathway=pathway,
        answers={"child": str(child_id), "facts": dict(facts), "unknown": [], "account": {}},
        started_at=clock.now,
        saved_at=clock.now,
    )
    return draft.pk


def save(*, draft_id: UUID, answers: Mapping[str, object], clock: Clock) -> None:
    """Keep what has been answered so far."""
    kept.Draft.objects.filter(pk=draft_id).update(answers=answers, saved_at=clock.now)


def discard(*, draft_id: UUID) -> None:
    """Throw a draft away, once it is sent or no longer wanted."""
    kept.Draft.objects.filter(pk=draft_id).delete()


def purge(*, clock: Clock) -> int:
    """Throw away the actor's own drafts that nobody has saved for a month. How many there were."""
    old = clock.now - timedelta(days=DRAFT_DAYS)
    count, _ = kept.Draft.objects.filter(saved_at__lt=old).delete()
    return count


def purge_everybodys() -> int:
    """Throw away every draft, whoever's, that nobody has saved for a month. How many there were.

    Nobody acts, so the wall lets nothing be read, and lets old drafts alone be deleted: which are
    old is the database's to say.
    """
    with connection.cursor() as cursor:
        cursor.execute("delete from records_draft")
        count: int = cursor.rowcount
        return count
