"""A letter as its reader gets it: in its order, read aloud, and with nothing but words in it."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest

from paper import aloud
from towpath.paper.letter import Sheet, letter
from towpath.rules.letter import Letter, Row, Section

WHY = Section("Why we decided this", ("The plan has begun.", "It deserves time."))
FOUND = Section(
    "The criteria, and what we found",
    ("We looked at each.",),
    (Row("children in Surrey", "Met", "Council page"), Row("no plan", "Not known", "")),
)
CAROL = Sheet(
    council="Towshire County Council",
    made_up=True,
    to="Ann Hythe",
    address="1 Made Up Lane\nHythe\nTO1 1AA",
    about="About: Alex Hythe",
    reference="7F3A91C2",
    signed="Ann Brook",
    drawn_at=datetime(2026, 11, 23, 15, 10, tzinfo=UTC),
    letter=Letter("We have not accepted the request", (WHY, FOUND)),
)
MARKUP = '#read("/etc/passwd") $x$ *b* @ref <lab> `c` // /* \\ {{ 7*7 }} #import "a"'


def drawn(sheet: Sheet) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(letter(sheet)))


def test_it_is_read_aloud_from_the_council_to_who_signs():
    blocks = aloud.read(drawn(CAROL))
    said = [words for tag, words in blocks if tag not in ("Lbl", "LBody")]  # lists, whole
    assert said == [
        "Towshire County Council",
        "Made up: nobody here is real.",
        "Ann Hythe",
        "1 Made Up Lane Hythe TO1 1AA",
        "23 November 2026",
        "We have not accepted the request",
        "About: Alex Hythe",
        "Why we decided this",
        "The plan has begun.",
        "It deserves time.",
        "The criteria, and what we found",
        "We looked at each.",
        "children in Surrey",
        "Met",
        "Council page",
        "no plan",
        "Not known",
        "Ann Brook",
        "Towshire County Council",
    ]


def test_its_title_and_headings_are_tagged_as_such():
    tags = {words: tag for tag, words in aloud.read(drawn(CAROL))}
    assert tags["We have not accepted the request"] == "Title"
    assert tags["Why we decided this"] == "H1"


def test_it_says_of_itself_that_it_is_accessible_and_fit_to_be_archived():
    pdf = drawn(CAROL)
    about = pdf.open_metadata()
    assert about["pdfuaid:part"] == "1"
    assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert about["dc:title"] == "We have not accepted the request"


def test_the_same_facts_give_the_same_bytes():
    assert letter(CAROL) == letter(CAROL)


def test_a_letter_by_email_has_no_address():
    assert "Lane" not in str(aloud.read(drawn(replace(CAROL, address=""))))


@pytest.mark.parametrize("words", [MARKUP, "Zoë 🙂 Ślązak", "x" * 3000, "a\n\nb\nc"])
def test_whatever_is_typed_is_set_as_words(words: str):
    typed = replace(CAROL, letter=Letter(words[:200], (Section("Why", (words,)),)))
    said = "".join("".join(text for _, text in aloud.read(drawn(typed))).split())
    shown = words.replace("🙂", "[slightly smiling face]")
    assert "".join(shown.split()) in said
