"""GOV.UK components from Python: any of them by name, and a Django form's field by its kind."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import jinja2
from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from markupsafe import Markup

from towpath.rules.wording import day as say
from towpath.web import wording
from towpath.web.field import AnswerField, PartsInput

Params = dict[str, Any]


def govuk(name: str, /, **params: Any) -> Markup:
    """A component of GOV.UK Frontend: `govuk("warning-text", text="…")`.

    The parameters are those of the design system's own pages. One of None is left out.
    """
    given = {key: value for key, value in params.items() if value is not None}
    return Markup(_macro(name)(given))  # noqa: S704 - the macro has escaped what it was given


def link(words: str, href: str, hidden: str = "") -> Markup:
    """A link, as a cell of a table; `hidden` tells it from others of the same words by ear."""
    more = (
        Markup('<span class="govuk-visually-hidden">: {}</span>').format(hidden) if hidden else ""
    )
    return Markup('<a class="govuk-link" href="{}">{}{}</a>').format(href, words, more)


def due(by: date | None, today: date, within: bool = False) -> Markup:
    """A day by which something is due, with a tag when it has gone by: never colour alone.

    `within` a sentence it begins in lower case.
    """
    if by is None:
        return Markup("{}").format("no date" if within else "No date")
    if by >= today:
        this_day = "today" if within else "Today"
        return Markup("{}").format(this_day if by == today else say(by))
    late = (today - by).days
    tag = govuk("tag", text=f"{wording.counted(late, 'day')} late", classes="govuk-tag--red")
    return Markup("{} {}").format(say(by), tag)


@cache
def _macro(name: str) -> Callable[[Params], str]:
    template = _library().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    macro: Callable[[Params], str] = getattr(
        template.module, "govuk" + name.title().replace("-", "")
    )
    return macro


@cache
def _library() -> jinja2.Environment:
    # The macros ask for parameters that nobody gave: our strict environment would refuse them.
    package = jinja2.PackageLoader("govuk_frontend_jinja")
    return jinja2.Environment(
        loader=jinja2.PrefixLoader({"govuk_frontend_jinja": package}), autoescape=True
    )


def field(
    form: forms.Form,
    name: str,
    /,
    *,
    label: str = "",
    heading: bool = False,
    size: str = "",
    hints: Mapping[str, str] | None = None,
    reveal: Mapping[str, Markup] | None = None,
    **params: Any,
) -> Markup:
    """A field of a form, with its label, hint, error and what was typed.

    `heading` makes the label the page's heading; `size` is its size (s, m, l). `hints` and
    `reveal` go by a choice's value: a line under it, and what opens when it is chosen. Any other
    parameter goes to the component as it is.
    """
    bound = form[name]
    question = _Question(
        bound, label or _label(bound), heading, size, hints or {}, reveal or {}, params
    )
    for kind, draw in DRAWN:
        if isinstance(bound.field.widget, kind):
            return draw(question)
    raise TypeError(f"{name}: no GOV.UK component for {type(bound.field.widget).__name__}")


def error_summary(*form: forms.Form) -> Markup:
    """What has to be mended, each line leading to its box; empty when nothing is wrong."""
    errors = [
        {"text": text, "href": f"#{box}" if box else None}
        for each in form
        for text, box in _errors(each)
    ]
    if not errors:
        return Markup()
    return govuk("error-summary", titleText="There is a problem", errorList=errors)


def _errors(form: forms.Form) -> Iterator[tuple[str, str]]:
    for text in form.non_field_errors():
        yield str(text), ""
    for bound in form:
        if bound.errors:
            parts = _wrong_parts(bound)
            yield str(bound.errors[0]), "-".join([str(bound.auto_id), *parts[:1]])


def _label(bound: BoundField) -> str:
    ticked = isinstance(bound.field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple)
    return f"{bound.label}{'' if bound.field.required or ticked else ' (optional)'}"


def _wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Which boxes of a field of several are wrong; empty for any other field."""
    widget = bound.field.widget
    if not isinstance(widget, PartsInput) or not bound.errors:
        return ()
    code = str(bound.form.errors.as_data()[bound.name][0].code).split()
    return tuple(part for part in widget.parts if part in code) or widget.parts


