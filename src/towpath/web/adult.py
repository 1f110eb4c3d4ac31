"""Forms about one adult of a child: added, changed, reached, gone, kept away by a court."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import adult as act
from towpath.actions.action import Deed
from towpath.records.person import Barred, Home, Known, adults, own_home
from towpath.rules import adult as rule
from towpath.web.actor import now
from towpath.web.attempt import attempt
from towpath.web.field import DayField, PostcodeField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.person import show_form
from towpath.web.placement.here import options
from towpath.web.request import Request

PHONE = {"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
READ_BY = (
    "Tick for a refuge or another address that must not be found out. It is then read by the adult "
    "it belongs to and by the circle of a restricted record, and by nobody else."
)


class TieForm(Form):
    """What an adult is to the child, and since when."""

    name = forms.CharField(label="Full name", max_length=120)
    relationship = forms.ChoiceField(
        label="What are they to the child?", choices=options(rule.TIES), widget=forms.RadioSelect
    )
    parental_responsibility = forms.BooleanField(
        label="Has parental responsibility", required=False
    )
    lives_with_child = forms.BooleanField(label="Lives with the child", required=False)
    gets_letters = forms.BooleanField(label="Gets their own letters", required=False, initial=True)
    since = DayField(label="Since when is this so?", called="The day", when="today or past")

    def tie(self) -> rule.Tie:
        """The tie that this form says."""
        said = self.cleaned_data
        return rule.Tie(
            said["name"],
            said["relationship"],
            said["parental_responsibility"],
            said["lives_with_child"],
            said["gets_letters"],
            said["since"],
        )


class NewAdultForm(TieForm):
    """An adult, and how to reach them."""

    phone = forms.CharField(
        label="Telephone number", max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    email = forms.EmailField(label="Email address", required=False)


class ChangedAdultForm(TieForm):
    """What an adult is to the child now, and why it is written down."""

    reason = ReasonField(label="What has changed, and how do you know?")


class ReachForm(Form):
    """How an adult is reached."""

    phone = forms.CharField(
        label="Telephone number", max_length=30, required=False, widget=forms.TextInput(PHONE)
    )
    email = forms.EmailField(label="Email address", required=False)
    confidential = forms.BooleanField(label="Confidential", required=False, help_text=READ_BY)


class HomeForm(Form):
    """Where somebody lives, and who says so."""

    lines = forms.CharField(
        label="Address, without the postcode",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    postcode = PostcodeField(label="Postcode")
    source = forms.CharField(
        label="Who told us?", max_length=120, help_text="Such as: the mother, by telephone"
    )
    confidential = forms.BooleanField(label="Confidential", required=False, help_text=READ_BY)


class WhyForm(Form):
    """A reason alone."""

    reason = ReasonField(label="Why?")


class BarForm(Form):
    """What a court keeps from an adult, and for how long."""

    scope = forms.ChoiceField(
        label="What does the court keep from them?",
        choices=options(rule.BARRED_FROM),
        widget=forms.RadioSelect,
    )
    order = forms.CharField(
        label="Which order?",
        max_length=200,
        help_text="Its kind, its date and the case number, as the order has them",
    )
    since = DayField(label="From when?", called="The first day")
    until = DayField(label="Until when, if the order says?", called="The last day", required=False)
    reason = ReasonField(label="How do we know?", help_text="Such as: we have seen the order")

    def bar(self) -> rule.Bar:
        """The bar that this form says."""
        said = self.cleaned_data
        return rule.Bar(said["scope"], said["order"], said["since"], said["until"])


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, child_id: UUID) -> HttpResponse:
    """Add an adult to the record."""
    form = NewAdultForm(request.POST or None, initial={"since": now().today})

    def do(deed: Deed) -> UUID:
        said = form.cleaned_data
        reach = act.Reach(said["phone"], said["email"], confidential=False)
        seen = carried(request).seen
        return act.add(deed=deed, child_id=child_id, seen=seen, tie=form.tie(), reach=reach)

    return _kept(request, form, do, "The adult is added") or show_form(
        request, form, title="Add an adult", submit="Add the adult"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, child_id: UUID, adult_id: UUID) -> HttpResponse:
    """Say what an adult is to the child now."""
    adult = _of_child(child_id, adult_id)
    initial = {name: getattr(adult, name) for name in TieForm.base_fields} | {"since": now().today}
    form = ChangedAdultForm(request.POST or None, initial=initial)

    def do(deed: Deed) -> UUID:
        return act.change(
            deed=deed,
            child_id=child_id,
            adult_id=adult_id,
            seen=carried(request).seen,
            tie=form.tie(),
            reason=form.cleaned_data["reason"],
        )

    first = f"{adult.since.day} {adult.since:%B %Y}" if adult.since else "the beginning"
    return _kept(request, form, do, "The change is kept") or show_form(
        request,
        form,
        title=f"Change {adult.name}",
        submit="Keep the change",
        before=(
            f"What was so until then is kept. To correct what was written down wrongly from the "
            f"start, give the day it has stood since: {first}.",
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, child_id: UUID, adult_id: UUID) -> HttpResponse:
    """End an adult's tie to the child."""
    adult = _of_child(child_id, adult_id)
    form = WhyForm(request.POST or None)

    def do(deed: Deed) -> UUID:
        return act.end(
            deed=deed,
            child_id=child_id,
            adult_id=adult_id,
            seen=carried(request).seen,
            reason=form.cleaned_data["reason"],
        )

    return _kept(request, form, do, f"{adult.name} is no longer on the record") or show_form(
        request,
        form,
        title=f"End {adult.name}’s tie",
        submit="End the tie",
        before=(
            f"From today {adult.name} sees nothing of {request.sight.child.forename} and gets no "
            "letters. What was so until today is kept.",
            "To keep somebody away who still has rights, keep the court’s order instead.",
        ),
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_contact(request: Request, child_id: UUID, adult_id: UUID) -> HttpResponse:
    """Set how an adult is reached."""
    adult = _of_child(child_id, adult_id)
    initial = {name: getattr(adult.reach, name) for name in ReachForm.base_fields}
    form = ReachForm(request.POST or None, initial=initial)

    def do(deed: Deed) -> UUID:
        return act.set_contact(
            deed=deed,
            child_id=child_id,
            adult_id=adult_id,
            seen=carried(request).seen,
            reach=act.Reach(**form.cleaned_data),
        )

    return _kept(request, form, do, "How to reach them is kept") or show_form(
        request, form, title=f"How to reach {adult.name}", submit="Keep it"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_address(request: Request, child_id: UUID, adult_id: UUID) -> HttpResponse:
    """Set where an adult lives."""
    adult = _of_child(child_id, adult_id)
    return _address(request, adult_id, f"Where {adult.name} lives", adult.home)


@require_http_methods(["GET", "HEAD", "POST"])
def set_own_address(request: Request, child_id: UUID) -> HttpResponse:
    """Set where the child lives, where that is kept apart from any adult's address."""
    title = f"Where {request.sight.child.forename} lives"
    return _address(request, None, title, own_home(child_id))


def _address(
    request: Request, adult_id: UUID | None, title: str, home: Home | None
) -> HttpResponse:
    child_id = request.sight.child.pk
    names = ("lines", "postcode", "confidential")
    form = HomeForm(
        request.POST or None, initial={name: getattr(home, name) for name in names} if home else {}
    )

    def do(deed: Deed) -> UUID:
        return act.set_address(
            deed=deed,
            child_id=child_id,
            adult_id=adult_id,
            seen=carried(request).seen,
            home=act.Home(**form.cleaned_data),
        )

    return _kept(request, form, do, "The address is kept") or show_form(
        request,
        form,
        title=title,
        submit="Keep the address",
        before=("An address is never shown from one parent to the other.",),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bar(request: Request, child_id: UUID, adult_id: UUID) -> HttpResponse:
    """Keep a court's order against an adult."""
    adult = _of_child(child_id, adult_id)
    form = BarForm(request.POST or None, initial={"since": now().today})

    def do(deed: Deed) -> UUID:
        return act.bar(
            deed=deed,
            child_id=child_id,
            adult_id=adult_id,
            seen=carried(request).seen,
            bar=form.bar(),
            reason=form.cleaned_data["reason"],
        )

    return _kept(request, form, do, f"The order against {adult.name} is kept") or show_form(
        request,
        form,
        title=f"Keep a court’s order against {adult.name}",
        submit="Keep the order",
        before=(
            "From its first day it takes effect at once: a page they have open shows nothing more.",
            "Kept from everything, they do not find the child here at all. Kept from where the "
            "child is, a parent with parental responsibility still sees that there is a record.",
        ),
        warning=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lift_bar(request: Request, child_id: UUID, bar_id: UUID) -> HttpResponse:
    """Lift a court's order."""
    adult, barred = _barred(child_id, bar_id)
    form = WhyForm(request.POST or None)

    def do(deed: Deed) -> UUID:
        return act.lift_bar(
            deed=deed,
            child_id=child_id,
            bar_id=bar_id,
            seen=carried(request).seen,
            reason=form.cleaned_data["reason"],
        )

    return _kept(request, form, do, "The order is lifted") or show_form(
        request,
        form,
        title=f"Lift the order against {adult.name}",
        submit="Lift the order",
        before=(
            f"The order: {barred.order}.",
            f"From the moment you lift it {adult.name} sees what their tie lets them see.",
        ),
        warning=True,
    )


def _kept(
    request: Request, form: Form, do: Callable[[Deed], UUID], said: str
) -> HttpResponse | None:
    """Back on the people's page, once it is done; None while the form is still to be shown."""
    if form.is_valid() and attempt(request, form, do):
        messages.success(request, said)
        return redirect("people", request.sight.child.pk)
    return None


def _of_child(child_id: UUID, adult_id: UUID) -> Known:
    found = next((adult for adult in adults(child_id) if adult.id == adult_id), None)
    if found is None:
        raise Http404("There is no such adult that you can see")
    return found


def _barred(child_id: UUID, bar_id: UUID) -> tuple[Known, Barred]:
    for adult in adults(child_id):
        for barred in adult.bars:
            if barred.id == bar_id:
                return adult, barred
    raise Http404("There is no such order that you can see")
