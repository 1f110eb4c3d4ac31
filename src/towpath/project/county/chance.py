"""Chance, always the same: what a county is drawn with."""

import math
from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")

GOLDEN = (math.sqrt(5) - 1) / 2
SILVER = math.sqrt(2) - 1
BRONZE = (math.sqrt(13) - 3) / 2


class Chance(Random):
    """Draws that depend on the words it is made with, and on nothing else."""

    def __init__(self, *words: object) -> None:
        super().__init__(" ".join(map(str, words)))

    def happens(self, share: float) -> bool:
        """True in this share of draws."""
        return self.random() < share

    def pick(self, weights: Mapping[str, float]) -> str:
        """One of the keys, by weight."""
        return self.choices(tuple(weights), tuple(weights.values()))[0]

    def step(self, shares: Sequence[float]) -> int:
        """1 for the first share, 2 for the second, and so on."""
        return self.choices(range(1, len(shares) + 1), shares)[0]

    def stay(self, median: float, sigma: float) -> int:
        """A length of stay, log-normal about its median."""
        return max(10, min(900, round(self.lognormvariate(math.log(median), sigma))))


def spread(number: int, pace: float = GOLDEN) -> float:
    """The `number`-th of points laid evenly between 0 and 1, whatever their count.

    Shares taken of these come out right in sixty children as in sixty thousand, where drawing
    would leave a small county without the rarer ones. (Multiples of an irrational, less their
    whole part: H. Weyl, "Über die Gleichverteilung von Zahlen mod. Eins", 1916.)
    """
    return number * pace % 1


def share_of(spread_at: float, choices: Sequence[tuple[Choice, float]]) -> Choice:
    """The choice in whose share of the whole a point between 0 and 1 lies."""
    point = spread_at * sum(weight for _, weight in choices)
    for choice, weight in choices:
        point -= weight
        if point < 0:
            return choice
    return choices[-1][0]
