"""A council's folder: loaded whole, or every fault in it told. Only this reads the disk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from towpath.authority.calendar import (
    BankHolidays,
    read_bank_holidays,
    read_hours,
    read_school_age,
    read_years,
)
from towpath.authority.clock import hold, read_clocks, read_longest, read_routes
from towpath.authority.council import Council, Term, read_council, read_terms
from towpath.authority.document import read_law, read_limits
from towpath.authority.fault import Fault, FaultyError, suggest
from towpath.authority.guide import read_guide
from towpath.authority.letter import Letters, read_letters
from towpath.authority.page import Known, read_page, read_variant
from towpath.authority.pathway import read_pathway
from towpath.authority.table import Sheet
from towpath.rules.calendar import Hours, compose
from towpath.rules.criterion import Almanac
from towpath.rules.document import Limits
from towpath.rules.due import Dues
from towpath.rules.evidence import Law
from towpath.rules.guide import Guide
from towpath.rules.page import Page
from towpath.rules.pathway import Pathway
from towpath.rules.session import Route

AUTHORITIES = Path(__file__).parents[3] / "authorities"
COUNCIL, CLOCKS = "authority.toml", "clocks.toml"
Published = Mapping[str, bytes]  # by path within the council's folder


@dataclass(frozen=True, slots=True)
class Authority:
    """A council, its words and its days.

    The register's half-days lie within `school_day`; a lesson outside `lesson_hours` is questioned.
    `version` is the SHA-256 of all its policy, byte for byte:
    every TOML file of its folder and of its nation's."""

    council: Council
    terms: Mapping[str, Term]
    pathways: tuple[Pathway, ...]
    almanac: Almanac
    school_day: Hours
    lesson_hours: Hours
    bank_holidays: BankHolidays
    clocks: Dues
    routes: tuple[Route, ...]
    guide: Guide
    pages: tuple[Page, ...]
    letters: Letters
    documents: Limits
    medical_evidence: Law
    version: str

    def pathway(self, id_: str) -> Pathway:
        """The pathway of that id. Raises KeyError."""
        for pathway in self.pathways:
            if pathway.id == id_:
                return pathway
        raise KeyError(f"{self.council.name} has no pathway {id_}")

    def page(self, id_: str) -> Page:
        """The page of that id; a pathway's page has the pathway's. Raises KeyError."""
        for page in self.pages:
            if page.id == id_:
                return page
        raise KeyError(f"{self.council.name} has no page {id_}")


def find(name: str) -> Path:
    """The folder of a council that comes with Towpath. Raises FaultyError, naming them all."""
    known = sorted(path.parent.name for path in AUTHORITIES.glob(f"*/{COUNCIL}"))
    if name not in known:
        raise FaultyError((Fault(name, 1, "there is no such council", suggest(name, known)),))
    return AUTHORITIES / name


def load(folder: Path, published: Published | None = None) -> Authority:
    """The council in a folder. Raises FaultyError with every fault, when it has any.

    With `published`, the texts given stand for the folder's own pathways, pages and clocks, and
    what is not among them is not there: the folder may hold what nobody has approved yet.
    """
    authority, faults = _read(folder, published)
    if authority is None:
        raise FaultyError(faults)
    return authority


def check(folder: Path, published: Published | None = None) -> tuple[Fault, ...]:
    """Every fault in a council's folder, by file and line; none when it can be loaded."""
    return _read(folder, published)[1]


def texts(folder: Path) -> Published:
    """What of a council's folder is published, piece by piece: its pathways, pages and clocks."""
    paths = [*folder.glob("pathways/*.toml"), *folder.glob("pages/*.md"), folder / CLOCKS]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


def _read(folder: Path, published: Published | None) -> tuple[Authority | None, tuple[Fault, ...]]:
    folder = folder.resolve()
    shelf = _Shelf(folder, published)
    council = read_council(shelf.open(folder / COUNCIL), folder.name)
    terms = read_terms(shelf.open(folder / "terms.toml"))
    days = shelf.open(folder / "calendar.toml")
    years = read_years(days)
    school_day, lesson_hours = read_hours(days, "school_day"), read_hours(days, "lesson_hours")
    pathways = tuple(_read_pathways(shelf, folder, council))
    if not council.nation:
        return None, shelf.faults
    nation = folder.parent / council.nation
    school_age = read_school_age(shelf.open(nation / "law.toml"))
    bank_holidays = read_bank_holidays(shelf.open(nation / "bank-holidays.toml"))
    clocks = read_clocks(shelf.open(folder / CLOCKS))
    longest = read_longest(shelf.open(nation / CLOCKS))
    routes = read_routes(shelf.open(nation / "attendance.toml"))
    guide = read_guide(shelf.open(folder / "guide.toml"), shelf.open(nation / "stale.toml"))
    pages = _read_pages(shelf, folder, council, guide)
    letters = read_letters(lambda name: shelf.open(folder / "letters" / f"{name}.toml"))
    documents = read_limits(shelf.open(folder / "documents.toml"))
    medical_evidence = read_law(shelf.open(nation / "evidence.toml"), "medical")
    version = shelf.seal(folder, nation)
    if shelf.faults or school_age is None:
        return None, shelf.faults
    calendar = compose(years, bank_holidays.days, bank_holidays.held)
    hold(shelf.open(folder / CLOCKS), clocks, longest, calendar)
    if shelf.faults:
        return None, shelf.faults
    almanac = Almanac(school_age, calendar)
    council = replace(council, pathways=tuple(pathway.id for pathway in pathways))
    return Authority(
        council,
        terms,
        pathways,
        almanac,
        school_day,
        lesson_hours,
        bank_holidays,
        clocks,
        routes,
        guide,
        pages,
        letters,
        documents,
        medical_evidence,
        version,
    ), ()


