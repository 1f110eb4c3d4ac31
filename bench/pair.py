"""Two ways of doing a thing, timed turn and turn about."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Pair:
    """The seconds that each turn took: ours, and in the same moment the plain one."""

    ours: tuple[float, ...]
    plain: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How many times the plain one ours takes: the middle of the ratios, pair by pair."""
        return median(ours / plain for ours, plain in zip(self.ours, self.plain, strict=True))

    @property
    def whole(self) -> float:
        """The same of all turns together, with what Python clears away now and then, whenever."""
        return sum(self.ours) / sum(self.plain)

    def __str__(self) -> str:
        return (
            f"ratio {self.ratio:.2f}"
            f"  ours {milliseconds(self.ours)}  plain {milliseconds(self.plain)}"
            f"  {len(self.ours)} pairs"
        )


def alternate(ours: Callable[[], object], plain: Callable[[], object], times: int) -> Pair:
    """Time the two, ours then the plain one, so many times, after a few turns that do not count."""
    for _ in range(min(times, 10)):
        ours()
        plain()
    turns = [(seconds(ours), seconds(plain)) for _ in range(times)]
    return Pair(tuple(ours for ours, _ in turns), tuple(plain for _, plain in turns))


def seconds(do: Callable[[], object], clock: Callable[[], float] = perf_counter) -> float:
    """How long it takes by a clock, with nothing of before left for Python to clear away.

    What computes and never waits is better timed by `time.process_time`, which stands still while
    the machine does something else.
    """
    gc.collect(0)
    began = clock()
    do()
    return clock() - began


def milliseconds(taken: tuple[float, ...]) -> str:
    """The middle one of some times in seconds, and the least."""
    return f"{median(taken) * 1000:.2f} ms (least {min(taken) * 1000:.2f})"
