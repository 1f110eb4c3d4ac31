"""Panels: planned, given cases, changed or called off, heard member by member, opened.

One officer then decides.
"""

from uuid import UUID

from towpath.actions.action import (
    Busy,
    Change,
    Deed,
    NotAllowed,
    NotThere,
    Refused,
    Stale,
    action,
)
from towpath.records import models as kept
from towpath.records.panel import opens, silent, sits_on, stands_aside, who_may_sit
from towpath.records.row import keys
from towpath.records.who import Today
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.reason import Reason, given
from towpath.rules.referral import UNDECIDED
from towpath.rules.wording import as_day
from towpath.rules.wrong import Wrong

DECIDE = "Decide on the referral"


@action("plan_panel")
def plan(*, deed: Deed, meeting: rule.Meeting) -> UUID:
    """Plan a meeting of people who hold posts in the actor's council, and seat them."""
    posts = kept.Post.objects.filter(person_id=deed.actor_id, period__contains=Today())
    held = list(posts.values_list("duty", "authority_id"))
    deed.begin(frozenset(duty for duty, _ in held))
    authority_id = next(council for duty, council in held if duty in who.MAY["plan_panel"])
    rule.check_meeting(meeting, deed.clock.now)
    _check_members(authority_id, meeting)
    panel = kept.Panel.objects.create(
        authority_id=authority_id,
        name=meeting.name.strip(),
        meets_at=meeting.meets_at,
        chair_id=meeting.chair_id,
    )
    _seat(deed, panel, meeting)
    return deed.done(panel, next_on=as_day(meeting.meets_at), owner_id=meeting.chair_id)


@action("change_panel")
def change(*, deed: Deed, panel_id: UUID, seen: int, meeting: rule.Meeting, reason: str) -> UUID:
    """Hold a panel otherwise than it was planned: its name, its time, its chair, who sits on it.

    What a member who leaves has said stays; they see the cases no longer. No case's date moves.
    """
    panel = _take(deed, panel_id, seen)
    state = rule.PANEL.move(panel.state, "change")
    text = given("reason", reason)
    rule.check_meeting(meeting, deed.clock.now)
    _check_members(panel.authority_id, meeting)
    seats = kept.Seat.objects.filter(panel=panel, left_at=None)
    sitting = tuple(seats.values_list("person_id", flat=True))
    before = rule.Meeting(panel.name, panel.meets_at, panel.chair_id, sitting)
    people = kept.Person.objects.filter(pk__in={*sitting, *meeting.members})
    what = rule.difference(before, meeting, dict(people.values_list("pk", "name")))
    deed.change(
        panel,
        state=state,
        name=meeting.name.strip(),
        meets_at=meeting.meets_at,
        chair_id=meeting.chair_id,
    )
    _seat(deed, panel, meeting)
    return deed.done(
        panel,
        reason=Reason("panel_changed", f"{text}\n\n{what}"),
        next_on=as_day(meeting.meets_at),
        owner_id=meeting.chair_id,
    )


@action("call_off_panel")
def call_off(*, deed: Deed, panel_id: UUID, seen: int, reason: str) -> UUID:
    """Call a panel off, with a reason. Each case on its agenda is its owner's again, by the date
    there was; the views that were given stay in the record, unopened."""
    panel = _take(deed, panel_id, seen)
    state = rule.PANEL.move(panel.state, "call_off")
    text = given("reason", reason)
    items = kept.PanelItem.objects.filter(panel=panel, state__in=rule.WAITING)
    if items.filter(state="opened").exists():
        raise Refused("Views are open on a case: decide on it, or take it off the agenda, first")
    for item in items.select_related("referral"):
        deed.change(item, state=rule.ITEM.move(item.state, "call_off"))
        deed.change(item.referral, next_step=DECIDE)
    deed.change(
        panel,
        state=state,
        called_off_at=deed.clock.now,
        called_off_by_id=deed.actor_id,
        called_off_why=text,
    )
    return deed.done(panel, reason=Reason("panel_called_off", text))


