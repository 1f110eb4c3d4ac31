"""A reason: a code of a known list, and words that a stranger could follow."""

from dataclasses import dataclass

from towpath.rules.words import says_nothing
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the code counts, the text explains; neither is enough alone."""

    code: str
    text: str


def if_said(text: str) -> str:
    """An optional text, tidied: "" where it says nothing, as if nobody had typed there."""
    return "" if says_nothing(text) else text.strip()


def given(field: str, text: str, at_most: int | None = None) -> str:
    """The text, tidied, if it says something, in `at_most` characters.

    Raises Wrong for "", ".", "n/a" and their like, and for a text too long for its place.
    """
    tidy = text.strip()
    if says_nothing(text):
        said = f"“{tidy[:20]}”" if tidy else "an empty text"
        raise Wrong(
            field, f"Say it in a few words that somebody else could follow: {said} is no record"
        )
    if at_most is not None and len(tidy) > at_most:
        raise Wrong(field, f"Say it in {at_most} characters or fewer: this is {len(tidy)}")
    return tidy
