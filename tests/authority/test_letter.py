"""The words of letters: what a council's folder may say, and what is wrong with it, by its line."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from towpath.authority import check, load
from towpath.authority.folder import AUTHORITIES
from towpath.rules.decision import OUTCOMES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Surrey's folder, to be spoilt."""
    shutil.copytree(AUTHORITIES, tmp_path / "authorities")
    return tmp_path / "authorities" / "surrey"


def spoil(folder: Path, file: str, was: str, now: str) -> list[str]:
    path = folder / "letters" / file
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), "utf-8")
    return [str(fault) for fault in check(folder)]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_surrey_has_words_for_every_outcome(outcome: str):
    words = load(AUTHORITIES / "surrey").letters.on(date(2026, 10, 14), outcome)
    assert words.of["title"]
    assert {ground.id for ground in words.grounds} == {
        "review",
        "complaint",
        "ombudsman",
        "tribunal",
    }
    assert all(ground.source for ground in words.grounds)


def test_before_the_first_version_there_are_no_words():
    with pytest.raises(LookupError, match="no words for letters"):
        load(AUTHORITIES / "surrey").letters.on(date(2020, 1, 1), "accept")


@pytest.mark.parametrize(
    ("file", "was", "now", "fault"),
    [
        ("accept.toml", "{pathway}", "{pathwey}", "{pathwey} cannot be filled in here"),
        ("accept.toml", "title_apart = ", 'title_apart = "{pathway}" # ', "{pathway} cannot be"),
        ("accept.toml", "decided = ", 'decidet = "" # ', "decided"),
        ("signpost.toml", "{decided_on}", "{decided_on", "a brace is left open"),
        ("every.toml", "{address}", "{child}", "{child} cannot be filled in here"),
        ("every.toml", 'when = "ehc_plan"', 'when = "plan"', "when is not known: plan"),
        ("every.toml", "not_owed = ", 'not_oved = "" # ', "not_owed"),
        ("every.toml", "young_person_from = 16", "", "young_person_from"),
    ],
)
def test_a_fault_is_told_by_file_and_line(folder: Path, file: str, was: str, now: str, fault: str):
    told = spoil(folder, file, was, now)
    assert any(f"letters/{file}:" in line and fault in line for line in told), told
    assert all("Mend:" in line for line in told)


def test_a_missing_file_is_told(folder: Path):
    (folder / "letters" / "accept.toml").unlink()
    assert any("letters/accept.toml:1: it cannot be read" in str(f) for f in check(folder))
