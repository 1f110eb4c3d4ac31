"""A child's chronology as the Ombudsman or a family gets it."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from time import process_time

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paper import aloud
from towpath.paper.chronology import Chronology, Line, chronology

CALL = Line(
    at=datetime(2026, 10, 14, 14, 10, tzinfo=UTC),
    title="Call logged",
    who="Ann Brook, AP officer",
    reason="Mother rang to ask when the tutor starts",
    words="She would like mornings.\nNot Fridays.\n\nDogs are fine.",
    owner="Ann Brook",
    next_on=date(2026, 10, 21),
)
REFERRED = Line(
    at=datetime(2026, 9, 30, 23, 30, tzinfo=UTC),  # the first of October in London
    title="Referral received",
    who="Tom Lock, SENCO",
    reason="Out of school since 7 September",
    words="",
    owner="Intake",
    next_on=date(2026, 10, 7),
)
ALEX = Chronology(
    council="Towshire County Council",
    made_up=True,
    name="Alex Hythe",
    born=date(2013, 5, 4),
    upn="A936000124001",
    school="Millreach School",
    drawn_at=datetime(2026, 11, 23, 15, 10, tzinfo=UTC),
    drawn_by="Ann Brook, AP officer",
    states=(("Referral", "Accepted for Access to Education"), ("Review", "Due on 3 December 2026")),
    entries=(CALL, REFERRED),
)

MARKUP = '#read("/etc/passwd") $x$ *b* _i_ @ref <lab> `c` // /* \\ "it\'s" {{ 7*7 }} #import "a"'


def drawn(facts: Chronology) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(chronology(facts)))


def told(line: Line) -> pikepdf.Pdf:
    """Alex's chronology with that one line."""
    return drawn(replace(ALEX, entries=(line,)))


def close(words: str) -> str:
    """Without spaces: where a line breaks is the page's affair."""
    return re.sub(r"\s", "", words)


def test_it_is_read_aloud_from_who_it_is_about_to_the_last_next_step():
    assert aloud.read(drawn(ALEX)) == [
        ("P", "Towshire County Council"),
        ("Title", "Chronology: Alex Hythe"),
        ("P", "Made up: nobody here is real."),
        ("Lbl", "Date of birth"),
        ("LBody", "4 May 2013"),
        ("Lbl", "Unique pupil number"),
        ("LBody", "A936000124001"),
        ("Lbl", "School of roll"),
        ("LBody", "Millreach School"),
        ("Lbl", "Drawn up"),
        ("LBody", "23 November 2026 at 3:10pm, by Ann Brook, AP officer"),
        ("H1", "What is open"),
        ("Lbl", "Referral"),
        ("LBody", "Accepted for Access to Education"),
        ("Lbl", "Review"),
        ("LBody", "Due on 3 December 2026"),
        ("H1", "What happened"),
        (
            "P",
            "2 events, from 1 October 2026 to 14 October 2026, oldest first. Times are by "
            "London’s clocks. What people wrote stands as they typed it; a character that "
            "cannot be printed, such as an emoji, is named in square brackets.",
        ),
        ("H2", "October 2026"),
        ("H3", "1 October 2026 at 12:30am Referral received"),
        ("P", "By Tom Lock, SENCO"),
        ("P", "Reason: Out of school since 7 September"),
        ("P", "Next step: Intake, by 7 October 2026"),
        ("H3", "14 October 2026 at 3:10pm Call logged"),
        ("P", "By Ann Brook, AP officer"),
        ("P", "Reason: Mother rang to ask when the tutor starts"),
        ("P", "She would like mornings. Not Fridays."),
        ("P", "Dogs are fine."),
        ("P", "Next step: Ann Brook, by 21 October 2026"),
    ]


def test_it_is_tagged_titled_and_in_english():
    pdf = drawn(ALEX)
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.docinfo.Title == "Chronology: Alex Hythe"
    assert [str(e.S) for e in aloud.elements(pdf)].count("/BlockQuote") == 1
    with pdf.open_metadata() as claims:
        assert claims["pdfuaid:part"] == "1"
        assert (claims["pdfaid:part"], claims["pdfaid:conformance"]) == ("2", "A")


