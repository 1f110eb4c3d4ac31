"""Clocks and the register's routes, as a council's and its nation's folders give them."""

from towpath.authority.table import Sheet, Table
from towpath.rules.calendar import Calendar
from towpath.rules.due import UNITS, Due, Dues, later
from towpath.rules.lesson import MODES, OUTCOMES
from towpath.rules.referral import LEGAL_BASIS
from towpath.rules.session import Route

# Every clock that an action counts by; a council gives them all.
CLOCKS = (
    "first_decision",
    "answer_to_offer",
    "new_offer",
    "interim_plan",
    "review",
    "duty_review",
    "return_check",
    "letter",
    "concern",
    "concern_outcome",
    "family_request",
    "correction",
    "advice",
    "late_marks",
)
PROVIDERS = ("independent", "service", "pru", "medical_pru", "school")
BECAUSE = ("illness", "exclusion", "other")


def read_clocks(sheet: Sheet) -> Dues:
    """Every clock by id; a fault for one that is missing or that nothing counts by."""
    clocks = _read_dues(sheet, "clock")
    for name in CLOCKS:
        if sheet.is_readable and name not in clocks:
            what, mend = f"the clock {name} is missing", f'add a [[clock]] with id = "{name}"'
            sheet.read().fault(what, mend)
    return clocks


def read_longest(sheet: Sheet) -> Dues:
    """The longest that a nation's law allows, by the id of the clock it holds."""
    return _read_dues(sheet, "longest")


def hold(sheet: Sheet, clocks: Dues, longest: Dues, calendar: Calendar) -> None:
    """Note a fault on every clock of a council's sheet that is longer than the law allows.

    Two of one unit are compared by their numbers; of two units, by trying: no day of the calendar
    may give a later date than the law's.
    """
    for item in sheet.read().tables("clock"):
        id_ = item.text("id")
        if id_ not in longest or not (why := later(clocks[id_], longest[id_], calendar)):
            continue
        most = longest[id_]
        words = f"the clock {id_} is longer than the law allows, {most.within} {most.unit}"
        mend = f'write within = {most.within} and unit = "{most.unit}", or less: {most.source}'
        item.fault(f"{words}: {why}", mend, "within")


def _read_dues(sheet: Sheet, called: str) -> Dues:
    table = sheet.read()
    dues: dict[str, Due] = {}
    for item in table.tables(called):
        due = _read_due(item)
        if due.id in dues:
            item.fault(f"the clock {due.id} is given twice", "keep one of them", "id")
        dues[due.id] = due
    table.close()
    return dues


def _read_due(item: Table) -> Due:
    due = Due(
        id=item.choice("id", CLOCKS),
        words=item.text("words"),
        within=item.number("within", least=1),
        unit=item.choice("unit", UNITS),
        source=item.text("source"),
    )
    item.close()
    return due


def read_routes(sheet: Sheet) -> tuple[Route, ...]:
    """The register's routes in order; a fault where some outcome of a lesson has none."""
    table = sheet.read()
    routes = []
    for item in table.tables("route"):
        known = {
            "outcome": tuple(OUTCOMES),
            "mode": tuple(MODES),
            "legal_basis": tuple(LEGAL_BASIS),
            "provider": PROVIDERS,
            "because": BECAUSE,
        }
        lists = {name: item.texts(name, ()) for name in known}
        for name, values in lists.items():
            for value in values:
                if value not in known[name]:
                    mend = f"write one of {', '.join(known[name])}"
                    item.fault(f"{name} is not known: {value}", mend, name)
        routes.append(
            Route(
                item.text("id"), item.text("code"), item.text("words"), item.text("source"), **lists
            )
        )
        item.close()
    for outcome in OUTCOMES:
        open_to_all = any(
            outcome in route.outcome
            and not (route.legal_basis or route.provider or route.because)
            and (not route.mode or _every_mode(routes, outcome))
            for route in routes
        )
        if sheet.is_readable and not open_to_all:
            table.fault(f"no route takes every lesson {outcome}", "add one that asks nothing else")
    table.close()
    return tuple(routes)


def _every_mode(routes: list[Route], outcome: str) -> bool:
    """Whether routes that ask for a mode and nothing else cover all modes of this outcome."""
    return set(MODES) <= {
        mode
        for route in routes
        if outcome in route.outcome and not (route.legal_basis or route.provider or route.because)
        for mode in route.mode
    }
