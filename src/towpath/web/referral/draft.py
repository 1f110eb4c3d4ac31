"""A referral being written: its answers, and what is still to be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from towpath.actions import draft as act
from towpath.records import models as kept
from towpath.records.policy import verdict_on
from towpath.rules.clock import Clock
from towpath.rules.enquiry import Verdict
from towpath.rules.fact import FactError
from towpath.rules.vocabulary import FACTS
from towpath.web.request import Request

BESIDE = "Why beside the live referral?"
Page = Callable[..., HttpResponse]
GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far. `unknown` are those answered "I do not know": asked, and left open."""

    key: UUID
    child_id: UUID
    pathway: str
    facts: dict[str, object]
    unknown: tuple[str, ...]
    account: dict[str, str]
    beside: str = ""  # why it is wanted beside a live referral, where there was one
    approach: str = ""  # what was asked that this answers, by its key

    def keep(self, clock: Clock) -> None:
        """Save what stands here."""
        answers = {
            "child": str(self.child_id),
            "facts": self.facts,
            "unknown": list(self.unknown),
            "account": self.account,
            "beside": self.beside,
            "approach": self.approach,
        }
        act.save(draft_id=self.key, answers=answers, clock=clock)

    @property
    def told(self) -> bool:
        """Whether all that no criterion asks has been said: account, risks, family's view."""
        return {"about", "risks", "parent_view"} <= self.account.keys()


class GoneError(Exception):
    """The draft was sent or thrown away, perhaps from another window."""


def of_draft(page: Page) -> Page:
    """A page of a draft: one that is gone leads to the child, where what was sent is seen."""

    @wraps(page)
    def framed(request: Request, child_id: UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return page(request, child_id, *args, **kwargs)
        except GoneError:
            words = "That draft has been sent or thrown away. What was sent is open below."
            messages.info(request, words)
            return redirect("child", child_id)

    return framed


def find(draft_id: UUID, child_id: UUID) -> Draft:
    """The reader's own draft about this child. Raises GoneError when there is none."""
    row = kept.Draft.objects.filter(pk=draft_id).first()
    if row is None or row.answers["child"] != str(child_id):
        raise GoneError
    answers = row.answers
    return Draft(
        draft_id,
        child_id,
        row.pathway,
        dict(answers["facts"]),
        tuple(answers["unknown"]),
        dict(answers["account"]),
        answers.get("beside", ""),
        answers.get("approach", ""),
    )


def verdict(draft: Draft, child: kept.Child, referrer: dict[str, object], clock: Clock) -> Verdict:
    """What the pathway answers on the draft as it stands."""
    return verdict_on(child, draft.pathway, {**readable(draft), **referrer}, clock.today)


def next_question(draft: Draft, verdict: Verdict) -> str:
    """The next fact to ask for, or "" when no more answers would change the outcome."""
    open_still = [name for name in verdict.child_missing if name not in draft.unknown]
    return open_still[0] if open_still else ""


def readable(draft: Draft) -> dict[str, object]:
    """The facts that the vocabulary still knows: a draft may be older than a change of words."""
    found: dict[str, object] = {}
    for name, raw in draft.facts.items():
        try:
            FACTS[name].read(raw)
        except (KeyError, FactError):
            continue
        found[name] = raw
    return found
