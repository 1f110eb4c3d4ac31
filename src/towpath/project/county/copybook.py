"""Copies rows into their tables, as the owner: the one way past the walls, for made-up rows alone.

While it is open the triggers that copy each row's authority and child are off, since the rows
carry both; closing it turns them on again and asks the database whether every copy is right.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.backends.utils import CursorWrapper
from django.db.models import JSONField
from psycopg import sql

from towpath.project.county.place import Row
from towpath.records.walls import COPIED, table

# In this order, so that what a row hangs off is there before it.
TABLES = (
    "Authority", "School", "Provider", "Person", "Post", "Capacity", "Child", "Responsible",
    "Enrolment", "Adult", "Contact", "Address", "CourtBar", "Restriction", "Circle", "Involvement",
    "Referral", "Fact", "Risk", "Decision", "Finding", "Duty", "Placement", "Brief", "Ending",
    "Objective", "Wait", "IntakeStep", "Funding", "Lesson", "Concern", "ConcernAnswer", "Session",
    "Review", "ReviewAccount", "ReturnStep", "ReturnCheck", "CheckAccount", "Note", "Event",
)  # fmt: skip
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class WrongCopies(Exception):
    """A row carries another authority or child than what it hangs off: nothing may be kept."""


@dataclass(frozen=True, slots=True)
class Document:
    """A value that a column keeps as JSON."""

    value: Any


class Copybook:
    """Rows by table, until they are copied. `digest` is of everything copied, in order."""

    def __init__(self) -> None:
        self.waiting: dict[str, list[bytes]] = defaultdict(list)
        self.digest = sha256()
        self._shapes = {name: _shape(name) for name in TABLES}
        self._documents = {name: _documents(name) for name in TABLES}

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows in. A row gives its columns by name; the others have their defaults."""
        for name, row in rows:
            defaults = self._shapes[name]
            values = {**defaults, **row}
            if len(values) != len(defaults):
                raise KeyError(f"{name} has no {sorted(row.keys() - defaults.keys())}")
            for column in self._documents[name]:
                values[column] = Document(values[column])
            line = "\t".join([TEXT[type(value)](value) for value in values.values()])
            self.waiting[name].append(line.encode())

    def copy(self) -> None:
        """Copy what was taken in since the last time."""
        with connection.cursor() as cursor:
            for name in TABLES:
                if lines := self.waiting.pop(name, None):
                    block = b"\n".join(lines) + b"\n"
                    self.digest.update(name.encode() + b"\n" + block)
                    columns = ", ".join(f'"{column}"' for column in self._shapes[name])
                    with cursor.copy(f"copy {table(name)} ({columns}) from stdin") as copying:
                        copying.write(block)

    def count(self) -> dict[str, int]:
        """How many rows each table holds, the cast's among them."""
        with connection.cursor() as cursor:
            counts = {}
            for name in TABLES:
                cursor.execute(sql.SQL("select count(*) from {}").format(_name(name)))
                (counts[name],) = cursor.fetchone()
            return counts


@contextmanager
def copying() -> Iterator[Copybook]:
    """An open copybook, in a transaction. Raises WrongCopies where a row carries a wrong key.

    Foreign keys come down and go up again, which checks all rows of a table at once and not one
    by one; whatever fails, the transaction leaves them as they were.
    """
    copybook = Copybook()
    with connection.cursor() as cursor:
        # A table with checks still to come cannot be altered.
        cursor.execute("set constraints all immediate; set constraints all deferred")
        keys = list(_foreign_keys(cursor))
        for name, key, _ in keys:
            cursor.execute(f'alter table {name} drop constraint "{key}"')
        for name in COPIED:
            cursor.execute(f"alter table {table(name)} disable trigger user")
    yield copybook
    copybook.copy()
    with connection.cursor() as cursor:
        for name in COPIED:
            cursor.execute(f"alter table {table(name)} enable trigger user")
        cursor.execute("analyze")
        for name, key, definition in keys:
            cursor.execute(f'alter table {name} add constraint "{key}" {definition}')
        for name in COPIED:
            _compare(cursor, name)


def _foreign_keys(cursor: CursorWrapper) -> list[tuple[str, str, str]]:
    """Every foreign key of the tables: of which table, its name, and its definition."""
    cursor.execute(
        "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
        " where contype = 'f' and conrelid::regclass::text = any(%s) order by 1, 2",
        [[table(name) for name in TABLES]],
    )
    found: list[tuple[str, str, str]] = cursor.fetchall()
    return found


def _compare(cursor: CursorWrapper, name: str) -> None:
    """The copies in a table with what they are copies of, as its trigger would have written."""
    column, parent = COPIED[name]
    child = "id" if parent == "Child" else "child_id"
    question = sql.SQL(
        "select count(*) from {} r join {} p on p.id = r.{}"
        " where r.child_id <> p.{} or r.authority_id <> p.authority_id"
    )
    names = (_name(name), _name(parent), sql.Identifier(column), sql.Identifier(child))
    cursor.execute(question.format(*names))
    (wrong,) = cursor.fetchone()
    if wrong:
        raise WrongCopies(f"{wrong} rows of {name}")


def _name(model: str) -> sql.Identifier:
    return sql.Identifier(table(model))


def _shape(name: str) -> dict[str, Any]:
    """Each column of a table, with the value it has unless a row gives another."""
    fields = apps.get_model("records", name)._meta.concrete_fields
    return {field.column: None if field.column == "id" else field.get_default() for field in fields}


def _documents(name: str) -> tuple[str, ...]:
    """The columns of a table that hold JSON."""
    fields = apps.get_model("records", name)._meta.concrete_fields
    return tuple(str(field.column) for field in fields if isinstance(field, JSONField))


def _range(period: DateRange) -> str:
    first, last = period.lower or "", period.upper or ""
    return f"[{first},{last})"


def _json(document: Document) -> str:
    return json.dumps(document.value, default=str, ensure_ascii=False).translate(ESCAPED)


TEXT: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "\\N",
    bool: lambda value: "t" if value else "f",
    int: str,
    str: lambda value: value.translate(ESCAPED),
    UUID: lambda value: f"{value.int:032x}",  # twice as quick as with hyphens, and read as well
    date: str,
    datetime: lambda value: value.isoformat(),
    DateRange: _range,
    Document: _json,
}