@dataclass(frozen=True, slots=True)
class _Question:
    """A field as it is about to be drawn."""

    bound: BoundField
    words: str
    heading: bool
    size: str
    hints: Mapping[str, str]
    reveal: Mapping[str, Markup]
    params: Params

    @property
    def id(self) -> str:
        return str(self.bound.auto_id)

    def draw(self, component: str, **own: Any) -> Markup:
        """The component, with what all have: a name, a hint, an error."""
        error = {"text": str(self.bound.errors[0])} if self.bound.errors else None
        every = {"name": self.bound.html_name, "hint": self.hint(), "errorMessage": error}
        return govuk(component, **(every | own | self.params))

    def hint(self) -> Params | None:
        text = self.bound.help_text
        # allauth's help may hold links; it says so by being safe.
        return {"html" if hasattr(text, "__html__") else "text": text} if text else None

    def label(self, kind: str = "govuk-label") -> Params:
        size = self.size or ("l" if self.heading else "")
        return {
            "text": self.words,
            "classes": f"{kind}--{size}" if size else None,
            "isPageHeading": self.heading,
        }

    def fieldset(self) -> Params:
        return {"legend": self.label("govuk-fieldset__legend")}

    def choices(self) -> Iterator[Params]:
        value = self.bound.value()
        chosen = {str(v) for v in (value if isinstance(value, list | tuple | set) else [value])}
        for key, words in self.bound.field.widget.choices:
            if isinstance(words, list | tuple):
                raise TypeError(f"{self.bound.name}: GOV.UK components have no groups of choices")
            yield {
                "value": str(key),
                "text": str(words),
                "chosen": str(key) in chosen,
                "hint": {"text": self.hints[key]} if key in self.hints else None,
                "conditional": {"html": self.reveal[key]} if key in self.reveal else None,
            }


def _text(question: _Question) -> Markup:
    widget = question.bound.field.widget
    kind = getattr(widget, "input_type", "text")
    own: Params = {"type": kind}
    if kind == "number":  # a number box changes at a turn of the mouse wheel, and says nothing
        own = {"type": "text", "inputmode": "numeric", "classes": "govuk-input--width-5"}
    elif kind == "email":
        own |= {"autocomplete": "email", "spellcheck": False}
    given = {key: widget.attrs[key] for key in TYPED & widget.attrs.keys()}
    if "class" in widget.attrs:
        given["classes"] = widget.attrs["class"]
    return question.draw(
        "input", id=question.id, label=question.label(), value=question.bound.value(), **own | given
    )


TYPED = {"autocomplete", "inputmode", "spellcheck", "autocapitalize", "pattern"}


def _password(question: _Question) -> Markup:
    complete = question.bound.field.widget.attrs.get("autocomplete", "current-password")
    return question.draw(
        "password-input", id=question.id, label=question.label(), autocomplete=complete
    )


def _textarea(question: _Question) -> Markup:
    longest = getattr(question.bound.field, "max_length", None)
    return question.draw(
        "character-count" if longest else "textarea",
        id=question.id,
        label=question.label(),
        value=question.bound.value(),
        maxlength=longest,
        threshold=75 if longest else None,
    )


def _select(question: _Question) -> Markup:
    items = [{**c, "selected": c["chosen"]} for c in question.choices()]
    return question.draw("select", id=question.id, label=question.label(), items=items)


def _radios(question: _Question) -> Markup:
    items: list[Params] = [{**c, "checked": c["chosen"]} for c in question.choices()]
    if isinstance(question.bound.field, AnswerField):
        items.insert(-1, {"divider": "or"})
    return question.draw("radios", idPrefix=question.id, fieldset=question.fieldset(), items=items)


def _checkboxes(question: _Question) -> Markup:
    items = [{**c, "checked": c["chosen"]} for c in question.choices()]
    return question.draw(
        "checkboxes", idPrefix=question.id, fieldset=question.fieldset(), items=items
    )


def _tick(question: _Question) -> Markup:
    reveal = question.reveal.get("on")
    item = {
        "value": "on",
        "text": question.words,
        "checked": bool(question.bound.value()),
        "conditional": {"html": reveal} if reveal else None,
    }
    return question.draw("checkboxes", idPrefix=question.id, items=[item])


def _parts(question: _Question) -> Markup:
    widget = question.bound.field.widget
    parts: tuple[str, ...] = widget.parts
    wrong = _wrong_parts(question.bound)
    typed = question.bound.value() or [""] * len(parts)
    items = [
        {
            "name": part,
            "value": value,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, value in zip(parts, typed, strict=True)
    ]
    return question.draw(
        "date-input",
        id=question.id,
        namePrefix=question.bound.html_name,
        fieldset=question.fieldset(),
        items=items,
    )


def _file(question: _Question) -> Markup:
    return question.draw("file-upload", id=question.id, label=question.label())


def _hidden(question: _Question) -> Markup:
    return Markup('<input type="hidden" name="{}" id="{}" value="{}">').format(
        question.bound.html_name, question.id, question.bound.value() or ""
    )


# The first kind that fits: Django's widgets are one another's children.
DRAWN: tuple[tuple[type[forms.Widget], Callable[[_Question], Markup]], ...] = (
    (forms.HiddenInput, _hidden),
    (PartsInput, _parts),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _tick),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (Input, _text),
)
