"""The adults round a child: added, changed, reached, gone, and kept away by a court.

A page about them shows them all at once, so the child's own version says when it is stale.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from towpath.actions.action import Deed, NotThere, action
from towpath.records import models as kept
from towpath.records.policy import places
from towpath.records.row import ended
from towpath.rules import adult as rule
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Reach:
    """A telephone number and an email address; empty texts are not known."""

    phone: str
    email: str
    confidential: bool


@dataclass(frozen=True, slots=True)
class Home:
    """Where someone lives, and who says so. A confidential one is a refuge's, or as protected."""

    lines: str
    postcode: str
    confidential: bool
    source: str


@action("add_adult")
def add(*, deed: Deed, child_id: UUID, seen: int, tie: rule.Tie, reach: Reach) -> UUID:
    """Add an adult to a child's record, with how to reach them as far as it is known."""
    child = deed.take(kept.Child, child_id, seen=seen)
    rule.check_tie(tie, deed.clock.today)
    adult = kept.Adult.objects.create(**_of(child), **_told(tie), period=DateRange(tie.since, None))
    if reach.phone or reach.email:
        _keep_reach(deed, adult, reach, tie.since)
    deed.change(child)
    return deed.done(child, about=adult)


@action("change_adult")
def change(
    *, deed: Deed, child_id: UUID, adult_id: UUID, seen: int, tie: rule.Tie, reason: str
) -> UUID:
    """Say what an adult is to the child now, and since when; what was so until then is kept.

    A day no later than the tie's first corrects it from the start.
    """
    child, adult = _adult(deed, child_id, adult_id, seen)
    if adult.relationship == "self":
        raise Wrong("", "This is the young person: nothing of their tie to themself can change")
    rule.check_tie(tie, deed.clock.today)
    text = given("reason", reason)
    if adult.period.lower is not None and tie.since <= adult.period.lower:
        kept.Adult.objects.filter(pk=adult.pk).update(
            **_told(tie), period=DateRange(tie.since, None)
        )
        now = adult
    else:
        _end(adult, tie.since)
        now = kept.Adult.objects.create(
            **_of(child), **_told(tie), person=adult.person, period=DateRange(tie.since, None)
        )
        # The same person is reached in the same way, whatever they are to the child.
        kept.Contact.objects.filter(adult=adult).update(adult=now)
        kept.Address.objects.filter(adult=adult).update(adult=now)
    deed.change(child)
    return deed.done(child, about=now, reason=Reason("", text))


@action("end_adult")
def end(*, deed: Deed, child_id: UUID, adult_id: UUID, seen: int, reason: str) -> UUID:
    """End an adult's tie to the child from today: what they saw of the child they see no more.

    A court's bar stands as long as the court says, tie or none.
    """
    child, adult = _adult(deed, child_id, adult_id, seen)
    if adult.relationship == "self":
        raise Wrong("", "This is the young person, whose own record it is")
    text = given("reason", reason)
    _end(adult, deed.clock.today)
    for row in [*_now(kept.Contact, adult), *_now(kept.Address, adult)]:
        _end(row, deed.clock.today)
    deed.change(child)
    return deed.done(child, about=adult, reason=Reason("", text))


@action("set_contact")
def set_contact(*, deed: Deed, child_id: UUID, adult_id: UUID, seen: int, reach: Reach) -> UUID:
    """Set how an adult is reached from today; how they were reached until now is kept."""
    child, adult = _adult(deed, child_id, adult_id, seen)
    if not (reach.phone or reach.email):
        raise Wrong("phone", "Give a telephone number or an email address")
    _keep_reach(deed, adult, reach, deed.clock.today)
    deed.change(child)
    return deed.done(child, about=adult)


@action("set_address")
def set_address(
    *, deed: Deed, child_id: UUID, adult_id: UUID | None, seen: int, home: Home
) -> UUID:
    """Set where an adult, or (no adult) the child, lives from today; the former address is kept.

    Neither the address nor that it is a refuge's stands in the Event.
    """
    if adult_id:
        child, adult = _adult(deed, child_id, adult_id, seen)
    else:
        child, adult = deed.take(kept.Child, child_id, seen=seen), None
    given("source", home.source, 120)
    if places(child.authority_id).find(home.postcode) == "nowhere":
        raise Wrong("postcode", f"There is no postcode {home.postcode}: check it with the family")
    today = deed.clock.today
    held = kept.Address.objects.filter(child=child, adult=adult, period__contains=today)
    _replace(deed, child, list(held), home.confidential)
    kept.Address.objects.create(
        **_of(child),
        adult=adult,
        person_id=adult.person_id if adult else None,
        lines=given("lines", home.lines),
        postcode=home.postcode,
        postcode_key=home.postcode.replace(" ", "").lower(),
        confidential=home.confidential,
        source=home.source.strip(),
        verified_on=today,
        period=DateRange(today, None),
    )
    deed.change(child)
    return deed.done(child, about=adult or child)