def _read_pathways(shelf: "_Shelf", folder: Path, council: Council) -> list[Pathway]:
    listed = council.pathways
    there = shelf.names("pathways", ".toml")
    for name in there:
        if name not in listed:
            path = folder / "pathways" / f"{name}.toml"
            mend = f"add {name} to pathways in {COUNCIL}, or take the file away"
            shelf.open(path).note(1, "no list of pathways names this file", mend)
    return [
        read_pathway(shelf.open(folder / "pathways" / f"{name}.toml"), name, listed)
        for name in listed
        if name in there or not shelf.is_published
    ]


def _read_pages(shelf: "_Shelf", folder: Path, council: Council, guide: Guide) -> tuple[Page, ...]:
    """The pages in the guide's order, each with its variants."""
    names = shelf.names("pages", ".md")
    known = Known(
        [section.id for section in guide.sections],
        council.pathways,
        [name for name in names if "." not in name],
    )
    pages = []
    for name in known.pages:
        page = read_page(shelf.open(folder / "pages" / f"{name}.md"), name, known)
        variants = [
            read_variant(shelf.open(folder / "pages" / f"{other}.md"), tongue, known)
            for other, _, tongue in ((other, *other.partition(".")[1:]) for other in names)
            if other.partition(".")[0] == name and tongue
        ]
        pages.append(replace(page, variants=tuple(variants)))
    for orphan in {name.partition(".")[0] for name in names} - set(known.pages):
        mend = f"add {orphan}.md, or take its variants away"
        shelf.open(folder / "pages" / f"{orphan}.md").note(1, "a page has variants only", mend)
    for pathway in set(council.pathways) - set(known.pages):
        if not shelf.is_published:
            what = f"the pathway {pathway} has no page"
            shelf.open(folder / COUNCIL).note(1, what, f"add pages/{pathway}.md")
    order = {section.id: n for n, section in enumerate(guide.sections)}
    pages.sort(key=lambda page: (order.get(page.section, 0), page.order, page.id))
    return tuple(pages)


class _Shelf:
    """The files of a council and its nation, each opened once."""

    def __init__(self, folder: Path, published: Published | None) -> None:
        self._folder, self._root, self._published = folder, folder.parent, published
        self._sheets: dict[Path, Sheet] = {}

    @property
    def is_published(self) -> bool:
        """Whether what was published stands for the folder's own pathways, pages and clocks."""
        return self._published is not None

    def names(self, under: str, ending: str) -> list[str]:
        """The names, without their ending, of the files of one sort."""
        if self._published is None:
            paths = [path.name for path in self._folder.glob(f"{under}/*{ending}")]
        else:
            paths = [Path(path).name for path in self._published if path.startswith(f"{under}/")]
        return sorted(path.removesuffix(ending) for path in paths)

    def open(self, path: Path) -> Sheet:
        """A file, as a sheet; one with a fault when it is not there or cannot be read."""
        if path not in self._sheets:
            name = path.relative_to(self._root).as_posix()
            try:
                self._sheets[path] = Sheet(name, self._read(path))
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                self._sheets[path] = Sheet(name, None)
                self._sheets[path].note(
                    1, f"it cannot be read: {why}", "add the file, or correct it"
                )
        return self._sheets[path]

    def _read(self, path: Path) -> bytes:
        if self._published is not None and path.is_relative_to(self._folder):
            text = self._published.get(path.relative_to(self._folder).as_posix())
            if text is not None:
                return text
        return path.read_bytes()

    def seal(self, *folders: Path) -> str:
        """The SHA-256 of every TOML file in these folders: its name, its length and its bytes."""
        digest = sha256()
        for folder in folders:
            for path in self._policy(folder):
                sheet = self.open(path)
                sheet.read()
                content = sheet.content or b""
                digest.update(f"{sheet.file}\n{len(content)}\n".encode() + content)
        return digest.hexdigest()

    def _policy(self, folder: Path) -> list[Path]:
        """The TOML files of a folder; of the council's pathways only those that are published."""
        own = self._folder / "pathways"
        shown = {own / f"{name}.toml" for name in self.names("pathways", ".toml")}
        paths = {path for path in folder.rglob("*.toml") if path.parent != own}
        return sorted(paths | shown if folder == self._folder else paths)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault found so far, by file and line."""
        return tuple(sorted({f for sheet in self._sheets.values() for f in sheet.faults}))