def test_there_is_no_picture_that_nobody_describes():
    pdf = drawn(ALEX)
    assert [e for e in aloud.elements(pdf) if e.S == "/Figure" and "/Alt" not in e] == []
    assert all(not page.get_images() for page in pdf.pages)


def test_the_bookmarks_are_the_months():
    later = replace(CALL, at=CALL.at + timedelta(days=40))
    with drawn(replace(ALEX, entries=(CALL, REFERRED, later))).open_outline() as outline:
        what_happened = outline.root[-1]
        assert what_happened.title == "What happened"
        assert [month.title for month in what_happened.children] == [
            "October 2026",
            "November 2026",
        ]


def test_every_page_bears_the_name_its_number_and_that_it_is_made_up():
    many = tuple(replace(CALL, at=CALL.at + timedelta(days=i)) for i in range(30))
    pdf = drawn(replace(ALEX, entries=many))
    assert len(pdf.pages) > 3
    assert aloud.margins(pdf) == [
        "Chronology: Alex Hythe Made up: nobody here is real Towshire County Council "
        f"Page {number} of {len(pdf.pages)}"
        for number in range(1, len(pdf.pages) + 1)
    ]


def test_a_real_child_is_not_marked_as_made_up():
    pdf = drawn(replace(ALEX, made_up=False))
    assert "Made up" not in aloud.text(pdf) + "".join(aloud.margins(pdf))


def test_the_same_facts_give_the_same_bytes():
    assert chronology(ALEX) == chronology(ALEX)
    assert chronology(ALEX) != chronology(replace(ALEX, drawn_by="Tom Lock, SENCO"))


def test_nothing_open_and_nothing_recorded_is_said():
    text = aloud.text(drawn(replace(ALEX, states=(), entries=(), upn="", school="")))
    assert "Nothing is open." in text
    assert "Nothing is recorded." in text
    assert "Unique pupil number\nNot recorded\nSchool of roll\nNone recorded" in text


@pytest.mark.parametrize(
    ("owner", "next_on", "said"),
    [
        ("Ann Brook", None, "Next step: Ann Brook, no date recorded"),
        ("", date(2026, 12, 1), "Next step: by 1 December 2026, no owner recorded"),
        ("", None, "Next step: none recorded"),
    ],
)
def test_what_was_never_recorded_is_not_passed_over(owner: str, next_on: date | None, said: str):
    text = aloud.text(told(replace(CALL, reason="", owner=owner, next_on=next_on)))
    assert said in text.splitlines()
    assert "Reason: none recorded" in text.splitlines()


def test_events_of_one_instant_keep_their_order():
    lines = tuple(
        replace(CALL, title=title) for title in ("Accepted", "Duty opened", "Letter sent")
    )
    heads = [words for tag, words in aloud.read(drawn(replace(ALEX, entries=lines))) if tag == "H3"]
    assert [head.removeprefix("14 October 2026 at 3:10pm ") for head in heads] == [
        "Accepted",
        "Duty opened",
        "Letter sent",
    ]


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 7, 1, 11, 0, tzinfo=UTC), "1 July 2026 at midday"),
        (datetime(2026, 1, 1, 0, 0, tzinfo=UTC), "1 January 2026 at midnight"),
        (datetime(2026, 1, 1, 12, 5, tzinfo=UTC), "1 January 2026 at 12:05pm"),
        (datetime(2026, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=1))), "1 July 2026 at 9:00am"),
    ],
)
def test_times_are_by_londons_clocks(at: datetime, said: str):
    assert f"{said} Call logged" in aloud.text(told(replace(CALL, at=at)))


@pytest.mark.parametrize("naive", ["at", "drawn_at"])
def test_an_instant_without_its_zone_is_refused(naive: str):
    instant = datetime(2026, 10, 14, 15, 10)  # noqa: DTZ001 - that is what is wrong with it
    wrong = (
        replace(ALEX, drawn_at=instant)
        if naive == "drawn_at"
        else replace(ALEX, entries=(CALL, replace(CALL, at=instant)))
    )
    with pytest.raises(ValueError, match="2026-10-14 15:10:00 has no time zone"):
        chronology(wrong)