@action("bar_adult")
def bar(
    *, deed: Deed, child_id: UUID, adult_id: UUID, seen: int, bar: rule.Bar, reason: str
) -> UUID:
    """Keep from an adult what a court keeps from them, from a day and, if the order ends, until."""
    child, adult = _adult(deed, child_id, adult_id, seen)
    if adult.relationship == "self":
        raise Wrong("", "This is the young person: no court keeps a child from their own record")
    rule.check_bar(bar, deed.clock.today)
    text = given("reason", reason)
    person_id = adult.person_id or _known_as_a_person(child, adult)
    period = DateRange(bar.since, bar.until + timedelta(days=1) if bar.until else None)
    if kept.CourtBar.objects.filter(
        child=child, person_id=person_id, period__overlap=period
    ).exists():
        words = "A bar is already kept for part of this time: lift that one first, or change days"
        raise Wrong("since", words)
    row = kept.CourtBar.objects.create(
        **_of(child), person_id=person_id, scope=bar.scope, order=bar.order.strip(), period=period
    )
    deed.change(child)
    return deed.done(child, about=row, reason=Reason(bar.scope, text))


@action("lift_bar")
def lift_bar(*, deed: Deed, child_id: UUID, bar_id: UUID, seen: int, reason: str) -> UUID:
    """Lift a court's bar from today: from now the adult sees what their tie lets them see."""
    child = deed.take(kept.Child, child_id, seen=seen)
    today = deed.clock.today
    held = kept.CourtBar.objects.filter(child=child, pk=bar_id)
    row = held.filter(Q(period__contains=today) | Q(period__startswith__gt=today)).first()
    if row is None:
        raise NotThere
    text = given("reason", reason)
    _end(row, today)
    deed.change(child)
    return deed.done(child, about=row, reason=Reason(row.scope, text))


def _of(child: kept.Child) -> dict[str, UUID]:
    return {"authority_id": child.authority_id, "child_id": child.pk}


def _adult(deed: Deed, child_id: UUID, adult_id: UUID, seen: int) -> tuple[kept.Child, kept.Adult]:
    """The child, locked, and one of its adults of today."""
    child = deed.take(kept.Child, child_id, seen=seen)
    held = kept.Adult.objects.filter(child=child, period__contains=deed.clock.today)
    adult = held.filter(pk=adult_id).first()
    if adult is None:
        raise NotThere
    return child, adult


def _told(tie: rule.Tie) -> dict[str, object]:
    return {
        "name": tie.name.strip(),
        "relationship": tie.relationship,
        "parental_responsibility": tie.parental_responsibility,
        "lives_with_child": tie.lives_with_child,
        "gets_letters": tie.gets_letters,
    }


def _keep_reach(deed: Deed, adult: kept.Adult, reach: Reach, since: date) -> None:
    _replace(deed, adult.child, _now(kept.Contact, adult), reach.confidential)
    kept.Contact.objects.create(
        **_of(adult.child),
        adult=adult,
        person_id=adult.person_id,
        phone=reach.phone.strip(),
        email=reach.email.strip(),
        confidential=reach.confidential,
        period=DateRange(since, None),
    )


def _replace(
    deed: Deed, child: kept.Child, held: list[kept.Contact | kept.Address], confidential: bool
) -> None:
    """End what was true until now. What is or becomes confidential is for the circle alone.

    Without a circle nobody at the council could read a confidential address, and whoever cannot
    read one would write over a refuge without knowing.
    """
    circle = kept.Circle.objects.filter(
        person_id=deed.actor_id,
        restriction__child=child,
        restriction__period__contains=deed.clock.today,
    )
    if (confidential or any(row.confidential for row in held)) and not circle.exists():
        raise Wrong(
            "confidential",
            "What is confidential is read and changed by a restricted record’s circle alone: "
            "restrict this record first, with yourself in its circle",
        )
    for row in held:
        _end(row, deed.clock.today)


def _now(
    table: type[kept.Contact] | type[kept.Address], adult: kept.Adult
) -> "list[kept.Contact | kept.Address]":
    return list(table.objects.filter(adult=adult, period__contains=kept.Today()))


def _end(row: kept.Adult | kept.Contact | kept.Address | kept.CourtBar, on: date) -> None:
    row.period = ended(row.period, on)
    row.save(update_fields=["period"])


def _known_as_a_person(child: kept.Child, adult: kept.Adult) -> UUID:
    """A person for an adult who has no login: a bar is by person, whatever login comes later."""
    person = kept.Person.objects.create(
        authority_id=child.authority_id, name=adult.name, family=True
    )
    kept.Contact.objects.filter(adult=adult).update(person=person)
    kept.Address.objects.filter(adult=adult).update(person=person)
    adult.person = person
    adult.save(update_fields=["person"])
    return person.pk
