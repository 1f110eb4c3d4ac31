"""Did you find this helpful? A yes or no, a few words, and a reply for whoever wants one."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from towpath.actions import feedback as act
from towpath.records import models as kept
from towpath.rules.page import Page
from towpath.rules.wrong import Wrong
from towpath.web.actor import now
from towpath.web.form import Form
from towpath.web.guide.page import Shown, address, guide_frame, open_guide

MOST, WITHIN = 6, 60 * 60  # so many from one address, in so many seconds
TOO_MANY = "That is a lot of feedback from one place. Wait an hour, then send it again."


class FeedbackForm(Form):
    """What the page asks, and no more."""

    helpful = forms.ChoiceField(
        label="Did you find this page helpful?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What should we change?",
        help_text="Do not name anybody, or give a number, an address or a date of birth.",
        required=False,
        max_length=1200,
        widget=forms.Textarea,
    )
    reply_to = forms.EmailField(
        label="Your email address, if you would like a reply",
        help_text="It is kept apart from what you wrote, and used for the reply alone.",
        required=False,
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Ask, check the words for personal details, and keep the answer."""
    shown = open_guide(code)
    page = _find(shown, name)
    request.frame = guide_frame(shown)  # type: ignore[attr-defined] # as the actor would set it
    form = FeedbackForm(request.POST or None, initial={"helpful": request.GET.get("helpful")})
    given = form.is_valid() and _give(request, shown, page, form)
    return render(
        request,
        "guide/thanks.html" if given else "guide/feedback.html",
        {
            "code": code,
            "guide": shown.authority.guide,
            "page": page,
            "form": None if given else form,
            "back": address(code, page),
        },
        status=422 if form.is_bound and not given else 200,
    )


def _give(request: HttpRequest, shown: Shown, page: Page, form: FeedbackForm) -> bool:
    said = form.cleaned_data
    if not _in_turn(request):
        form.add_error(None, TOO_MANY)
        return False
    try:
        act.give(
            authority_id=kept.Authority.objects.values_list("pk", flat=True).get(code=shown.code),
            page=page.id,
            helpful=said["helpful"] == "yes",
            words=said["words"],
            reply_to=said["reply_to"],
            clock=now(),
        )
    except Wrong as wrong:
        form.add_error(form.place(wrong.field), wrong.words)
        return False
    return True


def _in_turn(request: HttpRequest) -> bool:
    """Whether this address may send another. The count lasts an hour from its first."""
    key = f"feedback:{request.META['REMOTE_ADDR']}"
    cache.add(key, 0, WITHIN)
    count = cache.get(key, 0)
    if count >= MOST:
        return False
    cache.incr(key)
    return True


def _find(shown: Shown, name: str) -> Page:
    try:
        return shown.authority.page(name)
    except KeyError:
        raise Http404("no such page") from None
