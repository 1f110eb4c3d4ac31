"""Keeps the county's books: each step of a child's story, as rows of `records/`.

It writes what `actions/` would have written, without the walls and in memory;
`tests/project/test_replay.py` compares the two. Keys are shaped like UUIDv7 from the row's own
time, as those of the actions are, so that later rows sort later in this county as in a real one;
the rest of a key is the child's own chance.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from towpath.project.county.chance import Chance
from towpath.project.county.child import Child
from towpath.project.county.place import County, Row
from towpath.project.county.telling import Days, Step
from towpath.records.cast import AUTHORITY
from towpath.rules import session
from towpath.rules.enquiry import Verdict
from towpath.rules.reason import Reason
from towpath.rules.triage import Triage
from towpath.rules.vocabulary import parse

Values = dict[str, Any]
NO_REASON = Reason("", "")


class Keys:
    """Keys of rows, in order of time, and the same each time the county is built."""

    def __init__(self, chance: Chance) -> None:
        self.chance, self.count = chance, 0

    def at(self, when: datetime) -> UUID:
        """The next key of an instant: 48 bits of milliseconds, 12 of count, 62 of chance."""
        self.count = (self.count + 1) % 4096
        head = round(when.timestamp() * 1000) << 80 | 7 << 76 | self.count << 64
        return UUID(int=head | 2 << 62 | self.chance.getrandbits(62))


class Rulebook:
    """What the county's steps are judged by: its policy, prepared once."""

    def __init__(self, county: County, days: Days) -> None:
        self.county, self.days, self.authority = county, days, days.authority
        self.triage = Triage(self.authority.pathways, self.authority.almanac)
        self.providers = {p.id: p for found in county.providers.values() for p in found}
        self.mark = lru_cache(maxsize=None)(self._mark)

    def verdict(self, pathway: str, facts: Mapping[str, Any], born: date, day: date) -> Verdict:
        """What the pathway answers on these facts, as they were written."""
        known = {name: parse(name, value) for name, value in facts.items()}
        known["date_of_birth"] = born
        answer = self.triage.answer(known, day)
        return next(verdict for verdict in answer.verdicts if verdict.pathway == pathway)

    def _mark(self, taught: tuple[session.Taught, ...]) -> session.Route:
        """The register's mark of a half-day of these lessons."""
        return session.mark(taught, self.authority.routes)


class Ledger:
    """The books of one child.

    `rows` are in the order in which they were first written, and `made` are those that later steps
    speak of, by label: "duty" is the open one, if any is.
    """

    def __init__(
        self, child: Child, child_id: UUID, officer: UUID, rulebook: Rulebook, keys: Keys
    ) -> None:
        self.child, self.officer, self.rulebook, self.keys = child, officer, rulebook, keys
        self.copies: Values = {"authority_id": AUTHORITY, "child_id": child_id}
        self.rows: list[Row] = []
        self.made: dict[str, Values] = {"child": {"id": child_id}}
        self.changed: set[UUID] = set()
        self.facts: dict[UUID, Values] = {}
        self.taught: dict[tuple[date, str], tuple[session.Taught, ...]] = {}
        self.marked: dict[tuple[date, str], Values] = {}

    def row(self, table: str, when: datetime, /, **values: Any) -> Values:
        """A new row of a table about the child."""
        row = {"id": self.keys.at(when), **self.copies, **values}
        self.rows.append((table, row))
        return row

    def event(
        self,
        step: Step,
        about: str,
        row: Values,
        *,
        reason: Reason = NO_REASON,
        owner_id: UUID | None = None,
        next_on: date | None = None,
        policy: str = "",
    ) -> None:
        """The event of a step, about a row, which later steps know by the step's label."""
        if step.makes:
            self.made[step.makes] = row
        self.row(
            "Event",
            step.at,
            at=step.at,
            actor_id=step.by,
            verb=step.verb,
            about=about,
            about_id=row["id"],
            reason_code=reason.code,
            reason=reason.text,
            owner_id=owner_id,
            next_on=next_on,
            policy_sha256=policy,
            once=self.keys.at(step.at),
        )

    def due(self, clock: str, day: date) -> date:
        """The last day that a clock of the policy allows."""
        return self.rulebook.days.by(clock, day)

    def change(self, row: Values, **values: Any) -> None:
        """Set these on a row. A step moves a row's version on once, however often it touches it."""
        row["version"] += row["id"] not in self.changed
        self.changed.add(row["id"])
        row.update(values)

    def owe(self, step: Step, about: Values, referral_id: UUID, **now: Any) -> None:
        """Open what is owed, or say anew what is open; owned by who owns what it is about."""
        now["owner_id"] = about["owner_id"]
        if "duty" in self.made:
            self.change(self.made["duty"], **now)
        else:
            opened = {"referral_id": referral_id, "opened_at": step.at, "version": 1, **now}
            self.made["duty"] = self.row("Duty", step.at, **opened)

    def settle(self, step: Step, text: str) -> None:
        """Close what is owed, if anything is."""
        if duty := self.made.pop("duty", None):
            self.change(duty, closed_at=step.at, outcome=text, next_review_on=None)
