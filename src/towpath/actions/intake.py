"""A receiving service's intake: taken on, put on the waiting list, stepped through, its places."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from towpath.actions.action import Deed, NotThere, action
from towpath.actions.step import next_step
from towpath.records import models as kept
from towpath.records.intake import hold_places, lead_names, outcomes, own_steps
from towpath.records.policy import due
from towpath.records.provider import teachers
from towpath.records.row import keys
from towpath.rules import intake as rule
from towpath.rules.pathway import Step
from towpath.rules.placement import PLACEMENT, UNANSWERED
from towpath.rules.reason import Reason, given
from towpath.rules.wording import LONDON
from towpath.rules.wrong import Wrong

MOST_PLACES = 2000
FURTHEST = timedelta(days=366)  # ahead: a later day is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a child waits for a place, what is provided meanwhile, and when to look again."""

    reason: Reason
    meanwhile: str
    look_on: date


@dataclass(frozen=True, slots=True)
class Stepped:
    """How one of the service's own steps went, and by when the next is due.

    `funding` is there for the step that records it, and for no other.
    """

    step_id: str
    outcome: str
    on: date
    done_by_id: UUID
    words: str
    next_on: date
    funding: rule.Funding | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """How many children a service takes at once, from when, on whose word and why."""

    places: int
    from_on: date
    source: str
    reason: str


@action("take_intake")
def take(*, deed: Deed, placement_id: UUID, seen: int, person_id: UUID) -> UUID:
    """Name who at the service moves this child on: one of its leads, oneself or another."""
    placement = _unanswered(deed, placement_id, seen)
    if person_id not in {key for key, _ in lead_names(placement.provider_id)}:
        raise Wrong("person", "Choose somebody who leads this service today")
    if person_id == placement.held_by_id:
        raise Wrong("person", "Choose somebody else: it is theirs already")
    deed.change(placement, held_by_id=person_id)
    return deed.done(placement, owner_id=person_id, next_on=placement.next_on)


@action("wait_for_place")
def wait(*, deed: Deed, placement_id: UUID, seen: int, waiting: Waiting) -> UUID:
    """Put a child on the waiting list, or say anew why they wait. Their place in it stays.

    No child only waits: it is said what is provided meanwhile, and when the service looks again.
    """
    placement = _unanswered(deed, placement_id, seen)
    today = deed.clock.today
    if waiting.reason.code not in rule.WAIT:
        raise Wrong("reason_code", "Choose the reason that comes nearest")
    reason = Reason(waiting.reason.code, given("reason", waiting.reason.text))
    meanwhile = given("meanwhile", waiting.meanwhile)
    latest = due(placement.authority_id, "duty_review", today)
    rule.check_date("look_on", waiting.look_on, today, latest)
    deed.change(
        placement,
        state=PLACEMENT.move(placement.state, "wait"),
        waiting_since=placement.waiting_since or deed.clock.now,
    )
    put = kept.Wait.objects.create(
        **keys(placement),
        placement=placement,
        reason_code=reason.code,
        reason=reason.text,
        meanwhile=meanwhile,
        look_on=waiting.look_on,
        put_by_id=deed.actor_id,
        put_at=deed.clock.now,
    )
    words = rule.LOOK_AGAIN
    next_step(deed=deed, placement=placement, next_on=waiting.look_on, words=words)
    return deed.done(
        placement, about=put, reason=reason, owner_id=placement.owner_id, next_on=waiting.look_on
    )


@action("record_intake_step")
def record_step(*, deed: Deed, placement_id: UUID, seen: int, stepped: Stepped) -> UUID:
    """Record one of the service's own steps, in the order that the policy asks for.

    Recorded again, the later stands. What is next, and by when, is said each time.
    """
    placement = _unanswered(deed, placement_id, seen)
    steps = own_steps(placement.authority_id, placement.pathway, deed.clock.today)
    step = _step(steps, stepped.step_id)
    known = outcomes(placement.pk)
    if stepped.outcome not in rule.OUTCOMES:
        raise Wrong("outcome", "Say how it went")
    rule.check_step(step, steps, known)
    _check_done(deed, placement, stepped)
    funding = _funding(step, stepped)
    recorded = kept.IntakeStep.objects.create(
        **keys(placement),
        placement=placement,
        step=step.id,
        name=step.name,
        outcome=stepped.outcome,
        on=stepped.on,
        done_by_id=stepped.done_by_id,
        words=given("words", stepped.words),
        recorded_at=deed.clock.now,
    )
    if funding:
        kept.Funding.objects.create(
            **keys(placement),
            placement=placement,
            step=recorded,
            payer=funding.payer,
            how=funding.how,
            basis=funding.basis,
        )
    following = rule.next_of(steps, known | {step.id: stepped.outcome})
    words = following.name if following else rule.ANSWER
    next_step(deed=deed, placement=placement, next_on=stepped.next_on, words=words)
    return deed.done(
        placement,
        about=recorded,
        reason=Reason(stepped.outcome, recorded.words),
        owner_id=placement.owner_id,
        next_on=stepped.next_on,
    )


