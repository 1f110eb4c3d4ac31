"""A council's folder: loaded whole, or every fault in it told. Only this reads the disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from towpath.authority.calendar import (
    BankHolidays,
    read_bank_holidays,
    read_school_age,
    read_years,
)
from towpath.authority.clock import read_clocks, read_routes
from towpath.authority.council import Council, Term, read_council, read_terms
from towpath.authority.fault import Fault, FaultyError, suggest
from towpath.authority.letter import Letters, read_letters
from towpath.authority.pathway import read_pathway
from towpath.authority.table import Sheet
from towpath.rules.calendar import compose
from towpath.rules.criterion import Almanac
from towpath.rules.due import Dues
from towpath.rules.pathway import Pathway
from towpath.rules.session import Route

AUTHORITIES = Path(__file__).parents[3] / "authorities"
COUNCIL = "authority.toml"


@dataclass(frozen=True, slots=True)
class Authority:
    """A council, its words and its days. `version` is the SHA-256 of all its policy, byte for byte:
    every TOML file of its folder and of its nation's."""

    council: Council
    terms: Mapping[str, Term]
    pathways: tuple[Pathway, ...]
    almanac: Almanac
    bank_holidays: BankHolidays
    clocks: Dues
    routes: tuple[Route, ...]
    letters: Letters
    version: str

    def pathway(self, id_: str) -> Pathway:
        """The pathway of that id. Raises KeyError."""
        for pathway in self.pathways:
            if pathway.id == id_:
                return pathway
        raise KeyError(f"{self.council.name} has no pathway {id_}")


def find(name: str) -> Path:
    """The folder of a council that comes with Towpath. Raises FaultyError, naming them all."""
    known = sorted(path.parent.name for path in AUTHORITIES.glob(f"*/{COUNCIL}"))
    if name not in known:
        raise FaultyError((Fault(name, 1, "there is no such council", suggest(name, known)),))
    return AUTHORITIES / name


def load(folder: Path) -> Authority:
    """The council in a folder. Raises FaultyError with every fault, when it has any."""
    authority, faults = _read(folder)
    if authority is None:
        raise FaultyError(faults)
    return authority


def check(folder: Path) -> tuple[Fault, ...]:
    """Every fault in a council's folder, by file and line; none when it can be loaded."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[Authority | None, tuple[Fault, ...]]:
    folder = folder.resolve()
    shelf = _Shelf(folder.parent)
    council = read_council(shelf.open(folder / COUNCIL), folder.name)
    terms = read_terms(shelf.open(folder / "terms.toml"))
    years = read_years(shelf.open(folder / "calendar.toml"))
    pathways = tuple(_read_pathways(shelf, folder, council))
    if not council.nation:
        return None, shelf.faults
    nation = folder.parent / council.nation
    school_age = read_school_age(shelf.open(nation / "law.toml"))
    bank_holidays = read_bank_holidays(shelf.open(nation / "bank-holidays.toml"))
    clocks = read_clocks(shelf.open(folder / "clocks.toml"))
    routes = read_routes(shelf.open(nation / "attendance.toml"))
    letters = read_letters(lambda name: shelf.open(folder / "letters" / f"{name}.toml"))
    version = shelf.seal(folder, nation)
    if shelf.faults or school_age is None:
        return None, shelf.faults
    calendar = compose(years, bank_holidays.days, bank_holidays.held)
    almanac = Almanac(school_age, calendar)
    return Authority(
        council, terms, pathways, almanac, bank_holidays, clocks, routes, letters, version
    ), ()


def _read_pathways(shelf: "_Shelf", folder: Path, council: Council) -> list[Pathway]:
    listed = council.pathways
    for path in sorted(folder.glob("pathways/*.toml")):
        if path.stem not in listed:
            mend = f"add {path.stem} to pathways in {COUNCIL}, or take the file away"
            shelf.open(path).note(1, "no list of pathways names this file", mend)
    return [
        read_pathway(shelf.open(folder / "pathways" / f"{name}.toml"), name, listed)
        for name in listed
    ]


class _Shelf:
    """The files of a council and its nation, each opened once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._sheets: dict[Path, Sheet] = {}

    def open(self, path: Path) -> Sheet:
        """A file, as a sheet; one with a fault when it is not there or cannot be read."""
        if path not in self._sheets:
            name = path.relative_to(self._root).as_posix()
            try:
                self._sheets[path] = Sheet(name, path.read_bytes())
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                self._sheets[path] = Sheet(name, None)
                self._sheets[path].note(
                    1, f"it cannot be read: {why}", "add the file, or correct it"
                )
        return self._sheets[path]

    def seal(self, *folders: Path) -> str:
        """The SHA-256 of every TOML file in these folders: its name, its length and its bytes."""
        digest = sha256()
        for folder in folders:
            for path in sorted(folder.rglob("*.toml")):
                sheet = self.open(path)
                sheet.read()
                content = sheet.content or b""
                digest.update(f"{sheet.file}\n{len(content)}\n".encode() + content)
        return digest.hexdigest()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault found so far, by file and line."""
        return tuple(sorted({f for sheet in self._sheets.values() for f in sheet.faults}))
