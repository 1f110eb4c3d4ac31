"""A file of rows as a school's system writes it, or as Excel saves it: CSV, read as text alone."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from towpath.rules.roll import COLUMNS, columns
from towpath.web.wording import listed

LARGEST = 5 * 1024 * 1024  # bytes: a roll of 4,000 with every column filled is about one million
MOST = 4000  # pupils: more than any school in England has on its roll
HEAD_WITHIN = 10  # rows: a title, a date and an empty row may stand before the headings


class Unreadable(Exception):
    """The whole file cannot be read: why, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows: the line each stands on, and its cells by our columns' names.

    `school` is the school that the file says it is of, "" where it does not; `part` that it says
    it holds some pupils alone; `ignored` what was found in it and has no place here.
    """

    rows: tuple[tuple[int, dict[str, str]], ...]
    school: str = ""
    part: bool = False
    ignored: tuple[str, ...] = ()


def sheet(data: bytes) -> Sheet:
    """The rows of a CSV file. Raises Unreadable."""
    table = _table(_text(data))
    place, found = _head(table)
    head = table[place][1]
    known = set(found.values())
    rows = tuple(
        (line, {name: cells[at] for name, at in found.items() if at < len(cells)})
        for line, cells in table[place + 1 :]
        if any(cell.strip() for cell in cells)
    )
    if not rows:
        raise Unreadable("The file has headings and no pupil below them")
    ignored = [cell.strip()[:40] for at, cell in enumerate(head) if at not in known]
    return Sheet(rows, ignored=tuple(name for name in ignored if name))


def refuse_other_kinds(data: bytes) -> None:
    """Raise Unreadable, with how to mend it, for files that are plainly something else."""
    if not data.strip():
        raise Unreadable("The file is empty")
    if data.startswith(b"PK\x03\x04"):
        if b"xl/" in data:
            raise Unreadable(
                "This is an Excel workbook. In Excel choose File, Save As, then “CSV UTF-8 (Comma"
                " delimited)”, and choose the file that makes"
            )
        raise Unreadable("This is a ZIP file. Unpack it, and choose the file inside")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(
            "This is an old Excel workbook. In Excel choose File, Save As, then “CSV (Comma"
            " delimited)”, and choose the file that makes"
        )
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise Unreadable("This is a PDF or a picture. Choose a CSV or a CTF file")


def _text(data: bytes) -> str:
    """The file's letters: Unicode with or without its mark, or as Windows in England wrote them."""
    refuse_other_kinds(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise Unreadable("This is not a file of text. Choose a CSV or a CTF file")
    return text


def _table(text: str) -> list[tuple[int, list[str]]]:
    """The rows by the sign between cells that gives the most of our headings."""
    tables = [_cells(text, sign) for sign in ",;\t|"]
    return max(tables, key=lambda table: max(len(columns(row)) for _, row in table[:HEAD_WITHIN]))


def _cells(text: str, sign: str) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = [(0, [])]
    try:
        for line, cells in _numbered(text, sign):
            if len(rows) > MOST + HEAD_WITHIN:
                raise Unreadable(f"The file has more than {MOST:,} rows: bring it in as two files")
            rows.append((line, cells))
    except csv.Error:
        raise Unreadable(
            "The cells of this file run into one another: a quotation mark is opened and never"
            " closed. Save it as CSV again"
        ) from None
    return rows


def _numbered(text: str, sign: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _head(table: list[tuple[int, list[str]]]) -> tuple[int, dict[str, int]]:
    """Which row has the headings, and which of our columns stands where in it."""
    tries = [(place, columns(row)) for place, (_, row) in enumerate(table[:HEAD_WITHIN])]
    place, found = max(tries, key=lambda one: len(one[1]))
    missing = [c.heading for name, c in COLUMNS.items() if c.needed and name not in found]
    if len(found) < 2:
        raise Unreadable(
            "No row of headings was found in the first ten rows. Give the columns the names of the"
            " template: at least Surname, Forename and Date of birth"
        )
    if missing:
        raise Unreadable(f"The headings on line {table[place][0]} lack {listed(missing)}")
    return place, found
