"""The guide's pages: whole, dated, owned; and faults planted in them, found where they stand."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from towpath import authority
from towpath.authority.folder import AUTHORITIES
from towpath.rules.page import stale, words_of

COUNCIL = authority.load(authority.find("surrey"))
LINES = (Path(__file__).parent / "facts" / "council_page.txt").read_text("utf-8").splitlines()
FACTS = [tuple(p.strip() for p in line.split("|")) for line in LINES if not line.startswith("#")]


def tidy(text: str) -> str:
    return " ".join(text.split()).casefold()


def said() -> list[str]:
    """What each page says, with its pathway's own words."""
    texts = []
    for page in COUNCIL.pages:
        own = [block.words for block in page.blocks]
        version = COUNCIL.pathway(page.pathway).versions[-1] if page.pathway else None
        texts.append(tidy(" ".join([*own, words_of(version) if version else ""])))
    return texts


SAID = said()


@pytest.mark.parametrize("phrases", FACTS, ids=lambda phrases: phrases[0][:50])
def test_every_fact_of_the_councils_page_stands_on_a_page_of_the_guide(phrases):
    assert any(all(tidy(phrase) in text for phrase in phrases) for text in SAID)


def test_the_strategys_eight_ambitions_are_eight():
    items = [b for b in COUNCIL.page("strategy").blocks if b.kind == "item"]
    assert len(items) == 8


def test_every_pathway_has_its_page_and_every_page_an_owner_and_two_dates():
    assert {p.pathway for p in COUNCIL.pages if p.pathway} == set(COUNCIL.council.pathways)
    assert all(p.owner and p.reviewed_on < p.review_due_on and p.source for p in COUNCIL.pages)


def test_what_has_gone_stale_is_found_from_the_day_it_went_stale():
    marks, text = COUNCIL.guide.marks, COUNCIL.page("strategy").text
    found = {mark.id for mark in stale(marks, text, date(2026, 10, 14))}
    assert found == {"fixed-term-exclusion", "strategy-review-2025"}
    assert {mark.id for mark in stale(marks, text, date(2025, 12, 31))} == {"fixed-term-exclusion"}
    assert all(mark.source for mark in marks)


PLANTED = [
    ("about.md", 'owner = "head_of_service"', 'owner = "head_of_servise"', "owner is not known"),
    ("about.md", 'section = "about"', 'section = "abuot"', "no section is called abuot"),
    ("about.md", "review_due_on = 2025-12-31", "review_due_on = 2022-12-31", "is not after"),
    ("about.md", "title =", "titel =", "the word titel is not known"),
    ("about.md", "page:strategy", "page:strategie", "no page is called strategie"),
    ("hope.md", "## What Tier 4", "# What Tier 4", "a heading of level 1"),
    ("about.md", "This support", "<b>This</b> support", "looks like HTML"),
    ("about.md", "page:files", "javascript:alert(1)", ""),
    ("about.md", "page:files", "http://example.org", "leads nowhere safe"),
    ("medical-pru.md", "pathway:hope", "pathway:hop", "no pathway is called hop"),
    ("a2e.md", 'pathway = "a2e"', 'pathway = "arts"', "the page of the pathway arts is called"),
]


@pytest.mark.parametrize(("file", "old", "new", "what"), PLANTED, ids=[p[2] for p in PLANTED])
def test_a_fault_planted_in_a_page_is_found_on_its_line(tmp_path, file, old, new, what):
    shutil.copytree(AUTHORITIES / "surrey", tmp_path / "surrey")
    shutil.copytree(AUTHORITIES / "england", tmp_path / "england")
    path = tmp_path / "surrey" / "pages" / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    faults = authority.check(tmp_path / "surrey")
    if not what:  # the parser takes it for no link at all, so nothing is there to press
        assert faults == ()
        return
    found = [fault for fault in faults if what in fault.what]
    assert found, faults
    assert found[0].file == f"surrey/pages/{file}"
    assert found[0].mend


def test_a_pathway_without_a_page_is_a_fault(tmp_path):
    shutil.copytree(AUTHORITIES / "surrey", tmp_path / "surrey")
    shutil.copytree(AUTHORITIES / "england", tmp_path / "england")
    (tmp_path / "surrey" / "pages" / "life.md").unlink()
    whats = [fault.what for fault in authority.check(tmp_path / "surrey")]
    assert "the pathway life has no page" in whats


def test_what_was_published_stands_for_the_folder():
    folder = authority.find("surrey")
    texts = authority.texts(folder)
    assert authority.load(folder, texts) == COUNCIL
    del texts["pathways/life.toml"], texts["pages/life.md"]
    assert "life" not in authority.load(folder, texts).council.pathways
