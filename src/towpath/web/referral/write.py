"""Writing a referral: choose the pathway, answer what it asks, tell the story, check, send."""

from dataclasses import replace
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from towpath.actions import draft as drafts
from towpath.actions import referral as act
from towpath.records.evidence import files_of
from towpath.records.known import known_facts
from towpath.records.policy import policy
from towpath.records.referral import live as live_referrals
from towpath.records.referral import referrer
from towpath.rules.vocabulary import FACTS
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.desk.council import pathway_names
from towpath.web.field import ReasonField
from towpath.web.finder import carry
from towpath.web.form import Form
from towpath.web.referral import account
from towpath.web.referral import draft as drafting
from towpath.web.referral.draft import GET_POST, of_draft
from towpath.web.referral.question import answer_of, check, form_for, quarrels, words_for
from towpath.web.request import Request


class PathwayForm(Form):
    """Which pathway to ask for."""

    pathway = forms.ChoiceField(label="Which pathway are you asking for?", widget=forms.RadioSelect)


class BesideForm(PathwayForm):
    """Which pathway to ask for beside one that is asked for already, and why."""

    beside = ReasonField(
        label="Why is a second referral needed?",
        help_text="What it asks for that the live one does not. It is sent with the referral.",
        max_length=1000,
    )


@GET_POST
def begin(request: Request, child_id: UUID) -> HttpResponse:
    """Choose a pathway. Those the reader may not refer to say so, in the policy's words."""
    choices, hints, barred = _pathways(request, child_id)
    brought = carry.brought(request)
    live = live_referrals(child_id)
    form = (BesideForm if live else PathwayForm)(request.POST or None)
    form.fields["pathway"].choices = choices  # type: ignore[attr-defined] # a choice field
    if form.is_valid():
        chosen = form.cleaned_data["pathway"]
        if chosen in {one.pathway for one in live}:
            form.add_error("pathway", "There is a live referral to this pathway: follow that one")
        else:
            draft_id = drafts.begin(
                person_id=request.reader.person_id,
                child_id=child_id,
                pathway=chosen,
                facts=known_facts(request.sight.child),
                clock=now(),
            )
            if live:
                draft = drafting.find(draft_id, child_id)
                replace(draft, beside=form.cleaned_data["beside"]).keep(now())
            if brought:
                brought.fill(draft_id, child_id)
            account.fill_asked(request.GET.get("asked", ""), draft_id, child_id)
            return redirect("refer_next", child_id, draft_id)
    names = pathway_names(request)
    return show(
        request,
        "referral/begin.html",
        form,
        sight=request.sight,
        hints=hints,
        barred=barred,
        brought=brought,
        live=[(names.get(one.pathway, one.pathway), one) for one in live],
        today=now().today,
    )


def _pathways(
    request: Request, child_id: UUID
) -> tuple[list[tuple[str, str]], dict[str, str], list[tuple[str, str]]]:
    """The pathways this reader may refer to, with a line on each; and the rest, with why not."""
    who = referrer(request.sight.duties, child_id, request.reader.person_id)
    choices, hints, barred = [], {}, []
    for pathway in policy(request.sight.child.authority_id).pathways:
        version = pathway.on(now().today)
        if version is None:
            continue
        named = version.referral.who
        if named is not None and who["referrer"] not in named:
            barred.append((pathway.name, version.referral.words))
            continue
        choices.append((pathway.id, pathway.name))
        hints[pathway.id] = version.offer[0] if version.offer else ""
    return choices, {key: text for key, text in hints.items() if text}, barred


