"""The council's clocks and the register's routes: whole, sourced, and their faults told."""

import shutil

import pytest

from towpath import authority
from towpath.authority.clock import CLOCKS
from towpath.authority.folder import AUTHORITIES

COUNCIL = authority.load(authority.find("surrey"))
CLOCKS_FILE, ROUTES_FILE = "clocks.toml", "../england/attendance.toml"
LONGEST_FILE, DAYS_FILE = "../england/clocks.toml", "calendar.toml"
PLANTED = [
    (CLOCKS_FILE, 'unit = "half terms"', 'unit = "half-terms"', "unit is not known: half-terms"),
    (CLOCKS_FILE, 'id = "concern"', 'id = "concerns"', "id is not known: concerns"),
    (CLOCKS_FILE, 'id = "concern"', 'id = "review"', "the clock review is given twice"),
    (CLOCKS_FILE, "within = 42", "within = 0", "within is 0"),
    (CLOCKS_FILE, "within = 42", "within = -1", "within is negative"),
    (CLOCKS_FILE, "within = 42", "whithin = 42", "the word whithin is not known"),
    (LONGEST_FILE, 'id = "duty_review"', 'id = "duty"', "id is not known: duty"),
    (LONGEST_FILE, 'id = "duty_review"', 'id = "review"', "the clock review is given twice"),
    (LONGEST_FILE, "within = 1", 'within = "1"', "within is not a whole number"),
    (ROUTES_FILE, 'mode = ["online"]', 'mode = ["post"]', "mode is not known: post"),
    (ROUTES_FILE, '"s42"', '"s43"', "legal_basis is not known: s43"),
    (ROUTES_FILE, '["exclusion"]', '["excluded"]', "because is not known: excluded"),
    (ROUTES_FILE, 'provider = ["pru"', 'provider = ["PRU"', "provider is not known: PRU"),
    (ROUTES_FILE, 'code = "K"', "cod = 1", "the word cod is not known"),
    (DAYS_FILE, "begins = 08:30:00", 'begins = "8.30"', "begins is not a time of day"),
    (DAYS_FILE, "begins = 08:30:00", "opens = 08:30:00", "the word opens is not known"),
    (DAYS_FILE, "ends = 16:00:00", "ends = 04:00:00", "school_day ends at 04:00:00, before it"),
    (DAYS_FILE, "[lesson_hours]", "[lesson_hour]", "the word lesson_hour is not known"),
]


@pytest.fixture
def folder(tmp_path):
    for name in ("surrey", "england"):
        shutil.copytree(AUTHORITIES / name, tmp_path / name)
    return tmp_path / "surrey"


def test_every_clock_that_an_action_counts_by_is_there_in_words_with_its_source():
    assert set(COUNCIL.clocks) == set(CLOCKS)
    for clock in COUNCIL.clocks.values():
        assert clock.words
        assert clock.source
        assert clock.within > 0


def review_every(folder, within: int, unit: str) -> None:
    """Write this council's clock for reviews."""
    path = folder / CLOCKS_FILE
    before, review = path.read_text().split('[[clock]]\nid = "review"')
    changed = review.replace("within = 1\n", f"within = {within}\n", 1)
    changed = changed.replace('unit = "half terms"', f'unit = "{unit}"', 1)
    path.write_text(f'{before}[[clock]]\nid = "review"{changed}')


@pytest.mark.parametrize(
    ("within", "unit", "why"),
    [
        (2, "half terms", "2 half terms"),
        (90, "school days", "from 1 September 2023 it gives"),
        (84, "calendar days", "and the law"),
        (9_000, "working days", "a day past the calendar's end"),
    ],
)
def test_a_council_may_not_lengthen_what_the_law_sets(folder, within: int, unit: str, why: str):
    review_every(folder, within, unit)
    (fault,) = authority.check(folder)
    assert fault.file == "surrey/clocks.toml"
    line = (folder / CLOCKS_FILE).read_text().splitlines()[fault.line - 1]
    assert line == f"within = {within}"
    assert "the clock review is longer than the law allows, 1 half terms" in fault.what
    assert why in fault.what
    assert 'within = 1 and unit = "half terms", or less' in fault.mend
    assert "Department for Education" in fault.mend
    with pytest.raises(authority.FaultyError, match="longer than the law allows"):
        authority.load(folder)


@pytest.mark.parametrize(("within", "unit"), [(20, "school days"), (28, "calendar days")])
def test_a_council_may_review_sooner_and_count_in_its_own_unit(folder, within: int, unit: str):
    review_every(folder, within, unit)
    assert authority.check(folder) == ()
    assert authority.load(folder).clocks["review"].unit == unit


def test_what_the_law_does_not_set_is_the_councils_own(folder):
    path = folder / CLOCKS_FILE
    path.write_text(path.read_text().replace("within = 42", "within = 90"))
    assert authority.check(folder) == ()


@pytest.mark.parametrize(("file", "old", "new", "what"), PLANTED, ids=[p[3] for p in PLANTED])
def test_a_planted_fault_is_found_on_its_line(folder, file, old, new, what):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = [fault for fault in authority.check(folder) if what in fault.what]
    assert found, authority.check(folder)
    assert found[0].mend
    near = text.count("\n", 0, text.index(old)) + 1
    assert abs(found[0].line - near) <= 1


@pytest.mark.parametrize(
    ("within", "what"),
    [
        ("0", "within is 0"),
        ("-1", "within is negative"),
        ('"five"', "within is not a whole number"),
        ("1.5", "within is not a whole number"),
    ],
)
def test_a_number_that_is_wrong_is_one_fault(folder, within: str, what: str):
    path = folder / CLOCKS_FILE
    path.write_text(path.read_text().replace("within = 42", f"within = {within}"))
    assert [fault.what for fault in authority.check(folder)] == [what]


@pytest.mark.parametrize("word", ["school_day", "lesson_hours"])
def test_hours_that_are_missing_are_named_with_their_mend(folder, word: str):
    path = folder / DAYS_FILE
    before, _, rest = path.read_text().partition(f"[{word}]\n")
    path.write_text(before + rest.partition("\n\n")[2])
    (fault,) = authority.check(folder)
    assert fault.what == f"there is no {word}"
    assert fault.mend == f"add [{word}] with begins, ends and source"


def test_a_clock_that_is_missing_is_named_with_its_mend(folder):
    path = folder / CLOCKS_FILE
    text = path.read_text()
    path.write_text(text[: text.index('[[clock]]\nid = "late_marks"')])
    (fault,) = authority.check(folder)
    assert fault.what == "the clock late_marks is missing"
    assert 'id = "late_marks"' in fault.mend


@pytest.mark.parametrize(
    ("outcome", "last_route"),
    [
        ("did_not_attend", "did-not-attend"),
        ("cancelled", "cancelled"),
        ("delivered", "online-for-the-school"),
    ],
)
def test_an_outcome_that_some_lesson_could_have_without_a_mark_is_a_fault(
    folder, outcome: str, last_route: str
):
    path = folder / ROUTES_FILE
    routes = path.read_text().split("[[route]]")
    kept = [route for route in routes if f'id = "{last_route}"\n' not in route]
    assert len(kept) == len(routes) - 1
    path.write_text("[[route]]".join(kept))
    assert [f.what for f in authority.check(folder)] == [f"no route takes every lesson {outcome}"]


def test_a_councils_clocks_are_part_of_its_policys_version(folder):
    before = authority.load(folder).version
    path = folder / CLOCKS_FILE
    path.write_text(path.read_text().replace("within = 42", "within = 28"))
    after = authority.load(folder)
    assert after.version != before
    assert after.clocks["return_check"].within == 28
