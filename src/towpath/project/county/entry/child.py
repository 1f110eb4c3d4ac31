"""Entries of who a child is: the roll, the adults round them, and what closes the record."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from towpath.project.county.cast import since
from towpath.project.county.chance import Chance
from towpath.project.county.child import Adult, Home, refuge
from towpath.project.county.ledger import Ledger
from towpath.project.county.source import words
from towpath.records.cast import AUTHORITY, BY_PART, key
from towpath.records.child import name_key, plain

ELSEWHERE = key("authority", "elsewhere")
SOURCES = ("school", "parent", "social worker", "admissions")
RESTRICTED_FOR = ("protected_person", "adoption", "staff_family")


def admit(books: Ledger, at: datetime, today: date, chance: Chance, worked: Iterable[UUID]) -> None:
    """Enter a child as of an instant. `worked` are those who have done anything for the child."""
    child, copies = books.child, books.copies
    books.rows.append(
        (
            "Child",
            {
                "id": copies["child_id"],
                "authority_id": AUTHORITY,
                "upn": child.upn,
                "forename": child.forename,
                "surname": child.surname,
                "name_key": name_key(child.forename, child.surname),
                "forename_key": plain(child.forename),
                "date_of_birth": child.born,
                "sex": child.sex,
            },
        )
    )
    _answer_for(books, at, today, chance)
    if child.school:
        books.row("Enrolment", at, school_id=child.school.id, period=since(_joined(child.born, at)))
    living = refuge(chance) if child.refuge else child.home
    for adult in child.adults:
        _know(books, at, chance, adult, living)
    for person, duty, team in (
        (child.social_worker, "social_worker", child.team),
        (child.coordination_officer, "ehc_coordination_officer", ""),
        (
            BY_PART["virtual_school_head"].id if child.looked_after else None,
            "virtual_school_head",
            "",
        ),
    ):
        if person:
            values = {"person_id": person, "duty": duty, "team": team}
            books.row("Involvement", at, **values, period=since(at.date()))
    if child.restricted or child.refuge:
        _close(books, at, today, chance, worked)


def _answer_for(books: Ledger, at: datetime, today: date, chance: Chance) -> None:
    """Who is responsible: this county from birth, unless the family has moved away."""
    born, moved_on = books.child.born, None
    if books.child.defect == "moved_out":
        moved_on = today - timedelta(days=chance.randint(20, 150))
        books.row("Responsible", at, authority_id=ELSEWHERE, period=since(moved_on))
    books.row("Responsible", at, period=DateRange(born, moved_on))


def _joined(born: date, at: datetime) -> date:
    """The September in which this school would have taken the child, but not after `at`."""
    year_of_birth = born.year + (born.month >= 9)
    september = date(year_of_birth + 11, 9, 1)
    if september > at.date():
        september = date(year_of_birth + 4, 9, 1)
    return min(september, at.date())


def _know(books: Ledger, at: datetime, chance: Chance, adult: Adult, living: Home) -> None:
    """One adult: the tie, how to reach them, where they live, and what a court says."""
    hidden = books.child.refuge and adult.home is None
    home, period = adult.home or living, since(books.child.born)
    person: dict[str, Any] = {}
    if adult.barred:
        person["person_id"] = books.keys.at(at)
        values = {"id": person["person_id"], "name": adult.name, "family": True}
        books.rows.append(("Person", {"authority_id": AUTHORITY, **values}))
    tie = books.row(
        "Adult",
        at,
        **person,
        name=adult.name,
        relationship=adult.relationship,
        parental_responsibility=adult.responsible,
        lives_with_child=adult.home is None,
        period=period,
    )
    of = {"adult_id": tie["id"], **person, "confidential": hidden, "period": period}
    email = f"{adult.name.split()[0].lower()}.{books.child.number}@example.org"
    books.row("Contact", at, **of, phone=home.phone or "07700 900000", email=email)
    books.row(
        "Address",
        at,
        **of,
        lines=home.lines,
        postcode=home.at.code,
        postcode_key=home.at.key,
        source=chance.choice(SOURCES),
        verified_on=at.date(),
    )
    if adult.barred:
        made_on = at.date() - timedelta(days=chance.randint(10, 300))
        order = f"{chance.choice(words()['bar']['any'])} of {made_on.day} {made_on:%B %Y}"
        bar = {**person, "scope": adult.barred, "order": order}
        books.row("CourtBar", at, **bar, period=since(made_on))


def _close(
    books: Ledger, at: datetime, today: date, chance: Chance, worked: Iterable[UUID]
) -> None:
    """A restricted record, open to those who have worked with the child and to nobody else."""
    code = "domestic_abuse" if books.child.refuge else chance.choice(RESTRICTED_FOR)
    restriction = books.row(
        "Restriction",
        at,
        reason_code=code,
        reason=chance.choice(words()["restriction"][code]),
        approved_by_id=BY_PART["head_of_service"].id,
        period=since(today - timedelta(days=chance.randint(10, 60))),
    )
    circle = {BY_PART["head_of_service"].id, books.officer, *worked}
    for person in sorted(circle):
        books.row("Circle", at, restriction_id=restriction["id"], person_id=person)
