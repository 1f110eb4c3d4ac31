"""Faults planted in a council's folder: each is found, on its line, with its mend."""

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from towpath import authority
from towpath.authority.folder import AUTHORITIES

A2E, PRU, LIFE = "pathways/a2e.toml", "pathways/pru.toml", "pathways/life.toml"
LAW, HOLIDAYS = "../england/law.toml", "../england/bank-holidays.toml"
REASONS = 'in = ["illness", "other"]'
DAY = "valid_from = 2023-07-01"
PLANTED = [
    # file, the text that is changed, what it becomes, what the fault says
    (A2E, 'fact = "unable_to_attend"', 'fact = "unable_to_atend"', "no fact is called"),
    (A2E, REASONS, 'in = ["ilness", "other"]', "unable_to_attend is never ilness"),
    (A2E, REASONS, 'inn = ["illness"]', "the word inn is not known"),
    (A2E, REASONS, "happened = true", "happened cannot be asked of unable_to_attend"),
    (A2E, REASONS, "in = [1]", "an item of in is not text"),
    (A2E, REASONS, "in = []", "in lists nothing"),
    (A2E, 'fact = "ehc_plan", is = "in_force"', 'fact = "ehc_plan", is = "on"', "is never on"),
    (A2E, 'unit = "calendar days"', 'unit = "days"', "unit is not known: days"),
    (A2E, "more_than = 20", "more_than = -1", "more_than is negative"),
    (A2E, "presumed = true", 'presumed = "yes"', "presumed is not true or false"),
    (A2E, 'unit = "terms"', 'unit = "moons"', "unit is not known: moons"),
    (A2E, 'standing = "never_blocks"', 'standing = "later"', "standing is not known: later"),
    (A2E, 'id = "missing-education"', 'id = "new-to-county-with-plan"', "used twice"),
    (A2E, 'reasons, are unable to attend school."', 'reasons."', "does not say these words"),
    (A2E, 'id = "a2e"', 'id = "a2"', "is not the file's name"),
    (A2E, 'who = "anyone"', 'who = "nobody"', "who is not known: nobody"),
    (A2E, DAY, 'valid_from = "2023"', "valid_from is not a date"),
    (A2E, DAY, "valid_from = 2023-02-30", "this is not TOML"),
    (PRU, 'redirect = ["a2e"]', 'redirect = ["a3e"]', "no pathway is called a3e"),
    (PRU, "compulsory_school_age = true", "compulsory_age = true", "compulsory_age is not known"),
    (PRU, 'who = ["school", "council"]', 'who = ["scool"]', "no referrer is called scool"),
    (LIFE, "from = 16, to = 19", "from = 19, to = 16", "runs from 19 down to 16"),
    (LIFE, "from = 16, to = 19", "form = 16, to = 19", "the word form is not known"),
    (LIFE, "empty = false", 'empty = false, in = ["SEMH"]', "test one fact together"),
    (LIFE, 'name = "Interview"\n', "", "a recorded step has no name"),
    (
        LIFE,
        '"Interview"',
        '"An interview, at which you are asked what you would like to learn"',
        "the name is long",
    ),
    (LIFE, 'recorded = "funding"', 'recorded = "money"', "recorded is not known: money"),
    (LIFE, 'after = ["home-visit"]', 'after = ["offer"]', "step before this one is called offer"),
    (LIFE, 'recorded = "step"\nafter', "after", "only a recorded step comes after another"),
    ("pathways/outdoor.toml", "no_criteria]", "no_criterion]", "no_criterion is not known"),
    ("pathways/hope.toml", '["assessment"', '["Assessment Team"', "no team is called"),
    ("calendar.toml", 'name = "spring"', 'name = "Lent"', "name is not known: Lent"),
    ("calendar.toml", "last = 2023-12-15", "last = 2023-08-15", "is before first"),
    ("calendar.toml", "first = 2024-09-01", "first = 2024-09-02", "does not begin the day after"),
    ("authority.toml", 'la_code = "936"', "la_code = 936", "la_code is not text in quotes"),
    ("authority.toml", "first_day = 2027-04-01", "first_day = 2027-04-02", "day after last_day"),
    (LAW, '"31 August"', '"31 Agust"', "holds no day of the year"),
    (LAW, 'leaving_month = "June"', 'leaving_month = "Jun"', "leaving_month is not known: Jun"),
    (HOLIDAYS, "2026-12-25", "2036-12-25", "is outside first to last"),
]
UNPLACED = [
    ('la_code = "936"\n', "", "la_code is missing"),
    ('  "hope",\n', "", "no list of pathways names this file"),
    ('  "hope",\n', '  "hope",\n  "hop",\n', "it cannot be read: no such file"),
]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(AUTHORITIES / "surrey", tmp_path / "surrey")
    shutil.copytree(AUTHORITIES / "england", tmp_path / "england")
    return tmp_path / "surrey"


