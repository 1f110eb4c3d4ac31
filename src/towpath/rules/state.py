"""States and moves: one table a noun, `{state: {verb: state}}`, and one way to move."""

from collections.abc import Mapping
from dataclasses import dataclass

Moves = Mapping[str, Mapping[str, str]]


class CannotMove(Exception):
    """The verb is not open to something in this state; the words are for the person who tried."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that moves: its name on a page, its moves, and the words of each state.

    >>> DOOR = Noun("door", {"open": {"shut": "closed"}, "closed": {}}, {"open": "open", ...})
    """

    name: str
    moves: Moves
    words: Mapping[str, str]

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(self.moves)

    @property
    def verbs(self) -> frozenset[str]:
        return frozenset(verb for open_to in self.moves.values() for verb in open_to)

    def move(self, state: str, verb: str) -> str:
        """The state after the verb. Raises CannotMove with words for the page."""
        try:
            return self.moves[state][verb]
        except KeyError:
            raise CannotMove(
                f"This {self.name} is {self.words[state]}, so that cannot be done now. "
                f"Look at what has happened since."
            ) from None
