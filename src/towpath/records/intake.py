"""A receiving service's intake: its places, who waits for one, and its own steps before a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, models
from django.db.models import functions

from towpath.records.placement import OfPlacement, Placement
from towpath.records.policy import policy
from towpath.records.provider import Provider
from towpath.records.row import Row, one_of, promised, said
from towpath.records.who import Post, Today
from towpath.rules import intake as rule
from towpath.rules.pathway import Step
from towpath.rules.placement import UNANSWERED
from towpath.rules.who import RECEIVING_LEAD

# A place is in use from the day it is agreed: it is promised to a child.
IN_USE = ("agreed", "started")


class Capacity(Row):
    """How many children a service takes at once, from a day. A later row supersedes."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    provider = models.ForeignKey("Provider", models.PROTECT, related_name="capacities")
    places = models.PositiveIntegerField()
    from_on = models.DateField()
    source = models.CharField(max_length=300)  # whose word it is: a head's letter, a contract
    reason = models.TextField()
    set_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [said("capacity_source", "source"), said("capacity_reason", "reason")]
        indexes = [models.Index(name="capacity_of", fields=["provider", "from_on", "set_at"])]


class Wait(OfPlacement):
    """Why a child waits, what is provided meanwhile, and when the service looks again."""

    reason_code = models.CharField(max_length=20)
    reason = models.TextField()
    meanwhile = models.TextField()
    look_on = models.DateField()
    put_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("wait_reason_code", "reason_code", tuple(rule.WAIT)),
            said("wait_reason_said", "reason"),
            said("wait_meanwhile_said", "meanwhile"),
        ]
        indexes = [models.Index(name="wait_of_placement", fields=["placement", "put_at"])]


class IntakeStep(OfPlacement):
    """One of a service's own steps: done on a day, by whom, with what outcome. A later row of the
    same step supersedes. `name` is the policy's as it was then."""

    step = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10)
    on = models.DateField()
    done_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    words = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("intake_step_outcome", "outcome", tuple(rule.OUTCOMES)),
            said("intake_step_said", "words"),
        ]
        indexes = [models.Index(name="intake_step_of", fields=["placement", "recorded_at"])]


class Funding(OfPlacement):
    """Who pays for a place, how, and on what basis. Not for the family: it is no choice of theirs.

    A later row supersedes.
    """

    step = models.ForeignKey(IntakeStep, models.PROTECT, related_name="+")
    payer = models.CharField(max_length=10)
    how = models.CharField(max_length=10)
    basis = models.TextField()

    class Meta:
        constraints = [
            one_of("funding_payer", "payer", tuple(rule.PAYERS)),
            one_of("funding_how", "how", tuple(rule.HOW)),
            said("funding_basis_said", "basis"),
        ]


def own_steps(authority_id: UUID, pathway: str, day: date) -> tuple[Step, ...]:
    """The steps that the services of a pathway record, as its policy of that day has them."""
    known = {each.id: each for each in policy(authority_id).pathways}
    version = known[pathway].on(day) if pathway in known else None
    return rule.own_steps(version.steps) if version else ()


def last_steps(placement_id: UUID) -> dict[str, IntakeStep]:
    """What was last recorded of each step of a placement, by the step's id. One query."""
    rows = IntakeStep.objects.filter(placement_id=placement_id).select_related("done_by")
    return {row.step: row for row in rows.order_by("recorded_at", "id")}


def outcomes(placement_id: UUID) -> dict[str, str]:
    """The last outcome of each step of a placement. One query."""
    rows = IntakeStep.objects.filter(placement_id=placement_id).order_by("recorded_at", "id")
    return dict(rows.values_list("step", "outcome"))


def room(provider_id: UUID, waiting_since: datetime | None = None) -> rule.Room:
    """What a service has room for today, of the children in sight. Three queries.

    `ahead` are those who have waited longer than since then.
    """
    held = Placement.objects.filter(provider_id=provider_id)
    waits = held.filter(state="waiting")
    if waiting_since:
        waits = waits.filter(waiting_since__lt=waiting_since)
    return rule.Room(places(provider_id), held.filter(state__in=IN_USE).count(), waits.count())


