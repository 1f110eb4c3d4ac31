"""What the finder found, on paper: a parent's to take to the school.

It names no child and no parent: whoever carries it says whom it is about. Nothing of it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from towpath.paper.typeset import Words, typeset
from towpath.paper.wording import shortened
from towpath.rules.wording import day, in_london


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion in the policy's words; `how` it counts may be empty; `answer` is met, not met
    or not known, in words."""

    words: str
    how: str
    answer: str


@dataclass(frozen=True, slots=True)
class Pathway:
    """What one pathway answers. `depends` and `evidence` may be empty."""

    name: str
    next: str
    referral: str
    criteria: tuple[Asked, ...]
    depends: tuple[str, ...]
    evidence: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the paper says. `told` are questions with their answers; `groups` are the pathways
    under what they answer; `owed` are headings with their paragraphs, said whatever was found."""

    council: str
    made_up: bool
    drawn_at: datetime
    told: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Pathway, ...]], ...]
    owed: tuple[tuple[str, tuple[str, ...]], ...]


def summary(facts: Summary) -> bytes:
    """The summary as a PDF, on A4; the same facts give the same bytes."""
    return typeset(
        "finder.typ",
        {
            "council": shortened(facts.council, 100),
            "made_up": facts.made_up,
            "title": "What alternative provision may fit",
            "drawn": day(in_london(facts.drawn_at)),
            "told": facts.told,
            "doubts": facts.doubts,
            "groups": list(_groups(facts)),
            "owed": facts.owed,
        },
        facts.drawn_at,
    )


def _groups(facts: Summary) -> Iterator[dict[str, Words]]:
    for title, pathways in facts.groups:
        if pathways:
            yield {"title": title, "pathways": [_pathway(pathway) for pathway in pathways]}


def _pathway(pathway: Pathway) -> dict[str, Words]:
    return {
        "name": pathway.name,
        "next": pathway.next,
        "referral": pathway.referral,
        "criteria": [(asked.answer, _asked(asked)) for asked in pathway.criteria],
        "depends": pathway.depends,
        "evidence": pathway.evidence,
    }


def _asked(asked: Asked) -> str:
    return f"{asked.words} ({asked.how})" if asked.how else asked.words
