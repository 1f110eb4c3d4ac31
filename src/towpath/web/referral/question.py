"""One question a page: any fact of the vocabulary as a form, and its answer as it is kept."""

from datetime import date
from typing import Any

from django import forms

from towpath.records.models import Child
from towpath.records.policy import doubts
from towpath.rules.fact import Fact, FactError, Value
from towpath.rules.vocabulary import FACTS
from towpath.web.field import DayField
from towpath.web.form import Form
from towpath.web.wording import listed

UNKNOWN = "unknown"
NOT_KNOWN = (UNKNOWN, "I do not know")
NONE_OF_THESE = ("none", "None of these")


def form_for(name: str, data: Any, said: dict[str, object], unknown: bool) -> Form:
    """The form that asks for this fact; `said` are the facts answered so far."""
    fact = FACTS[name]
    form = Form(data, initial=_initial(fact, said, unknown))
    for key, field in _fields(fact).items():
        form.fields[key] = field
    return form


def answer_of(name: str, form: Form) -> tuple[bool, object]:
    """Whether the form answers, and the value as a fact is written; (False, None) for not known."""
    fact, said = FACTS[name], form.cleaned_data
    given = said["answer"]
    if given == UNKNOWN or given == [UNKNOWN]:
        return False, None
    if fact.kind == "event":
        return True, said["day"].isoformat() if given == "yes" else None
    if fact.kind == "yes_no":
        return True, given == "yes"
    if fact.kind == "choices":
        return True, [] if NONE_OF_THESE[0] in given else given
    return True, given


def check(name: str, form: Form) -> bool:
    """Whether the form is whole: what no single field can say."""
    if not form.is_valid():
        return False
    given = form.cleaned_data["answer"]
    if FACTS[name].kind == "event" and given == "yes" and not form.cleaned_data.get("day"):
        form.add_error("day", "Enter the date it happened")
    if isinstance(given, list) and len(given) > 1 and {UNKNOWN, NONE_OF_THESE[0]} & set(given):
        form.add_error("answer", "Choose either some of these, or none, or that you do not know")
    if form.is_valid():
        known, value = answer_of(name, form)
        try:
            if known:
                FACTS[name].read(value)
        except FactError as error:
            form.add_error("day", f"{error.what}. {error.mend[:1].upper()}{error.mend[1:]}")
    return form.is_valid()


def words_for(name: str, said: dict[str, object], unknown: bool) -> str:
    """An answer as a page says it."""
    fact = FACTS[name]
    if unknown or name not in said:
        return "Not known"
    return fact.say(fact.read(said[name]))


def quarrels(child: Child, said: dict[str, object], day: date) -> list[str]:
    """What in these answers does not fit together, in a sentence each."""
    return [
        f"{listed([f'“{FACTS[name].question}”' for name in doubt.facts])}: {doubt.words}."
        for doubt in doubts(child, said, day)
    ]


def _fields(fact: Fact) -> dict[str, forms.Field]:
    if fact.kind == "event":
        return {
            "answer": _radios(
                fact, (("yes", "Yes, on this date"), ("no", "No, it has not happened"))
            ),
            "day": DayField(label="Date", required=False, when="today or past"),
        }
    if fact.kind == "yes_no":
        return {"answer": _radios(fact, (("yes", "Yes"), ("no", "No")))}
    if fact.kind == "choices":
        return {
            "answer": forms.MultipleChoiceField(
                label=fact.question,
                help_text=fact.hint,
                choices=[*fact.labels, NONE_OF_THESE, NOT_KNOWN],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Choose all that apply, or that you do not know"},
            )
        }
    return {"answer": _radios(fact, fact.labels)}


def _radios(fact: Fact, choices: tuple[tuple[str, str], ...]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=fact.question,
        help_text=fact.hint,
        choices=[*choices, NOT_KNOWN],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer, or that you do not know"},
    )


def _initial(fact: Fact, said: dict[str, object], unknown: bool) -> dict[str, object]:
    if unknown:
        return {"answer": [UNKNOWN] if fact.kind == "choices" else UNKNOWN}
    if fact.name not in said:
        return {}
    value: Value = fact.read(said[fact.name])
    if fact.kind == "event":
        return {"answer": "no" if value is None else "yes", "day": value}
    if isinstance(value, bool):
        return {"answer": "yes" if value else "no"}
    if isinstance(value, tuple):
        return {"answer": list(value) or [NONE_OF_THESE[0]]}
    return {"answer": value}
