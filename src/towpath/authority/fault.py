"""What is wrong in a council's folder, where, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. `file` is relative to the folder that holds the councils; `line` counts from 1."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. Mend: {self.mend}."


class FaultyError(ValueError):
    """A folder that cannot be loaded, with every fault found in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        more = f" (and {len(faults) - 1} more: run towpath check)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}{more}")
        self.faults = faults


def suggest(word: str, known: Iterable[str]) -> str:
    """How to mend an unknown word: the nearest known one, or the list of them."""
    words = sorted(known)
    close = get_close_matches(word, words, n=1)
    if close:
        return f"perhaps {close[0]}"
    return f"use one of {', '.join(words)}" if words else "take it out"
