"""The council's clocks and the register's routes: whole, sourced, and their faults told."""

import shutil

import pytest

from towpath import authority
from towpath.authority.clock import CLOCKS
from towpath.authority.folder import AUTHORITIES

COUNCIL = authority.load(authority.find("surrey"))
CLOCKS_FILE, ROUTES_FILE = "clocks.toml", "../england/attendance.toml"
PLANTED = [
    (CLOCKS_FILE, 'unit = "half terms"', 'unit = "half-terms"', "unit is not known: half-terms"),
    (CLOCKS_FILE, 'id = "concern"', 'id = "concerns"', "id is not known: concerns"),
    (CLOCKS_FILE, 'id = "concern"', 'id = "review"', "the clock review is given twice"),
    (CLOCKS_FILE, "within = 42", "within = 0", "within is 0"),
    (CLOCKS_FILE, "within = 42", "within = -1", "within is negative"),
    (CLOCKS_FILE, "statutory = true", "statutary = true", "the word statutary is not known"),
    (CLOCKS_FILE, "statutory = true", 'statutory = "yes"', "statutory is not true or false"),
    (ROUTES_FILE, 'mode = ["online"]', 'mode = ["post"]', "mode is not known: post"),
    (ROUTES_FILE, '"s42"', '"s43"', "legal_basis is not known: s43"),
    (ROUTES_FILE, '["exclusion"]', '["excluded"]', "because is not known: excluded"),
    (ROUTES_FILE, 'provider = ["pru"', 'provider = ["PRU"', "provider is not known: PRU"),
    (ROUTES_FILE, 'code = "K"', "cod = 1", "the word cod is not known"),
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


def test_half_termly_reviews_are_the_guidances_and_not_the_councils():
    assert {id_ for id_, clock in COUNCIL.clocks.items() if clock.statutory} == {
        "review",
        "duty_review",
    }


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


def test_a_clock_that_is_missing_is_named_with_its_mend(folder):
    path = folder / CLOCKS_FILE
    text = path.read_text()
    path.write_text(text[: text.index('[[clock]]\nid = "concern"')])
    (fault,) = authority.check(folder)
    assert fault.what == "the clock concern is missing"
    assert 'id = "concern"' in fault.mend


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
