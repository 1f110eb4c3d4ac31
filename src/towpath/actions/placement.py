"""Placements: offered, answered, started, planned; always with an owner and a next date."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import next_step
from towpath.records import models as kept
from towpath.records.policy import due
from towpath.records.row import keys, promised
from towpath.rules import placement as rule
from towpath.rules.reason import Reason, given
from towpath.rules.referral import REFERRAL
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom a place is offered, and what they must know before the first day."""

    provider_id: UUID
    census_reason: str
    brief: str


@action("offer_placement")
def offer(*, deed: Deed, referral_id: UUID, seen: int, offer: Offer) -> UUID:
    """Offer an accepted referral to a provider or receiving service, with a brief."""
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if referral.state != "accepted":
        raise Wrong("", "A place is offered once the referral is accepted, and before it is placed")
    if kept.Placement.objects.filter(referral=referral, state__in=rule.SEEN_BY_PROVIDER).exists():
        raise Wrong("provider", "A provider is already considering this child: wait for the answer")
    provider = _provider(referral, offer.provider_id)
    if offer.census_reason not in rule.CENSUS_REASON:
        raise Wrong("census_reason", "Choose why the placement is commissioned")
    next_on = due(referral.authority_id, "answer_to_offer", deed.clock.today)
    placement = kept.Placement.objects.create(
        **keys(referral),
        referral=referral,
        provider=provider,
        legal_basis=referral.legal_basis,
        census_reason=offer.census_reason,
        setting_type=provider.setting_type,
        brief=given("brief", offer.brief),
        owner_id=referral.owner_id,
        next_on=next_on,
        next_step=f"{provider.name} answers the offer",
        offered_at=deed.clock.now,
    )
    deed.change(referral, next_on=next_on, next_step=placement.next_step)
    return deed.done(placement, owner_id=placement.owner_id, next_on=next_on)


@action("accept_placement")
def accept(
    *, deed: Deed, placement_id: UUID, seen: int, starts_on: date, tutor_id: UUID | None
) -> UUID:
    """Agree to take the child, from a day, taught by someone of the provider's own."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if starts_on < deed.clock.today:
        raise Wrong("starts_on", "The start must be today or later")
    if tutor_id and not _teaches_at(placement.provider_id, tutor_id):
        raise Wrong("tutor", "Choose someone who teaches for this provider today")
    deed.change(
        placement,
        state=rule.PLACEMENT.move(placement.state, "accept"),
        starts_on=starts_on,
        tutor_id=tutor_id,
    )
    next_step(deed, placement, starts_on, "The placement starts")
    return deed.done(placement, owner_id=placement.owner_id, next_on=starts_on)


@action("decline_placement")
def decline(*, deed: Deed, placement_id: UUID, seen: int, reason: Reason) -> UUID:
    """Say no, with a reason that counts. The officer owns finding another, by a date."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if reason.code not in rule.DECLINE:
        raise Wrong("reason_code", "Choose the reason that comes nearest")
    text = given("reason", reason.text)
    next_on = due(placement.authority_id, "new_offer", deed.clock.today)
    deed.change(
        placement,
        state=rule.PLACEMENT.move(placement.state, "decline"),
        end_reason_code=reason.code,
        end_reason=text,
        next_on=None,
        next_step="",
    )
    referral = kept.Referral.objects.get(placements=placement)
    deed.change(referral, next_on=next_on, next_step="Offer a place to another provider")
    return deed.done(
        placement, reason=Reason(reason.code, text), owner_id=referral.owner_id, next_on=next_on
    )


