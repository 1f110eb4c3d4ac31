"""Ages, school years, and compulsory school age.

The numbers are the law's and come in as `SchoolAge`; here is only how they are counted. A birthday
on 29 February is kept on 1 March in a year without one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SchoolAge:
    """When the law's compulsory school age begins and ends, and when its school year turns.

    `prescribed_days` and `year_starts` are (month, day); `leaving_month` is a month, and
    `leaving_weekday` counts from Monday = 0. `reception_age` is the age, on the day before the
    school year starts, of a child about to enter Reception.
    """

    begins_at: int
    prescribed_days: tuple[tuple[int, int], ...]
    ends_in_year_of: int
    leaving_month: int
    leaving_weekday: int
    year_starts: tuple[int, int]
    reception_age: int
    source: str

    def first_day(self, born: date) -> date:
        """The prescribed day on or after the birthday at which compulsory school age begins."""
        birthday = birthday_of(born, self.begins_at)
        days = (
            date(year, month, day)
            for year in (birthday.year, birthday.year + 1)
            for month, day in self.prescribed_days
        )
        return min(day for day in days if day >= birthday)

    def last_day(self, born: date) -> date:
        """The leaving date: the last such weekday of its month, in the year of that birthday."""
        year_start = self.year_start(birthday_of(born, self.ends_in_year_of))
        year = year_start.year + (self.leaving_month < year_start.month)
        day = date(year + self.leaving_month // 12, self.leaving_month % 12 + 1, 1) - DAY
        return day - DAY * ((day.weekday() - self.leaving_weekday) % 7)

    def is_compulsory(self, born: date, day: date) -> bool:
        """Whether a child born on `born` is of compulsory school age on `day`; ends included."""
        return self.first_day(born) <= day <= self.last_day(born)

    def year_start(self, day: date) -> date:
        """The first day of the school year that `day` falls in."""
        start = date(day.year, *self.year_starts)
        return start if start <= day else date(day.year - 1, *self.year_starts)

    def year_group(self, born: date, day: date) -> int:
        """The year group by age: 0 for Reception, 1 for Year 1, negative before school."""
        return age_on(born, self.year_start(day) - DAY) - self.reception_age


def age_on(born: date, day: date) -> int:
    """The age in whole years on `day`; negative before birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def birthday_of(born: date, age: int) -> date:
    """The day on which that age is reached."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not _is_leap(year):
        return date(year, 3, 1)
    return born.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
