"""Documents, kept byte for byte: what was sent is what is shown ever after."""

from hashlib import sha256
from typing import Any

from django.db import models

from towpath.records.row import OfChild, one_of, said
from towpath.rules import document as rule


class Document(OfChild):
    """A file about a child, never changed. Each kind has its own wall.

    `person` is whose own it is, if anybody's; `confidential` marks one that holds an address which
    only that person and a restricted record's circle may know. The bytes are in the database: one
    backup and one wall.
    """

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    confidential = models.BooleanField(default=False)
    made_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("document_kind", "kind", tuple(rule.KINDS)),
            said("document_named", "name"),
        ]


def measured(content: bytes) -> dict[str, Any]:
    """The columns that a document's bytes decide."""
    return {"content": content, "size": len(content), "sha256": sha256(content).hexdigest()}
