"""The base of every form, and what every form carries.

A form is Django's, never a ModelForm. It carries the version of the row its reader saw (`seen`)
and a number of its own (`once`), written by the one macro `kit.form` and read back by `carried`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from towpath.web.field import AnswerField, PartsField


@dataclass(frozen=True, slots=True)
class Carried:
    """`seen` is the version of the row when the form was drawn, 0 for a row not yet made; `once`
    is this form's own number, the same however often it is sent."""

    seen: int
    once: UUID


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did to a row while another was filling in a form about it."""

    who: str
    what: str
    when: datetime


def carried(request: HttpRequest) -> Carried:
    """What the form brought back. Raises BadRequest when it has been tampered with."""
    try:
        seen = int(request.POST["seen"])
        if not 0 <= seen < 2**63:
            raise ValueError(seen)
        return Carried(seen, UUID(request.POST["once"]))
    except (KeyError, ValueError):
        raise BadRequest("This form did not arrive whole: open the page again") from None


# Kind of field -> code -> words, after GOV.UK's. {name} is the label, {thing} the same inside a
# sentence, {ask} the same before one. The first kind that has the code gives the words.
MESSAGES: tuple[tuple[type[forms.Field], Mapping[str, str]], ...] = (
    (AnswerField, {"required": "{ask} Select yes, no or “I do not know”"}),
    (forms.EmailField, {"invalid": "Enter an email address, like name@example.com"}),
    (forms.FileField, {"required": "Choose a file for {thing}", "empty": "{name} is empty"}),
    (forms.BooleanField, {"required": "Tick the box: {thing}"}),
    (
        forms.ChoiceField,
        {"required": "Select {thing}", "invalid_choice": "{ask} Select one of the answers given"},
    ),
    (
        forms.IntegerField,
        {
            "invalid": "{name} must be a number, like 30",
            "min_value": "{name} must be %(limit_value)s or more",
            "max_value": "{name} must be %(limit_value)s or fewer",
        },
    ),
    (
        forms.CharField,
        {
            "max_length": "{name} must be %(limit_value)d characters or fewer",
            "min_length": "{name} must be %(limit_value)d characters or more",
        },
    ),
    (forms.Field, {"required": "Enter {thing}"}),
)


class Form(forms.Form):
    """A Django form whose fields speak GOV.UK's messages, where the form has not said its own.

    `change` is what somebody else did meanwhile, when the form was sent from a stale page.
    """

    change: Change | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages |= _messages(str(field.label or name.replace("_", " ")), field)

    def place(self, field: str) -> str | None:
        """Where on this form an action's refusal about `field` belongs; None for the whole form."""
        return field if field in self.fields else None


def _messages(label: str, field: forms.Field) -> dict[str, str]:
    """The words for each code that the field knows and its form has not worded."""
    label = field.called if isinstance(field, PartsField) else label
    name = label[:1].upper() + label[1:]
    thing = label if label[:2].isupper() else label[:1].lower() + label[1:]
    ask = name if name.endswith("?") else f"{name}:"
    found: dict[str, str] = {}
    for kind, words in MESSAGES:
        if isinstance(field, kind):
            for code, text in words.items():
                if field.error_messages.get(code) == _django_says(field, code):
                    found.setdefault(code, _put(text, name=name, thing=thing, ask=ask))
    if label.endswith("?") and found.get("required", "").endswith(thing):
        found["required"] = f"Answer the question “{name}”"
    return found


def _put(text: str, **words: str) -> str:
    if "%(" in text:  # Django fills these in itself, so a per cent sign of the label is doubled
        words = {key: word.replace("%", "%%") for key, word in words.items()}
    return text.format(**words)


def _django_says(field: forms.Field, code: str) -> Any:
    """Django's own words for a code; None where it leaves them to a validator."""
    kinds = (vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__)
    return next((words[code] for words in kinds if code in words), None)
