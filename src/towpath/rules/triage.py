"""Which pathways fit a child: met, not met or unknown, with the policy's words for each.

A missing fact is a question to ask, never a refusal. `Triage` holds a council's pathways prepared
(`enquiry`); asking them all is one call.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from towpath.rules.criterion import Almanac
from towpath.rules.enquiry import Enquiry, Verdict, turns_daily
from towpath.rules.fact import Doubt, Facts, doubt
from towpath.rules.pathway import Pathway, Version
from towpath.rules.vocabulary import CONTRADICTIONS

DAYS_KEPT = 2048


@dataclass(frozen=True, slots=True)
class Answer:
    """What all pathways answer, and what in the facts does not fit together."""

    verdicts: tuple[Verdict, ...]
    doubts: tuple[Doubt, ...]


class Triage:
    """A council's pathways, prepared once and asked about any number of children."""

    def __init__(self, pathways: Iterable[Pathway], almanac: Almanac) -> None:
        self._pathways, self._almanac = tuple(pathways), almanac
        self._prepare = lru_cache(maxsize=None)(self._enquire)
        self.on = lru_cache(maxsize=DAYS_KEPT)(self._on)

    def answer(self, facts: Facts, day: date) -> Answer:
        """Every pathway in force on `day`, in the council's order."""
        verdicts = tuple(enquiry.answer(facts, day) for enquiry in self.on(day))
        return Answer(verdicts, tuple(doubt(facts, day, CONTRADICTIONS)))

    def _on(self, day: date) -> tuple[Enquiry, ...]:
        held = ((pathway.id, pathway.on(day)) for pathway in self._pathways)
        return tuple(
            self._enquire(pathway, version, day)
            if turns_daily(version)
            else self._prepare(pathway, version, version.valid_from)
            for pathway, version in held
            if version is not None
        )

    def _enquire(self, pathway: str, version: Version, day: date) -> Enquiry:
        return Enquiry(pathway, version, self._almanac, day)
