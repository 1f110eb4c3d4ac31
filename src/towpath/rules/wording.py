"""How days, times and amounts are said, on a page and on paper: the GOV.UK style guide's way."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_london(at: datetime) -> datetime:
    """The instant by London's clocks. Raises ValueError for one without a zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone: instants are kept in UTC, with their zone")
    return at.astimezone(LONDON)


def as_day(value: date) -> date:
    """A day as it is; of an instant, its day in London."""
    return in_london(value).date() if isinstance(value, datetime) else value


def day(value: date) -> str:
    """14 October 2026. An instant gives its day in London."""
    value = as_day(value)
    return f"{value.day} {value:%B %Y}"


def clock(value: datetime | time) -> str:
    """3:10pm; midday and midnight by name, because 12am and 12pm are misread."""
    if isinstance(value, datetime):
        value = in_london(value).time()
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    return f"{value.hour % 12 or 12}:{value.minute:02}{'am' if value.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """14 October 2026 at 3:10pm, in London."""
    return f"{day(value)} at {clock(value)}"
