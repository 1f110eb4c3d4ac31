"""Feedback on a page of the guide. There is no actor: it is nobody's, and nobody's to read back."""

from uuid import UUID

from django.db import transaction

from towpath.records import models as kept
from towpath.rules.clock import Clock
from towpath.rules.personal import personal
from towpath.rules.wrong import Wrong


def give(
    *, authority_id: UUID, page: str, helpful: bool, words: str, reply_to: str, clock: Clock
) -> None:
    """Keep what somebody said of a page. Raises Wrong where the words name somebody."""
    if found := personal(words):
        raise Wrong("words", f"Take out {' and '.join(found)}: this box is not private")
    with transaction.atomic():
        row = kept.Feedback.objects.create(
            authority_id=authority_id, page=page, helpful=helpful, words=words.strip(), at=clock.now
        )
        if reply_to:
            of = {"authority_id": authority_id, "feedback": row}
            kept.ReplyAddress.objects.create(**of, email=reply_to)