def places(provider_id: UUID) -> int | None:
    """How many children a service takes today; None where nobody has said. One query."""
    rows = Capacity.objects.filter(provider_id=provider_id, from_on__lte=Today())
    return rows.order_by("-from_on", "-set_at").values_list("places", flat=True).first()


def hold_places(provider_id: UUID) -> None:
    """Let nobody else give or change a place of this service until this transaction ends."""
    with connection.cursor() as cursor:
        words = f"places of {provider_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])


def lightest_lead(provider_id: UUID) -> UUID | None:
    """The service's lead in post who holds the fewest unanswered; None where it has no lead."""
    held = Placement.objects.filter(held_by=models.OuterRef("person"), state__in=UNANSWERED)
    count = held.order_by().values("held_by").annotate(n=models.Count("pk")).values("n")
    posts = leads(provider_id).annotate(held=models.Subquery(count))
    first = posts.order_by(functions.Coalesce("held", 0), "person_id")
    return first.values_list("person_id", flat=True).first()


def leads(provider_id: UUID) -> "models.QuerySet[Post]":
    """The posts, held today, that lead a service."""
    return Post.objects.filter(
        provider_id=provider_id, duty__in=sorted(RECEIVING_LEAD), period__contains=Today()
    )


def lead_names(provider_id: UUID) -> list[tuple[UUID, str]]:
    """Who leads a service today: (person, name), by name. One query."""
    posts = leads(provider_id).order_by("person__name", "person_id").distinct()
    return list(posts.values_list("person_id", "person__name"))


@dataclass(frozen=True, slots=True)
class Passage:
    """How one of a service's own steps stands for one child.

    `outcome` is "" until something is recorded; `waits_for` names what must come first.
    """

    id: str
    name: str
    words: str
    recorded: str
    outcome: str
    on: date | None
    done_by: str
    said: str
    waits_for: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing more is to be done about it."""
        return self.outcome in rule.SETTLED


def passages(steps: Sequence[Step], placement_id: UUID) -> list[Passage]:
    """Each of these steps as it stands for a placement. One query, or none without steps."""
    last = last_steps(placement_id) if steps else {}
    known = {id_: row.outcome for id_, row in last.items()}
    return [
        Passage(
            step.id,
            step.name,
            step.words,
            step.recorded,
            row.outcome if (row := last.get(step.id)) else "",
            row.on if row else None,
            row.done_by.name if row else "",
            row.words if row else "",
            rule.waits_for(step, steps, known),
        )
        for step in steps
    ]


def last_wait(placement_id: UUID) -> Wait | None:
    """Why a child waits, as was last said. One query."""
    return Wait.objects.filter(placement_id=placement_id).order_by("-put_at", "-id").first()


def funding_of(placement_id: UUID) -> rule.Funding | None:
    """Who pays for a place, as last recorded, for those who may know. One query."""
    rows = Funding.objects.filter(placement_id=placement_id).order_by("-id")
    row = rows.values_list("payer", "how", "basis").first()
    return rule.Funding(*row) if row else None


def position(placement_id: UUID, provider_id: UUID, since: datetime | None) -> int:
    """A waiting child's place in the service's list, of those in sight; 1 is next. One query."""
    ahead = models.Q(waiting_since__lt=promised(since)) | models.Q(
        waiting_since=since, pk__lt=placement_id
    )
    waits = Placement.objects.filter(ahead, provider_id=provider_id, state="waiting")
    return waits.count() + 1


def receiver(authority_id: UUID, pathway: str) -> str:
    """The one service to which the children of a pathway are passed; "" where there are several,
    or others receive them too. One query."""
    rows = Provider.objects.filter(
        authority_id=authority_id, approved=True, pathways__contains=pathway
    )
    found = list(rows.values_list("name", "kind")[:2])
    return found[0][0] if len(found) == 1 and found[0][1] in rule.RECEIVING else ""


def receiving(authority_id: UUID) -> "models.QuerySet[Provider]":
    """The council's own services, which receive the children passed to them."""
    return Provider.objects.filter(authority_id=authority_id, kind__in=rule.RECEIVING)
