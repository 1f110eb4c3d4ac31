"""The form fields a council's pages need and Django has not: each with its own plain messages.

`called` is the field's name in its messages ("Date of birth"), for a label that is a question.
"""

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from django import forms
from django.core.exceptions import ValidationError

from towpath.rules import upn, words
from towpath.rules.wording import day as say
from towpath.web import wording

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

Bound = date | Callable[[], date] | None
When = Literal["past", "today or past", "future", "today or future"]
WHEN: Mapping[When, tuple[str, Callable[[date, date], bool]]] = {
    "past": ("in the past", operator.lt),
    "today or past": ("today or in the past", operator.le),
    "future": ("in the future", operator.gt),
    "today or future": ("today or in the future", operator.ge),
}


class PartsInput(forms.Widget):
    """One answer typed in several boxes. Its value is what stands in each, in order."""

    parts: tuple[str, ...] = ()

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, ...] | None:
        typed = tuple(str(data.get(f"{name}-{part}") or "").strip() for part in self.parts)
        return typed if any(typed) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}-{part}" not in data for part in self.parts)


class DayInput(PartsInput):
    """Day, month and year."""

    parts = ("day", "month", "year")


class MinutesInput(PartsInput):
    """Hours and minutes."""

    parts = ("hours", "minutes")