@pytest.mark.parametrize(("file", "old", "new", "what"), PLANTED, ids=[p[3] for p in PLANTED])
def test_a_planted_fault_is_found_on_its_line(folder, file, old, new, what):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    faults = authority.check(folder)
    found = [fault for fault in faults if what in fault.what]
    assert found, faults
    assert found[0].line == text.count("\n", 0, text.index(old)) + 1
    assert all(fault.mend for fault in faults)
    with pytest.raises(authority.FaultyError):
        authority.load(folder)


@pytest.mark.parametrize(("old", "new", "what"), UNPLACED)
def test_what_is_missing_is_a_fault_too(folder, old, new, what):
    path = folder / "authority.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    assert [fault for fault in authority.check(folder) if what in fault.what]


def test_the_exact_line_of_a_test_deep_in_a_list(folder):
    path = folder / "pathways" / "a2e.toml"
    lines = path.read_text().splitlines()
    place = next(n for n, line in enumerate(lines, 1) if "agreed_school_place" in line)
    path.write_text("\n".join(lines).replace('agreed_school_place", is = false', 'x", is = false'))
    (fault,) = authority.check(folder)
    assert (fault.file, fault.line) == ("surrey/pathways/a2e.toml", place)


def test_every_fault_is_reported_and_not_only_the_first(folder):
    for name in ("a2e", "pru", "hope"):
        path = folder / "pathways" / f"{name}.toml"
        path.write_text(path.read_text().replace("words =", "wrods =", 2))
    faults = authority.check(folder)
    assert {fault.file for fault in faults} == {
        f"surrey/pathways/{name}.toml" for name in ("a2e", "pru", "hope")
    }
    assert len([fault for fault in faults if "wrods" in fault.what]) == 6


def test_a_plan_that_names_something_is_not_asked_without_the_plan(folder):
    path = folder / "pathways" / "eotas.toml"
    text = path.read_text()
    asks_plan = 'fact = "ehc_plan"\nis = "in_force"'
    path.write_text(text.replace(asks_plan, 'fact = "ehc_plan_names"\nis = "other"'))
    (fault,) = authority.check(folder)
    assert "makes sense only after ehc_plan" in fault.what


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"id = ", b"", b"[[version]", b"id = 'a'\r\n"]
)
def test_a_broken_file_is_a_fault_and_not_a_crash(folder, content):
    (folder / "pathways" / "a2e.toml").write_bytes(content)
    assert all(f.file == "surrey/pathways/a2e.toml" for f in authority.check(folder))
    assert authority.check(folder)


@pytest.mark.parametrize("name", sorted(p.name for p in (AUTHORITIES / "surrey").glob("*.toml")))
def test_a_string_that_never_ends_is_one_fault_and_no_end_of_it(folder, name):
    (folder / name).write_text('"""\n')
    (fault,) = [fault for fault in authority.check(folder) if fault.file.endswith(name)]
    assert fault.what.startswith("this is not TOML")


def test_a_folder_that_is_not_there_is_a_fault(tmp_path):
    assert {fault.line for fault in authority.check(tmp_path / "nowhere")} == {1}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_to_a_file_crashes_the_check(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("council") / "surrey"
    shutil.copytree(AUTHORITIES / "surrey", folder)
    shutil.copytree(AUTHORITIES / "england", folder.parent / "england")
    files = sorted(folder.parent.rglob("*.toml"))
    path = data.draw(st.sampled_from(files))
    lines = path.read_text().splitlines(keepends=True)
    cut = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.sampled_from(["", "x = 1\n", "[[version]]\n", "[a]\n", '"""\n', "= 1\n"]))
    path.write_text("".join([*lines[:cut], other, *lines[cut + 1 :]]))
    authority.check(folder)


def test_the_version_changes_with_any_byte_of_the_policy(folder):
    before = authority.load(folder).version
    assert authority.load(folder).version == before
    path = folder / "pathways" / "a2e.toml"
    path.write_text(path.read_text() + "# a comment\n")
    after = authority.load(folder)
    assert after.version != before
    assert after.pathway("a2e").text.endswith("# a comment\n")
