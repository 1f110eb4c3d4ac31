"""The providers a place may be offered to: cut down, the nearest first, a page at a time."""

from dataclasses import dataclass
from uuid import UUID

from django import forms

from towpath.records.known import Base, base
from towpath.records.placement import Possible
from towpath.records.policy import places
from towpath.rules import placement as rule
from towpath.rules.intake import declines
from towpath.web.form import Form
from towpath.web.request import Request
from towpath.web.wording import counted, short_day

PAGE = 15
SHOW = "show"  # the button that asks for a page of the list, and sends no offer
MILE = 1609  # metres
KINDS = {
    "independent": "Independent provider",
    "service": "The council’s own service",
    "pru": "Pupil referral unit",
    "medical_pru": "Medical pupil referral unit",
    "school": "School",
}


class FilterForm(Form):
    """Which providers to show. Part of the offer's form, so that nothing typed there is lost."""

    name = forms.CharField(label="Name", required=False, max_length=160)
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Any kind"), *KINDS.items()], required=False
    )
    unapproved = forms.BooleanField(label="Show those that are not approved too", required=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """A page of the providers there are to choose from: from the `first` to the `until`th found.

    `chosen` is one whom the filter or the page would hide: it stays among `providers`. `hints` say
    of each what a broker asks first. `unapproved` are shown and cannot be chosen; `asked` have had
    an offer of this child, with their answer.
    """

    form: FilterForm
    base: Base | None
    providers: list[Possible]
    unapproved: list[Possible]
    asked: list[Possible]
    hints: dict[str, str]
    number: int
    last: int
    found: int
    chosen: Possible | None

    @property
    def more(self) -> int:
        """How many the next page has."""
        return min(PAGE, self.found - self.until)

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def until(self) -> int:
        return min(self.number * PAGE, self.found)


def choose(request: Request, providers: list[Possible]) -> Choice:
    """The page of them that is asked for: by the form, of which the filter is part, or the
    address."""
    asked = request.POST or request.GET
    form = FilterForm(asked)
    form.is_valid()
    wanted = form.cleaned_data
    from_here = base(request.sight.child)
    metres = _metres(request.sight.child.authority_id, from_here, providers)
    fit = [provider for provider in providers if _fits(provider, wanted)]
    fit.sort(key=lambda each: (metres[each.id] is None, metres[each.id] or 0, each.name))
    approved = [provider for provider in fit if provider.approved]
    last = max(1, -(-len(approved) // PAGE))
    typed = asked.get(SHOW) or asked.get("page", "")
    number = min(max(int(typed), 1), last) if typed.isdecimal() else 1
    page = approved[(number - 1) * PAGE : number * PAGE]
    said = asked.get("provider")
    chosen = next((each for each in providers if each.approved and str(each.id) == said), None)
    return Choice(
        form,
        from_here,
        page if chosen is None or chosen in page else [chosen, *page],
        [each for each in fit if not each.approved] if wanted.get("unapproved") else [],
        [provider for provider in providers if provider.answer],
        {str(each.id): _hint(each, metres[each.id]) for each in providers},
        number,
        last,
        len(approved),
        None if chosen in page else chosen,
    )


def _fits(provider: Possible, wanted: dict[str, str]) -> bool:
    name, kind = wanted.get("name", ""), wanted.get("kind", "")
    return name.casefold() in provider.name.casefold() and kind in ("", provider.kind)


def _metres(
    authority_id: UUID, from_here: Base | None, providers: list[Possible]
) -> dict[UUID, int | None]:
    """How far each provider is, where that is known."""
    if from_here is None:
        return {provider.id: None for provider in providers}
    known = places(authority_id)
    return {each.id: known.apart(from_here.postcode, each.postcode) for each in providers}


def _hint(provider: Possible, metres: int | None) -> str:
    """What stands under a provider's name: how far, its kind, its number, its last answer."""
    far = "" if metres is None else f"about {counted(max(1, round(metres / MILE)), 'mile')}"
    about = (far, KINDS[provider.kind], provider.phone, answer(provider))
    return " · ".join(part for part in about if part)


def answer(provider: Possible) -> str:
    """What a provider last said when it was asked about this child; "" of one never asked."""
    if provider.answer == "declined" and provider.asked_at:
        why = declines(provider.kind).get(provider.answer_code, "")
        return f"asked on {short_day(provider.asked_at)} and declined: {why}"
    return rule.PLACEMENT.words[provider.answer] if provider.answer else ""
