"""The form by which a panel is planned and changed, and whom it offers a seat.

The council's officers stand on it from the start. Anybody else is found by name, school, service
or duty: pressing Find draws the form again with all that was typed, and nothing is judged yet.
"""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms

from towpath.records import panel as reads
from towpath.rules import panel as rule
from towpath.rules import who
from towpath.rules.wording import LONDON
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from towpath.web.lesson import TimeInput
from towpath.web.request import Request
from towpath.web.wording import sentence

FOUND = 10  # whom one search shows: more are found by typing more
LONGEST = 100  # letters of what is looked for
LOOK = "look"  # the name of the button that finds
FROM_ELSEWHERE = rule.SIT - who.OFFICERS


class MeetingForm(Form):
    """A panel to be held."""

    name = forms.CharField(label="What is the panel called?", max_length=120)
    meets_on = DayField(label="Which day does it meet?", called="The day", when="today or future")
    at = forms.TimeField(
        label="At what time?",
        widget=TimeInput(attrs={"class": "govuk-input--width-5"}),
        error_messages={
            "required": "Enter the time it begins, like 14:30",
            "invalid": "Enter the time it begins, like 14:30",
        },
    )
    members = forms.MultipleChoiceField(
        label="Which officers sit on it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    find = forms.CharField(
        label="Find somebody from a school or service",
        help_text="By name, school, service or duty, like “SENCO Larkwood” or “social worker”",
        required=False,
        max_length=LONGEST,
    )
    others = forms.MultipleChoiceField(
        label="Who else sits on it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ChoiceField(
        label="Who chairs it?",
        help_text="One of those ticked above",
        error_messages={"required": "Choose who chairs it, one of those who sit"},
    )

    # What each person is, under their name.
    hints: dict[str, str]
    looked = ""  # what was looked for
    found = 0  # how many of those shown fit it
    more = False  # more fit it than are shown

    def seat(self, officers: list[reads.Sitter], others: list[reads.Sitter]) -> None:
        """Offer these people a seat, and the chair."""
        self.hints = {str(one.id): sentence(one.posts) for one in (*officers, *others)}
        everybody = [(str(one.id), one.name) for one in (*officers, *others)]
        first = ("", "Choose who chairs it")
        for field, choices in (
            ("members", everybody[: len(officers)]),
            ("others", everybody[len(officers) :]),
            ("chair", [first, *everybody]),
        ):
            self.fields[field].choices = choices  # type: ignore[attr-defined] # all are choices

    def meeting(self) -> rule.Meeting:
        """The panel that the form plans, by London's clocks."""
        said = self.cleaned_data
        begins: time = said["at"]
        return rule.Meeting(
            name=said["name"].strip(),
            meets_at=datetime.combine(said["meets_on"], begins, LONDON),
            chair_id=UUID(said["chair"]),
            members=tuple(UUID(key) for key in (*said["members"], *said["others"])),
        )


class ChangeForm(MeetingForm):
    """A panel held otherwise than it was planned, and why."""

    reason = ReasonField(
        label="Why is it changed?", help_text="Officers read it beside what was changed."
    )


def seating(
    request: Request, kind: type[MeetingForm], initial: dict[str, Any] | None = None
) -> MeetingForm:
    """The form with those who may be seated: officers, those ticked beside them, those found.

    It is bound when it was sent to be kept, and holds what was typed when somebody was looked for.
    """
    sent, looks = request.POST or None, LOOK in request.POST
    typed = _typed(kind, request) if sent else initial or {}
    form = kind(None if looks else sent, initial=typed)
    council = request.reader.authority_id
    officers = reads.who_may_sit(council, duties=who.OFFICERS)
    ticked = reads.who_may_sit(council, among=_keys(typed.get("others") or ()))
    form.looked = str(typed.get("find") or "").replace("\0", "").strip()[:LONGEST]
    seen = {one.id for one in officers}
    beside = {one.id: one for one in ticked if one.id not in seen}
    if form.looked:
        fits = _found(council, form.looked, seen)
        form.found, form.more = len(fits), len(fits) > FOUND
        beside |= {one.id: one for one in fits[:FOUND]}
    form.seat(officers, list(beside.values()))
    return form


def _found(council: UUID, words: str, officers: set[UUID]) -> list[reads.Sitter]:
    """Whom a search fits beside the officers, one more than are shown at the most."""
    most = FOUND + 1
    fits = reads.who_may_sit(council, duties=FROM_ELSEWHERE, words=words, most=most)
    return [one for one in fits if one.id not in officers]


def as_it_stands(panel: reads.Panel, members: list[reads.Sitter]) -> dict[str, Any]:
    """What stands in the form of a panel that is to be changed."""
    begins = panel.meets_at.astimezone(LONDON)
    everybody = [str(one.id) for one in members if one.posts]
    return {
        "name": panel.name,
        "meets_on": begins.date(),
        "at": f"{begins:%H:%M}",
        "members": everybody,
        "others": everybody,
        "chair": str(panel.chair_id),
    }


def _typed(kind: type[MeetingForm], request: Request) -> dict[str, Any]:
    """What was typed into each field, as it was typed."""
    return {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in kind.base_fields.items()
    }


def _keys(typed: Iterable[str]) -> list[UUID]:
    """The keys among what was sent; anything else is nobody's."""
    found = []
    for each in typed:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    return found
