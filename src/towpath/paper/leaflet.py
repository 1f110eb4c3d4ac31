"""A pathway on paper: what its page says, to be printed, posted or read aloud."""

from dataclasses import dataclass
from datetime import datetime

from towpath.paper.typeset import typeset
from towpath.paper.wording import shortened
from towpath.rules.wording import day


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it: paragraphs first, then a list, numbered or not."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Leaflet:
    """All that the leaflet says. `edition` is the start of the hash of its pathway's text."""

    council: str
    made_up: bool
    title: str
    summary: str
    parts: tuple[Part, ...]
    source: str
    edition: str
    drawn_at: datetime


def leaflet(facts: Leaflet) -> bytes:
    """The leaflet as a PDF, on A4; the same facts give the same bytes."""
    return typeset(
        "leaflet.typ",
        {
            "council": shortened(facts.council, 100),
            "made_up": facts.made_up,
            "title": shortened(facts.title, 160),
            "summary": facts.summary,
            "parts": [
                {
                    "heading": part.heading,
                    "paragraphs": part.paragraphs,
                    "items": part.items,
                    "numbered": part.numbered,
                }
                for part in facts.parts
            ],
            "source": facts.source,
            "drawn": f"{day(facts.drawn_at)}, edition {facts.edition}",
        },
        facts.drawn_at,
    )
