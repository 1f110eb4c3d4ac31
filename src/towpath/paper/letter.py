"""A letter about a decision on paper, as it is sent: drawn once and kept."""

from dataclasses import dataclass
from datetime import datetime

from towpath.paper.typeset import Words, typeset
from towpath.paper.wording import shortened
from towpath.rules.letter import Letter, Section
from towpath.rules.wording import day


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the paper says. `address` is "" where the letter does not go by post."""

    council: str
    made_up: bool
    to: str
    address: str
    about: str  # "About: Robin Dunmore"
    reference: str
    signed: str
    drawn_at: datetime
    letter: Letter


def letter(facts: Sheet) -> bytes:
    """The letter as a PDF, on A4; the same facts give the same bytes."""
    return typeset(
        "letter.typ",
        {
            "council": shortened(facts.council, 100),
            "made_up": facts.made_up,
            "to": facts.to,
            "address": facts.address,
            "about": facts.about,
            "reference": facts.reference,
            "day": day(facts.drawn_at),
            "title": facts.letter.title,
            "sections": [_section(section) for section in facts.letter.sections],
            "signed": facts.signed,
        },
        facts.drawn_at,
    )


def _section(section: Section) -> dict[str, Words]:
    return {
        "heading": section.heading,
        "paragraphs": section.paragraphs,
        "rows": [
            {"words": row.words, "answer": row.answer, "source": row.source} for row in section.rows
        ],
    }
