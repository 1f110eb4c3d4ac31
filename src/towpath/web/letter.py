"""A letter's page: read it as it will go, write it, check it, send it; and its PDF."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from towpath.actions import letter as act
from towpath.actions.action import Deed
from towpath.actions.child import note_opening
from towpath.records import letter as of
from towpath.records import models as kept
from towpath.records.mail import login
from towpath.rules.letter import CHANNELS, FREE, LETTER
from towpath.web.actor import now
from towpath.web.attempt import attempt, show
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form, carried
from towpath.web.request import Request

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


class WriteForm(Form):
    """The free texts. The policy's own words are not here: they are changed with the policy."""

    why = forms.CharField(
        label=FREE["why"],
        widget=forms.Textarea,
        max_length=6000,
        required=False,
        help_text="What weighed, and what did not. An empty line begins a new paragraph.",
    )
    alternatives = forms.CharField(
        label=FREE["alternatives"],
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text="Which other pathways or help you looked at, and why not those.",
    )
    next_words = forms.CharField(
        label=FREE["next_words"],
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text="Who owns it and by when is added by itself.",
    )


class CheckForm(Form):
    """Nothing to fill in: the button says it."""


class SendForm(Form):
    """How it goes."""

    channel = forms.ChoiceField(
        label="How does it go?", choices=list(CHANNELS.items()), widget=forms.RadioSelect
    )


class PostForm(Form):
    """The day it was posted."""

    left_on = DayField(label="When was it posted?", called="The day", when="today or past")


class WithdrawForm(Form):
    """Why it does not go."""

    reason = ReasonField(label="Why is it withdrawn?", max_length=2000)


# A letter in this state waits for this form.
NEXT: dict[str, type[Form]] = {"draft": CheckForm, "checked": SendForm, "going": PostForm}


def find(letter_id: UUID, child_id: UUID) -> kept.Letter:
    """The letter, of this child. Raises Http404."""
    rows = kept.Letter.objects.select_related(
        "adult", "school", "owner", "written_by", "checked_by", "sent_by", "decision__owner"
    )
    letter = rows.filter(pk=letter_id, child_id=child_id).first()
    if letter is None:
        raise Http404("There is no such letter that you can see")
    return letter


