"""The made-up county: the same each time, whole, believable, and wrong where it says it is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from towpath.project.county.chance import spread
from towpath.project.county.child import DEFECTS
from towpath.project.county.telling import Days
from towpath.records.cast import BY_PART, KESTREL, LARKWOOD
from towpath.rules import upn
from towpath.rules.words import says_nothing

TODAY = date(2026, 11, 23)
CHILDREN = 400
BUILD = f"""
from datetime import date
from towpath.project.manage import be_owner
be_owner()
import django
django.setup()
from django.db import transaction
from towpath.project import county
with transaction.atomic():
    print(county.build(date({TODAY.year}, {TODAY.month}, {TODAY.day}), "county", children=CHILDREN))
"""


def _address(database: str) -> str:
    return urlunsplit(urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{database}"))


def _build(database: str, empty: str, children: int) -> str:
    """Build a county in a copy of an empty database, in a process of its own; what it says."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"drop database if exists {database} with (force)")
        owner.execute(f"create database {database} template {empty}")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BUILD.replace("CHILDREN", str(children))],
        env={**os.environ, "DATABASE_OWNER_URL": _address(database)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def _drop(database: str) -> None:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(f"drop database if exists {database} with (force)")


@pytest.fixture(scope="module")
def name(worker_id: str) -> str:
    """A name for this run's databases."""
    return f"towpath_county{os.environ.get('TOWPATH_TEST_NAME', '')}_{worker_id}"


@pytest.fixture(scope="module")
def county(name: str, empty: str) -> Iterator[psycopg.Cursor]:
    """A county of four hundred children, to be counted in as its owner."""
    _build(name, empty, CHILDREN)
    with psycopg.connect(_address(name)) as connection, connection.cursor() as cursor:
        yield cursor
    _drop(name)


def ask(county: psycopg.Cursor, question: str, *given: object) -> float:
    """The one number that a question in SQL answers."""
    row = county.execute(question, given).fetchone()
    assert row is not None
    return float(row[0])


def share(county: psycopg.Cursor, of: str, which: str) -> float:
    """The share of a table's rows for which a condition holds."""
    return ask(county, f"select avg(({which})::int) from records_{of}")


def test_the_same_words_build_the_same_county_in_every_process(name: str, empty: str) -> None:
    built = [_build(f"{name}_small", empty, 60) for _ in range(2)]
    _drop(f"{name}_small")
    assert built[0] == built[1]
    assert built[0].startswith("county surrey seed 936 size county today 2026-11-23: 61 children,")


def test_points_laid_evenly_keep_the_rare_defects_in_a_small_county() -> None:
    shares = dict(DEFECTS)
    for count in (100, 1000):
        lowest = sum(spread(number) < shares["swapped_date"] for number in range(1, count + 1))
        assert lowest == pytest.approx(count * shares["swapped_date"], abs=1)


def test_everybody_is_made_up(county: psycopg.Cursor) -> None:
    assert ask(county, "select count(*) from records_school where not made_up") == 0
    assert ask(county, "select count(*) from records_provider where not made_up") == 0
    assert ask(county, "select count(*) from records_child where substr(upn, 5, 2) <> '99'") == 0
    drama = r"^(07700 900\d{3}|01632 960\d{3})?$"
    for table in ("contact", "person"):
        question = f"select count(*) from records_{table} where phone !~ %s"
        assert ask(county, question, drama) == 0
        away = f"select count(*) from records_{table} where email not in ('') and email !~ %s"
        assert ask(county, away, r"@example\.org$") == 0


def test_the_copies_on_every_row_are_those_the_walls_would_write(county: psycopg.Cursor) -> None:
    off = "select count(*) from pg_trigger where tgname = 'copy_keys' and tgenabled <> 'O'"
    assert ask(county, off) == 0
    down = "select count(*) from pg_constraint where contype = 'f' and not convalidated"
    assert ask(county, down) == 0
    assert ask(county, "select count(*) from pg_constraint where contype = 'f'") > 60


def test_nothing_has_happened_yet_that_is_still_to_come(county: psycopg.Cursor) -> None:
    assert ask(county, "select count(*) from records_event where at >= %s", TODAY) == 0
    years = "select extract(epoch from max(at) - min(at)) / 86400 / 365 from records_event"
    assert 1.5 < ask(county, years) < 2.3


def test_what_is_open_has_an_owner_and_mostly_a_day_to_come(county: psycopg.Cursor) -> None:
    still_open = "state in ('sent', 'returned', 'accepted', 'placed')"
    late = f"select avg((next_on < %s)::int) from records_referral where {still_open}"
    assert 0.03 < ask(county, late, TODAY) < 0.35
    officers = f"select count(distinct owner_id) from records_referral where {still_open}"
    heaviest = f"""select max(n) / avg(n) from (select count(*) n from records_referral
                   where {still_open} group by owner_id) held"""
    assert ask(county, officers) == round(CHILDREN / 178)
    assert ask(county, heaviest) < 1.4


def test_every_deed_has_its_event_and_the_newest_sorts_last(county: psycopg.Cursor) -> None:
    for table in ("referral", "decision", "placement", "lesson", "review", "note"):
        question = f"""select count(*) from records_{table} r where not exists
                       (select from records_event e where e.about = %s and e.about_id = r.id)"""
        assert ask(county, question, table) == 0, table
    unordered = """select count(*) from (select at, lag(at) over (order by id) as before
                   from records_event) e where at < before - interval '1 millisecond'"""
    assert ask(county, unordered) == 0


def test_the_cast_have_a_share_that_can_be_looked_at_in_a_minute(county: psycopg.Cursor) -> None:
    pupils = """select count(*) from records_enrolment e join records_school s
                on s.id = e.school_id where s.name = %s"""
    assert 15 <= ask(county, pupils, LARKWOOD) <= 35
    taught = """select count(distinct l.child_id) from records_placement l
                join records_provider p on p.id = l.provider_id
                where l.state = 'started' and p.name = %s and l.tutor_id = %s"""
    assert 3 <= ask(county, taught, KESTREL, BY_PART["tutor"].id) <= 9
    assert ask(county, "select count(*) from records_user") == len(BY_PART)


def test_services_have_places_that_none_of_them_is_over_and_some_are_full(
    county: psycopg.Cursor,
) -> None:
    held = """select count(*) from records_provider p
              cross join lateral (select count(*) as n from records_placement l
                where l.provider_id = p.id and l.state in ('agreed', 'started')) taken
              left join records_capacity c on c.provider_id = p.id
              where p.kind in ('service', 'pru', 'medical_pru')"""
    assert ask(county, f"{held} and c.places is null") == 0
    assert ask(county, f"{held} and taken.n > c.places") == 0
    assert ask(county, f"{held} and taken.n = c.places") >= 1
    assert ask(county, "select count(*) from records_placement where state = 'waiting'") >= 3
    alone = """select count(*) from records_placement l where l.state = 'waiting' and not exists
               (select from records_wait w where w.placement_id = l.id)"""
    assert ask(county, alone) == 0
    skipped = """select count(*) from records_placement l
                 where l.pathway = 'life' and l.state in ('agreed', 'started', 'ended', 'checked')
                 and (select count(*) from records_intakestep s where s.placement_id = l.id) <> 3"""
    assert ask(county, skipped) == 0


def test_rights_round_a_child_are_of_every_kind(county: psycopg.Cursor) -> None:
    assert 0.004 < ask(county, f"select count(*) / {CHILDREN}.0 from records_courtbar") < 0.05
    assert ask(county, "select count(*) from records_restriction") > 0
    alone = """select count(*) from records_restriction r where not exists
               (select from records_circle c where c.restriction_id = r.id)"""
    assert ask(county, alone) == 0
    two_homes = """select count(*) from (select child_id from records_address
                   group by 1 having count(distinct lines) > 1) apart"""
    assert ask(county, two_homes) > CHILDREN / 10


# Planted defects, each found again by a count.


def test_some_reviews_are_missing_or_late(county: psycopg.Cursor) -> None:
    held_late = "select count(*) from records_review where held_on > due_on"
    overdue = "select count(*) from records_placement where state = 'started' and next_on < %s"
    all_due = ask(county, "select count(*) from records_review") + ask(county, overdue, TODAY)
    assert 0.09 < (ask(county, held_late) + ask(county, overdue, TODAY)) / all_due < 0.24


def test_some_decisions_give_a_reason_that_says_nothing(county: psycopg.Cursor) -> None:
    county.execute("select reason from records_decision where outcome <> 'return_for_information'")
    thin = [says_nothing(reason) for (reason,) in county.fetchall()]
    assert 0.025 < sum(thin) / len(thin) < 0.08


def test_some_children_are_entered_twice(county: psycopg.Cursor) -> None:
    pair = """select count(*) from records_child a join records_child b
              on a.id < b.id and a.forename = b.forename where """
    swapped = """a.surname = b.surname and a.date_of_birth <> b.date_of_birth
        and extract(year from a.date_of_birth) = extract(year from b.date_of_birth)
        and extract(day from a.date_of_birth) = extract(month from b.date_of_birth)
        and extract(month from a.date_of_birth) = extract(day from b.date_of_birth)"""
    old_upn = "a.surname = b.surname and a.date_of_birth = b.date_of_birth"
    misspelt = """a.surname <> b.surname and a.date_of_birth = b.date_of_birth
        and length(a.surname) = length(b.surname) and left(a.surname, 1) = left(b.surname, 1)"""
    for defect in (swapped, old_upn, misspelt):
        assert ask(county, pair + defect) == pytest.approx(CHILDREN * 0.01, abs=1)


def test_some_pupil_numbers_have_a_wrong_check_letter(county: psycopg.Cursor) -> None:
    county.execute("select upn from records_child")
    faults = [upn.fault(number) for (number,) in county.fetchall()]
    assert set(faults) == {None, upn.Fault.CHECK}
    assert faults.count(upn.Fault.CHECK) == pytest.approx(CHILDREN * 0.02, abs=1)


def test_some_lessons_were_never_recorded(county: psycopg.Cursor) -> None:
    """A tutor's week repeats, so a lesson that is not there leaves a gap in the pattern."""
    county.execute("""select placement_id, array_agg(date(starts_at at time zone 'Europe/London'))
                      from records_lesson group by 1 having count(*) > 5""")
    policy = _days()
    missing = expected = 0
    for _, recorded in county.fetchall():
        weekdays = {day.weekday() for day in recorded}
        due = [d for d in policy.between(min(recorded), max(recorded)) if d.weekday() in weekdays]
        expected += len(due)
        missing += len(set(due) - set(recorded))
    assert 0.025 < missing / expected < 0.055


def test_some_children_are_with_a_provider_that_is_not_approved(county: psycopg.Cursor) -> None:
    question = """select avg((not p.approved)::int) from records_placement l
                  join records_provider p on p.id = l.provider_id where l.state = 'started'
                  and p.kind = 'independent'"""
    assert 0.005 < ask(county, question) < 0.15


def test_some_children_have_moved_out_of_the_county(county: psycopg.Cursor) -> None:
    moved = """select count(*) from records_responsible r join records_authority a
               on a.id = r.authority_id where a.code = 'elsewhere' and upper(r.period) is null"""
    assert ask(county, moved) == pytest.approx(CHILDREN * 0.02, abs=1)


def _days() -> Days:
    from towpath import authority

    return Days(authority.load(authority.find("surrey")), TODAY)
