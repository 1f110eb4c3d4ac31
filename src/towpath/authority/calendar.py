"""Term dates, bank holidays and the law's numbers, read into the rules' calendar and school age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from towpath.authority.fault import suggest
from towpath.authority.table import Sheet, Table
from towpath.rules.age import SchoolAge
from towpath.rules.calendar import Hours, SchoolYear, Span, Term

MONTHS = tuple(f"{date(2000, month, 1):%B}" for month in range(1, 13))
WEEKDAYS = tuple(f"{date(2001, 1, day):%A}" for day in range(1, 8))  # 1 January 2001: a Monday
TERMS = ("autumn", "spring", "summer")


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """The bank holidays of a country, for all the days in `held`, with their licence."""

    days: tuple[date, ...]
    held: Span
    source: str
    licence: str


def read_years(sheet: Sheet) -> tuple[SchoolYear, ...]:
    """A county's school years, in order and without a gap."""
    table = sheet.read()
    items = table.tables("year")
    if sheet.is_readable and not items:
        table.fault("there is no school year", "add [[year]] with its name, first and last day")
    table.offer("school_day", "lesson_hours")
    years = tuple(_read_year(item) for item in items)
    for item, before, year in zip(items[1:], years, years[1:], strict=False):
        if (year.span.first - before.span.last).days != 1:
            what = f"{year.name} does not begin the day after {before.name} ends"
            item.fault(what, "put the years in order, each from 1 September to 31 August", "first")
    table.close()
    return years


def read_hours(sheet: Sheet, key: str) -> Hours:
    """The hours of a county's day that its calendar gives under this word."""
    calendar = sheet.read()
    table = calendar.table(key)
    if table is None:
        if sheet.is_readable:
            calendar.fault(f"there is no {key}", f"add [{key}] with begins, ends and source")
        return Hours(time.min, time.max, "")
    hours = Hours(table.hour("begins"), table.hour("ends"), table.text("source"))
    if "begins" in table and "ends" in table and hours.ends <= hours.begins:
        table.fault(f"{key} ends at {hours.ends}, before it begins", "correct its hours", "ends")
    table.close()
    return hours


def read_bank_holidays(sheet: Sheet) -> BankHolidays:
    """A country's bank holidays."""
    table = sheet.read()
    if not sheet.is_readable:
        return BankHolidays((), Span(date.min, date.min), "", "")
    held = _read_span(table)
    days = []
    for item in table.tables("holidays"):
        day = item.day("day")
        if day not in held:
            item.fault(f"{day} is outside first to last", "correct the day, or first and last")
        item.text("name")
        item.text("note", "")
        item.close()
        days.append(day)
    holidays = BankHolidays(tuple(days), held, table.text("source"), table.text("licence"))
    table.close()
    return holidays


def read_school_age(sheet: Sheet) -> SchoolAge | None:
    """The law's school age, or None when the sheet does not hold it."""
    table = sheet.read()
    age, year = table.table("school_age"), table.table("school_year")
    table.close()
    if age is None or year is None:
        if sheet.is_readable:
            table.fault("the law is not all here", "add [school_age] and [school_year]")
        return None
    law = SchoolAge(
        begins_at=age.number("begins_at"),
        prescribed_days=tuple(_read_days(age, "prescribed_days", age.texts("prescribed_days"))),
        ends_in_year_of=age.number("ends_in_year_of"),
        leaving_month=MONTHS.index(age.choice("leaving_month", MONTHS)) + 1,
        leaving_weekday=WEEKDAYS.index(age.choice("leaving_weekday", WEEKDAYS)),
        year_starts=next(iter(_read_days(year, "starts", (year.text("starts"),))), (1, 1)),
        reception_age=year.number("reception_age"),
        source=age.text("source"),
    )
    year.text("source")
    age.close()
    year.close()
    return law


def _read_year(table: Table) -> SchoolYear:
    name, span = table.text("name"), _read_span(table)
    items = table.tables("term")
    if not items:
        table.fault(f"{name} has no terms", "add [[year.term]] for each of its terms")
    terms = tuple(_read_term(item, span) for item in items)
    for item, before, term in zip(items[1:], terms, terms[1:], strict=False):
        if term.span.first <= before.span.last:
            what = f"the {term.name} term begins before the {before.name} term ends"
            item.fault(what, "put the terms in order of day", "first")
    table.close()
    return SchoolYear(name, span, terms)


def _read_term(table: Table, year: Span) -> Term:
    name, span = table.choice("name", TERMS), _read_span(table)
    if not (span.first in year and span.last in year):
        table.fault(f"the {name} term is outside its school year", "correct its days", "first")
    inner = table.table("half_term")
    half_term = _read_span(inner) if inner else span
    if inner is None:
        table.fault(f"the {name} term has no half_term", "add half_term = { first = …, last = … }")
    else:
        inner.close()
        if not (half_term.first in span and half_term.last in span):
            table.fault("half term is outside its term", "correct its days", "half_term")
    term = Term(name, span, half_term, table.text("source"), table.text("note", ""))
    table.close()
    return term


def _read_span(table: Table) -> Span:
    span = Span(table.day("first"), table.day("last"))
    if span.last < span.first:
        table.fault(f"last, {span.last}, is before first, {span.first}", "swap them", "last")
    return span


def _read_days(table: Table, key: str, words: Iterable[str]) -> Iterable[tuple[int, int]]:
    """(month, day) for each of "31 March"."""
    for word in words:
        number, _, name = word.partition(" ")
        if name not in MONTHS or not number.isdecimal():
            known = (
                [f"{number} {month}" for month in MONTHS] if number.isdecimal() else ["31 March"]
            )
            table.fault(f"{key} holds no day of the year: {word}", suggest(word, known), key)
            continue
        month = MONTHS.index(name) + 1
        try:
            date(2001, month, int(number))
        except ValueError:
            table.fault(f"{word} is not a day of every year", "correct the day", key)
            continue
        yield month, int(number)
