"""The reader's team: who holds which post, who covers whom, and ending a post."""

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from towpath.actions import post as act
from towpath.actions.action import Deed
from towpath.records import models as kept
from towpath.records import owner
from towpath.rules import who
from towpath.web.actor import now
from towpath.web.adult import WhyForm
from towpath.web.attempt import attempt, show
from towpath.web.door import done_before
from towpath.web.field import DayField, ReasonField
from towpath.web.form import Form
from towpath.web.request import Request

# Those who run the council's posts; a provider's lead runs the posts of that provider.
RUNS = frozenset({"head_of_service", "data_officer"})


class CoverForm(Form):
    """Who stands in, from when to when, and why."""

    person = forms.ChoiceField(label="Who stands in?")
    since = DayField(label="From which day?", called="The first day", when="today or future")
    until = DayField(label="To which day?", called="The last day", when="today or future")
    reason = ReasonField(label="Why?", help_text="Such as: annual leave")

    def __init__(self, *args: object, post: kept.Post, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(key), name) for key, name in owner.stand_ins(post)]
        cast(forms.ChoiceField, self.fields["person"]).choices = [("", "Choose"), *named]


@require_safe
def team(request: Request) -> HttpResponse:
    """The posts of the reader's own place: the council, or their provider."""
    _ask(request, "see_team")
    return render(
        request,
        "person/team.html",
        {
            "team": owner.team(request.reader.authority_id, _place(request)),
            "runs": request.reader.holds(RUNS | who.PROVIDER_LEAD),
            "own": request.reader.person_id,
            "council": _place(request) is None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: Request, post_id: UUID) -> HttpResponse:
    """End a post, once nothing is left in its holder's hands."""
    if request.method == "POST" and done_before(request):
        return redirect("team")  # the form sent twice: its post is no longer there
    post = run(request, "end_post", post_id)
    left = owner.left_with(post)
    form = WhyForm(request.POST or None)

    def do(deed: Deed) -> UUID:
        return act.end(deed=deed, post_id=post_id, reason=form.cleaned_data["reason"])

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, f"{post.person.name} no longer holds the post")
        return redirect("team")
    return show(
        request, "person/end_post.html", form, post=post, duty=who.name(post.duty), left=left
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: Request, post_id: UUID) -> HttpResponse:
    """Name who stands in for a post's holder."""
    post = run(request, "cover_post", post_id)
    form = CoverForm(request.POST or None, post=post, initial={"since": now().today})

    def do(deed: Deed) -> UUID:
        said = form.cleaned_data
        cover = act.Cover(UUID(said["person"]), said["since"], said["until"])
        return act.cover(deed=deed, post_id=post_id, cover=cover, reason=said["reason"])

    if form.is_valid() and attempt(request, form, do):
        messages.success(request, f"Cover is named for {post.person.name}")
        return redirect("team")
    return show(request, "person/cover.html", form, post=post, duty=who.name(post.duty))


def run(request: Request, verb: str, post_id: UUID) -> kept.Post:
    """A post of the reader's own place. Raises Http404, or PermissionDenied with who may."""
    _ask(request, verb)
    posts = owner.posts_at(request.reader.authority_id, _place(request))
    post = posts.select_related("person").filter(pk=post_id).first()
    if post is None:
        raise Http404("There is no such post that you can see")
    return post


def _ask(request: Request, verb: str) -> None:
    if not request.reader.holds(who.MAY[verb]):
        raise PermissionDenied(who.may(frozenset(), verb).reason)


def _place(request: Request) -> UUID | None:
    """The provider that the reader leads; none for the council."""
    if request.reader.holds(who.COUNTY):
        return None
    return request.reader.post(who.PROVIDER_LEAD).provider_id
