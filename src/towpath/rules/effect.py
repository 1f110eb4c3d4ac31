"""What a proposed pathway would change: each referral's answer now, and the answer it would get."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.rules.criterion import Almanac
from towpath.rules.enquiry import Enquiry, Outcome, turns_daily
from towpath.rules.fact import Facts
from towpath.rules.pathway import Pathway, Version


@dataclass(frozen=True, slots=True)
class Case:
    """A referral: the facts said of the child, date of birth among them, and its day.

    The day of a past referral is that of its decision; a live one is asked about on the day from
    which the change would hold.
    """

    referral_id: UUID
    live: bool
    facts: Facts
    day: date


@dataclass(frozen=True, slots=True)
class Turn:
    """A referral that would come out differently."""

    referral_id: UUID
    live: bool
    before: Outcome
    after: Outcome


def turned(cases: Iterable[Case], now: Pathway, then: Pathway, almanac: Almanac) -> list[Turn]:
    """The referrals whose answer would not be the same under the newest version of `then`.

    A past one is asked as though that version had been in force on its day: what it would have
    meant for those already decided, though no decision is touched.
    """
    newest = then.versions[-1]
    before, after = _Asker(now.id, almanac), _Asker(then.id, almanac)
    return list(_turns(cases, now, newest, before, after))


def _turns(
    cases: Iterable[Case], now: Pathway, newest: Version, before: "_Asker", after: "_Asker"
) -> Iterator[Turn]:
    for case in cases:
        day = max(case.day, newest.valid_from) if case.live else case.day
        held = now.on(day)
        if held is None:
            continue
        old, new = before.ask(held, case.facts, day), after.ask(newest, case.facts, day)
        if old != new:
            yield Turn(case.referral_id, case.live, old, new)


class _Asker:
    """Versions of one pathway, each prepared once; those that turn with the day, once a day."""

    def __init__(self, pathway: str, almanac: Almanac) -> None:
        self._pathway, self._almanac = pathway, almanac
        self._prepared: dict[tuple[date, date | None], Enquiry] = {}

    def ask(self, version: Version, facts: Facts, day: date) -> Outcome:
        """What the version answers of the child and the referrer."""
        key = (version.valid_from, day if turns_daily(version) else None)
        if key not in self._prepared:
            asked_from = day if key[1] else version.valid_from
            made = Enquiry(self._pathway, version, self._almanac, asked_from)
            self._prepared[key] = made
        return self._prepared[key].answer(facts, day).outcome