@action("set_capacity")
def set_capacity(*, deed: Deed, provider_id: UUID, seen: int, places: Places) -> UUID:
    """Say how many children a service takes at once, from a day. What was said before stays.

    `seen` is how often it had been said when the form was opened. A number below the children
    there turns nobody out: no place is given again until one is free.
    """
    service = kept.Provider.objects.filter(pk=provider_id, kind__in=rule.RECEIVING).first()
    if service is None:
        raise NotThere
    posts = kept.Post.objects.filter(
        Q(provider=service) | Q(provider=None, school=None),
        authority_id=service.authority_id,
        person_id=deed.actor_id,
        period__contains=kept.Today(),
    )
    deed.begin(frozenset(posts.values_list("duty", flat=True)))
    hold_places(provider_id)
    said = kept.Capacity.objects.filter(provider=service)
    if said.count() != seen:
        raise Wrong("", "Somebody has set the places since you opened this: read theirs first")
    today = deed.clock.today
    if not 0 <= places.places <= MOST_PLACES:
        raise Wrong("places", f"Places must be between 0 and {MOST_PLACES:,}")
    if not today <= places.from_on <= today + FURTHEST:
        raise Wrong("from_on", "The first day must be today or later, and within a year")
    row = kept.Capacity.objects.create(
        authority_id=service.authority_id,
        provider=service,
        places=places.places,
        from_on=places.from_on,
        source=given("source", places.source, rule.LONGEST_SOURCE),
        reason=given("reason", places.reason),
        set_by_id=deed.actor_id,
        set_at=deed.clock.now,
    )
    return deed.done(row, reason=Reason("", row.reason), next_on=places.from_on)


def _unanswered(deed: Deed, placement_id: UUID, seen: int) -> kept.Placement:
    """A child passed to one of the council's own services, who has no place there yet."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.provider.kind not in rule.RECEIVING:
        raise Wrong("", "Only the council's own services have a waiting list and such steps")
    if placement.state not in UNANSWERED:
        words = f"This placement is {PLACEMENT.words[placement.state]}: it is too late for that"
        raise Wrong("", words)
    return placement


def _step(steps: tuple[Step, ...], step_id: str) -> Step:
    for step in steps:
        if step.id == step_id and step.recorded != "offer":
            return step
    raise Wrong("", "The policy has no such step for this pathway now: go back and look again")


def _check_done(deed: Deed, placement: kept.Placement, stepped: Stepped) -> None:
    """On a day that has come, by somebody of the service or the child's own officer."""
    today = deed.clock.today
    sent_at = kept.Referral.objects.values_list("sent_at", flat=True).get(placements=placement)
    if stepped.on > today:
        raise Wrong("on", "A step is recorded on the day or after it: this day is to come")
    if stepped.on < sent_at.astimezone(LONDON).date():
        raise Wrong("on", "The step cannot be before the child was referred")
    people = {teacher.id for teacher in teachers(placement.provider_id)} | {placement.owner_id}
    if stepped.done_by_id not in people:
        raise Wrong("done_by", "Choose somebody of the service, or the council's officer")
    latest = due(placement.authority_id, "duty_review", today)
    rule.check_date("next_on", stepped.next_on, today, latest)


def _funding(step: Step, stepped: Stepped) -> rule.Funding | None:
    """Who pays, where this is the step that says so and it was settled."""
    if step.recorded != "funding" or stepped.outcome != "done":
        return None
    if stepped.funding is None:
        raise Wrong("payer", "Say who pays, how, and on what basis")
    return rule.check_funding(stepped.funding)