@require_safe
def page(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """The letter as it reads, where it stands, and what is next."""
    return _show(request, find(letter_id, child_id), None)


def _show(request: Request, letter: kept.Letter, form: Form | None) -> HttpResponse:
    by_post = letter.channel == "post"
    kind = NEXT.get(letter.state)
    form = form or (kind(initial={"left_on": now().today}) if kind else Form())
    home = of.home(letter)
    return show(
        request,
        "letter/page.html",
        form,
        sight=request.sight,
        letter=letter,
        to=of.name(letter),
        # What has been drawn up is what it is: it is read as it was, not as it would be today.
        reads=of.assembled(letter) if letter.state in ("draft", "checked") else None,
        state=LETTER.words[letter.state],
        channel=CHANNELS.get(letter.channel, ""),
        signs_in=bool(login(of.reader(letter))),
        home=f"{home.lines}, {home.postcode}" if home else "",
        protected=bool(home and home.confidential),
        printable=kept.Document.objects.filter(letter=letter).exists(),
        printers=of.printers(letter.child_id),
        may={
            "write": request.sight.may("write_letter") and "write" in LETTER.moves[letter.state],
            "check": request.sight.may("check_letter") and letter.state == "draft",
            "send": request.sight.may("send_letter") and letter.state == "checked",
            "post": request.sight.may("post_letter") and letter.state == "going" and by_post,
            "withdraw": request.sight.may("withdraw_letter")
            and "withdraw" in LETTER.moves[letter.state]
            and (by_post or letter.state != "going"),
        },
    )


def _do(
    request: Request,
    child_id: UUID,
    letter_id: UUID,
    form: Form,
    do: Callable[[Deed, dict[str, Any]], UUID],
    done: str,
) -> HttpResponse:
    """Try what the page's form asks, and say so; or show the page with what is wrong."""
    letter = find(letter_id, child_id)
    if form.is_valid() and attempt(request, form, lambda deed: do(deed, form.cleaned_data)):
        messages.success(request, done)
        return redirect("letter", child_id, letter_id)
    letter.refresh_from_db()
    return _show(request, letter, form)


@require_POST
def check(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """Say that it is right."""
    seen, form = carried(request).seen, CheckForm(request.POST)
    return _do(
        request,
        child_id,
        letter_id,
        form,
        lambda deed, said: act.check(deed=deed, letter_id=letter_id, seen=seen),
        "The letter is checked. It can be sent now",
    )


@require_POST
def send(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """Hand it over: to the post tray, or to the queue of emails."""
    seen, form = carried(request).seen, SendForm(request.POST)
    return _do(
        request,
        child_id,
        letter_id,
        form,
        lambda deed, said: act.send(deed=deed, letter_id=letter_id, seen=seen, **said),
        "The letter is drawn up and on its way",
    )


@require_POST
def post(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """Say that it was posted, and when."""
    seen, form = carried(request).seen, PostForm(request.POST)
    return _do(
        request,
        child_id,
        letter_id,
        form,
        lambda deed, said: act.post(deed=deed, letter_id=letter_id, seen=seen, **said),
        "The letter is marked as posted",
    )


@GET_POST
def write(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """Change the free texts, beside what the policy says."""
    letter = find(letter_id, child_id)
    form = WriteForm(request.POST or None, initial={name: getattr(letter, name) for name in FREE})
    if form.is_valid():
        seen = carried(request).seen
        key = attempt(
            request,
            form,
            lambda deed: act.write(
                deed=deed, letter_id=letter_id, seen=seen, texts=form.cleaned_data
            ),
        )
        if key:
            messages.success(request, "The letter is saved as a draft")
            return redirect("letter", child_id, letter_id)
        letter.refresh_from_db()
    return show(
        request, "letter/write.html", form, sight=request.sight, letter=letter, to=of.name(letter)
    )


@GET_POST
def withdraw(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """Take it back before it goes."""
    letter = find(letter_id, child_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        seen = carried(request).seen
        key = attempt(
            request,
            form,
            lambda deed: act.withdraw(
                deed=deed, letter_id=letter_id, seen=seen, **form.cleaned_data
            ),
        )
        if key:
            messages.success(request, "The letter is withdrawn")
            return redirect("letter", child_id, letter_id)
        letter.refresh_from_db()
    return show(
        request,
        "letter/withdraw.html",
        form,
        sight=request.sight,
        letter=letter,
        to=of.name(letter),
    )


@require_POST
def draft(request: Request, child_id: UUID, referral_id: UUID) -> HttpResponse:
    """Draft the letters that are wanting, from the referral's page."""
    form = CheckForm(request.POST)
    if form.is_valid():
        if attempt(request, form, lambda deed: act.draft(deed=deed, referral_id=referral_id)):
            messages.success(request, "The letters are drafted: see below")
        for words in form.non_field_errors():
            messages.warning(request, str(words))
    return redirect("referral", child_id, referral_id)


@require_safe
def paper(request: Request, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """The letter as it was drawn up, byte for byte."""
    letter = find(letter_id, child_id)
    document = kept.Document.objects.filter(letter=letter).first()
    if document is None:
        raise Http404("The letter is not drawn up yet, or holds an address that you may not see")
    return HttpResponse(
        bytes(document.content),
        content_type=document.media_type,
        headers={"Content-Disposition": f'attachment; filename="{document.name}"'},
    )


@require_safe
def tray(request: Request) -> HttpResponse:
    """The reader's letters that have not gone: to write, to check, to post."""
    lines = of.unsent(request.reader.person_id)
    return render(request, "letter/tray.html", {"lines": lines, "today": now().today})


@require_safe
def to_post(request: Request) -> HttpResponse:
    """The reader's letters that wait for the post and that they may print, a PDF each."""
    waiting = kept.Letter.objects.filter(
        owner_id=request.reader.person_id, state="going", channel="post"
    )
    packed = BytesIO()
    with ZipFile(packed, "w") as batch:
        for letter in waiting.select_related("child").order_by("due_on", "id"):
            document = kept.Document.objects.filter(letter=letter).first()
            if document is None:
                continue  # its address is not in the reader's sight
            note_opening(
                actor_id=request.reader.person_id,
                child=letter.child,
                page="letters_to_post",
                clock=now(),
            )
            batch.writestr(document.name, bytes(document.content))
    return HttpResponse(
        packed.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": 'attachment; filename="letters-to-post.zip"'},
    )
