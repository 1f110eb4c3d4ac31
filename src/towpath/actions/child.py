"""A child's record: begun, and opened. A read is a record too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.actions.action import Deed, action
from towpath.records import models as kept
from towpath.records.child import name_key, plain
from towpath.records.policy import places
from towpath.rules import upn
from towpath.rules.clock import Clock
from towpath.rules.wrong import Wrong

HAS_A_RECORD = "A child with this UPN has a record already: find that one instead"
# Whose it is, and where, is not for a school that does not see the child.
LOOKED_AT_FIRST = (
    "A child with this UPN has a record already, which you cannot see. Ask the council’s data "
    "officer to put the child on your roll: do not add the child again under another number"
)


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


BATCH = 500  # rows of one statement, so that a roll keeps within the longest a statement may take


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


class Arrivals:
    """Children who come into the records of one council, at one school or at none, on one day.

    Whoever enters children waits for a turn first, so that two at once never enter one child twice.
    """

    def __init__(self, authority_id: UUID, school_id: UUID | None, today: date) -> None:
        self.authority_id, self.school_id, self.today = authority_id, school_id, today
        self.since = DateRange(today, None)

    def wait_turn(self) -> None:
        """Wait until nobody else is entering children here. The turn ends with the transaction."""
        with connection.cursor() as cursor:
            cursor.execute(
                "select pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"arrivals {self.authority_id}"],
            )

    def begin(self, newcomers: Sequence[Newcomer]) -> list[kept.Child]:
        """Begin a record for each, with what was told of the home; in as many writes for a roll as
        for one child."""
        children = [
            kept.Child(
                authority_id=self.authority_id,
                upn=one.upn or None,
                forename=one.forename,
                surname=one.surname,
                name_key=name_key(one.forename, one.surname),
                forename_key=plain(one.forename),
                date_of_birth=one.date_of_birth,
                sex=one.sex,
            )
            for one in newcomers
        ]
        kept.Child.objects.bulk_create(children, batch_size=BATCH)
        told = list(zip(children, newcomers, strict=True))
        where = {one.postcode: self._find(one.postcode) for one in newcomers}
        kept.Responsible.objects.bulk_create(
            (
                kept.Responsible(**self._of(child), period=self.since)
                for child, one in told
                if where[one.postcode] != "outside"
            ),
            batch_size=BATCH,
        )
        self.enrol(children)
        self._keep_parents(told)
        self._keep_homes([(c, one) for c, one in told if where[one.postcode] != "nowhere"])
        return children

    def enrol(self, children: Sequence[kept.Child]) -> None:
        """Put them on the school's roll from today, where they come to a school."""
        if self.school_id:
            kept.Enrolment.objects.bulk_create(
                (
                    kept.Enrolment(**self._of(child), school_id=self.school_id, period=self.since)
                    for child in children
                ),
                batch_size=BATCH,
            )

    def _of(self, child: kept.Child) -> dict[str, UUID]:
        return {"authority_id": self.authority_id, "child_id": child.pk}

    def _find(self, postcode: str) -> str:
        return places(self.authority_id).find(postcode)

    def _keep_parents(self, told: Sequence[tuple[kept.Child, Newcomer]]) -> None:
        adults = [
            kept.Adult(
                **self._of(child),
                name=one.parent,
                relationship="other",
                parental_responsibility=True,
                lives_with_child=True,
                period=self.since,
            )
            for child, one in told
            if one.parent
        ]
        kept.Adult.objects.bulk_create(adults, batch_size=BATCH)
        phones = [one.parent_phone for _, one in told if one.parent]
        kept.Contact.objects.bulk_create(
            (
                kept.Contact(
                    authority_id=self.authority_id,
                    child_id=adult.child_id,
                    adult=adult,
                    phone=phone,
                    period=self.since,
                )
                for adult, phone in zip(adults, phones, strict=True)
                if phone
            ),
            batch_size=BATCH,
        )

    def _keep_homes(self, told: Sequence[tuple[kept.Child, Newcomer]]) -> None:
        kept.Address.objects.bulk_create(
            (
                kept.Address(
                    **self._of(child),
                    lines=one.lines,
                    postcode=one.postcode,
                    postcode_key=one.postcode.replace(" ", "").lower(),
                    source="first told by the one who added the child",
                    verified_on=self.today,
                    period=self.since,
                )
                for child, one in told
                if one.lines and one.postcode
            ),
            batch_size=BATCH,
        )


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
    seen = kept.Child.objects.filter(upn=newcomer.upn).exists() if newcomer.upn else False
    deed.begin(frozenset(duty for duty, _ in held))
    arrivals = Arrivals(held[0][1], school_id, deed.clock.today)
    arrivals.wait_turn()
    _check(newcomer, arrivals.authority_id, deed.clock.today, seen)
    (child,) = arrivals.begin([newcomer])
    return deed.done(child)


def _check(newcomer: Newcomer, authority_id: UUID, today: date, seen: bool) -> None:
    """Raise Wrong for what cannot be. `seen`: the actor sees the child who has this UPN already."""
    if newcomer.date_of_birth > today:
        raise Wrong("date_of_birth", "The date of birth must be in the past")
    if newcomer.upn and upn.fault(newcomer.upn):
        raise Wrong("upn", "This UPN cannot be: look at the pupil's record and copy it again")
    if (
        newcomer.upn
        and kept.Child.objects.filter(authority_id=authority_id, upn=newcomer.upn).exists()
    ):
        raise Wrong("upn", HAS_A_RECORD if seen else LOOKED_AT_FIRST)
    if newcomer.postcode and places(authority_id).find(newcomer.postcode) == "nowhere":
        words = f"There is no postcode {newcomer.postcode}: check it with the family, or leave it"
        raise Wrong("postcode", f"{words} out")
