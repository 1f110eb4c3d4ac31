"""Days, times, amounts and lists, as a page says them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from towpath.web import wording

AT = datetime(2026, 10, 14, 14, 10, tzinfo=UTC)


def test_days_and_times_read_as_the_style_guide_says() -> None:
    assert wording.day(date(2026, 3, 1)) == "1 March 2026"
    assert wording.short_day(AT) == "14 Oct"
    assert wording.week_day(date(2026, 10, 14)) == "Wednesday 14 October 2026"
    assert wording.moment(AT) == "14 October 2026 at 3:10pm"
    assert wording.clock(datetime(2026, 1, 5, 12, tzinfo=UTC)) == "midday"
    assert wording.clock(datetime(2026, 1, 5, 0, 5, tzinfo=UTC)) == "12:05am"


def test_an_evening_in_utc_may_be_the_next_day_in_london() -> None:
    assert wording.moment(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 July 2026 at midnight"
    with pytest.raises(ValueError, match="no time zone"):
        wording.moment(datetime(2026, 7, 1, 23, 0))  # noqa: DTZ001 - the fault under test


def test_amounts_and_lists() -> None:
    assert wording.minutes(330) == "5 hours 30 minutes"
    assert wording.minutes(60) == "1 hour"
    assert wording.minutes(0) == "0 minutes"
    assert wording.counted(1, "child", "children") == "1 child"
    assert wording.counted(1200, "child", "children") == "1,200 children"
    assert wording.money(Decimal("1234.5")) == "£1,234.50"
    assert wording.money(Decimal("-20.00")) == "-£20"
    assert wording.listed(["day"]) == "day"
    assert wording.listed(["day", "month", "year"]) == "day, month and year"
    assert wording.paragraphs("a <b>\r\nc\n\nd") == (
        '<p class="govuk-body">a &lt;b&gt;<br>c</p>\n<p class="govuk-body">d</p>'
    )
