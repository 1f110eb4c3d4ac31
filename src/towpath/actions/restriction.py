"""A restricted record: closed to all but a named circle, and never to all who could own it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.actions.action import Deed, action
from towpath.actions.step import hand_on
from towpath.records import models as kept
from towpath.records.owner import owners_of
from towpath.records.person import eligible
from towpath.records.referral import owners
from towpath.records.row import ended
from towpath.rules.adult import RESTRICTED_FOR
from towpath.rules.reason import Reason, given
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Circle:
    """Who may open a restricted record, and which of them takes what the others own, if anyone."""

    people: frozenset[UUID]
    owner_id: UUID | None


@action("restrict_record")
def restrict(*, deed: Deed, child_id: UUID, seen: int, reason: Reason, circle: Circle) -> UUID:
    """Close a child's record to all but the circle, from this moment; approved by the one who acts.

    What is open and owned outside the circle goes to an owner within it.
    """
    child = deed.take(kept.Child, child_id, seen=seen)
    if _restriction(child):
        raise Wrong("", "This record is restricted already: change its circle instead")
    if reason.code not in RESTRICTED_FOR:
        raise Wrong("reason_code", "Select why the record is restricted")
    reason = Reason(reason.code, given("reason", reason.text))
    return _close(deed, child, reason, reason, circle)


@action("change_circle")
def change(*, deed: Deed, child_id: UUID, seen: int, reason: str, circle: Circle) -> UUID:
    """Change who may open a restricted record. Who could until today is kept."""
    child = deed.take(kept.Child, child_id, seen=seen)
    former = _standing(child)
    why = Reason(former.reason_code, given("reason", reason))
    _end(deed, former)
    return _close(deed, child, Reason(former.reason_code, former.reason), why, circle)


@action("lift_restriction")
def lift(*, deed: Deed, child_id: UUID, seen: int, reason: str) -> UUID:
    """Open the record again to everyone whose work or family the child is.

    Refused while a confidential address or number stands: nobody here could then read it.
    """
    child = deed.take(kept.Child, child_id, seen=seen)
    restriction = _standing(child)
    text = given("reason", reason)
    for table in (kept.Contact, kept.Address):
        rows = table._default_manager.filter(child=child, period__contains=deed.clock.today)
        if rows.filter(confidential=True).exists():
            words = "A confidential address or number stands on this record: change that first"
            raise Wrong("", words)
    _end(deed, restriction)
    deed.change(child)
    return deed.done(child, about=restriction, reason=Reason(restriction.reason_code, text))


def _close(deed: Deed, child: kept.Child, kept_as: Reason, why: Reason, circle: Circle) -> UUID:
    """Begin a restriction with this circle, and give what is open to an owner within it."""
    if circle.people - {key for key, _ in eligible(child)}:
        raise Wrong("circle", "Choose people who work with this child today, or its own adults")
    restriction = kept.Restriction.objects.create(
        authority_id=child.authority_id,
        child_id=child.pk,
        reason_code=kept_as.code,
        reason=kept_as.text,
        approved_by_id=deed.actor_id,
        period=DateRange(deed.clock.today, None),
    )
    kept.Circle.objects.bulk_create(
        kept.Circle(
            authority_id=child.authority_id,
            child_id=child.pk,
            restriction=restriction,
            person_id=person_id,
        )
        for person_id in sorted(circle.people)
    )
    # Asked now that the circle stands: of these alone can anybody own what is next.
    within = set(owners(child).values_list("person_id", flat=True))
    if not within:
        words = "Nobody in this circle could own what is next: add an officer or a broker"
        raise Wrong("circle", words)
    if owners_of(child) - circle.people and circle.owner_id not in within:
        words = "Somebody left out owns what is open: choose an officer of the circle to take it"
        raise Wrong("owner", words)
    next_on = None
    if circle.owner_id in within:
        next_on = hand_on(deed=deed, child=child, to_id=circle.owner_id, keep=circle.people)
    deed.change(child)
    owner_id = circle.owner_id if next_on else None
    return deed.done(child, about=restriction, reason=why, owner_id=owner_id, next_on=next_on)


def _restriction(child: kept.Child) -> kept.Restriction | None:
    standing = kept.Restriction.objects.filter(child=child, period__contains=kept.Today())
    return standing.first()


def _standing(child: kept.Child) -> kept.Restriction:
    if (restriction := _restriction(child)) is None:
        raise Wrong("", "This record is not restricted")
    return restriction


def _end(deed: Deed, restriction: kept.Restriction) -> None:
    restriction.period = ended(restriction.period, deed.clock.today)
    restriction.save(update_fields=["period"])
