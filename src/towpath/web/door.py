"""The door of every page: which verb of the who-may table opens it.

A page about a child has the child's key in its address. The door finds the child through the
wall (what is not in sight is not there), asks which duties the reader holds, and notes the
opening. A route without a row here cannot be opened at all.
"""

from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from towpath.actions.child import note_opening
from towpath.records import models as kept
from towpath.rules import who
from towpath.rules.clock import Clock
from towpath.web.form import carried
from towpath.web.request import Request, Sight

SIGN_IN = "/sign-in/"
GUIDE = "/guide/"  # public, and without an actor even for whoever is signed in
ANYONE = "anyone"
SIGNED_IN = "whoever is signed in"

# route -> the verb of rules/who.py that opens it, or who may without one.
DOORS: dict[str, str] = {
    "health": ANYONE,
    "home": ANYONE,
    "guides": ANYONE,
    "guide": ANYONE,
    "guide_page": ANYONE,
    "guide_pathway": ANYONE,
    "guide_leaflet": ANYONE,
    "guide_variant": ANYONE,
    "guide_feedback": ANYONE,
    "pages": "propose_policy",
    "pages_said": "propose_policy",
    "propose_policy": "propose_policy",
    "proposal": "propose_policy",
    "cast": ANYONE,
    "be": ANYONE,
    "finder": ANYONE,
    "finder_question": ANYONE,
    "finder_results": ANYONE,
    "finder_summary": ANYONE,
    "finder_paper": ANYONE,
    "finder_refer": SIGNED_IN,
    "add_child": "add_child",
    "roll": "bring_in_roll",
    "roll_template": "bring_in_roll",
    "roll_bring_in": "bring_in_roll",
    "roll_brought": "bring_in_roll",
    "child": "see_case",
    "chronology": "see_case",
    "stage": "see_stage",
    "send_referral": "send_referral",
    "refer_next": "send_referral",
    "refer_question": "send_referral",
    "refer_tasks": "send_referral",
    "refer_account": "send_referral",
    "refer_risks": "send_referral",
    "refer_family": "send_referral",
    "refer_check": "send_referral",
    "discard_draft": "send_referral",
    "referral": "see_case",
    "decide_referral": "decide_referral",
    "explain_decision": "explain_decision",
    "answer_referral": "answer_referral",
    "amend_referral": "amend_referral",
    "amend_fact": "amend_referral",
    "add_fact": "amend_referral",
    "risks": "see_case",
    "withdraw_referral": "withdraw_referral",
    "refer_evidence": "send_referral",
    "remove_draft_file": "send_referral",
    "add_evidence": "add_evidence",
    "evidence_file": "open_evidence",
    "recheck_evidence": "recheck_evidence",
    "withdraw_evidence": "withdraw_evidence",
    "conclude_referral": "conclude_referral",
    "ask_for_help": "ask_for_help",
    "said": "see_stage",
    "say_wrong": "say_wrong",
    "ask_advice": "ask_advice",
    "approach": "see_case",
    "answer_approach": "answer_approach",
    "note_approach": "note_approach",
    "panels": SIGNED_IN,
    "plan_panel": SIGNED_IN,
    "panel": SIGNED_IN,
    "change_panel": SIGNED_IN,
    "call_off_panel": SIGNED_IN,
    "list_for_panel": "list_for_panel",
    "panel_item": "see_panel_item",
    "give_view": "give_view",
    "stand_aside": "stand_aside",
    "open_views": "open_views",
    "take_off_panel": "take_off_panel",
    "placement": "see_placement",
    "offer_placement": "offer_placement",
    "correct_basis": "correct_basis",
    "accept_placement": "accept_placement",
    "decline_placement": "decline_placement",
    "wait_for_place": "wait_for_place",
    "record_intake_step": "record_intake_step",
    "take_intake": "take_intake",
    "services": "see_intake",
    "intake": "see_intake",
    "set_capacity": "set_capacity",
    "cancel_placement": "cancel_placement",
    "start_placement": "start_placement",
    "start_interim": "start_interim",
    "complete_plan": "complete_plan",
    "record_lesson": "record_lesson",
    "correct_lesson": "correct_lesson",
    "lessons": "see_placement",
    "strike_lesson": "strike_lesson",
    "raise_concern": "raise_concern",
    "answer_concern": "answer_concern",
    "hold_review": "hold_review",
    "plan_return_step": "plan_return_step",
    "record_return_step": "record_return_step",
    "end_placement": "end_placement",
    "check_return": "check_return",
    "review_duty": "review_duty",
    "write_note": "write_note",
    "people": "see_case",
    "add_adult": "add_adult",
    "change_adult": "change_adult",
    "end_adult": "end_adult",
    "set_contact": "set_contact",
    "set_address": "set_address",
    "set_own_address": "set_address",
    "bar_adult": "bar_adult",
    "lift_bar": "lift_bar",
    "restrict_record": "restrict_record",
    "change_circle": "change_circle",
    "lift_restriction": "lift_restriction",
    "involve": "involve",
    "end_involvement": "end_involvement",
    "hand_over": "hand_over",
    "team": "see_team",
    "hand_over_all": "hand_over",
    "end_post": "end_post",
    "cover_post": "cover_post",
    "change_tutor": "change_tutor",
    "letters": SIGNED_IN,
    "letters_to_post": SIGNED_IN,
    "draft_letters": "draft_letters",
    "letter": "see_letter",
    "letter_pdf": "read_letter",
    "write_letter": "write_letter",
    "check_letter": "check_letter",
    "send_letter": "send_letter",
    "post_letter": "post_letter",
    "withdraw_letter": "withdraw_letter",
}


