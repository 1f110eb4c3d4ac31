"""Panels: meetings, who sits on them, what is on their agenda, and the members' views.

A view is its member's alone until the chair opens the item: then all can be read at once, so that
nobody's is coloured by another's. Whoever has an interest in a case stands aside and loses sight.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models

from towpath.records.event import Event
from towpath.records.referral import Referral
from towpath.records.row import OfChild, Row, Versioned, one_of, said
from towpath.records.who import Person, Post, Today
from towpath.rules import panel as rule
from towpath.rules.decision import OUTCOMES


class Panel(Versioned):
    """A meeting: no child is named here."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    meets_at = models.DateTimeField()
    chair = models.ForeignKey("Person", models.PROTECT, related_name="+")

    class Meta:
        constraints = [said("panel_named", "name")]
        indexes = [models.Index(name="panel_ahead", fields=["authority", "meets_at"])]


class Seat(Row):
    """Somebody's place on a panel; the chair has one too."""

    authority = models.ForeignKey("Authority", models.PROTECT, related_name="+")
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    person = models.ForeignKey("Person", models.PROTECT, related_name="+")

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

    Whose views these are not is no secret, so it is asked by the writer, who sees all of them.
    """
    spoken = PanelView.objects.filter(item=item_id, member=models.OuterRef("pk"))
    aside = StoodAside.objects.filter(item=item_id, member=models.OuterRef("pk"))
    seats = Seat.objects.filter(panel__items=item_id).values("person")
    people = Person.objects.filter(pk__in=seats)
    people = people.filter(~models.Exists(spoken), ~models.Exists(aside))
    return tuple(people.order_by("name").values_list("name", flat=True))


def sits_on(panel_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has a seat on a panel."""
    return Seat.objects.filter(panel=panel_id, person=person_id).exists()


def stands_aside(referral_id: UUID, person_id: UUID) -> bool:
    """Whether somebody has declared an interest in this referral at any panel."""
    return StoodAside.objects.filter(item__referral=referral_id, member=person_id).exists()


def waiting_item(referral_id: UUID) -> PanelItem | None:
    """The item by which a referral waits at a panel, if it does."""
    items = PanelItem.objects.filter(referral=referral_id, state__in=rule.WAITING)
    return items.select_related("panel", "panel__chair").first()


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
    return [Voice(row.member.name, row.recommends, row.reason, row.given_at) for row in rows]


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
    """A panel's items in the order of the dates by which a decision is due. One query."""
    own = PanelView.objects.filter(item=models.OuterRef("pk"), member=person_id)
    items = (
        PanelItem.objects.filter(panel=panel_id)
        .exclude(state="taken_off")
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


def panels_of(person_id: UUID, now: datetime) -> list[Panel]:
    """The panels to come on which somebody sits, the next first. One query."""
    mine = Panel.objects.filter(seats__person=person_id, meets_at__gte=now)
    return list(mine.select_related("chair").order_by("meets_at"))


def panels(authority_id: UUID, now: datetime) -> list[Panel]:
    """A council's panels to come, the next first. One query."""
    ahead = Panel.objects.filter(authority=authority_id, meets_at__gte=now)
    return list(ahead.select_related("chair").order_by("meets_at"))


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
        row.referral.next_on,
        row.referral.pathway,
    )


def aside(item_id: UUID) -> list[tuple[str, str]]:
    """(name, interest) of those who stood aside, as far as the reader may know. One query."""
    rows = StoodAside.objects.filter(item=item_id).order_by("member__name")
    return list(rows.values_list("member__name", "interest"))


def who_may_sit(authority_id: UUID) -> list[tuple[UUID, str, str]]:
    """(key, name, duty) of everybody with a post today who could sit on a panel. One query.

    Officers, plan coordinators, heads of units and of schools, SENCOs: never finance or tutors.
    """
    posts = Post.objects.filter(
        authority=authority_id, duty__in=sorted(rule.SIT), period__contains=Today()
    )
    rows = posts.order_by("person__name", "person_id").distinct("person__name", "person_id")
    return list(rows.values_list("person_id", "person__name", "duty"))


def heard(item_id: UUID) -> list[str]:
    """Who has given a view: their names, never what they said. One query."""
    given = Event.objects.filter(about="panelitem", about_id=item_id, verb="give_view")
    return list(given.order_by("at", "id").values_list("actor__name", flat=True))