@action("list_for_panel")
def list_for(*, deed: Deed, referral_id: UUID, panel_id: UUID, why: str) -> UUID:
    """Put a referral on a panel's agenda, and say why. Its date stays: a panel stops no clock.

    From now on, and until it is decided or taken off, the panel's members see the case.
    """
    referral = deed.take(kept.Referral, referral_id)
    if referral.state not in UNDECIDED:
        raise Refused("A panel looks at a referral that waits for a decision: this one does not")
    panels = kept.Panel.objects.filter(authority=referral.authority_id, state="planned")
    panel = panels.select_for_update(no_key=True).filter(pk=panel_id).first()
    if panel is None or panel.meets_at <= deed.clock.now:
        raise Wrong("panel", "Choose a panel that is planned and has not met yet")
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
    deed.change(referral, next_step="The panel gives its views")
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
    deed.change(referral, next_step=DECIDE)
    reason_ = Reason("taken_off", text)
    return deed.done(item, reason=reason_, owner_id=referral.owner_id, next_on=referral.next_on)


def _take(deed: Deed, panel_id: UUID, seen: int) -> kept.Panel:
    """A panel, locked and fresh, once the actor is known to run it.

    The children whose cases wait on it are locked first, as everywhere: nobody speaks on a case,
    and none is added, while the panel changes. Raises NotThere, NotAllowed, Busy or Stale.
    """
    panel = kept.Panel.objects.filter(pk=panel_id).first()
    if panel is None:
        raise NotThere
    posts = kept.Post.objects.filter(person_id=deed.actor_id, period__contains=Today())
    held = posts.filter(authority=panel.authority_id).values_list("duty", flat=True)
    deed.begin(frozenset(held))
    items = kept.PanelItem.objects.filter(panel=panel_id, state__in=rule.WAITING)
    children = kept.Child.objects.filter(pk__in=items.values("child_id")).order_by("pk")
    locked = {child.pk for child in children.select_for_update(no_key=True)}
    panel = kept.Panel.objects.select_for_update(no_key=True).get(pk=panel_id)
    if set(items.values_list("child_id", flat=True)) - locked:
        raise Busy
    if panel.version != seen:
        done = kept.Event.objects.filter(about="panel", about_id=panel_id).order_by("-at", "-id")
        newest = done.select_related("actor")[: max(panel.version - seen, 1)]
        raise Stale(tuple(Change(one.at, one.actor.name, one.verb) for one in newest))
    return panel


def _check_members(authority_id: UUID, meeting: rule.Meeting) -> None:
    able = {one.id for one in who_may_sit(authority_id, among=meeting.members)}
    if set(meeting.members) - able:
        raise Wrong("members", "Choose from those who can sit on a panel today")


def _seat(deed: Deed, panel: kept.Panel, meeting: rule.Meeting) -> None:
    """Give a seat to each who is to sit, again where they had left; the others leave theirs."""
    seats = kept.Seat.objects.filter(panel=panel)
    seats.filter(left_at=None).exclude(person__in=meeting.members).update(left_at=deed.clock.now)
    seats.filter(person__in=meeting.members).update(left_at=None)
    had = set(seats.values_list("person_id", flat=True))
    kept.Seat.objects.bulk_create(
        kept.Seat(authority_id=panel.authority_id, panel=panel, person_id=person_id)
        for person_id in sorted(set(meeting.members) - had)
    )


def _check_seat(deed: Deed, item: kept.PanelItem) -> None:
    if not sits_on(item.panel_id, deed.actor_id):
        raise NotAllowed("Only those who sit on this panel give a view or stand aside")
    if stands_aside(item.referral_id, deed.actor_id):
        raise NotAllowed("You have declared an interest in this case, so it is not yours to judge")


def _check_chair(deed: Deed, item: kept.PanelItem) -> None:
    """The chair opens the views; where the chair has stood aside, an officer does."""
    chair_id = kept.Panel.objects.values_list("chair_id", flat=True).get(pk=item.panel_id)
    officer = bool(deed.duties & who.OFFICERS)
    if not opens(item.referral_id, chair_id, deed.actor_id, officer=officer):
        raise NotAllowed("Only the chair of the panel opens the views")
