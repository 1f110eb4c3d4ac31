"""Files that come in: known by their first bytes, kept under a name that cannot harm."""

from pathlib import Path

import pytest

import papers
from towpath import authority
from towpath.rules import document as rule
from towpath.rules.wrong import Wrong

LIMITS = authority.load(Path("authorities/surrey")).documents
PDF = ("pdf",)


def refused(name: str, content: bytes) -> str:
    """What is said of a file that does not come in."""
    with pytest.raises(Wrong) as wrong:
        rule.check(name, content, LIMITS)
    assert wrong.value.field == "file"
    return wrong.value.words


@pytest.mark.parametrize(
    ("name", "content", "kept", "media_type"),
    [
        ("letter.pdf", papers.pdf(), "letter.pdf", "application/pdf"),
        ("IMG_0042.JPG", papers.jpeg(), "IMG_0042.jpg", "image/jpeg"),
        ("scan.png", papers.png(), "scan.png", "image/png"),
        ("scan", papers.pdf(), "scan.pdf", "application/pdf"),
        ("photo.png", papers.jpeg(), "photo.png.jpg", "image/jpeg"),
        ("letter.v2", papers.pdf(), "letter.v2.pdf", "application/pdf"),
        ("bomb.pdf", papers.bomb(), "bomb.pdf", "application/pdf"),
        ("wide.png", papers.png(60_000, 60_000), "wide.png", "image/png"),
    ],
)
def test_a_letter_or_a_photo_comes_in_as_what_it_is(
    name: str, content: bytes, kept: str, media_type: str
):
    assert rule.check(name, content, LIMITS) == rule.Sound(kept, media_type)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("letter.pdf", papers.PROGRAM, "This is a program, whatever its name says"),
        ("letter.pdf", b"#!/bin/sh\nrm -rf /", "This is a program"),
        ("letter.exe", papers.pdf(), "This is a program"),
        ("letters.zip", papers.packed(), "This is a ZIP folder"),
        ("photo.jpg", papers.packed(), "This is a ZIP folder"),
        ("report.docx", papers.packed("word/document.xml"), "save it as a PDF"),
        ("report.doc", papers.WORD_OF_OLD, "save it as a PDF"),
        ("IMG_0042.HEIC", papers.HEIC, "take a screenshot"),
        ("photo.jpg", papers.HEIC, "take a screenshot"),
        ("page.pdf", papers.PAGE, "This is a web page"),
        ("drawing.svg", papers.DRAWING, "This is a web page"),
        ("letter.txt", b"Dear Ms Raman", "none of the kinds of file"),
        ("letter.pdf", b"Dear Ms Raman", "none of the kinds of file"),
        ("letter.pdf", b"", "This file is empty"),
    ],
)
def test_what_does_not_come_in_is_told_what_to_do_instead(name: str, content: bytes, words: str):
    assert words in refused(name, content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\priya\\letter.pdf", "letter.pdf"),
        ("letter 🙂.pdf", "letter 🙂.pdf"),
        ("lettre de l’école.pdf", "lettre de l’école.pdf"),
        ("exe\u202efdp.pdf", "exefdp.pdf"),  # a sign that turns the rest of a name round
        ("letter\r\nSet-Cookie: a=b.pdf", "letterSet-Cookie: a=b.pdf"),
        ('a"b.pdf', "ab.pdf"),
        ("  ..pdf", "pdf.pdf"),
        ("...", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_far_as_it_cannot_harm(name: str, kept: str):
    assert rule.shown(name, PDF) == kept
    assert len(kept) <= rule.NAME_MOST


def test_too_large_and_too_many_are_refused_with_how_large_and_how_many():
    with pytest.raises(Wrong, match="This file is 30 MB, and may be 10 MB at most"):
        rule.check_size(30 * rule.MB, LIMITS)
    rule.check_size(LIMITS.largest_mb * rule.MB, LIMITS)
    with pytest.raises(Wrong, match="12 files"):
        rule.check_number(LIMITS.most_files, LIMITS)
    rule.check_number(LIMITS.most_files - 1, LIMITS)