class PartsField(forms.Field):
    """A field of several boxes."""

    def __init__(self, *, called: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.called = called or str(self.label or "This")

    def wrong(self, message: str, *parts: str) -> ValidationError:
        """An error that begins with the field's name. Its code lists the boxes that are wrong;
        none means all."""
        return ValidationError(f"{self.called} {message}", code=" ".join(parts) or "invalid")


class DayField(PartsField):
    """A day, typed as day, month and year. Gives a `date`.

    `when`, `earliest` and `latest` bound it; the bounds are themselves allowed.
    """

    widget = DayInput

    def __init__(
        self,
        *,
        when: When | None = None,
        earliest: Bound = None,
        latest: Bound = None,
        today: Callable[[], date] = wording.today,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.when, self.today = when, today
        self.earliest, self.latest = earliest, latest

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, date):
            return (str(value.day), str(value.month), str(value.year))
        return value

    def to_python(self, value: tuple[str, ...] | None) -> date | None:
        if value is None:
            return None
        missing = [part for part, typed in zip(DayInput.parts, value, strict=True) if not typed]
        if missing:
            raise self.wrong(f"must include a {wording.listed(missing)}", *missing)
        return self._real_day(*value)

    def _real_day(self, day: str, month: str, year: str) -> date:
        number = _month(month)
        if not number:
            raise self.wrong("must have a real month, like 10 or October", "month")
        if not re.fullmatch("[0-9]{4}", year) or year == "0000":
            raise self.wrong("must have a year of 4 numbers, like 2026", "year")
        if not re.fullmatch("0?[1-9]|[12][0-9]|3[01]", day):
            raise self.wrong("must have a real day, from 1 to 31", "day")
        try:
            return date(int(year), number, int(day))
        except ValueError:
            typed = f"{int(day)} {MONTHS[number - 1].title()} {int(year)}"
            raise self.wrong(f"must be a real date: {typed} does not exist", "day") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.when:
            words, holds = WHEN[self.when]
            if not holds(value, self.today()):
                raise self.wrong(f"must be {words}")
        earliest, latest = _bound(self.earliest), _bound(self.latest)
        if earliest and value < earliest:
            raise self.wrong(f"must be the same as or after {say(earliest)}")
        if latest and value > latest:
            raise self.wrong(f"must be the same as or before {say(latest)}")


def _month(typed: str) -> int:
    """The month's number from 10, Oct or October; 0 when it is none."""
    if re.fullmatch("0?[1-9]|1[0-2]", typed):
        return int(typed)
    start = typed.casefold().rstrip(".")
    names = (n for n, name in enumerate(MONTHS, 1) if len(start) > 2 and name.startswith(start))
    return next(names, 0)


def _bound(bound: Bound) -> date | None:
    return bound() if callable(bound) else bound


class MinutesField(PartsField):
    """A length of time, typed as hours and minutes. Gives whole minutes (5 h 30 is 330)."""

    widget = MinutesInput

    def __init__(self, *, at_least: int = 0, at_most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_least, self.at_most = at_least, at_most

    def prepare_value(self, value: Any) -> Any:
        return tuple(map(str, divmod(value, 60))) if isinstance(value, int) else value

    def to_python(self, value: tuple[str, ...] | None) -> int | None:
        if value is None:
            return None
        for part, typed in zip(MinutesInput.parts, value, strict=True):
            if not re.fullmatch("[0-9]{0,4}", typed):
                raise self.wrong(
                    f"must have {part} in whole numbers: write 7.5 hours as 7 hours 30 minutes",
                    part,
                )
        hours, minutes = (int(typed or 0) for typed in value)
        if minutes > 59:
            raise self.wrong(
                f"must have 59 minutes or fewer: write {minutes} minutes as "
                f"{wording.minutes(minutes)}",
                "minutes",
            )
        return hours * 60 + minutes

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value < self.at_least:
            raise self.wrong(f"must be {wording.minutes(self.at_least)} or more")
        if self.at_most is not None and value > self.at_most:
            raise self.wrong(f"must be {wording.minutes(self.at_most)} or less")


class AnswerField(forms.TypedChoiceField):
    """Yes, no, or "I do not know": True, False or None. Not to know is an answer, and is kept as
    a question for someone else."""

    widget = forms.RadioSelect
    ANSWERS: ClassVar[Mapping[str, bool | None]] = {"yes": True, "no": False, "unknown": None}

    def __init__(self, *, unknown: str = "I do not know", **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No"), ("unknown", unknown)],
            coerce=self.ANSWERS.__getitem__,
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


class UpnField(forms.CharField):
    """A unique pupil number, tidied and checked.

    The message never gives the letter that would fit: the likelier slip is in a digit, and a
    letter changed to fit makes a wrong number look right.
    """

    widget = forms.TextInput(
        attrs={"class": "govuk-input--width-20", "autocapitalize": "characters"}
    )
    MESSAGES: ClassVar[Mapping[upn.Fault, str]] = {
        upn.Fault.LENGTH: "must have 13 characters, like A123456789012",
        upn.Fault.SHAPE: "must be a letter and 12 numbers, or a letter, 11 numbers and a letter",
        upn.Fault.LETTER: "never has the letters I, O or S: look for 1, 0 or 5",
        upn.Fault.COUNCIL: "has a council’s number that no council in England has",
        upn.Fault.CHECK: "has a mistake in it: its first letter does not fit its numbers. "
        "Look at the pupil’s record and copy it again",
    }

    def to_python(self, value: Any) -> str:
        return upn.tidy(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (wrong := upn.fault(value)):
            raise ValidationError(f"Unique pupil number {self.MESSAGES[wrong]}", code=wrong)


# Source: the forms a postcode may have, Royal Mail's Programmers' Guide to the Postcode Address
# File. The format alone: that the postcode exists is for the address look-up.
POSTCODE = re.compile(
    r"([A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9]|[ABEHMNPRV-Y])?|[0-9][A-HJKPSTUW]))"
    r"([0-9][ABD-HJLNP-UW-Z]{2})"
)


class PostcodeField(forms.CharField):
    """A postcode, in capitals with its one space."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        found = POSTCODE.fullmatch(re.sub(r"[\W_]", "", typed).upper())
        return f"{found[1]} {found[2]}" if found else typed

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not POSTCODE.fullmatch(value.replace(" ", "")):
            raise ValidationError("Enter a full UK postcode, like GU1 1AA", code="invalid")


# Beside what is kept apart from the family: whoever writes knows for whom.
NOT_READ_AT_HOME = (
    "The family does not read this: the council and those who work with the child do."
)


class ReasonField(forms.CharField):
    """Free text that must say something: `words.says_nothing` is sent back.

    What it asks for fits its label: why, where that is the question, and else an answer to it.
    """

    widget = forms.Textarea

    def __init__(self, *, label: str, max_length: int = 2000, **kwargs: Any) -> None:
        super().__init__(label=label, max_length=max_length, **kwargs)
        self.ask = _ask(label)
        self.error_messages["required"] = self.ask

    def to_python(self, value: Any) -> str:
        # A browser sends a new line as two characters, but counts it as one.
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and words.says_nothing(value):
            typed = value if len(value) <= 20 else f"{value[:20]}…"
            raise ValidationError(
                f"{self.ask}: “{typed}” tells the next reader nothing", code="empty"
            )


def _ask(label: str) -> str:
    """What somebody who left this text out is to do."""
    if label.startswith("Say "):
        return label
    if not label.endswith("?"):
        return f"{label}: Say {'why' if label.startswith('Why') else 'it'} in a few words"
    return f"{label} {'Say why' if label.startswith('Why') else 'Answer'} in a few words"
