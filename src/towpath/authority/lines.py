"""Where each value of a TOML file stands.

No TOML library keeps the line of a value, and a fault without its line is a riddle. `tomllib` has
already read the file by the time this is asked, so what is scanned here is known to be TOML; only
where things stand is found out.
"""

import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]

BARE_END = frozenset(("", *"=.]} \t\n"))
VALUE_END = frozenset(",]}#\n")


def find_lines(text: str) -> Lines:
    """The line, from 1, of every key, table and item, by its path: ("version", 0, "source")."""
    scan = _Scan(text.replace("\r\n", "\n"))
    scan.read_document()
    return scan.lines


def line_of(path: Path, lines: Lines) -> int:
    """The line of a value, or of the nearest thing that holds it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scan:
    def __init__(self, text: str) -> None:
        self.text, self.at, self.line = text, 0, 1
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}  # how many tables each [[array]] has so far

    def read_document(self) -> None:
        table: Path = ()
        self._skip_blank()
        while self._look():
            if self._look() == "[":
                table = self._read_header()
            else:
                self._read_pair(table)
            self._skip_blank()

    def _read_header(self) -> Path:
        line, double = self.line, self.text.startswith("[[", self.at)
        self._take(2 if double else 1)
        keys = self._read_keys()
        self._skip_blank()
        self._take(2 if double else 1)
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            self.lines.setdefault(path, line)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        path = (*path, keys[-1])
        self.lines.setdefault(path, line)
        if double:
            place = self.counts.get(path, 0)
            self.counts[path] = place + 1
            path = (*path, place)
            self.lines[path] = line
        return path

    def _read_pair(self, table: Path) -> None:
        line, path = self.line, table
        for key in self._read_keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._skip_blank()
        self._take(1)  # the equals sign
        self._skip_blank()
        self._read_value(path)

    def _read_keys(self) -> list[str]:
        keys = []
        while True:
            self._skip_blank()
            start = self.at
            if self._look() in {'"', "'"}:
                self._skip_string()
                keys.append(tomllib.loads(f"key = {self.text[start : self.at]}")["key"])
            else:
                while self._look() not in BARE_END:
                    self._take(1)
                keys.append(self.text[start : self.at])
            self._skip_blank()
            if self._look() != ".":
                return keys
            self._take(1)

    def _read_value(self, path: Path) -> None:
        opening = self._look()
        if opening in {'"', "'"}:
            self._skip_string()
        elif opening == "[":
            self._read_items(path)
        elif opening == "{":
            self._read_pairs(path)
        else:
            while self._look() and self._look() not in VALUE_END:
                self._take(1)

    def _read_items(self, path: Path) -> None:
        self._take(1)
        self._skip_blank()
        place = 0
        while self._look() != "]":
            self.lines[*path, place] = self.line
            self._read_value((*path, place))
            place += 1
            self._skip_separator()
        self._take(1)

    def _read_pairs(self, path: Path) -> None:
        self._take(1)
        self._skip_blank()
        while self._look() != "}":
            self._read_pair(path)
            self._skip_separator()
        self._take(1)

    def _skip_separator(self) -> None:
        self._skip_blank()
        if self._look() == ",":
            self._take(1)
        self._skip_blank()

    def _skip_string(self) -> None:
        quote = self._look()
        fence = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self._take(len(fence))
        while not self.text.startswith(fence, self.at):
            self._take(2 if quote == '"' and self._look() == "\\" else 1)
        self._take(len(fence))
        while len(fence) == 3 and self._look() == quote:  # """ may close after quotes of its own
            self._take(1)

    def _skip_blank(self) -> None:
        while (char := self._look()) and char in " \t\n#":
            if char == "#":
                while self._look() not in {"\n", ""}:
                    self._take(1)
            else:
                self._take(1)

    def _look(self) -> str:
        return self.text[self.at : self.at + 1]

    def _take(self, n: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + n)
        self.at += n
