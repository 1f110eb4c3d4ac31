"""A reason: a code of a known list, and words that a stranger could follow."""

from dataclasses import dataclass

from towpath.rules.words import says_nothing
from towpath.rules.wrong import Wrong


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the code counts, the text explains; neither is enough alone."""

    code: str
    text: str


def given(field: str, text: str) -> str:
    """The text, tidied, if it says something. Raises Wrong for "", ".", "n/a" and their like."""
    if says_nothing(text):
        raise Wrong(
            field,
            "Say it in a few words that somebody else could follow: an empty text is no record",
        )
    return text.strip()
