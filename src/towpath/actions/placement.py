"""Placements: offered, answered, started, planned; always with an owner and a next date."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.actions.action import Deed, Refused, action
from towpath.actions.step import let_go, next_step
from towpath.records import models as kept
from towpath.records.intake import hold_places, lightest_lead, outcomes, own_steps, room
from towpath.records.policy import due, gives_advice
from towpath.records.row import keys, promised
from towpath.rules import intake
from towpath.rules import placement as rule
from towpath.rules.reason import Reason, given
from towpath.rules.referral import ARRANGED_BY, LEGAL_BASIS, REFERRAL
from towpath.rules.wording import LONDON
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom a place is offered, on what basis, and what they must know before the first day.

    The referrer said on what legal basis; the council answers for it, and says it here.
    """

    provider_id: UUID
    legal_basis: str
    census_reason: str
    brief: rule.Brief


@action("offer_placement")
def offer(*, deed: Deed, referral_id: UUID, seen: int, offer: Offer) -> UUID:
    """Offer an accepted referral to a provider or receiving service, with a brief."""
    referral = deed.take(kept.Referral, referral_id, seen=seen)
    if referral.state != "accepted":
        raise Wrong("", "A place is offered once the referral is accepted, and before it is placed")
    if kept.Placement.objects.filter(referral=referral, state__in=rule.SEEN_BY_PROVIDER).exists():
        raise Wrong("provider", "A provider is already considering this child: wait for the answer")
    if gives_advice(referral, deed.clock.today):
        raise Refused("This pathway gives advice to the school, and no place: conclude it instead")
    provider = _provider(referral, offer.provider_id)
    if offer.legal_basis not in LEGAL_BASIS:
        raise Wrong("legal_basis", "Choose who arranges the education, and on what basis")
    if offer.census_reason not in rule.CENSUS_REASON:
        raise Wrong("census_reason", "Choose why the placement is commissioned")
    next_on = due(referral.authority_id, "answer_to_offer", deed.clock.today)
    placement = kept.Placement.objects.create(
        **keys(referral),
        referral=referral,
        pathway=referral.pathway,
        provider=provider,
        held_by_id=lightest_lead(provider.pk) if provider.kind in intake.RECEIVING else None,
        legal_basis=offer.legal_basis,
        arranged_by=ARRANGED_BY[offer.legal_basis],
        census_reason=offer.census_reason,
        setting_type=provider.setting_type,
        owner_id=referral.owner_id,
        next_on=next_on,
        next_step=rule.ANSWER,
        offered_at=deed.clock.now,
    )
    kept.Brief.objects.create(
        **keys(placement),
        placement=placement,
        risks=given("risks", offer.brief.risks),
        words=given("brief", offer.brief.words),
    )
    deed.change(referral, next_on=next_on, next_step=placement.next_step)
    return deed.done(placement, owner_id=placement.owner_id, next_on=next_on)


@action("accept_placement")
def accept(
    *,
    deed: Deed,
    placement_id: UUID,
    seen: int,
    starts_on: date,
    tutor_id: UUID | None,
    why: str = "",
) -> UUID:
    """Agree to take the child, from a day, taught by someone of the provider's own.

    One of the council's own services has gone through its own steps first; and where that takes it
    over its places, or past a child who has waited longer, it says `why`.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    state = rule.PLACEMENT.move(placement.state, "accept")
    if starts_on < deed.clock.today:
        raise Wrong("starts_on", "The start must be today or later")
    latest = due(placement.authority_id, "review", deed.clock.today)
    if starts_on > latest:
        words = f"The start must be by {say(latest)}: decline if you cannot teach the child by then"
        raise Wrong("starts_on", words)
    if tutor_id and not _teaches_at(placement.provider_id, tutor_id):
        raise Wrong("tutor", "Choose someone who teaches for this provider today")
    reason = _room_for(deed, placement, why)
    deed.change(placement, state=state, starts_on=starts_on, tutor_id=tutor_id)
    next_step(deed=deed, placement=placement, next_on=starts_on, words="The placement starts")
    return deed.done(placement, reason=reason, owner_id=placement.owner_id, next_on=starts_on)


@action("decline_placement")
def decline(*, deed: Deed, placement_id: UUID, seen: int, reason: Reason) -> UUID:
    """Say no, with a reason that counts. The officer owns finding another, by a date."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if reason.code not in intake.declines(placement.provider.kind):
        raise Wrong("reason_code", "Choose the reason that comes nearest")
    return _seek_another(deed, placement, "decline", reason)


