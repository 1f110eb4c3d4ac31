"""A roll's rows: what is read, what cannot be, and which child on record each may be."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from towpath.rules.roll import (
    COLUMNS,
    Known,
    Pupil,
    Unread,
    columns,
    once_each,
    plain,
    read,
    similar,
    sort,
)

TODAY = date(2026, 10, 14)
BORN = date(2012, 3, 14)
ALSO = "V936990120002"


def a_row(**instead: str) -> dict[str, str]:
    return {"surname": "Marsh", "forename": "Ada", "date_of_birth": "14/03/2012", **instead}


def ada(**instead: object) -> Known:
    whole = {
        "child_id": uuid4(),
        "version": 1,
        "forename": "Ada",
        "surname": "Marsh",
        "date_of_birth": BORN,
        "sex": "F",
        "upn": "",
        "on_roll": True,
        **instead,
    }
    return Known(**whole)


def pupil(**instead: object) -> Pupil:
    return Pupil(
        **{"line": 2, "forename": "Ada", "surname": "Marsh", "date_of_birth": BORN} | instead
    )


@pytest.mark.parametrize(
    "typed",
    [
        "14/03/2012",
        "14/3/12",
        "14-Mar-2012",
        "14 March 2012",
        "2012-03-14",
        "2012-03-14 00:00:00",
        "14/03/2012 00:00",
        "2012-03-14T00:00:00",
        "14.03.2012",
        "40982",
        "40982.0",
    ],
)
def test_a_day_is_read_as_schools_and_excel_write_it(typed: str):
    assert read(2, a_row(date_of_birth=typed), TODAY) == pupil()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"surname": " "}, "Surname is empty"),
        ({"date_of_birth": ""}, "Date of birth is empty"),
        ({"date_of_birth": "31/02/2012"}, "“31/02/2012” is no day"),
        ({"date_of_birth": "last spring"}, "“last spring” is no day"),
        ({"date_of_birth": "14/03/2027"}, "14 March 2027 is not in the past"),
        ({"date_of_birth": "14/03/1912"}, "14 March 1912 is too long ago"),
        ({"upn": "A936990120001"}, "the first letter does not fit"),
        ({"upn": "93699"}, "a UPN has 13 characters"),
        ({"forename": "🙂"}, "“🙂” cannot be a name"),
        ({"forename": "Ada 🙂"}, "cannot be a name"),
        ({"surname": "=HYPERLINK(1)"}, "cannot be a name"),
        ({"surname": "12345"}, "cannot be a name"),
        ({"surname": "x" * 81}, "longer than 80"),
    ],
)
def test_what_cannot_be_says_what_is_wrong_and_how_to_mend_it(said: dict[str, str], words: str):
    row = read(7, a_row(**said), TODAY)
    assert isinstance(row, Unread)
    assert row.line == 7
    assert words in row.what
    assert row.mend


@pytest.mark.parametrize(
    "name", ["O'Brien", "O’Brien", "de la Cruz", "Ng", "X", "Zoë", "Smith-Łoś"]
)
def test_names_are_as_people_have_them(name: str):
    assert read(2, a_row(surname=name), TODAY).surname == name


def test_a_formula_is_text():
    assert read(2, a_row(lines="=1+1"), TODAY).lines == "=1+1"


def test_headings_are_found_by_what_schools_call_them():
    assert columns(
        ["Legal Surname", "FIRST NAME", "D.O.B.", "Year", "", "unique pupil number"]
    ) == {
        "surname": 0,
        "forename": 1,
        "date_of_birth": 2,
        "upn": 5,
    }


def test_a_pupil_who_stands_twice_in_the_file_is_read_once():
    pupils, unread = once_each([pupil(upn=ALSO), pupil(line=3, upn=ALSO, forename="Eve")])
    assert [one.line for one in pupils] == [2]
    assert "is on line 2 too" in unread[0].what


def kinds(found: object) -> dict[str, int]:
    names = ("new", "same", "different", "joins", "doubts", "clashes", "gone")
    return {name: len(getattr(found, name)) for name in names if getattr(found, name)}


@pytest.mark.parametrize(
    ("here", "row", "kind"),
    [
        (ada(upn=ALSO), pupil(upn=ALSO), "same"),
        (ada(upn=ALSO), pupil(upn=ALSO, surname="MARSH"), "same"),
        (ada(), pupil(), "same"),
        (ada(upn=ALSO), pupil(upn=ALSO, surname="Marsh-Okoye"), "different"),
        (ada(upn=ALSO), pupil(upn=ALSO, date_of_birth=date(2012, 4, 14)), "different"),
        (ada(upn=ALSO, on_roll=False), pupil(upn=ALSO), "joins"),
        (ada(), pupil(upn=ALSO), "doubts"),
        (ada(on_roll=False), pupil(), "doubts"),
        (ada(forename="Adah"), pupil(), "doubts"),
        (ada(forename="Marsh", surname="Ada"), pupil(), "doubts"),
        (ada(upn=ALSO, forename="Joe", date_of_birth=TODAY), pupil(upn=ALSO), "clashes"),
    ],
)
def test_how_a_row_stands_to_the_record(here: Known, row: Pupil, kind: str):
    assert kinds(sort([row], [here], whole=True)) == {kind: 1}


def test_twins_are_two():
    assert not similar(pupil(forename="Mia"), ada(forename="Noah"))
    found = sort(
        [pupil(forename="Mia"), pupil(forename="Noah", line=3)], [ada(forename="Noah")], True
    )
    assert kinds(found) == {"new": 1, "same": 1}


def test_who_is_missing_is_asked_about_only_where_the_file_holds_everybody():
    assert kinds(sort([], [ada()], whole=True)) == {"gone": 1}
    assert kinds(sort([], [ada()], whole=False)) == {}
    assert kinds(sort([], [ada(on_roll=False)], whole=True)) == {}


def test_a_number_of_ours_is_replaced_only_where_it_was_temporary():
    (pair,) = sort([pupil(upn="")], [ada(upn=ALSO)], whole=False).same
    assert pair.differences == ()
    ours = ada(upn="", sex="U")
    (doubt,) = sort([pupil(upn=ALSO)], [ours], whole=False).doubts
    assert doubt.known == (ours,)


@given(st.fixed_dictionaries({name: st.text(max_size=60) for name in COLUMNS}))
def test_any_row_is_a_pupil_or_a_message(cells: dict[str, str]):
    row = read(2, cells, TODAY)
    assert isinstance(row, Pupil) or (row.what and row.mend)


names = st.text("abcdeéO'’- ", min_size=1, max_size=12).filter(lambda name: plain(name) != "")
rows = st.builds(
    Pupil,
    line=st.integers(2, 4000),
    forename=names,
    surname=names,
    date_of_birth=st.dates(date(2012, 3, 1), date(2012, 3, 4)),
)


@given(st.lists(rows, max_size=12))
def test_a_roll_that_has_been_brought_in_brings_nothing_new(found: list[Pupil]):
    pupils, _ = once_each(found)
    here = [
        ada(forename=one.forename, surname=one.surname, date_of_birth=one.date_of_birth, sex="U")
        for one in pupils
    ]
    again = sort(pupils, here, whole=True)
    assert not again.new
    assert not again.gone
