"""One question a page. Its form is a GET: the answers stay in the address and nowhere else."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from towpath.rules.ask import NONE, UNKNOWN, Ask, Option
from towpath.rules.finder import MOST
from towpath.web.attempt import show
from towpath.web.finder import owed
from towpath.web.finder.visit import ANSWERED, THEN, Visit, visit
from towpath.web.form import Form
from towpath.web.request import Request

NOT_SAID = (UNKNOWN, "I do not know, or prefer not to say")
NONE_OF_THESE = (NONE, "None of these")
LONG = 10  # answers; a list of more is a box to choose from


@login_not_required
@require_safe
def start(request: Request, council: str) -> HttpResponse:
    """What the finder is, what it asks and what becomes of the answers."""
    here = visit(request, council)
    context = {"here": here, "first": _onward(here), "most": MOST, "owed": owed}
    return render(request, "finder/start.html", context)


@login_not_required
@require_safe
def question(request: Request, council: str, name: str) -> HttpResponse:
    """One question, and on to the next."""
    here = visit(request, council)
    if name not in here.finder.asks:
        raise Http404("The finder has no such question")
    ask = here.finder.asks[name]
    if not here.finder.opens(name, here.said):
        return redirect(here.page("finder_question", ask.after))
    found = request.GET.get(THEN) == "results"
    form = _form(ask, here, request.GET if request.GET.get(ANSWERED) == name else None)
    if form.is_valid() and name in here.said:
        return redirect(here.page("finder_results") if found else _onward(here))
    before, after = _round(name, here)
    return show(
        request,
        "finder/question.html",
        form,
        here=here,
        ask=ask,
        before=before,
        after=after,
        found=found,
        back=_back(name, here, found=found),
        unread=[words for other, words in here.wrong.items() if other != name],
    )


def _onward(here: Visit) -> str:
    name = here.finder.find(here.said).next
    return here.page("finder_question", name) if name else here.page("finder_results")


def _back(name: str, here: Visit, *, found: bool) -> str:
    """To the question answered before this one; from the first, to the start."""
    if found:
        return here.page("finder_results")
    names = list(here.said)
    place = names.index(name) if name in names else len(names)
    return here.page("finder_question", names[place - 1]) if place else here.page("finder")


def _round(name: str, here: Visit) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The other answers, to be carried along: those given before this one, and those after."""
    names = list(here.said)
    place = names.index(name) if name in names else len(names)
    return (
        [pair for pair in here.pairs if pair[0] in names[:place]],
        [pair for pair in here.pairs if pair[0] in names[place + 1 :]],
    )


def _form(ask: Ask, here: Visit, data: Any) -> Form:
    """The form of one question, whose field has the ask's own name."""
    offered = here.finder.offers(ask.name, here.said)
    made: type[Form] = type("AnswerForm", (Form,), {ask.name: _field(ask, offered)})
    said = here.said.get(ask.name, ())
    return made(data, initial={ask.name: list(said) if ask.many else next(iter(said), "")})


def _field(ask: Ask, offered: tuple[Option, ...]) -> forms.Field:
    choices = [*((option.key, option.words) for option in offered), NOT_SAID]
    worded = {
        "required": "Choose an answer, or say that you do not know",
        "invalid_choice": "Choose one of the answers given",
    }
    if ask.many:
        return _ManyField(
            label=ask.question,
            help_text=ask.hint,
            choices=[*choices[:-1], NONE_OF_THESE, NOT_SAID],
            widget=forms.CheckboxSelectMultiple,
            error_messages=worded,
        )
    long = len(offered) > LONG
    return forms.ChoiceField(
        label=ask.question,
        help_text=ask.hint,
        choices=[("", "Choose an answer"), *choices] if long else choices,
        widget=forms.Select if long else forms.RadioSelect,
        error_messages=worded,
    )


class _ManyField(forms.MultipleChoiceField):
    """Several answers; none of them, or not knowing, stands alone."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > 1 and {UNKNOWN, NONE} & set(value):
            raise forms.ValidationError(
                "Choose either some of these, or none, or that you do not know"
            )
