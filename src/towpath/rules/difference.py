"""What a change takes out of a text and puts in, line by line, with a little round it."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

VERSION = "[[version]]\n"
AROUND = 2  # lines that stay, shown on either side of a change


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stays, goes or comes; a gap stands for lines that are left out."""

    kind: Literal["same", "out", "in", "gap"]
    words: str


def difference(before: str, after: str) -> tuple[Line, ...]:
    """The lines of the change; none where the two texts are one."""
    old, new = before.splitlines(), after.splitlines()
    return tuple(_lines(old, new)) if old != new else ()


def new_version(before: str, after: str) -> tuple[str, str] | None:
    """The last version of a pathway's text, and the one that was added below it; None where the
    change is another. A new version is copied from the last, so that is what it is read against.
    """
    if not after.startswith(before.rstrip()) or VERSION not in before:
        return None
    added = after[len(before.rstrip()) :]
    if added.count(VERSION) != 1:
        return None
    return before.rpartition(VERSION)[2].strip(), added.partition(VERSION)[2].strip()


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)
    for n, group in enumerate(groups):
        if n:
            yield Line("gap", "")
        for what, a, b, c, d in group:
            if what == "equal":
                yield from (Line("same", words) for words in old[a:b])
                continue
            yield from (Line("out", words) for words in old[a:b])
            yield from (Line("in", words) for words in new[c:d])
