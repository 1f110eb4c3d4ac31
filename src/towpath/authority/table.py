"""A table of a council's file, read one key at a time. What is wrong is noted, and reading goes on.

Every key is asked for by name and kind, and `close` reports the keys nobody asked for, so a word
that is not known is always a fault. What a reader returns after a fault only stands in for the
value: nothing is made of a file that has one.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cached_property
from hashlib import sha256
from re import search
from typing import TypeVar

from towpath.authority.fault import Fault, suggest
from towpath.authority.lines import Lines, Path, find_lines, line_of

T = TypeVar("T")
KINDS: dict[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    date: "a date, such as 2026-09-01",
    time: "a time of day, such as 08:30:00",
    list: "a list in square brackets",
    dict: "a table",
}
NO_DAY = date(1900, 1, 1)


FENCE = "+++"


class _NoFrontError(ValueError):
    """A page without its facts between two fences at its head."""


class Sheet:
    """One file of a council's folder: its bytes (None if missing), its text, its faults.

    A page, `NAME.md`, has its TOML between two lines of +++: that is its `text`, line for line; the
    Markdown below is its `body`, from `body_line` on; and `whole` is all of it.
    """

    def __init__(self, file: str, content: bytes | None) -> None:
        self.file, self.content = file, content
        self.text, self.faults, self.is_readable = "", list[Fault](), False
        self.whole, self.body, self.body_line = "", "", 1
        self._values: Mapping[str, object] = {}
        self._is_read = False

    @property
    def sha256(self) -> str:
        """The hash of its exact bytes."""
        return sha256(self.content or b"").hexdigest()

    def read(self) -> "Table":
        """The whole file as a table; an empty one, and a fault, if it cannot be read as TOML."""
        if self.content is None or self._is_read:
            return Table(self, (), self._values)
        self._is_read = True
        try:
            self.whole = self.content.decode()
            self.text = self._front() if self.file.endswith(".md") else self.whole
            self._values = tomllib.loads(self.text)
        except _NoFrontError:
            mend = f"put them first, between two lines of {FENCE}"
            self.note(1, "the page does not begin with its facts", mend)
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            self.note(line, "this is not text in UTF-8", "save the file as UTF-8")
        except tomllib.TOMLDecodeError as error:
            what, _, _ = str(error).partition(" (at ")
            found = search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else self.text.count("\n") + 1
            self.note(line, f"this is not TOML: {what[:1].lower()}{what[1:]}", "correct the line")
        else:
            self.is_readable = True
        return Table(self, (), self._values)

    def _front(self) -> str:
        """The TOML of a page; the fence above it left as an empty line, so that lines agree."""
        lines = self.whole.splitlines()
        ends = [n for n, line in enumerate(lines) if line.rstrip() == FENCE]
        if len(ends) < 2 or ends[0] != 0:
            raise _NoFrontError
        self.body_line = ends[1] + 2
        self.body = "\n".join(lines[ends[1] + 1 :]) + "\n"
        return "\n".join(["", *lines[1 : ends[1]]])

    def note(self, line: int, what: str, mend: str) -> None:
        """Note a fault at a line."""
        self.faults.append(Fault(self.file, line, what, mend))

    @cached_property
    def lines(self) -> Lines:
        """Where each value stands; found only when there is a fault to report."""
        return find_lines(self.text)


class Table:
    """One table of a sheet. Each reader below takes a key, and what stands for its absence."""

    def __init__(self, sheet: Sheet, path: Path, values: Mapping[str, object]) -> None:
        self.sheet, self.path, self._values = sheet, path, values
        self._asked: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def fault(self, what: str, mend: str, key: str | None = None) -> None:
        """Note a fault at a key of this table, or at the table; none more of a file that cannot be
        read, which has no keys to find."""
        if not self.sheet.is_readable:
            return
        path = self.path if key is None else (*self.path, *key.split("."))
        self.sheet.note(line_of(path, self.sheet.lines), what, mend)

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._values:
            if key not in self._asked:
                self.fault(f"the word {key} is not known here", suggest(key, self._asked), key)

    def offer(self, *keys: str) -> None:
        """Count keys as known here without reading them."""
        self._asked.update(keys)

    def left(self) -> list[str]:
        """The keys nobody has asked for yet."""
        return [key for key in self._values if key not in self._asked]

    def is_text(self, key: str) -> bool:
        """Whether a text stands there, where something else may."""
        return isinstance(self._values.get(key), str)

    def text(self, key: str, absent: str | None = None) -> str:
        """Text that is not empty."""
        value = self._read(key, str, absent, "")
        if key in self and not value.strip():
            self.fault(f"{key} is empty", "write it, or take the line out", key)
        return value.strip()

    def flag(self, key: str, absent: bool | None = None) -> bool:
        """True or false."""
        return self._read(key, bool, absent, False)

    def number(self, key: str, absent: int | None = None, least: int = 0) -> int:
        """A whole number, `least` or more."""
        value = self._read(key, int, absent, least)
        if value < least:
            said = "negative" if value < 0 else str(value)
            self.fault(f"{key} is {said}", f"write a whole number, {least} or more", key)
        return value

    def day(self, key: str, absent: date | None = None) -> date:
        """A date."""
        return self._read(key, date, absent, NO_DAY)

    def hour(self, key: str) -> time:
        """A time of day."""
        return self._read(key, time, None, time.min)

    def choice(self, key: str, known: tuple[T, ...], absent: T | None = None) -> T:
        """One of some known words."""
        words = {str(word): word for word in known}
        value = self.text(key, None if absent is None else str(absent))
        if value and value not in words:
            self.fault(f"{key} is not known: {value}", suggest(value, words), key)
        return words.get(value, known[0])

    def texts(self, key: str, absent: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        return self._list(key, str, absent)

    def table(self, key: str) -> "Table | None":
        """A table within this one, or None."""
        if key not in self:
            self._asked.add(key)
            return None
        return Table(self.sheet, (*self.path, key), self._read(key, dict, None, {}))

    def tables(self, key: str) -> "tuple[Table, ...]":
        """A list of tables; none when the key is absent."""
        items = self._list(key, dict, ())
        return tuple(Table(self.sheet, (*self.path, key, n), item) for n, item in enumerate(items))

    def _list(self, key: str, kind: type[T], absent: tuple[T, ...] | None) -> tuple[T, ...]:
        items = self._read(key, list, None if absent is None else list(absent), [])
        wrong = [n for n, item in enumerate(items) if type(item) is not kind]
        for n in wrong:
            line = line_of((*self.path, key, n), self.sheet.lines)
            self.sheet.note(line, f"an item of {key} is not {KINDS[kind]}", f"write {KINDS[kind]}")
        return () if wrong else tuple(items)

    def _read(self, key: str, kind: type[T], absent: T | None, stand_in: T) -> T:
        self._asked.add(key)
        if key not in self._values:
            if absent is None:
                self.fault(f"{key} is missing", f"add {key} = {KINDS[kind]}")
                return stand_in
            return absent
        value = self._values[key]
        if isinstance(value, kind) and type(value) is kind:  # true is no number, an instant no day
            return value
        self.fault(f"{key} is not {KINDS[kind]}", f"write {KINDS[kind]}", key)
        return stand_in
