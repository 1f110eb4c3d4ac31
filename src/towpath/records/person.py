"""The people round a child as their page shows them. The walls decide what of each is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from towpath.records.child import (
    Address,
    Adult,
    Child,
    Circle,
    Contact,
    CourtBar,
    Involvement,
    Restriction,
)
from towpath.records.owner import last_day
from towpath.records.placement import Placement
from towpath.records.school import Enrolment
from towpath.records.who import Person, Post, Today
from towpath.rules import who
from towpath.rules.adult import RELATIONSHIPS
from towpath.rules.placement import SEEN_BY_PROVIDER
from towpath.rules.vocabulary import FACTS

TEAMS = dict(FACTS["referrer_team"].labels)


@dataclass(frozen=True, slots=True)
class Home:
    """Where someone lives, who said so, and when it was last checked."""

    lines: str
    postcode: str
    confidential: bool
    source: str
    verified_on: date


@dataclass(frozen=True, slots=True)
class Reach:
    """How to reach an adult; empty where it is not known, or not for the reader."""

    phone: str = ""
    email: str = ""
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Barred:
    """What a court keeps from an adult; `until` is the last day, none without an end."""

    id: UUID
    scope: str
    order: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """An adult of a child, as far as the reader may know."""

    id: UUID
    name: str
    relationship: str
    parental_responsibility: bool
    lives_with_child: bool
    gets_letters: bool
    since: date | None
    reach: Reach
    home: Home | None
    bars: tuple[Barred, ...]


def adults(child_id: UUID) -> list[Known]:
    """The child's adults of today: those at home first. Four queries."""
    ties = Adult.objects.filter(child_id=child_id, period__contains=Today())
    reaches = {row.adult_id: row for row in _today(Contact, child_id)}
    homes = {row.adult_id: row for row in _today(Address, child_id)}
    bars: dict[UUID, list[Barred]] = {}
    for bar in _not_over(CourtBar, child_id):
        bars.setdefault(bar.person_id, []).append(_bar(bar))
    return [
        Known(
            tie.pk,
            tie.name,
            tie.relationship,
            tie.parental_responsibility,
            tie.lives_with_child,
            tie.gets_letters,
            tie.period.lower,
            _reach(reaches.get(tie.pk)),
            _home(homes.get(tie.pk)),
            tuple(bars.get(tie.person_id, ())) if tie.person_id else (),
        )
        for tie in ties.order_by("-lives_with_child", "-parental_responsibility", "name", "id")
    ]


def own_home(child_id: UUID) -> Home | None:
    """The child's own address of today, where one is kept apart from any adult's."""
    return _home(_today(Address, child_id).filter(adult=None).first())


def _today(table: Any, child_id: UUID) -> "QuerySet[Any]":
    rows: QuerySet[Any] = table.objects.filter(child_id=child_id, period__contains=Today())
    return rows.order_by("id")


def _not_over(table: Any, child_id: UUID) -> "QuerySet[Any]":
    to_come = Q(period__startswith__gt=Today())
    rows: QuerySet[Any] = table.objects.filter(child_id=child_id)
    return rows.filter(Q(period__contains=Today()) | to_come).order_by("period", "id")


def _reach(row: Contact | None) -> Reach:
    return Reach(row.phone, row.email, row.confidential) if row else Reach()


def _home(row: Address | None) -> Home | None:
    if row is None:
        return None
    return Home(row.lines, row.postcode, row.confidential, row.source, row.verified_on)


def _bar(row: CourtBar) -> Barred:
    period = row.period
    return Barred(row.pk, row.scope, row.order, period.lower, last_day(period.upper))


@dataclass(frozen=True, slots=True)
class Involved:
    """Someone whose work this child is: a social worker with a team, a coordination officer."""

    id: UUID
    name: str
    duty: str
    team: str
    phone: str
    email: str
    since: date | None


def involved(child_id: UUID) -> list[Involved]:
    """Who is involved with a child today, by duty. One query."""
    rows = Involvement.objects.filter(child_id=child_id, period__contains=Today())
    return [
        Involved(
            row.pk,
            row.person.name,
            who.name(row.duty),
            TEAMS.get(row.team, row.team),
            row.person.phone,
            row.person.email,
            row.period.lower,
        )
        for row in rows.select_related("person").order_by("duty", "person__name", "id")
    ]


def schools(child_id: UUID) -> list[tuple[str, bool]]:
    """The schools whose roll the child is on today, and whether each is the main one."""
    rows = Enrolment.objects.filter(child_id=child_id, period__contains=Today())
    return list(rows.order_by("-main", "school__name").values_list("school__name", "main"))


@dataclass(frozen=True, slots=True)
class Closed:
    """A restricted record: why, since when, by whose word, and who may open it."""

    reason_code: str
    reason: str
    approved_by: str
    since: date | None
    circle: tuple[tuple[UUID, str], ...]


def closed(child_id: UUID) -> Closed | None:
    """What restricts a child's record today, if anything does. Four queries."""
    row = (
        Restriction.objects.filter(child_id=child_id, period__contains=Today())
        .select_related("approved_by")
        .first()
    )
    if row is None:
        return None
    people = list(Circle.objects.filter(restriction=row).values_list("person_id", flat=True))
    # A family's person is not in everybody's sight; the adult of this child is.
    named = dict(_today(Adult, child_id).values_list("person_id", "name"))
    named |= dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return Closed(
        row.reason_code,
        row.reason,
        row.approved_by.name,
        row.period.lower,
        tuple(_by_name((key, named.get(key, "somebody else")) for key in people)),
    )


def eligible(child: Child) -> list[tuple[UUID, str]]:
    """Who may be named in a restricted record's circle: (person, name and duty), by name.

    Whoever works with this child today, and the child's own adults who have a login and whom no
    court keeps away. Three queries.
    """
    at_school = _today(Enrolment, child.pk).values("school")
    teaches = Placement.objects.filter(child=child, state__in=SEEN_BY_PROVIDER)
    posts = Post.objects.filter(authority_id=child.authority_id, period__contains=Today()).filter(
        Q(duty__in=sorted(who.COUNTY | who.INVOLVED))
        | Q(school__in=at_school)
        | Q(provider__in=teaches.values("provider"))
    )
    named: dict[UUID, list[str]] = {}
    for person_id, name, duty in posts.order_by("duty", "id").values_list(
        "person_id", "person__name", "duty"
    ):
        named.setdefault(person_id, [name]).append(who.name(duty))
    kept_away = set(_today(CourtBar, child.pk).values_list("person_id", flat=True))
    for tie in _today(Adult, child.pk).exclude(person=None):
        if tie.person_id not in kept_away:
            named.setdefault(tie.person_id, [tie.name, RELATIONSHIPS[tie.relationship]])
    return _by_name((key, ", ".join(dict.fromkeys(words))) for key, words in named.items())


def _by_name(pairs: Iterable[tuple[UUID, str]]) -> list[tuple[UUID, str]]:
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def involvable(authority_id: UUID) -> list[tuple[UUID, str]]:
    """The posts, held today, whose children are named one by one: (post, name and duty)."""
    posts = Post.objects.filter(
        authority_id=authority_id, duty__in=sorted(who.INVOLVED), period__contains=Today()
    ).select_related("person")
    return _by_name((post.pk, f"{post.person.name}, {who.name(post.duty)}") for post in posts)
