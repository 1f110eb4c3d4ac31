"""One pathway's file, read into the rules' `Pathway`; and what makes its words hang together."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from towpath.authority.condition import read_condition
from towpath.authority.fault import FaultyError, suggest
from towpath.authority.table import Sheet, Table
from towpath.rules.criterion import Condition, Test, tests_of
from towpath.rules.pathway import (
    GIVES,
    RECORDED,
    STANDINGS,
    Attendance,
    Clause,
    Criterion,
    Evidence,
    Funding,
    Join,
    Limit,
    Pathway,
    Referral,
    Step,
    Version,
)
from towpath.rules.vocabulary import FACTS

JOINS: tuple[Join, ...] = ("all_of", "any_of", "none_of")
ANYONE = "anyone"
LONGEST_NAME = 60  # characters of a step's name: it stands in a list and on a button
LIMIT_UNITS = ("hours", "calendar days", "working days", "school days", "weeks", "terms")
C = TypeVar("C", bound=Clause)


def read_pathway(sheet: Sheet, id_: str, known: tuple[str, ...]) -> Pathway:
    """The pathway in a sheet. `id_` is its file's name, `known` the ids of all the council's."""
    table = sheet.read()
    if not sheet.is_readable:
        return Pathway(id_, "", (), "", "")
    name, own = table.text("name"), table.text("id")
    if own and own != id_:
        table.fault(f"the id {own} is not the file's name, {id_}", f'write id = "{id_}"', "id")
    items = table.tables("version")
    if not items and "version" not in table:
        table.fault("there is no version", "add [[version]] with valid_from, source and page")
    versions = tuple(_read_version(item, known) for item in items)
    for item, earlier, later in zip(items[1:], versions, versions[1:], strict=False):
        if later.valid_from <= earlier.valid_from:
            what = f"valid_from {later.valid_from} is not after the version before it"
            item.fault(what, "put the versions in order of day", "valid_from")
    table.close()
    return Pathway(id_, name, versions, sheet.text, sheet.sha256)


def read_text(id_: str, text: str, known: tuple[str, ...]) -> Pathway:
    """The pathway in a text by itself. Raises FaultyError with its faults, when it has any."""
    sheet = Sheet(f"{id_}.toml", text.encode())
    pathway = read_pathway(sheet, id_, known)
    if sheet.faults:
        raise FaultyError(tuple(sorted(set(sheet.faults))))
    return pathway


def _read_version(table: Table, known: tuple[str, ...]) -> Version:
    source = table.text("source")
    page = " ".join(table.text("page").split())
    criteria = tuple(_read_criteria(table, source, page, known))
    steps = _read_clauses(table, "step", source, _read_step)
    _demand_order(table.tables("step"), steps)
    none = table.table("no_criteria")
    version = Version(
        valid_from=table.day("valid_from"),
        source=source,
        page=table.text("page"),
        offer=table.texts("offer"),
        criteria=criteria,
        referral=_read_referral(table, source, page),
        no_criteria=_read_clause(none, source) if none else None,
        evidence=_read_clauses(table, "evidence", source, _read_evidence),
        steps=steps,
        limits=_read_clauses(table, "limit", source, _read_limit),
        funding=_read_clauses(table, "funding", source, _read_funding),
        attendance=_read_clauses(table, "attendance", source, _read_attendance),
        notes=_read_clauses(table, "note", source, _read_note),
        gives=table.choice("gives", GIVES, GIVES[0]),
    )
    if not criteria and none is None and not any(join in table for join in JOINS):
        table.fault(
            "there are no criteria", "add one, or [version.no_criteria] with words to say so"
        )
    if criteria and none is not None:
        table.fault("there are criteria, and no_criteria", "take one of them out", "no_criteria")
    table.close()
    return version


def _read_criteria(
    table: Table, source: str, page: str, known: tuple[str, ...]
) -> Iterable[Criterion]:
    read: list[tuple[Table, Criterion]] = []
    for join in JOINS:
        for item in table.tables(join):
            criterion = _read_criterion(item, join, source, page)
            _check_redirects(item, criterion, known)
            read.append((item, criterion))
    _refuse_doubles(read)
    _demand_before(read)
    _refuse_shared_presumption(read)
    return [criterion for _, criterion in read]


def _read_criterion(table: Table, join: Join, source: str, page: str) -> Criterion:
    words = table.text("words")
    _demand_on_page(table, words, page)
    criterion = Criterion(
        id=table.text("id"),
        words=words,
        source=table.text("source", source),
        join=join,
        presumed=table.flag("presumed", absent=False),
        mend=table.text("mend", ""),
        redirect=table.texts("redirect", ()),
        note=table.text("note", ""),
        condition=read_condition(table),
    )
    if criterion.presumed and not isinstance(criterion.condition, Test):
        what = "what is presumed must be one test of one fact"
        table.fault(what, "write it as a criterion of its own", "presumed")
    table.close()
    return criterion


def _read_referral(table: Table, source: str, page: str) -> Referral:
    inner = table.table("referral")
    if inner is None:
        table.fault(
            "nothing says who may refer", f'add [version.referral], who = "{ANYONE}" if all'
        )
        return Referral("", "", "", None)
    words, known = inner.text("words"), FACTS["referrer"].values
    who: tuple[str, ...] | None = None
    if inner.is_text("who"):
        inner.choice("who", (ANYONE,))
    else:
        who = inner.texts("who")
        for name in who:
            if name not in known:
                inner.fault(f"no referrer is called {name}", suggest(name, known), "who")
        _demand_on_page(inner, words, page)
    teams = inner.texts("teams", ())
    for team in teams:
        if not FACTS["referrer_team"].accepts(team):
            mend = "write it in small letters, as in child_in_need"
            inner.fault(f"no team is called {team}", mend, "teams")
    referral = Referral(
        inner.text("id", "who-may-refer"), words, inner.text("source", source), who, teams
    )
    inner.close()
    return referral


def _read_clauses(
    table: Table, key: str, source: str, read: Callable[[Table, str], C]
) -> tuple[C, ...]:
    items = table.tables(key)
    clauses = tuple(read(item, source) for item in items)
    _refuse_doubles(list(zip(items, clauses, strict=True)))
    return clauses


def _read_clause(table: Table, source: str) -> Clause:
    clause = Clause(table.text("id"), table.text("words"), table.text("source", source))
    table.close()
    return clause


def _read_note(table: Table, _source: str) -> Clause:
    """A note is a conflict or a gap between sources, so it names its own."""
    note = Clause(table.text("id"), table.text("words"), table.text("source"))
    table.close()
    return note


def _read_evidence(table: Table, source: str) -> Evidence:
    standing = table.choice("standing", STANDINGS)
    called, medical = table.text("called", ""), table.flag("medical", absent=False)
    return _with(table, source, lambda i, w, s: Evidence(i, w, s, standing, called or w, medical))


def _read_step(table: Table, source: str) -> Step:
    by, name = table.text("by", ""), table.text("name", "")
    recorded = table.choice("recorded", RECORDED) if "recorded" in table else ""
    after = table.texts("after", ())
    if recorded and not name:
        table.fault(
            "a recorded step has no name", 'add name = "…", as a family reads it', "recorded"
        )
    if len(name) > LONGEST_NAME:
        table.fault("the name is long", f"say it in {LONGEST_NAME} characters or fewer", "name")
    if after and not recorded:
        table.fault("only a recorded step comes after another", 'add recorded = "step"', "after")
    return _with(table, source, lambda i, w, s: Step(i, w, s, by, name, recorded, after))


def _demand_order(items: tuple[Table, ...], steps: tuple[Step, ...]) -> None:
    """What a step comes after must be recorded, and stand before it."""
    before: list[str] = []
    for item, step in zip(items, steps, strict=True):
        for id_ in step.after:
            if id_ not in before:
                what = f"no recorded step before this one is called {id_}"
                item.fault(what, suggest(id_, before), "after")
        if step.recorded:
            before.append(step.id)


def _read_limit(table: Table, source: str) -> Limit:
    most, unit = table.number("most"), table.choice("unit", LIMIT_UNITS)
    counted_from, owed_by = table.text("counted_from"), table.text("owed_by", "")
    needs = table.texts("extension_needs", ())
    return _with(
        table, source, lambda i, w, s: Limit(i, w, s, most, unit, counted_from, owed_by, needs)
    )


def _read_funding(table: Table, source: str) -> Funding:
    payer = table.text("payer")
    return _with(table, source, lambda i, w, s: Funding(i, w, s, payer))


def _read_attendance(table: Table, source: str) -> Attendance:
    record = table.choice("record", ("absent", "present"))
    return _with(table, source, lambda i, w, s: Attendance(i, w, s, record))


def _with(table: Table, source: str, make: Callable[[str, str, str], C]) -> C:
    clause = _read_clause(table, source)
    return make(clause.id, clause.words, clause.source)


def _demand_on_page(table: Table, words: str, page: str) -> None:
    if words and page and " ".join(words.split()) not in page:
        table.fault("the page does not say these words", "copy the page's own words", "words")


def _check_redirects(table: Table, criterion: Criterion, known: tuple[str, ...]) -> None:
    for name in criterion.redirect:
        if name not in known:
            table.fault(f"no pathway is called {name}", suggest(name, known), "redirect")


def _refuse_doubles(read: Iterable[tuple[Table, Clause]]) -> None:
    seen = set[str]()
    for table, clause in read:
        if clause.id in seen and clause.id:
            table.fault(f"the id {clause.id} is used twice", "give each its own", "id")
        seen.add(clause.id)


def _demand_before(read: Iterable[tuple[Table, Criterion]]) -> None:
    """A fact that makes sense only after another must be asked where the other is."""
    asked = {test.fact for _, criterion in read for test in tests_of(criterion.condition)}
    for table, criterion in read:
        for name in dict.fromkeys(test.fact for test in tests_of(criterion.condition)):
            after = FACTS[name].after
            if after and after not in asked:
                table.fault(f"{name} makes sense only after {after}", f"test {after} as well")


def _refuse_shared_presumption(read: Iterable[tuple[Table, Criterion]]) -> None:
    conditions: list[tuple[Table, Condition, bool]] = [
        (table, criterion.condition, criterion.presumed) for table, criterion in read
    ]
    for table, condition, presumed in conditions:
        mine = {test.fact for test in tests_of(condition)} if presumed else set()
        others = {
            t.fact for _, other, _ in conditions if other is not condition for t in tests_of(other)
        }
        for name in mine & others:
            what = f"{name} is presumed here and asked elsewhere"
            table.fault(what, "presume a fact that no other criterion tests", "presumed")
