"""The placement a page is about, and what its state leaves open to do."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from towpath.records.placement import Placed, placed
from towpath.rules.intake import RECEIVING
from towpath.rules.placement import FALLEN_AWAY, PLACEMENT, open_late
from towpath.web.actor import now
from towpath.web.attempt import show
from towpath.web.form import Form
from towpath.web.request import Request

# To a place that is not answered yet; some of them by the council's own services alone.
ANSWERS = (
    "accept_placement",
    "wait_for_place",
    "decline_placement",
    "record_intake_step",
    "take_intake",
    "cancel_placement",
)
# state -> the verbs open to it, the likeliest first. Others may do nothing more.
OPEN_TO: dict[str, tuple[str, ...]] = {
    "offered": ANSWERS,
    "waiting": ANSWERS,
    "agreed": (
        "start_placement",
        "start_interim",
        "change_tutor",
        "cancel_placement",
        "raise_concern",
    ),
    "started": (
        "record_lesson",
        "complete_plan",
        "hold_review",
        "plan_return_step",
        "change_tutor",
        "end_placement",
        "raise_concern",
    ),
    "ended": ("check_return", "record_lesson", "raise_concern"),
    "checked": ("record_lesson", "raise_concern"),
}


def sought(request: Request, placement_id: UUID) -> Placed:
    """The placement of the address, of the child of the address. Raises Http404."""
    found = placed(request.sight.child.pk, placement_id)
    if found is None:
        raise Http404("There is no such placement that you can see")
    return found


def open_to(placement: Placed) -> tuple[str, ...]:
    """The verbs that may be done to this placement now."""
    independent = placement.provider_kind not in RECEIVING
    shut = {
        "wait_for_place": independent,
        "record_intake_step": independent,
        "take_intake": independent,
        "complete_plan": placement.plan_completed_on is not None,
        "record_lesson": placement.state in ("ended", "checked")
        and not open_late(placement.marks_until, now().today),
    }
    return tuple(verb for verb in OPEN_TO.get(placement.state, ()) if not shut.get(verb))


def closed_to(placement: Placed, verb: str) -> str:
    """Why a verb cannot be done to this placement now, as its state; "" where it can."""
    always = verb == "correct_basis" and placement.state not in FALLEN_AWAY
    return "" if always or verb in open_to(placement) else PLACEMENT.words[placement.state]


def options(coded: Mapping[str, str]) -> list[tuple[str, str]]:
    """The choices of a coded list, each begun with a capital as a page begins one."""
    return [(code, words[:1].upper() + words[1:]) for code, words in coded.items()]


def show_step(
    request: Request, verb: str, template: str, form: Form, placement: Placed, **context: object
) -> HttpResponse:
    """The page of one step of a placement; in place of the form, why not, where it is too late."""
    return show(
        request,
        template,
        form,
        sight=request.sight,
        placement=placement,
        here=reverse("placement", args=[request.sight.child.pk, placement.id]),
        closed=closed_to(placement, verb),
        **context,
    )
