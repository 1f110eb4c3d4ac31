"""Panels: meetings, who sits on them, what is on their agenda, and the members' views.

A view is its member's alone until the chair opens the item: then all can be read at once, so that
nobody's is coloured by another's. Whoever has an interest in a case stands aside and loses sight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models

from towpath.records.event import Event
from towpath.records.referral import Referral
from towpath.records.row import OfChild, Row, Versioned, one_of, said
from towpath.records.who import Person, Post, Today
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.decision import OUTCOMES


class Panel(Versioned):
    """A meeting: no child is named here."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    meets_at = models.DateTimeField()
    chair = models.ForeignKey("Person", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default="planned")
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey("Person", models.PROTECT, null=True, related_name="+")
    called_off_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            said("panel_named", "name"),
            one_of("panel_state", "state", rule.PANEL.states),
            models.CheckConstraint(
                name="panel_called_off",
                condition=models.Q(
                    state="planned", called_off_at=None, called_off_by=None, called_off_why=""
                )
                | models.Q(
                    state="called_off",
                    called_off_at__isnull=False,
                    called_off_by__isnull=False,
                    called_off_why__regex=r"\S",
                ),
            ),
        ]
        indexes = [models.Index(name="panel_ahead", fields=["authority", "meets_at"])]


class Seat(Row):
    """Somebody's place on a panel; the chair has one too. Once left, its cases are out of sight."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    person = models.ForeignKey("Person", models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="seat_once", fields=["panel", "person"])]


class PanelItem(OfChild, Versioned):
    """A referral on a panel's agenda. While it waits, the panel's members see the case."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="items")
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="panel_items")
    state = models.CharField(max_length=10, default="listed")
    why = models.TextField()
    listed_by = models.ForeignKey("Person", models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()
    without = models.TextField(blank=True)  # why it was opened with members silent
    decision = models.OneToOneField(
        "Decision", models.PROTECT, null=True, related_name="panel_item"
    )

    class Meta:
        constraints = [
            one_of("panel_item_state", "state", rule.ITEM.states),
            said("panel_item_why", "why"),
            models.UniqueConstraint(
                name="panel_item_waiting_once",
                fields=["referral"],
                condition=models.Q(state__in=rule.WAITING),
            ),
        ]


class PanelView(OfChild):
    """What one member recommends. `is_open`: the chair has opened the item."""

    item = models.ForeignKey(PanelItem, models.PROTECT, related_name="views")
    member = models.ForeignKey("Person", models.PROTECT, related_name="+")
    recommends = models.CharField(max_length=24)
    reason = models.TextField()
    given_at = models.DateTimeField()
    is_open = models.BooleanField(default=False)

    class Meta:
        constraints = [
            one_of("panel_view_recommends", "recommends", tuple(OUTCOMES)),
            said("panel_view_reason", "reason"),
            models.UniqueConstraint(name="panel_view_once", fields=["item", "member"]),
        ]


class StoodAside(OfChild):
    """That a member has an interest in a case, and what it is."""

    item = models.ForeignKey(PanelItem, models.PROTECT, related_name="stood_aside")
    member = models.ForeignKey("Person", models.PROTECT, related_name="+")
    interest = models.TextField()
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            said("stood_aside_said", "interest"),
            models.UniqueConstraint(name="stood_aside_once", fields=["item", "member"]),
        ]


def silent(item_id: UUID) -> tuple[str, ...]:
    """The names of an item's members who have given no view and not stood aside. One query.

    That somebody has spoken is no secret, only what they said: so it is asked of the events.
    """
    spoke = Event.objects.filter(
        about_id=item_id, verb__in=("give_view", "stand_aside"), actor=models.OuterRef("pk")
    )
    seats = Seat.objects.filter(panel__items=item_id, left_at=None).values("person")
    people = Person.objects.filter(~models.Exists(spoke), pk__in=seats)
    return tuple(people.order_by("name").values_list("name", flat=True))