@action("start_placement")
def start(*, deed: Deed, placement_id: UUID, seen: int, starts_on: date, plan: rule.Plan) -> UUID:
    """Start with the whole plan: objectives with a baseline, hours, first review, next step."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    _check_start(deed, starts_on)
    _check_plan(placement, plan, starts_on)
    deed.change(
        placement,
        state=rule.PLACEMENT.move(placement.state, "start"),
        starts_on=starts_on,
        plan_completed_on=deed.clock.today,
        **_planned(plan),
    )
    _keep_objectives(placement, plan)
    _place(deed, placement)
    next_step(deed, placement, plan.first_review_on, "Hold the first review")
    return deed.done(placement, owner_id=placement.owner_id, next_on=plan.first_review_on)


@action("start_interim")
def start_interim(
    *, deed: Deed, placement_id: UUID, seen: int, starts_on: date, reason: str
) -> UUID:
    """Start before the whole plan, because the child cannot wait: approved by the one who acts.

    The plan is due by the date the policy gives, and that date is the placement's next.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    _check_start(deed, starts_on)
    text = given("reason", reason)
    plan_due_on = due(placement.authority_id, "interim_plan", starts_on)
    deed.change(
        placement,
        state=rule.PLACEMENT.move(placement.state, "start"),
        starts_on=starts_on,
        interim_approved_by_id=deed.actor_id,
        interim_reason=text,
        plan_due_on=plan_due_on,
    )
    _place(deed, placement)
    next_step(deed, placement, plan_due_on, "Complete the plan of the interim start")
    return deed.done(
        placement,
        reason=Reason("interim", text),
        owner_id=placement.owner_id,
        next_on=plan_due_on,
    )


@action("complete_plan")
def complete_plan(*, deed: Deed, placement_id: UUID, seen: int, plan: rule.Plan) -> UUID:
    """Give the plan that an interim start still owed."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state != "started" or placement.plan_completed_on:
        raise Wrong("", "This placement's plan is already complete, or it has not started")
    _check_plan(placement, plan, promised(placement.starts_on))
    deed.change(placement, plan_completed_on=deed.clock.today, **_planned(plan))
    _keep_objectives(placement, plan)
    next_step(deed, placement, plan.first_review_on, "Hold the first review")
    return deed.done(placement, owner_id=placement.owner_id, next_on=plan.first_review_on)


def _provider(referral: kept.Referral, provider_id: UUID) -> kept.Provider:
    provider = kept.Provider.objects.filter(
        authority_id=referral.authority_id, pk=provider_id, pathways__contains=referral.pathway
    ).first()
    if provider is None:
        raise Wrong("provider", "Choose a provider that receives children by this pathway")
    if not provider.approved:
        raise Wrong("provider", f"{provider.name} is not approved, so it can take no new child")
    return provider


def _teaches_at(provider_id: UUID, person_id: UUID) -> bool:
    posts = kept.Post.objects.filter(
        provider_id=provider_id, person_id=person_id, period__contains=kept.Today()
    )
    return posts.exists()


def _check_start(deed: Deed, starts_on: date) -> None:
    if starts_on > deed.clock.today:
        raise Wrong("starts_on", "A start is recorded on the day or after it: this day is to come")


def _check_plan(placement: kept.Placement, plan: rule.Plan, starts_on: date) -> None:
    latest = due(placement.authority_id, "review", starts_on)
    rule.check_plan(plan, starts_on, latest)
    for number, (words, baseline) in enumerate(plan.objectives, 1):
        given(f"objective_{number}", words)
        given(f"baseline_{number}", baseline)


def _planned(plan: rule.Plan) -> dict[str, object]:
    return {"planned_minutes": plan.planned_minutes, "intended_next_step": plan.next_step}


def _keep_objectives(placement: kept.Placement, plan: rule.Plan) -> None:
    kept.Objective.objects.bulk_create(
        kept.Objective(**keys(placement), placement=placement, words=words, baseline=baseline)
        for words, baseline in plan.objectives
    )


def _place(deed: Deed, placement: kept.Placement) -> None:
    """The referral is placed once its child is taught."""
    referral = kept.Referral.objects.get(placements=placement)
    deed.change(referral, state=REFERRAL.move(referral.state, "place"))