@require_safe
@of_draft
def go_on(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """To the first thing that is still to be said."""
    draft = drafting.find(draft_id, child_id)
    return _next(request, draft)


def _next(request: Request, draft: drafting.Draft) -> HttpResponse:
    who = referrer(request.sight.duties, draft.child_id, request.reader.person_id)
    verdict = drafting.verdict(draft, request.sight.child, who, now())
    name = drafting.next_question(draft, verdict)
    if name:
        return redirect("refer_question", draft.child_id, draft.key, name)
    return redirect("refer_tasks", draft.child_id, draft.key)


@GET_POST
@of_draft
def question(request: Request, child_id: UUID, draft_id: UUID, name: str) -> HttpResponse:
    """One question of the pathway's own criteria."""
    if name not in FACTS:
        raise Http404
    draft = drafting.find(draft_id, child_id)
    form = form_for(name, request.POST or None, draft.facts, name in draft.unknown)
    if form.is_bound and check(name, form):
        known, value = answer_of(name, form)
        facts = {key: said for key, said in draft.facts.items() if key != name}
        unknown = tuple(key for key in draft.unknown if key != name)
        if known:
            facts[name] = value
        else:
            unknown += (name,)
        draft = replace(draft, facts=facts, unknown=unknown)
        draft.keep(now())
        return _next(request, draft)
    return show(
        request,
        "referral/question.html",
        form,
        sight=request.sight,
        draft=draft,
        dated=FACTS[name].kind == "event",
        pathway=policy(request.sight.child.authority_id).pathway(draft.pathway),
    )


@GET_POST
@of_draft
def check_answers(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """Everything that will be sent, each with its change link; then send."""
    draft = drafting.find(draft_id, child_id)
    if not draft.told:
        return redirect("refer_tasks", child_id, draft_id)
    form = Form(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        key = attempt(
            request,
            form,
            lambda deed: act.send(
                deed=deed,
                child_id=child_id,
                asked=act.Asked(
                    pathway=draft.pathway,
                    facts=draft.facts,
                    recorded=_recorded(request, draft),
                    unknown=draft.unknown,
                    draft_id=draft_id,
                    approach_id=UUID(draft.approach) if draft.approach else None,
                    **account.as_asked(draft),
                ),
            ),
        )
        if key:
            drafts.discard(draft_id=draft_id)
            messages.success(request, "The referral is sent")
            return redirect("referral", child_id, key)
    who = referrer(request.sight.duties, child_id, request.reader.person_id)
    return show(
        request,
        "referral/check.html",
        form,
        sight=request.sight,
        draft=draft,
        pathway=policy(request.sight.child.authority_id).pathway(draft.pathway),
        verdict=drafting.verdict(draft, request.sight.child, who, now()),
        rows=_rows(draft, known_facts(request.sight.child)),
        doubts=quarrels(request.sight.child, drafting.readable(draft), now().today),
        account=account.rows(draft),
        held=files_of(draft_id, request.sight.child.authority_id, draft.pathway),
    )


def _recorded(request: Request, draft: drafting.Draft) -> tuple[str, ...]:
    """The facts that stand in the draft as the records have them."""
    known = known_facts(request.sight.child)
    return tuple(name for name, value in known.items() if draft.facts.get(name) == value)


def _rows(draft: drafting.Draft, known: dict[str, object]) -> list[tuple[str, str, str, str]]:
    """(fact, question, answer, what the record says where it says otherwise) of everything asked
    so far, in the vocabulary's order."""
    asked = [name for name in FACTS if name in draft.facts or name in draft.unknown]
    return [
        (
            name,
            FACTS[name].question,
            words_for(name, draft.facts, name in draft.unknown),
            words_for(name, known, False)
            if name in known and draft.facts.get(name) != known[name]
            else "",
        )
        for name in asked
    ]


@GET_POST
@of_draft
def discard(request: Request, child_id: UUID, draft_id: UUID) -> HttpResponse:
    """Throw the draft away, asked once more: it cannot be brought back."""
    draft = drafting.find(draft_id, child_id)
    if request.method != "POST":
        pathway = policy(request.sight.child.authority_id).pathway(draft.pathway)
        return show(
            request,
            "referral/discard.html",
            Form(),
            sight=request.sight,
            draft=draft,
            pathway=pathway,
        )
    drafts.discard(draft_id=draft_id)
    messages.success(request, "The draft is thrown away")
    return redirect("home")