@action("cancel_placement")
def cancel(*, deed: Deed, placement_id: UUID, seen: int, reason: Reason) -> UUID:
    """Take back an offer, or an agreed place that has not started, so that another can be sought.

    A provider's silence must not hold a child up.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if reason.code not in rule.CANCEL:
        raise Wrong("reason_code", "Choose the reason that comes nearest")
    return _seek_another(deed, placement, "cancel", reason)


@action("start_placement")
def start(*, deed: Deed, placement_id: UUID, seen: int, starts_on: date, plan: rule.Plan) -> UUID:
    """Start with the whole plan: objectives with a baseline, hours, first review, next step."""
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    _check_start(deed, placement, starts_on)
    _check_plan(deed, placement, plan, starts_on)
    deed.change(
        placement,
        state=rule.PLACEMENT.move(placement.state, "start"),
        starts_on=starts_on,
        plan_completed_on=deed.clock.today,
        **_planned(plan),
    )
    _keep_objectives(placement, plan)
    _place(deed, placement)
    _await_review(deed, placement, plan)
    return deed.done(placement, owner_id=placement.owner_id, next_on=plan.first_review_on)


@action("start_interim")
def start_interim(
    *, deed: Deed, placement_id: UUID, seen: int, starts_on: date, reason: str
) -> UUID:
    """Start before the whole plan, because the child cannot wait: approved by the one who acts.

    The plan is due by the date the policy gives, and that date is the placement's next.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    _check_start(deed, placement, starts_on)
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
    words = "Complete the plan of the interim start"
    next_step(deed=deed, placement=placement, next_on=plan_due_on, words=words)
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
    _check_plan(deed, placement, plan, promised(placement.starts_on))
    deed.change(placement, plan_completed_on=deed.clock.today, **_planned(plan))
    _keep_objectives(placement, plan)
    _await_review(deed, placement, plan)
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


def _room_for(deed: Deed, placement: kept.Placement, why: str) -> Reason:
    """That a service may give this place now, and with what reason; an independent one just may."""
    if placement.provider.kind not in intake.RECEIVING:
        return Reason("", "")
    steps = own_steps(placement.authority_id, placement.pathway, deed.clock.today)
    intake.check_offer(steps, outcomes(placement.pk))
    hold_places(placement.provider_id)
    since = placement.waiting_since or placement.offered_at
    return intake.taken(room(placement.provider_id, since), why)


def _teaches_at(provider_id: UUID, person_id: UUID) -> bool:
    posts = kept.Post.objects.filter(
        provider_id=provider_id, person_id=person_id, period__contains=kept.Today()
    )
    return posts.exists()


def _seek_another(deed: Deed, placement: kept.Placement, verb: str, reason: Reason) -> UUID:
    """This place falls away; the referral's owner seeks another, by a date."""
    reason = Reason(reason.code, given("reason", reason.text))
    let_go(deed=deed, placement=placement, verb=verb, reason=reason)
    referral = kept.Referral.objects.get(placements=placement)
    next_on = due(placement.authority_id, "new_offer", deed.clock.today)
    own = verb == "decline" and placement.provider.kind in intake.RECEIVING
    words = intake.SAID_NO if own else "Offer a place to another provider"
    deed.change(referral, next_on=next_on, next_step=words)
    return deed.done(placement, reason=reason, owner_id=referral.owner_id, next_on=next_on)


def _check_start(deed: Deed, placement: kept.Placement, starts_on: date) -> None:
    if starts_on > deed.clock.today:
        raise Wrong("starts_on", "A start is recorded on the day or after it: this day is to come")
    sent_at = kept.Referral.objects.values_list("sent_at", flat=True).get(placements=placement)
    if starts_on < sent_at.astimezone(LONDON).date():
        raise Wrong("starts_on", "The start cannot be before the child was referred")


def _check_plan(deed: Deed, placement: kept.Placement, plan: rule.Plan, starts_on: date) -> None:
    latest = due(placement.authority_id, "review", starts_on)
    rule.check_plan(plan, starts_on, latest, deed.clock.today)


def _await_review(deed: Deed, placement: kept.Placement, plan: rule.Plan) -> None:
    on, words = plan.first_review_on, "Hold the first review"
    next_step(deed=deed, placement=placement, next_on=on, words=words)


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
