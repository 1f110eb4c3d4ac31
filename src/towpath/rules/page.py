"""A page of the public guide: whose it is, when it was looked at, and what it says.

What a pathway's own file holds (offer, criteria, who refers, limits) is never written a second time
on a page: the page of a pathway is drawn from both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from towpath.rules.pathway import Version

BlockKind = Literal["heading", "paragraph", "item"]

# What may stand after a page's name, and what the reader is offered. The first is no language.
EASY_READ = "easy"
LANGUAGES = {
    EASY_READ: "Easy Read",
    "ar": "العربية",
    "bn": "বাংলা",
    "cy": "Cymraeg",
    "fa": "فارسی",
    "gu": "ગુજરાતી",
    "ne": "नेपाली",
    "pa": "ਪੰਜਾਬੀ",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "so": "Soomaali",
    "uk": "Українська",
    "ur": "اردو",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page without its marks, as paper and a count of words need it."""

    kind: BlockKind
    words: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A page in Easy Read or another language, checked on a day of its own."""

    tongue: str
    title: str
    body: str
    blocks: tuple[Block, ...]
    reviewed_on: date
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `owner` is the duty that answers for it, and may change it; `body` is Markdown,
    `blocks` its words.

    `pathway` is the id of the pathway whose page this is, or empty. `leaflets`: the page ends with
    the list of every leaflet. `text` is the whole file and `sha256` the hash of its exact bytes.
    """

    id: str
    title: str
    summary: str
    order: int
    section: str
    owner: str
    reviewed_on: date
    review_due_on: date
    source: str
    pathway: str
    leaflets: bool
    body: str
    blocks: tuple[Block, ...]
    text: str
    sha256: str
    variants: tuple[Variant, ...] = ()

    def variant(self, tongue: str) -> Variant:
        """The page in that tongue. Raises KeyError."""
        for variant in self.variants:
            if variant.tongue == tongue:
                return variant
        raise KeyError(f"{self.id} is not there in {tongue}")


@dataclass(frozen=True, slots=True)
class StaleMark:
    """Words that a source has overtaken since a day: what to write instead, and who says so.

    `reader` is the note for the public; empty where the mark is the owner's business alone.
    """

    id: str
    phrases: tuple[str, ...]
    since: date
    words: str
    source: str
    reader: str = ""

    def found_in(self, text: str, today: date) -> bool:
        """Whether the text still says it."""
        said = " ".join(text.split()).casefold()
        return today >= self.since and any(phrase.casefold() in said for phrase in self.phrases)


def words_of(version: Version) -> str:
    """All that a pathway's version says to the public, to be searched or measured."""
    clauses = (
        *version.criteria,
        version.referral,
        *version.evidence,
        *version.steps,
        *version.limits,
        *version.funding,
        *version.attendance,
    )
    return "\n".join([*version.offer, *(clause.words for clause in clauses)])


def stale(marks: Iterable[StaleMark], text: str, today: date) -> tuple[StaleMark, ...]:
    """The marks that a text bears today."""
    return tuple(mark for mark in marks if mark.found_in(text, today))