def test_words_are_never_read_as_markup():
    everywhere = replace(
        ALEX,
        council=MARKUP,
        name=MARKUP,
        drawn_by=MARKUP,
        states=((MARKUP, MARKUP),),
        entries=(Line(CALL.at, MARKUP, MARKUP, MARKUP, MARKUP, MARKUP, None),),
    )
    assert close(aloud.text(drawn(everywhere))).count(close(MARKUP)) == 10


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Thank you 😀", "Thank you [grinning face]"),
        ("nul \0 bell \a", "nul [U+0000] bell [U+0007]"),
        ("half \ud800 a letter", "half [U+D800] a letter"),
        ("turned \u202eround\u202c", "turned round"),
        ("a\ttab", "a tab"),
        ("Windows\r\nlines", "Windows lines"),
    ],
)
def test_what_has_no_shape_has_a_name(typed: str, said: str):
    assert said in aloud.text(told(replace(CALL, words=typed)))


@pytest.mark.parametrize(
    "name",
    [
        *("Zoë Łukaszewska", "Siân Ó Súilleabháin", "Nguyễn Thị Ánh", "Олена Шевченко", "Ελένη"),
        *("محمد", "שרה", "ਗੁਰਪ੍ਰੀਤ", "प्रिया", "দীপা", "દીપા", "தமிழ்", "മലയാളം", "ሰላም"),
    ],
)  # fmt: skip
def test_a_name_is_drawn_in_its_own_script(name: str):
    pdf = drawn(replace(ALEX, name=name))
    assert pdf.docinfo.Title == f"Chronology: {name}"
    assert "[" not in aloud.text(pdf).splitlines()[1]


@pytest.mark.parametrize(
    "typed",
    ["word and " * 4444, "x" * 40_000, "محمد" * 10_000],
    ids=["words", "no-space", "arabic"],
)
def test_a_note_may_be_forty_thousand_characters(typed: str):
    *_, (_, note), (_, last) = aloud.read(told(replace(CALL, words=typed)))
    assert len(close(note)) >= len(close(typed)) - 10  # ligatures and bidirectional marks aside
    assert last == "Next step: Ann Brook, by 21 October 2026"


@pytest.mark.parametrize(
    "typed",
    ["a\n" * 20_000, "e" + "\u0301" * 40_000, "a\u00a0" * 20_000, "😀" * 4000],
    ids=["lines", "accents", "hard-spaces", "emoji"],
)
def test_forty_thousand_of_anything_are_drawn(typed: str):
    assert told(replace(CALL, words=typed)).pages


def test_a_long_address_stays_on_the_page_and_is_whole():
    address = "https://example.org/" + "abcdefghij" * 30
    pdf = told(replace(CALL, words=address))
    (words,) = (words for _, words in aloud.read(pdf) if "example" in words)
    assert " " in words  # it bends
    assert close(words) == address


def test_a_very_long_name_is_cut_in_the_margin_only():
    name = "Alexandra " * 40
    pdf = drawn(replace(ALEX, name=name))
    assert name.strip() in aloud.text(pdf)
    assert aloud.margins(pdf)[0].startswith("Chronology: Alexandra Alexandra")
    assert len(str(pdf.docinfo.Title)) < 80


def test_two_thousand_events_in_a_few_seconds():
    many = tuple(replace(CALL, at=CALL.at + timedelta(hours=7 * i)) for i in range(2000))
    began = process_time()
    pdf = drawn(replace(ALEX, entries=many))
    assert process_time() - began < 20  # three, when nothing else wants the processor
    assert [tag for tag, _ in aloud.read(pdf)].count("H3") == 2000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_typed_is_drawn(title: str, words: str):
    facts = replace(ALEX, name=title, entries=(replace(CALL, title=title, words=words),))
    assert len(drawn(facts).pages) >= 1
