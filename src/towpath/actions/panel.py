"""Panels: planned, given cases, heard member by member, opened. One officer then decides."""

from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, Refused, action
from towpath.records import models as kept
from towpath.records.panel import silent, sits_on, stands_aside, who_may_sit
from towpath.records.row import keys
from towpath.records.who import Today
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.reason import Reason, given
from towpath.rules.referral import UNDECIDED
from towpath.rules.wrong import Wrong


@action("plan_panel")
def plan(*, deed: Deed, meeting: rule.Meeting) -> UUID:
    """Plan a meeting of people who hold posts in the actor's council, and seat them."""
    posts = kept.Post.objects.filter(person_id=deed.actor_id, period__contains=Today())
    held = list(posts.values_list("duty", "authority_id"))
    deed.begin(frozenset(duty for duty, _ in held))
    authority_id = next(council for duty, council in held if duty in who.MAY["plan_panel"])
    rule.check_meeting(meeting, deed.clock.now)
    seated = {meeting.chair_id, *meeting.members}
    if seated - {key for key, *_ in who_may_sit(authority_id)}:
        raise Wrong("members", "Choose from those who can sit on a panel today")
    panel = kept.Panel.objects.create(
        authority_id=authority_id,
        name=meeting.name.strip(),
        meets_at=meeting.meets_at,
        chair_id=meeting.chair_id,
    )
    kept.Seat.objects.bulk_create(
        kept.Seat(authority_id=authority_id, panel=panel, person_id=person_id)
        for person_id in sorted(seated)
    )
    return deed.done(panel, next_on=meeting.meets_at.date(), owner_id=meeting.chair_id)


@action("list_for_panel")
def list_for(*, deed: Deed, referral_id: UUID, panel_id: UUID, why: str) -> UUID:
    """Put a referral on a panel's agenda, and say why. Its date stays: a panel stops no clock.

    From now on, and until it is decided or taken off, the panel's members see the case.
    """
    referral = deed.take(kept.Referral, referral_id)
    if referral.state not in UNDECIDED:
        raise Refused("A panel looks at a referral that waits for a decision: this one does not")
    panel = kept.Panel.objects.filter(pk=panel_id, authority=referral.authority_id).first()
    if panel is None or panel.meets_at <= deed.clock.now:
        raise Wrong("panel", "Choose a panel that has not met yet")
    if kept.PanelItem.objects.filter(referral=referral, state__in=rule.WAITING).exists():
        raise Refused("This referral is on a panel's agenda already: take it off that one first")
    item = kept.PanelItem.objects.create(
        **keys(referral),
        panel=panel,
        referral=referral,
        why=given("why", why),
        listed_by_id=deed.actor_id,
        listed_at=deed.clock.now,
    )
    deed.change(referral, next_step=f"The panel gives its views: {panel.name}"[:200])
    reason = Reason("panel", item.why)
    return deed.done(item, reason=reason, owner_id=panel.chair_id, next_on=referral.next_on)


@action("give_view")
def give_view(*, deed: Deed, item_id: UUID, view: rule.View) -> UUID:
    """Say what one recommends, and why. Nobody else reads it until the chair opens the item."""
    item = deed.take(kept.PanelItem, item_id)
    _check_seat(deed, item)
    if item.state != "listed":
        raise Refused("The views on this case are opened: what you think now is for the meeting")
    if kept.PanelView.objects.filter(item=item, member=deed.actor_id).exists():
        raise Refused("You have given your view, and it stays as it is: views are not changed")
    rule.check_view(view)
    kept.PanelView.objects.create(
        **keys(item),
        item=item,
        member_id=deed.actor_id,
        recommends=view.recommends,
        reason=view.reason.strip(),
        given_at=deed.clock.now,
    )
    return deed.done(item)


@action("stand_aside")
def stand_aside(*, deed: Deed, item_id: UUID, interest: str) -> UUID:
    """Declare an interest in a case. One gives no view, decides nothing, and sees it no longer.

    (Who sees it for another reason, such as an officer, still does: and may not decide.)
    """
    item = deed.take(kept.PanelItem, item_id)
    _check_seat(deed, item)
    if item.state not in rule.WAITING:
        raise Refused("This case is no longer before the panel")
    kept.StoodAside.objects.create(
        **keys(item),
        item=item,
        member_id=deed.actor_id,
        interest=given("interest", interest, at_most=1000),
        declared_at=deed.clock.now,
    )
    return deed.done(item)


@action("open_views")
def open_views(*, deed: Deed, item_id: UUID, seen: int, without: str) -> UUID:
    """Open every member's view at once, when all have spoken; or say why the rest are not heard."""
    item = deed.take(kept.PanelItem, item_id, seen=seen)
    _check_chair(deed, item)
    state = rule.ITEM.move(item.state, "open")
    views = kept.PanelView.objects.filter(item=item)
    if not views.exists():
        raise Refused("Nobody has given a view yet: there is nothing to open")
    missing = silent(item_id)
    rule.check_opening(missing, without)
    views.update(is_open=True)
    deed.change(item, state=state, without=without.strip() if missing else "")
    referral = kept.Referral.objects.get(pk=item.referral_id)
    deed.change(referral, next_step="Decide on the referral: the panel has given its views")
    reason = Reason("panel_opened", without.strip()) if missing else Reason("panel_opened", "")
    return deed.done(item, reason=reason, owner_id=referral.owner_id, next_on=referral.next_on)


@action("take_off_panel")
def take_off(*, deed: Deed, item_id: UUID, seen: int, reason: str) -> UUID:
    """Take a case off the agenda; its owner decides without the panel, by the date there was."""
    item = deed.take(kept.PanelItem, item_id, seen=seen)
    text = given("reason", reason)
    deed.change(item, state=rule.ITEM.move(item.state, "take_off"))
    referral = kept.Referral.objects.get(pk=item.referral_id)
    deed.change(referral, next_step="Decide on the referral")
    reason_ = Reason("taken_off", text)
    return deed.done(item, reason=reason_, owner_id=referral.owner_id, next_on=referral.next_on)


def _check_seat(deed: Deed, item: kept.PanelItem) -> None:
    if not sits_on(item.panel_id, deed.actor_id):
        raise NotAllowed("Only those who sit on this panel give a view or stand aside")
    if stands_aside(item.referral_id, deed.actor_id):
        raise NotAllowed("You have declared an interest in this case, so it is not yours to judge")


def _check_chair(deed: Deed, item: kept.PanelItem) -> None:
    """The chair opens the views; where the chair has stood aside, an officer does."""
    chair_id = kept.Panel.objects.values_list("chair_id", flat=True).get(pk=item.panel_id)
    aside = stands_aside(item.referral_id, chair_id)
    if deed.actor_id != chair_id and not (aside and deed.duties & who.OFFICERS):
        raise NotAllowed("Only the chair of the panel opens the views")
