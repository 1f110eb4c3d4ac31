"""Drafts: a referral being written. Its writer's alone, and purged after a month.

A draft hangs off nothing: the child is a key among its answers, so a draft is no record of a child.
Its files go with it.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import connection

from towpath.records import models as kept
from towpath.records.document import measured
from towpath.records.policy import policy
from towpath.rules import document as documents
from towpath.rules import evidence as rule
from towpath.rules.clock import Clock
from towpath.rules.referral import DRAFT_DAYS
from towpath.rules.wrong import Wrong


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
    _, of = kept.Draft.objects.filter(saved_at__lt=old).delete()
    return of.get("records.Draft", 0)


def purge_everybodys() -> int:
    """Throw away every draft, whoever's, that nobody has saved for a month. How many there were.

    Nobody acts, so the wall lets nothing be read, and lets old drafts alone be deleted: which are
    old is the database's to say.
    """
    with connection.cursor() as cursor:
        cursor.execute("delete from records_draft")
        count: int = cursor.rowcount
        return count


def add_file(
    *,
    draft_id: UUID,
    authority_id: UUID,
    paper: rule.Paper,
    name: str,
    content: bytes,
    clock: Clock,
) -> None:
    """Keep a file with a draft. Raises Wrong for one that a sent referral would not take either.

    The draft is locked, so that two at once are counted one after the other.
    """
    draft = kept.Draft.objects.select_for_update().get(pk=draft_id)
    council = policy(authority_id)
    paper = rule.check(paper, council.pathway(draft.pathway).on(clock.today), clock.today)
    sound = documents.check(name, content, council.documents)
    held = kept.DraftFile.objects.filter(draft=draft)
    documents.check_number(held.count(), council.documents)
    size = measured(content)
    if held.filter(sha256=size["sha256"]).exists():
        raise Wrong("file", "You have added this very file already")
    dated = paper.dated_on.isoformat() if paper.dated_on else None
    kept.DraftFile.objects.create(
        draft=draft,
        person_id=draft.person_id,
        about=UUID(draft.answers["child"]),
        paper={**asdict(paper), "dated_on": dated},
        name=sound.name,
        media_type=sound.media_type,
        added_at=clock.now,
        **size,
    )
    kept.Draft.objects.filter(pk=draft_id).update(saved_at=clock.now)


def remove_file(*, draft_id: UUID, file_id: UUID) -> None:
    """Take a file out of a draft; nothing of it is left."""
    kept.DraftFile.objects.filter(draft_id=draft_id, pk=file_id).delete()
