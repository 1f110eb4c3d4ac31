"""Letters: one to each who should hear of a decision, and what each is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from towpath.records.child import Address, Adult, Circle, CourtBar, Restriction
from towpath.records.decision import Decision, Finding
from towpath.records.placement import Placement
from towpath.records.policy import policy, triage
from towpath.records.referral import Fact, Referral
from towpath.records.row import OfChild, Versioned, one_of
from towpath.records.school import Enrolment
from towpath.records.who import Today
from towpath.rules import decision as deciding
from towpath.rules import letter as rule
from towpath.rules.vocabulary import FACTS, parse
from towpath.rules.wording import as_day


class Letter(OfChild, Versioned):
    """A letter about a decision, to one adult or to the school. It holds no address.

    The adult and the school see it when it has been sent; those who work on it, from the draft.
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="letters")
    adult = models.ForeignKey(Adult, models.PROTECT, null=True, related_name="letters")
    # The adult's login, copied so that the wall compares this row's own column.
    person = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    school = models.ForeignKey("School", models.PROTECT, null=True, related_name="letters")
    apart = models.BooleanField(default=False)  # to one who may not know where the child is
    state = models.CharField(max_length=9, default="draft")
    why = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    next_words = models.TextField(blank=True)
    written_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    checked_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("Person", models.PROTECT, related_name="+")
    due_on = models.DateField()
    channel = models.CharField(max_length=5, blank=True)
    document = models.OneToOneField("Document", models.PROTECT, null=True, related_name="letter")
    sent_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    left_on = models.DateField(null=True)  # the day it was posted or emailed
    trouble = models.TextField(blank=True)  # why it could not go, or was withdrawn

    class Meta:
        constraints = [
            one_of("letter_state", "state", rule.LETTER.states),
            one_of("letter_channel", "channel", ("", *rule.CHANNELS)),
            models.CheckConstraint(
                name="letter_to_one",
                condition=models.Q(adult=None, school__isnull=False)
                | models.Q(adult__isnull=False, school=None),
            ),
            models.CheckConstraint(
                name="letter_sent_whole",
                condition=~models.Q(state="sent")
                | models.Q(document__isnull=False, left_on__isnull=False, sent_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="letter_live_once",
                fields=["decision", "adult", "school"],
                condition=~models.Q(state="withdrawn"),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                name="letter_unsent",
                fields=["owner", "due_on"],
                condition=models.Q(state__in=rule.UNSENT),
            )
        ]


def words(decision: Decision) -> rule.Words:
    """The policy's words for a letter about this decision, as they were on its day."""
    letters = policy(decision.authority_id).letters
    return letters.on(as_day(decision.decided_at), decision.outcome)


def addressees(decision: Decision, today: date) -> list[tuple[Adult, bool]]:
    """Who is written to about a decision, and who of them apart. Two queries."""
    of_today = {"child_id": decision.child_id, "period__contains": Today()}
    barred = CourtBar.objects.filter(**of_today).values_list("person_id", "scope")
    bars: dict[UUID | None, str] = dict(barred)
    adults = {adult.pk: adult for adult in Adult.objects.filter(**of_today).order_by("id")}
    grown = [
        rule.Grown(
            id=adult.pk,
            is_child=adult.relationship == "self",
            responsible=adult.parental_responsibility,
            gets_letters=adult.gets_letters,
            barred=bars.get(adult.person_id, ""),
        )
        for adult in adults.values()
    ]
    born = decision.child.date_of_birth
    return [
        (adults[to.id], to.apart) for to in rule.written_to(grown, born, today, words(decision))
    ]


def first_words(decision: Decision, *, apart: bool) -> dict[str, str]:
    """The free texts of a letter about a decision, as it is drafted."""
    return rule.first_words(case(decision, apart=apart), words(decision), decision.reason)


def case(decision: Decision, *, apart: bool, to: rule.Reader = "family") -> rule.Case:
    """What a letter about a decision is made of, on what was known then. Six queries."""
    referral = Referral.objects.select_related("referred_by", "school").get(pk=decision.referral_id)
    council, owner = policy(decision.authority_id), decision.owner
    pathway = council.pathway(referral.pathway)
    version = pathway.on(as_day(decision.decided_at))
    finding = Finding.objects.filter(decision=decision).first()
    facts, verdict = (finding.facts, finding.verdict) if finding else ({}, {})
    return rule.Case(
        council=council.council.name,
        child="you" if to == "self" else decision.child.forename,
        apart=apart,
        pathway=pathway.name,
        asker=_asker(referral),
        asked_on=as_day(referral.sent_at),
        decided_on=as_day(decision.decided_at),
        because=deciding.REASONS[decision.outcome][decision.reason_code],
        section_19=decision.section_19,
        owner=owner.name,
        phone=owner.phone,
        next_on=decision.next_on,
        ehc_plan=facts.get("ehc_plan") == "in_force",
        no_criteria=version.no_criteria.words if version and version.no_criteria else "",
        found=tuple(
            rule.Found(r["result"], r["join"], r["words"], r["source"])
            for r in verdict.get("reasons", ())
        ),
        told=_told(decision, facts, to),
        others=_others(decision, referral.pathway, facts),
    )


def _asker(referral: Referral) -> str:
    name = referral.referred_by.name
    if referral.referrer == "school" and referral.school:
        return f"{name} of {referral.school.name}"
    label = FACTS["referrer"].say(referral.referrer)
    return f"{name} ({label[:1].lower()}{label[1:]})"


def _told(decision: Decision, facts: Iterable[str], to: rule.Reader) -> tuple[rule.Told, ...]:
    """The facts that were weighed, each as it was last said before the decision."""
    said = {
        fact.name: fact
        for fact in Fact.objects.filter(
            referral_id=decision.referral_id, said_at__lte=decision.decided_at
        )
        .select_related("said_by")
        .order_by("said_at", "id")
        if fact.name in facts
    }
    return tuple(
        rule.Told(
            FACTS[name].family if to == "family" else FACTS[name].question,
            FACTS[name].say(FACTS[name].read(fact.value)),
            fact.said_by.name,
            as_day(fact.said_at),
        )
        for name, fact in sorted(said.items(), key=lambda pair: list(FACTS).index(pair[0]))
    )


def _others(decision: Decision, chosen: str, facts: dict[str, object]) -> tuple[str, ...]:
    """The other pathways whose criteria were met on the facts of the decision, on its day."""
    known = {name: parse(name, value) for name, value in facts.items()}
    known["date_of_birth"] = decision.child.date_of_birth
    answer = triage(decision.authority_id).answer(known, as_day(decision.decided_at))
    council = policy(decision.authority_id)
    return tuple(
        council.pathway(verdict.pathway).name
        for verdict in answer.verdicts
        if verdict.child == "eligible" and verdict.pathway != chosen
    )


def secrets(letter: Letter) -> list[str]:
    """What a letter apart may not name: schools, providers, the pathway, where anyone lives."""
    child_id = letter.child_id
    schools = Enrolment.objects.filter(child_id=child_id).values_list("school__name", flat=True)
    providers = Placement.objects.filter(child_id=child_id).values_list("provider__name", flat=True)
    homes = Address.objects.filter(child_id=child_id).values_list("lines", "postcode")
    pathway = policy(letter.authority_id).pathway(letter.decision.referral.pathway)
    streets = [lines.splitlines()[0].split(",")[0] for lines, _ in homes]
    return [*schools, *providers, *streets, *(code for _, code in homes), pathway.name]


def home(letter: Letter) -> Address | None:
    """The addressee's own address today, if one is kept and the reader may see it."""
    if letter.adult_id is None:
        return None
    addresses = Address.objects.filter(adult_id=letter.adult_id, period__contains=Today())
    return addresses.order_by("-verified_on", "-id").first()


def printers(child_id: UUID) -> list[str]:
    """Who may print what is protected: the circle of a restricted record, by name."""
    restricted = Restriction.objects.filter(child_id=child_id, period__contains=Today())
    circle = Circle.objects.filter(restriction__in=restricted).order_by("person__name")
    return list(circle.values_list("person__name", flat=True))


def assembled(letter: Letter) -> rule.Letter:
    """The letter as it reads now."""
    of = words(letter.decision)
    to: rule.Reader = "school" if letter.adult is None else "family"
    if letter.adult and letter.adult.relationship == "self":
        to = "self"
    free = {name: getattr(letter, name) for name in rule.FREE}
    return rule.assemble(case(letter.decision, apart=letter.apart, to=to), of, free)


def reader(letter: Letter) -> UUID | None:
    """Who is to sign in and read it: the adult, or whoever at the school referred; or nobody."""
    if letter.adult:
        return letter.adult.person_id
    referral = letter.decision.referral
    return referral.referred_by_id if referral.referrer == "school" else None


def name(letter: Letter) -> str:
    """Whom it is to."""
    return letter.adult.name if letter.adult else letter.school.name if letter.school else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A letter in a list: to whom, where it stands, and by when it goes or when it went."""

    id: UUID
    child_id: UUID
    child: str
    to: str
    state: str
    says: str
    channel: str
    due_on: date
    left_on: date | None
    trouble: str
    about: str


def letters_about(child_id: UUID, referral_id: UUID | None = None) -> list[Line]:
    """The letters the reader may see about a child, or about one referral; the latest first."""
    found = Letter.objects.filter(child_id=child_id).order_by("-written_at", "-id")
    if referral_id:
        found = found.filter(decision__referral_id=referral_id)
    return _lines(found)


def unsent(owner_id: UUID) -> list[Line]:
    """The owner's letters that have not gone, those due first."""
    found = Letter.objects.filter(owner_id=owner_id, state__in=rule.UNSENT)
    return _lines(found.order_by("due_on", "id"))


def _lines(found: "models.QuerySet[Letter]") -> list[Line]:
    rows = found.select_related("child", "adult", "school", "decision")
    return [
        Line(
            row.pk,
            row.child_id,
            row.child.name,
            name(row),
            row.state,
            rule.LETTER.words[row.state],
            row.channel,
            row.due_on,
            row.left_on,
            row.trouble,
            deciding.OUTCOMES[row.decision.outcome],
        )
        for row in rows
    ]
