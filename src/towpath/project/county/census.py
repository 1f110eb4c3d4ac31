"""Everybody at once: the county's places and people, then each child with their story."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from towpath import authority
from towpath.project.county import cast, child, place, story
from towpath.project.county.chance import Chance
from towpath.project.county.copybook import Copybook, copying
from towpath.project.county.entry import enter
from towpath.project.county.entry.child import ELSEWHERE, admit
from towpath.project.county.intake import Taken, capacities
from towpath.project.county.ledger import Keys, Ledger, Rulebook
from towpath.project.county.place import Row
from towpath.project.county.telling import Days, Step, Telling

BATCH = 500  # children in memory at once


class Census:
    """Draws each child of a county by number: the same number gives the same child and story."""

    def __init__(self, today: date, children: int, seed: int) -> None:
        self.today, self.children, self.seed = today, children, seed
        self.authority = authority.load(authority.find("surrey"))
        self.county = place.found(children, Chance(seed, "county", children))
        self.rulebook = Rulebook(self.county, Days(self.authority, today))

    def rows(self, number: int) -> list[Row]:
        """Every row about the child of this number."""
        return self.open(number)[0].rows

    def open(self, number: int) -> tuple[Ledger, list[Step]]:
        """The books of the child of this number, and the story that they were kept from."""
        drawn = child.draw(number, self.county, self.seed, self.today)
        officer = self.county.officers[number % len(self.county.officers)]
        broker = self.county.brokers[number % len(self.county.brokers)]
        rulebook = self.rulebook
        chance = Chance(self.seed, "story", number)
        telling = Telling(
            drawn, self.county, rulebook.days, chance, officer, broker, rulebook.verdict
        )
        steps = story.tell(telling)
        at = steps[0].at - timedelta(days=1) if steps else self._yesterday()
        chance = Chance(self.seed, "record", number)
        keys = Keys(chance)
        books = Ledger(drawn, keys.at(at), officer, self.rulebook, keys)
        admit(books, at, self.today, chance, {step.by for step in steps})
        for step in steps:
            enter(books, step)
        return books, steps

    def _yesterday(self) -> datetime:
        return datetime.combine(self.today - timedelta(days=1), time(9), UTC)


def take(today: date, children: int, seed: int) -> Copybook:
    """Draw a county of the cast and so many children, and copy it into the database."""
    census = Census(today, children, seed)
    cast.build()
    with copying() as copybook:
        copybook.add(council())
        copybook.add(census.county.rows)
        taken = Taken(census.rulebook.days)
        for number in range(1, children + 1):
            rows = census.rows(number)
            taken.count(rows)
            copybook.add(rows)
            if number % BATCH == 0:
                copybook.copy()
        copybook.add(capacities(census.county, taken))
    return copybook


def council() -> Iterator[Row]:
    """The council that some families have moved to."""
    values = {"id": ELSEWHERE, "code": "elsewhere", "name": "Elsewhere (a made-up county)"}
    yield "Authority", {**values, "made_up": True}
