"""How days and times read on paper: as on a page, the GOV.UK style guide's way."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_london(at: datetime) -> datetime:
    """The instant by London's clocks. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone: give it with its zone, as it is kept")
    return at.astimezone(LONDON)


def day(value: date) -> str:
    """14 October 2026."""
    return f"{value.day} {value:%B} {value.year}"


def moment(value: datetime) -> str:
    """14 October 2026, 3:10pm, in London; midday and midnight by name, as 12am is misread."""
    local = in_london(value)
    if local.minute == 0 and local.hour in (0, 12):
        return f"{day(local)}, {'midday' if local.hour else 'midnight'}"
    return f"{day(local)}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def shortened(text: str, most: int) -> str:
    """The text on one line of at most so many characters, with "…" where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
