"""How days, times, amounts and lists read on a page: the GOV.UK style guide's way.

Each public function but `today` is a filter of the templates, under its own name.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from towpath.rules.wording import LONDON, as_day, clock, day, moment
from towpath.web import watch


def today() -> date:
    """The day it is in London, whatever the server's zone."""
    return watch.instant().astimezone(LONDON).date()


def short_day(value: date) -> str:
    """14 Oct, where the year is plain from what is round it."""
    value = as_day(value)
    return f"{value.day} {value:%b}"


def week_day(value: date) -> str:
    """Wednesday 14 October 2026, for a day that somebody must come."""
    return f"{as_day(value):%A} {day(value)}"


def minutes(value: int) -> str:
    """5 hours 30 minutes, from 330."""
    if value < 0:
        return f"minus {minutes(-value)}"
    hours, rest = divmod(value, 60)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return " ".join(parts)


def sentence(text: str) -> str:
    """The text with a capital first, and the rest as it is: names keep theirs."""
    return text[:1].upper() + text[1:]


def counted(number: int, one: str, many: str = "") -> str:
    """1 child, 2 children: the number and the word that agrees with it."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(amount: Decimal) -> str:
    """£1,234.50, or £1,234 where there are no pence."""
    if isinstance(amount, float):
        raise TypeError(f"{amount!r} is a float: money is Decimal")
    pence = "" if amount == amount.to_integral_value() else ".2f"
    return f"{'-' if amount < 0 else ''}£{abs(amount):,{pence or '.0f'}}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """Maths, English and art. `last` may be "or"."""
    *before, final = items or [""]
    return f"{', '.join(before)} {last} {final}" if before else final


def paragraphs(text: str) -> Markup:
    """Typed text as it was laid out: a paragraph at each empty line, a break at each new line."""
    blocks = text.replace("\r\n", "\n").strip().split("\n\n")
    return Markup("\n").join(
        Markup('<p class="govuk-body">{}</p>').format(
            Markup("<br>").join(escape(line) for line in block.strip().split("\n"))
        )
        for block in blocks
        if block.strip()
    )


FILTERS = {
    f.__name__: f
    for f in (
        day,
        short_day,
        week_day,
        clock,
        moment,
        minutes,
        counted,
        money,
        listed,
        paragraphs,
        sentence,
    )
}
