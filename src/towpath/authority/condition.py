"""The tests a policy may write, read into the rules' own."""

from collections.abc import Callable
from dataclasses import dataclass

from towpath.authority.fault import suggest
from towpath.authority.table import Table
from towpath.rules import criterion as rule
from towpath.rules.calendar import UNITS
from towpath.rules.fact import Fact, Kind
from towpath.rules.vocabulary import FACTS

JOINS: dict[str, type[rule.All] | type[rule.Any] | type[rule.Neither]] = {
    "all": rule.All,
    "any": rule.Any,
    "none": rule.Neither,
}
OLDEST = 130


def read_condition(table: Table) -> rule.Condition:
    """What the table asks: one test of a fact, or other conditions joined by all, any or none."""
    given = [word for word in ("fact", *JOINS) if word in table]
    if len(given) != 1:
        what = f"{' and '.join(given)} stand side by side" if given else "this asks nothing"
        table.fault(what, "write fact = with one test, or one of all, any, none with a list")
        table.offer(*given, *TESTS)
        return NOTHING
    if given == ["fact"]:
        return read_test(table)
    (join,) = given
    parts = table.tables(join)
    if not parts:
        table.fault(f"{join} joins nothing", "list at least one condition", join)
    return JOINS[join](tuple(_read_part(part) for part in parts))


def read_test(table: Table) -> rule.Condition:
    """One test of one fact."""
    name = table.text("fact")
    words = [word for word in TESTS if word in table]
    if name not in FACTS:
        table.fault(f"no fact is called {name}", suggest(name, FACTS), "fact")
        table.offer(*words)
        return NOTHING
    fact = FACTS[name]
    fitting = [word for word, test in TESTS.items() if fact.kind in test.kinds]
    if len(words) != 1:
        if words or not table.left():
            what = f"{' and '.join(words)} test one fact together" if words else "nothing is tested"
            table.fault(f"{what}: {name}", f"write one of {', '.join(fitting)}", "fact")
        table.offer(*TESTS)
        return NOTHING
    (word,) = words
    if word not in fitting:
        table.fault(f"{word} cannot be asked of {name}", f"use {', '.join(fitting)}", word)
        table.offer(word)
        return NOTHING
    return TESTS[word].read(table, fact)


def _read_part(table: Table) -> rule.Condition:
    condition = read_condition(table)
    table.close()
    return condition


def _read_is(table: Table, fact: Fact) -> rule.Test:
    if fact.kind == "yes_no":
        return rule.Is(fact.name, table.flag("is"))
    return rule.Is(fact.name, _accept(table, "is", fact, (table.text("is"),))[0])


def _read_in(table: Table, fact: Fact) -> rule.Test:
    return rule.In(fact.name, _accept(table, "in", fact, table.texts("in")))


def _read_contains(table: Table, fact: Fact) -> rule.Test:
    return rule.Contains(fact.name, _accept(table, "contains", fact, (table.text("contains"),)))


def _read_contains_any(table: Table, fact: Fact) -> rule.Test:
    values = _accept(table, "contains_any", fact, table.texts("contains_any"))
    return rule.Contains(fact.name, values)


def _read_empty(table: Table, fact: Fact) -> rule.Test:
    return rule.Empty(fact.name, table.flag("empty"))


def _read_happened(table: Table, fact: Fact) -> rule.Test:
    return rule.Happened(fact.name, table.flag("happened"))


def _read_compulsory(table: Table, fact: Fact) -> rule.Test:
    return rule.CompulsoryAge(fact.name, table.flag("compulsory_school_age"))


def _read_age(table: Table, fact: Fact) -> rule.Test:
    return rule.Age(fact.name, *_read_bounds(table, "age"))


def _read_year_group(table: Table, fact: Fact) -> rule.Test:
    return rule.YearGroup(fact.name, *_read_bounds(table, "year_group"))


def _read_days_since(table: Table, fact: Fact) -> rule.Test:
    more_than, unit = 0, UNITS[0]
    if inner := table.table("days_since"):
        more_than = inner.number("more_than")
        unit = inner.choice("unit", UNITS)
        inner.close()
    return rule.DaysSince(fact.name, more_than, unit)


def _read_bounds(table: Table, word: str) -> tuple[int | None, int | None]:
    inner = table.table(word)
    if inner is None:
        return None, None
    least = inner.number("from") if "from" in inner else None
    most = inner.number("to") if "to" in inner else None
    if least is None and most is None and not inner.left():
        inner.fault(f"{word} has no bounds", "write from, to or both")
    if least is not None and most is not None and least > most:
        inner.fault(f"{word} runs from {least} down to {most}", "put the smaller first")
    if max(least or 0, most or 0) > OLDEST:
        inner.fault(f"{word} goes beyond {OLDEST}", "write a number of years")
    inner.offer("from", "to")
    inner.close()
    return least, most


def _accept(table: Table, word: str, fact: Fact, values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        table.fault(f"{word} lists nothing", "list at least one value", word)
    for value in values:
        if value and not fact.accepts(value):
            table.fault(f"{fact.name} is never {value}", suggest(value, fact.values), word)
    return values


@dataclass(frozen=True, slots=True)
class Word:
    """A test's word: the kinds of fact it can be asked of, and how it is read."""

    kinds: frozenset[Kind]
    read: Callable[[Table, Fact], rule.Test]


def _word(read: Callable[[Table, Fact], rule.Test], *kinds: Kind) -> Word:
    return Word(frozenset(kinds), read)


TESTS = {
    "is": _word(_read_is, "yes_no", "choice"),
    "in": _word(_read_in, "choice"),
    "contains": _word(_read_contains, "choices"),
    "contains_any": _word(_read_contains_any, "choices"),
    "empty": _word(_read_empty, "choices"),
    "happened": _word(_read_happened, "event"),
    "days_since": _word(_read_days_since, "event"),
    "age": _word(_read_age, "birth"),
    "year_group": _word(_read_year_group, "birth"),
    "compulsory_school_age": _word(_read_compulsory, "birth"),
}
# Stands in for a condition that could not be read.
NOTHING = rule.All(())
