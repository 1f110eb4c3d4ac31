"""A child's record: begun, and opened. A read is a record too."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.records.child import name_key, plain
from towpath.records.policy import places
from towpath.rules import upn
from towpath.rules.clock import Clock
from towpath.rules.wrong import Wrong


def note_opening(
    *, actor_id: UUID, child: kept.Child, page: str, clock: Clock, about: UUID | None = None
) -> None:
    """Record that this person opened this page of this child. Written by the reader itself."""
    kept.Opened.objects.create(
        authority_id=child.authority_id,
        child_id=child.pk,
        person_id=actor_id,
        at=clock.now,
        page=page,
        about=about,
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A child as a school or an officer first tells of them. Empty texts are not known."""

    forename: str
    surname: str
    date_of_birth: date
    sex: str
    upn: str
    lines: str
    postcode: str
    parent: str
    parent_phone: str


@action("add_child")
def add(*, deed: Deed, school_id: UUID | None, newcomer: Newcomer) -> UUID:
    """Begin a child's record: at the actor's own school, or (no school) for the council.

    Refused for a UPN that cannot be or that another child here has, and for a postcode that does
    not exist.
    """
    posts = kept.Post.objects.filter(
        person_id=deed.actor_id, provider=None, period__contains=kept.Today()
    )
    posts = posts.filter(school=school_id) if school_id else posts.filter(school=None)
    held = list(posts.values_list("duty", "authority_id"))
    deed.begin(frozenset(duty for duty, _ in held))
    authority_id = held[0][1]
    _check(newcomer, authority_id, deed.clock.today)
    child = kept.Child.objects.create(
        authority_id=authority_id,
        upn=newcomer.upn or None,
        forename=newcomer.forename,
        surname=newcomer.surname,
        name_key=name_key(newcomer.forename, newcomer.surname),
        forename_key=plain(newcomer.forename),
        date_of_birth=newcomer.date_of_birth,
        sex=newcomer.sex,
    )
    of = {"authority_id": authority_id, "child_id": child.pk}
    since = DateRange(deed.clock.today, None)
    if places(authority_id).find(newcomer.postcode) != "outside":
        kept.Responsible.objects.create(**of, period=since)
    if school_id:
        kept.Enrolment.objects.create(**of, school_id=school_id, period=since)
    _keep_home(newcomer, of, since, deed.clock.today)
    return deed.done(child)


def _check(newcomer: Newcomer, authority_id: UUID, today: date) -> None:
    if newcomer.date_of_birth > today:
        raise Wrong("date_of_birth", "The date of birth must be in the past")
    if newcomer.upn and upn.fault(newcomer.upn):
        raise Wrong("upn", "This UPN cannot be: look at the pupil's record and copy it again")
    if (
        newcomer.upn
        and kept.Child.objects.filter(authority_id=authority_id, upn=newcomer.upn).exists()
    ):
        raise Wrong("upn", "A child with this UPN has a record already: find that one instead")
    if newcomer.postcode and places(authority_id).find(newcomer.postcode) == "nowhere":
        words = f"There is no postcode {newcomer.postcode}: check it with the family, or leave it"
        raise Wrong("postcode", f"{words} out")


def _keep_home(newcomer: Newcomer, of: dict[str, UUID], since: DateRange, today: date) -> None:
    """The parent and the address, as far as they were given."""
    if newcomer.parent:
        adult = kept.Adult.objects.create(
            **of,
            name=newcomer.parent,
            relationship="other",
            parental_responsibility=True,
            lives_with_child=True,
            period=since,
        )
        if newcomer.parent_phone:
            kept.Contact.objects.create(
                **of, adult=adult, phone=newcomer.parent_phone, period=since
            )
    if newcomer.lines and newcomer.postcode:
        kept.Address.objects.create(
            **of,
            lines=newcomer.lines,
            postcode=newcomer.postcode,
            postcode_key=newcomer.postcode.replace(" ", "").lower(),
            source="first told by the one who added the child",
            verified_on=today,
            period=since,
        )
