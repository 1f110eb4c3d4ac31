"""Clocks and the register's routes, as a council's and its nation's folders give them."""

from collections.abc import Mapping

from towpath.authority.table import Sheet
from towpath.rules.due import UNITS, Due
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
)
PROVIDERS = ("independent", "service", "pru", "medical_pru", "school")
BECAUSE = ("illness", "exclusion", "other")


def read_clocks(sheet: Sheet) -> Mapping[str, Due]:
    """Every clock by id; a fault for one that is missing or that nothing counts by."""
    table = sheet.read()
    clocks: dict[str, Due] = {}
    for item in table.tables("clock"):
        due = Due(
            id=item.choice("id", CLOCKS),
            words=item.text("words"),
            within=item.number("within"),
            unit=item.choice("unit", UNITS),
            source=item.text("source"),
            statutory=item.flag("statutory", False),
        )
        if due.within < 1:
            item.fault("within is 0, so nothing could be in time", "write 1 or more", "within")
        if due.id in clocks:
            item.fault(f"the clock {due.id} is given twice", "keep one of them", "id")
        clocks[due.id] = due
        item.close()
    for name in CLOCKS:
        if sheet.is_readable and name not in clocks:
            table.fault(f"the clock {name} is missing", f'add a [[clock]] with id = "{name}"')
    table.close()
    return clocks


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
