"""Evidence with a referral: what each file is, where it stands, and where its bytes wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from towpath.records.document import Document
from towpath.records.policy import policy
from towpath.records.referral import Draft, Referral
from towpath.records.row import OfChild, Row, Versioned, one_of, said
from towpath.rules import evidence as rule


class Evidence(OfChild, Versioned):
    """A paper with a referral, in words: what it is, who wrote it, what it bears out.

    Its bytes are a Document once they may be read, and before that in the Quarantine. What was
    infected or taken back stays on record without them.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="evidence")
    asked = models.CharField(max_length=60)  # the pathway's own, by id; or "other"
    words = models.TextField(blank=True)
    written_by = models.TextField()
    dated_on = models.DateField(null=True)
    shows = ArrayField(models.CharField(max_length=60), default=list)  # the facts it bears out
    state = models.CharField(max_length=9)
    name = models.CharField(max_length=120)  # of the file
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    # Whose own it is: a parent's or young person's, who reads it again; nobody's of the others.
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="evidence")
    found = models.TextField(blank=True)  # what the check found in it
    ended_at = models.DateTimeField(null=True)  # when it was checked, or taken back
    why = models.TextField(blank=True)  # it was taken back

    class Meta:
        constraints = [
            one_of("evidence_state", "state", rule.EVIDENCE.states),
            said("evidence_named", "name"),
            said("evidence_written_by_said", "written_by"),
            models.CheckConstraint(
                name="evidence_says_what_it_is",
                condition=~models.Q(asked=rule.OTHER) | ~models.Q(words=""),
            ),
            models.CheckConstraint(
                name="evidence_read_or_not",
                condition=models.Q(state__in=rule.OPENS, document__isnull=False)
                | models.Q(state__in=("held", "infected"), document=None)
                | models.Q(state="withdrawn"),
            ),
            models.UniqueConstraint(
                name="evidence_once",
                fields=["referral", "sha256"],
                condition=models.Q(state__in=rule.COUNTED),
            ),
        ]
        indexes = [
            models.Index(
                name="evidence_in_trouble",
                fields=["added_at"],
                condition=models.Q(state__in=("held", "infected")),
            )
        ]


class Quarantine(OfChild):
    """The bytes of a file whose check has not ended; none once it has. No page reads them."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="quarantine")
    added_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=80)
    content = models.BinaryField(null=True)


class DraftFile(Row):
    """A file with a referral that is still being written: its writer's alone, and gone with it.

    Nobody opens it, not even who sent it: it is checked when the referral is sent.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    person = models.ForeignKey("Person", models.PROTECT, related_name="+")
    about = models.UUIDField()  # the child, as in the draft's answers: a key that hangs off nothing
    paper = models.JSONField()
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="draft_file_once", fields=["draft", "sha256"]),
        ]


@dataclass(frozen=True, slots=True)
class Held:
    """A file as the pages show it. `what` is the pathway's name for it, or its sender's words."""

    id: UUID
    asked: str
    what: str
    written_by: str
    dated_on: date | None
    shows: tuple[str, ...]
    name: str
    size: int
    state: str = ""
    version: int = 0
    added_by: str = ""
    added_by_id: UUID | None = None
    added_at: datetime | None = None
    found: str = ""
    why: str = ""

    @property
    def says(self) -> str:
        """Where it stands, in words."""
        return rule.EVIDENCE.words[self.state]

    @property
    def opens(self) -> bool:
        """Whether it may be read."""
        return self.state in rule.OPENS

    @property
    def counts(self) -> bool:
        """Whether it stands with its referral."""
        return self.state in rule.COUNTED

    def of(self, asked: str) -> bool:
        """Whether it stands for this piece of the pathway's evidence."""
        return self.counts and self.asked == asked


def paper_of(kept: dict[str, str | list[str] | None]) -> rule.Paper:
    """What is said of a draft's file, as it was kept."""
    dated = kept["dated_on"]
    return rule.Paper(
        asked=str(kept["asked"]),
        words=str(kept["words"]),
        written_by=str(kept["written_by"]),
        dated_on=date.fromisoformat(str(dated)) if dated else None,
        shows=tuple(kept["shows"] or ()),
    )


def evidence_of(referral: Referral) -> list[Held]:
    """The evidence of a referral that the reader sees, in the order it was added. One query."""
    rows = Evidence.objects.filter(referral=referral).select_related("added_by")
    named = _named(referral.authority_id, referral.pathway)
    return [
        Held(
            row.pk,
            row.asked,
            row.words or named.get(row.asked, row.asked),
            row.written_by,
            row.dated_on,
            tuple(row.shows),
            row.name,
            row.size,
            row.state,
            row.version,
            row.added_by.name,
            row.added_by_id,
            row.added_at,
            row.found,
            row.why,
        )
        for row in rows.order_by("added_at", "id")
    ]


def files_of(draft_id: UUID, authority_id: UUID, pathway: str) -> list[Held]:
    """The files of the reader's own draft, without their bytes. One query."""
    rows = DraftFile.objects.filter(draft_id=draft_id).defer("content").order_by("added_at", "id")
    named = _named(authority_id, pathway)
    return [
        Held(
            row.pk,
            paper.asked,
            paper.words or named.get(paper.asked, paper.asked),
            paper.written_by,
            paper.dated_on,
            paper.shows,
            row.name,
            row.size,
        )
        for row, paper in ((row, paper_of(row.paper)) for row in rows)
    ]


def _named(authority_id: UUID, pathway: str) -> dict[str, str]:
    """The names of the pathway's own evidence, through all its versions: a later name stands."""
    versions = policy(authority_id).pathway(pathway).versions
    return {item.id: item.called for version in versions for item in version.evidence}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that wants somebody: a virus was found in it, or nobody could check it in time."""

    child_id: UUID
    referral_id: UUID
    child: str
    name: str
    says: str
    found: str
    added_at: datetime


def troubles(person_id: UUID, authority_id: UUID, now: datetime) -> list[Trouble]:
    """The files in trouble that this person added, or whose referral they own. One query."""
    late = now - timedelta(hours=policy(authority_id).documents.held_hours)
    rows = (
        Evidence.objects.filter(
            models.Q(state="infected") | models.Q(state="held", added_at__lt=late)
        )
        .filter(models.Q(added_by_id=person_id) | models.Q(referral__owner_id=person_id))
        .select_related("child")
        .order_by("added_at", "id")
    )
    return [_trouble(row) for row in rows]


def _trouble(row: Evidence) -> Trouble:
    child = row.child
    words = rule.EVIDENCE.words[row.state]
    return Trouble(child.pk, row.referral_id, child.name, row.name, words, row.found, row.added_at)


def borne_out(held: Iterable[Held], fact: str) -> tuple[Held, ...]:
    """The files that stand with a referral and bear out one fact."""
    return tuple(each for each in held if each.counts and fact in each.shows)


def in_quarantine(evidence_id: UUID) -> bytes | None:
    """The bytes that wait for their check; None where none do, or the reader may not have them."""
    rows = Quarantine.objects.filter(evidence_id=evidence_id, content__isnull=False)
    content = rows.values_list("content", flat=True).first()
    return None if content is None else bytes(content)