def sits_on(panel_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has a seat on a panel."""
    return Seat.objects.filter(panel=panel_id, person=person_id, left_at=None).exists()


def stands_aside(referral_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has declared an interest in this referral at any panel."""
    return StoodAside.objects.filter(item__referral=referral_id, member=person_id).exists()


def waiting_item(referral_id: UUID) -> PanelItem | None:
    """The item by which a referral waits at a panel, if it does."""
    items = PanelItem.objects.filter(referral=referral_id, state__in=rule.WAITING)
    return items.select_related("panel", "panel__chair", "referral").first()


@dataclass(frozen=True, slots=True)
class Voice:
    """A member's view as a page shows it."""

    member: str
    recommends: str
    reason: str
    given_at: datetime


def voices(item_id: UUID) -> list[Voice]:
    """The views of an item that the reader may read. One query."""
    rows = PanelView.objects.filter(item=item_id).select_related("member").order_by("member__name")
    return [_voice(row) for row in rows]


def own_view(item_id: UUID, person_id: UUID) -> Voice | None:
    """What somebody has said on an item, if they have. One query."""
    rows = PanelView.objects.filter(item=item_id, member=person_id).select_related("member")
    return next(map(_voice, rows), None)


def _voice(row: PanelView) -> Voice:
    return Voice(row.member.name, row.recommends, row.reason, row.given_at)


@dataclass(frozen=True, slots=True)
class Agendum:
    """One item of an agenda as the reader sees it; what is not in their sight is not here."""

    id: UUID
    child_id: UUID
    child: str
    pathway: str
    state: str
    decide_by: date | None
    mine: str  # what the reader recommended; empty until they have


def agenda(panel_id: UUID, person_id: UUID) -> list[Agendum]:
    """A panel's items, those taken off too, in the order of the dates their decisions are due.

    One query.
    """
    own = PanelView.objects.filter(item=models.OuterRef("pk"), member=person_id)
    items = (
        PanelItem.objects.filter(panel=panel_id)
        .select_related("child", "referral")
        .annotate(mine=models.Subquery(own.values("recommends")[:1]))
        .order_by("referral__next_on", "id")
    )
    return [
        Agendum(
            item.pk,
            item.child_id,
            item.child.name,
            item.referral.pathway,
            item.state,
            item.referral.next_on,
            item.mine or "",
        )
        for item in items
    ]


def panels(since: datetime, *, of: UUID | None = None, among: UUID | None = None) -> list[Panel]:
    """Panels, the earliest first: those from an instant on, and before it those with cases waiting.

    `of` is a council; `among` somebody who sits on them. One query.
    """
    waiting = PanelItem.objects.filter(panel=models.OuterRef("pk"), state__in=rule.WAITING)
    found = Panel.objects.filter(models.Q(meets_at__gte=since) | models.Exists(waiting))
    if of:
        found = found.filter(authority=of)
    if among:
        found = found.filter(seats__person=among, seats__left_at=None)
    return list(found.select_related("chair").order_by("meets_at", "id"))


def planned(authority_id: UUID, now: datetime) -> list[Panel]:
    """A council's panels that still take cases, the next first. One query."""
    ahead = Panel.objects.filter(authority=authority_id, state="planned", meets_at__gt=now)
    return list(ahead.order_by("meets_at", "id"))


@dataclass(frozen=True, slots=True)
class Before:
    """A case before a panel, as its page shows it."""

    id: UUID
    version: int
    referral_id: UUID
    panel_id: UUID
    panel: str
    meets_at: datetime
    chair_id: UUID
    chair: str
    state: str
    why: str
    listed_by: str
    without: str
    called_off_why: str
    decide_by: date | None
    pathway: str


def before_panel(child_id: UUID, item_id: UUID) -> Before | None:
    """One case before a panel, if the reader sees it. One query."""
    rows = PanelItem.objects.filter(child=child_id, pk=item_id)
    row = rows.select_related("panel", "panel__chair", "referral", "listed_by").first()
    if row is None:
        return None
    return Before(
        row.pk,
        row.version,
        row.referral_id,
        row.panel_id,
        row.panel.name,
        row.panel.meets_at,
        row.panel.chair_id,
        row.panel.chair.name,
        row.state,
        row.why,
        row.listed_by.name,
        row.without,
        row.panel.called_off_why,
        row.referral.next_on,
        row.referral.pathway,
    )


def aside(item_id: UUID) -> list[tuple[str, str]]:
    """(name, interest) of those who stood aside, as far as the reader may know. One query."""
    rows = StoodAside.objects.filter(item=item_id).order_by("member__name")
    return list(rows.values_list("member__name", "interest"))


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who sits on a panel or could, and by which duties, each with its school or service.

    `posts` is empty for whoever holds none today by which they could.
    """

    id: UUID
    name: str
    posts: str


def who_may_sit(
    authority_id: UUID,
    *,
    duties: Iterable[str] = rule.SIT,
    words: str = "",
    among: Iterable[UUID] | None = None,
    most: int | None = None,
) -> list[Sitter]:
    """Those with a post of these duties today, by name. One query.

    Officers, plan coordinators, heads of units and of schools, SENCOs: never finance or tutors.
    Of each word in `words` something is found in their name, duty, school or service.
    """
    posts = _posts(authority_id).filter(duty__in=sorted(duties))
    for word in words.split():
        like = [duty for duty in rule.SIT if word.casefold() in who.name(duty).casefold()]
        posts = posts.filter(
            models.Q(person__name__icontains=word)
            | models.Q(school__name__icontains=word)
            | models.Q(provider__name__icontains=word)
            | models.Q(duty__in=like)
        )
    if among is not None:
        posts = posts.filter(person__in=list(among))
    people = posts.order_by("person__name", "person_id").distinct("person__name", "person_id")
    return _sitters(_posts(authority_id).filter(person__in=people.values("person")[:most]))


def seated(panel: Panel) -> list[Sitter]:
    """Who sits on a panel, by name; also whoever holds no post by which they could. Two queries."""
    seats = Seat.objects.filter(panel=panel, left_at=None).select_related("person")
    names = {seat.person_id: seat.person.name for seat in seats.order_by("person__name")}
    found = {one.id: one for one in who_may_sit(panel.authority_id, among=names)}
    return [found.get(key, Sitter(key, name, "")) for key, name in names.items()]


def _posts(authority_id: UUID) -> models.QuerySet[Post]:
    return Post.objects.filter(
        authority=authority_id, duty__in=sorted(rule.SIT), period__contains=Today()
    )


def _sitters(posts: models.QuerySet[Post]) -> list[Sitter]:
    rows = posts.select_related("person", "school", "provider").order_by("person__name", "id")
    held: dict[tuple[UUID, str], list[str]] = {}
    for post in rows:
        place = post.school or post.provider
        says = who.name(post.duty) + (f", {place.name}" if place else "")
        held.setdefault((post.person_id, post.person.name), []).append(says)
    return [Sitter(key, name, "; ".join(said)) for (key, name), said in held.items()]


def heard(item_id: UUID) -> list[str]:
    """Who has given a view: their names, never what they said. One query."""
    given = Event.objects.filter(about="panelitem", about_id=item_id, verb="give_view")
    return list(given.order_by("at", "id").values_list("actor__name", flat=True))


def opens(referral_id: UUID, chair_id: UUID, person_id: UUID, *, officer: bool) -> bool:
    """Whether it is theirs to open the views: the chair's, or an officer's where the chair stands
    aside; never theirs who do so themselves. One query."""
    asked = StoodAside.objects.filter(item__referral=referral_id, member__in=(chair_id, person_id))
    aside = set(asked.values_list("member_id", flat=True))
    return person_id not in aside and (person_id == chair_id or (officer and chair_id in aside))


def off_because(case: Before) -> str:
    """Why a case is off the agenda, as far as the reader may know. At most one query."""
    if case.state != "taken_off":
        return case.called_off_why
    taken = Event.objects.filter(
        models.Q(about_id=case.id, verb="take_off_panel")
        | models.Q(about_id=case.referral_id, verb="withdraw_referral")
    )
    return taken.order_by("at").values_list("reason", flat=True).first() or ""


def history(panel_id: UUID) -> list[Event]:
    """What was done about a panel, the latest first: for officers and who did it. One query."""
    events = Event.objects.filter(about="panel", about_id=panel_id).select_related("actor")
    return list(events.order_by("-at", "-id"))
