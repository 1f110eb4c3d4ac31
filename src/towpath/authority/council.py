"""The council itself: who it is, until when, who follows it, and its own words for things."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from towpath.authority.table import Sheet, Table


@dataclass(frozen=True, slots=True)
class Successor:
    """A council that takes over, from its first day."""

    id: str
    name: str
    first_day: date
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """One of the council's own words: in full, in short, and what it means."""

    id: str
    words: str
    short: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Council:
    """What authority.toml says. `last_day` is the last on which it is responsible, or None.

    `nation` names the folder of the law it stands under; `pathways` are ids, in order of showing.
    """

    id: str
    name: str
    area: str
    kind: str
    la_code: str
    nation: str
    source: str
    last_day: date | None
    pathways: tuple[str, ...]
    successors: tuple[Successor, ...]


def read_council(sheet: Sheet, id_: str) -> Council:
    """The council in a sheet. `id_` is the name of its folder, which must be the council's own."""
    table = sheet.read()
    if not sheet.is_readable:
        return Council(id_, "", "", "", "", "", "", None, (), ())
    council = Council(
        id=table.text("id"),
        name=table.text("name"),
        area=table.text("area"),
        kind=table.text("kind"),
        la_code=table.text("la_code"),
        nation=table.text("nation"),
        source=table.text("source"),
        last_day=table.day("last_day") if "last_day" in table else None,
        pathways=table.texts("pathways"),
        successors=tuple(_read_successor(item, table) for item in table.tables("successor")),
    )
    if council.id and council.id != id_:
        what = f"the id {council.id} is not the folder's name, {id_}"
        table.fault(what, f'write id = "{id_}"', "id")
    table.offer("last_day")
    table.close()
    return council


def read_terms(sheet: Sheet) -> Mapping[str, Term]:
    """The council's words by id."""
    table = sheet.read()
    terms: dict[str, Term] = {}
    for item in table.tables("term"):
        term = Term(item.text("id"), item.text("words"), item.text("short"), item.text("meaning"))
        if term.id in terms:
            item.fault(f"the id {term.id} is used twice", "give each its own", "id")
        terms[term.id] = term
        item.close()
    table.close()
    return terms


def _read_successor(table: Table, council: Table) -> Successor:
    successor = Successor(
        table.text("id"), table.text("name"), table.day("first_day"), table.text("source")
    )
    if "last_day" not in council:
        table.fault("there is a successor and no last_day", "add last_day before [[successor]]")
    elif successor.first_day != council.day("last_day") + timedelta(days=1):
        what = f"{successor.name} does not begin the day after last_day"
        table.fault(what, "correct first_day or last_day", "first_day")
    table.close()
    return successor
