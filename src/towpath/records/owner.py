"""What has an owner and a next date, and whose it is: of one child, of one person."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from towpath.records.approach import Approach
from towpath.records.child import Child
from towpath.records.concern import Concern
from towpath.records.duty import Duty
from towpath.records.letter import Letter
from towpath.records.placement import Placement
from towpath.records.referral import Referral
from towpath.records.reintegration import ReturnStep
from towpath.records.who import Person, Post, Today
from towpath.rules import concern as answering
from towpath.rules import letter as writing
from towpath.rules import placement as placing
from towpath.rules import referral as referring
from towpath.rules import who

# What can be open: its table, what makes it open, the column of its next date, and its name.
_OPEN: tuple[tuple[type[Model], dict[str, Any], str, str], ...] = (
    (Referral, {"state__in": referring.OPEN}, "next_on", "referral"),
    (Placement, {"state__in": placing.OPEN}, "next_on", "placement"),
    (Duty, {"closed_at": None}, "next_review_on", "review of what the council owes"),
    (ReturnStep, {"outcome": "planned"}, "from_on", "step back to school"),
    (Letter, {"state__in": writing.UNSENT}, "due_on", "letter that has not gone"),
    (Concern, {"state__in": answering.OPEN}, "next_on", "safeguarding concern"),
    (Approach, {"next_on__isnull": False}, "next_on", "request to answer"),
)


def owned(child: Child) -> "list[tuple[QuerySet[Any], str]]":
    """The child's open rows, table by table in one fixed order, each with its date's column."""
    return [
        (table._default_manager.filter(child=child, **is_open), next_on)
        for table, is_open, next_on, _ in _OPEN
    ]


def owners_of(child: Child) -> set[UUID]:
    """Whoever owns something open of a child today. Five queries."""
    return {key for rows, _ in owned(child) for key in rows.values_list("owner_id", flat=True)}


@dataclass(frozen=True, slots=True)
class Held:
    """What one person owns of one child, in words, and the first date of it."""

    child_id: UUID
    child: str
    what: tuple[str, ...]
    next_on: date


def held(person_id: UUID) -> list[Held]:
    """All that a person owns, by child, those due first. Five queries."""
    found: dict[UUID, list[tuple[str, str, date]]] = {}
    for table, is_open, next_on, name in _OPEN:
        rows = table._default_manager.filter(owner_id=person_id, **is_open).values_list(
            "child_id", "child__forename", "child__surname", next_on
        )
        for child_id, forename, surname, on in rows:
            found.setdefault(child_id, []).append((f"{forename} {surname}", name, on))
    cases = [
        Held(
            child_id,
            things[0][0],
            tuple(dict.fromkeys(name for _, name, _ in things)),
            min(on for _, _, on in things),
        )
        for child_id, things in found.items()
    ]
    return sorted(cases, key=lambda case: (case.next_on, case.child, case.child_id))


def owners_named(child: Child) -> list[tuple[UUID, str]]:
    """Whoever owns something open of a child today: (person, name), by name. Six queries."""
    people = Person.objects.filter(pk__in=owners_of(child)).order_by("name", "id")
    return list(people.values_list("pk", "name"))


def left_with(post: Post) -> str:
    """What a post's holder would leave behind, in words; empty where they would leave nothing.

    Another post of theirs that would still hold it keeps it from being left.
    """
    others = Post.objects.filter(person_id=post.person_id, period__contains=Today()).exclude(
        pk=post.pk
    )
    if post.provider_id:
        if others.filter(provider_id=post.provider_id).exists():
            return ""
        taught = Placement.objects.filter(
            provider_id=post.provider_id,
            tutor_id=post.person_id,
            state__in=placing.SEEN_BY_PROVIDER,
        ).count()
        return _counted(taught, "child to teach", "children to teach") if taught else ""
    if others.filter(duty__in=sorted(who.OWNERS)).exists():
        return ""
    owned_by = [
        table._default_manager.filter(owner_id=post.person_id, **is_open)
        for table, is_open, *_ in _OPEN
    ]
    children = {key for rows in owned_by for key in rows.values_list("child_id", flat=True)}
    one, many = "child with something open", "children with something open"
    return _counted(len(children), one, many) if children else ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def stand_ins(post: Post) -> list[tuple[UUID, str]]:
    """Who does the same kind of work today and can stand in for a post's holder, by name."""
    posts = Post.objects.filter(authority_id=post.authority_id, period__contains=Today())
    if post.provider_id:
        posts = posts.filter(provider_id=post.provider_id)
    else:
        posts = posts.filter(duty__in=sorted(_alike(post.duty)))
    others = posts.exclude(person_id=post.person_id).order_by("person__name", "person_id")
    return list(others.distinct().values_list("person_id", "person__name"))


def _alike(duty: str) -> frozenset[str]:
    """Involved people stand in for their own kind; the council's for those who see as much."""
    return next((kind for kind in (who.COUNTY, who.OFFICE) if duty in kind), frozenset({duty}))


def next_owners(authority_id: UUID, but: UUID) -> list[tuple[UUID, str]]:
    """Who can own what is next, in a council, but for one: (person, name), by name."""
    posts = Post.objects.filter(
        authority_id=authority_id, duty__in=sorted(who.OWNERS), period__contains=Today()
    ).exclude(person_id=but)
    named = posts.order_by("person__name", "person_id").distinct()
    return list(named.values_list("person_id", "person__name"))


def posts_at(authority_id: UUID, provider_id: UUID | None) -> "QuerySet[Post]":
    """The council's posts of today, or (given a provider) that provider's."""
    posts = Post.objects.filter(authority_id=authority_id, school=None, period__contains=Today())
    return posts.filter(provider_id=provider_id) if provider_id else posts.filter(provider=None)


@dataclass(frozen=True, slots=True)
class Member:
    """One post of today; `covers` names whose place it takes, `until` the last day if it has one.

    `left` says what its holder would leave behind.
    """

    post_id: UUID
    person_id: UUID
    name: str
    duty: str
    covers: str
    until: date | None
    left: str


def team(authority_id: UUID, provider_id: UUID | None) -> list[Member]:
    """The council's posts of today, or (given a provider) that provider's; by name.

    Three queries for each post: a team is tens of people, read now and then.
    """
    posts = posts_at(authority_id, provider_id).select_related("person", "covers__person")
    return [
        Member(
            post.pk,
            post.person_id,
            post.person.name,
            who.name(post.duty),
            post.covers.person.name if post.covers else "",
            last_day(post.period.upper),
            left_with(post),
        )
        for post in posts.order_by("person__name", "id")
    ]


def last_day(upper: date | None) -> date | None:
    """The last day of a period that ends before `upper`."""
    return date.fromordinal(upper.toordinal() - 1) if upper else None


def covered(person_id: UUID) -> list[tuple[UUID, str]]:
    """For whom somebody stands in today: (person, name). One query."""
    posts = Post.objects.filter(person_id=person_id, period__contains=Today())
    posts = posts.exclude(covers=None).order_by("covers__person__name", "id")
    return list(posts.values_list("covers__person_id", "covers__person__name"))