# To a family no list of posts is any help.
FOR_OTHERS = "This is for those who work with your family. Ask them to do it."


def is_for_anyone_alike(path: str) -> bool:
    """Whether a page is the same whoever reads it, and so is drawn without asking who does.

    The guide is; the finder leads somebody who may refer on to their own children.
    """
    return path.startswith(GUIDE) and "/finder/" not in path


def ask(request: Request, kwargs: Mapping[str, object], clock: Clock) -> HttpResponse | None:
    """Open the door, or refuse: 404 for what is not in sight, 403 with the reason for the rest.

    A form sent a second time may be about a child whom the first sending took out of sight (a
    place declined): its sender is led home, as after the first.
    """
    route = request.resolver_match.url_name if request.resolver_match else None
    if request.path.startswith(SIGN_IN) or route is None:
        return None
    verb = DOORS[route]
    child_id = kwargs.get("child_id")
    if not request.user.is_authenticated:
        return None
    if not isinstance(child_id, UUID):
        _ask_of_posts(request, verb)
        return None
    sight = _sight(child_id)
    if sight is None:
        if request.method == "POST" and done_before(request):
            return redirect("home")
        raise Http404("There is nothing here that you can see")
    request.sight = sight
    answer = who.may(request.sight.duties, verb)
    if not answer.yes:
        of_the_family = sight.duties <= who.FAMILY
        raise PermissionDenied(FOR_OTHERS if of_the_family else answer.reason)
    if request.method == "GET":
        note_opening(
            actor_id=request.reader.person_id,
            child=request.sight.child,
            page=route,
            clock=clock,
            about=_about(kwargs),
        )
    return None


def _about(kwargs: Mapping[str, object]) -> UUID | None:
    """What of the child a page is about: the last key in its address, after the child's."""
    keys = [key for name, key in kwargs.items() if name != "child_id" and isinstance(key, UUID)]
    return keys[-1] if keys else None


def _ask_of_posts(request: Request, verb: str) -> None:
    """Refuse a page about no child to whoever holds no post that may. Raises PermissionDenied."""
    if verb in who.MAY and not request.reader.holds(who.MAY[verb]):
        if "once" in request.POST and done_before(request):
            return  # the form sent twice, by somebody whose own post it ended
        raise PermissionDenied(who.may(frozenset(), verb).reason)


def done_before(request: Request) -> bool:
    """Whether this very form was sent before, and did what it asked."""
    once = carried(request).once
    return kept.Event.objects.filter(actor_id=request.reader.person_id, once=once).exists()


def _sight(child_id: UUID) -> Sight | None:
    child = kept.Child.objects.filter(pk=child_id).first()
    if child is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select my_duties(%s)", [child_id])
        (duties,) = cursor.fetchone()
    return Sight(child, frozenset(duties))
