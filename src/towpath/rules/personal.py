"""Whether a text that anyone may send names somebody, and what to take out before it is kept.

It finds what has a shape: addresses, numbers, names behind a title. A forename alone has none, so
the page asks people not to write one; this is the second look, not the first.
"""

import re

# What is found, and what to take out. The order is that in which a person is told.
SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), "an email address"),
    (re.compile(r"\b[A-HJ-NP-Z]\d{11}[\dA-Z]\b", re.IGNORECASE), "a unique pupil number (UPN)"),
    (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), "an NHS number or telephone number"),
    (re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d"), "a telephone number"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE), "a postcode"),
    (
        re.compile(r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE),
        "a National Insurance number",
    ),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"), "a date, such as a date of birth"),
    (re.compile(r"\d(?:[ -]?\d){6,}"), "a long number"),
    (
        re.compile(r"\b(?:Mrs?|Ms|Miss|Mx|Dr|Sir|Prof(?:essor)?)\b\.? +[A-Z][\w'’-]+"),
        "a person’s name",
    ),
    (
        re.compile(
            r"\b(?:my|our) (?:son|daughter|child|boy|girl|grandson|granddaughter|pupil)"
            r"(?: is called| called| is named| named|,)? +[A-Z][a-z]+"
        ),
        "a child’s name",
    ),
)


def personal(text: str) -> tuple[str, ...]:
    """What of a person the text gives away, in words for the page; nothing if it seems clean."""
    return tuple(words for shape, words in SHAPES if shape.search(text))
