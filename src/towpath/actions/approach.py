"""Approaches: asked by a family or a school, answered by an owner by a date, never lost."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from towpath.actions.action import Deed, NotAllowed, action
from towpath.actions.said import amended_so
from towpath.records import models as kept
from towpath.records.approach import is_closed, school_lead
from towpath.records.policy import due, policy
from towpath.records.referral import lightest_officer, owners
from towpath.records.row import keys
from towpath.records.school import school_of_roll
from towpath.rules import approach as rule
from towpath.rules.amendment import Amended
from towpath.rules.reason import Reason, given, if_said
from towpath.rules.referral import OPEN
from towpath.rules.wrong import Wrong

CLOSED = "A court order limits what can be done here: write to the council, which will answer you"


@action("ask_for_help")
def ask_for_help(*, deed: Deed, child_id: UUID, words: str, hoped_for: str) -> UUID:
    """A parent or young person asks the school to refer; the council, where there is no school."""
    _keep_distance(child_id)
    child = deed.take(kept.Child, child_id)
    waits = kept.Approach.objects.filter(
        child=child, kind="help", asked_by_id=deed.actor_id, state__in=rule.OPEN
    )
    if waits.exists():
        raise Wrong("", "You have asked already, and it waits for an answer: see your first page")
    school_id = school_of_roll(child_id)
    owner_id = school_lead(child, school_id) or lightest_officer(child)
    said = {"words": given("words", words), "hoped_for": if_said(hoped_for)}
    return _ask(deed, child, "help", owner_id, school_id=school_id, **said)


@action("say_wrong")
def say_wrong(*, deed: Deed, referral_id: UUID, about: str, words: str, right: str) -> UUID:
    """A parent or young person says that something said of them is wrong, and what is right."""
    seen = kept.Referral.objects.filter(pk=referral_id).values_list("child_id", flat=True).first()
    if seen:
        _keep_distance(seen)
    referral = deed.take(kept.Referral, referral_id)
    if about not in rule.DISPUTED:
        raise Wrong("about", "Choose what is wrong")
    child = kept.Child.objects.get(pk=referral.child_id)
    quoted = "" if about == "other" else _reads(referral, about)
    said = {"words": given("words", words), "hoped_for": given("right", right)}
    able = owners(child).filter(person_id=referral.owner_id).exists()
    owner_id = referral.owner_id if able else lightest_officer(child)
    more = {"about": about, "quoted": quoted, "referral": referral, "school_id": referral.school_id}
    return _ask(deed, child, "correction", owner_id, **said, **more)


@action("ask_advice")
def ask_advice(*, deed: Deed, child_id: UUID, pathway: str, words: str, hoped_for: str) -> UUID:
    """A school asks for advice about a pupil, before any referral: of a pathway's service, or of
    the council's officers (pathway "")."""
    child = deed.take(kept.Child, child_id)
    if pathway and pathway not in policy(child.authority_id).council.pathways:
        raise Wrong("pathway", "Choose whom you ask")
    said = {"words": given("words", words), "hoped_for": if_said(hoped_for)}
    owner_id = lightest_officer(child)
    return _ask(
        deed, child, "advice", owner_id, school_id=school_of_roll(child_id), pathway=pathway, **said
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """How an approach ends. Of a correction that is agreed, `became` is how the part now should
    read, and `view` the code of the family's view where that is the part."""

    outcome: str
    words: str
    became: str = ""
    view: str = ""


@action("answer_approach")
def answer(*, deed: Deed, approach_id: UUID, seen: int, answer: Answer) -> UUID:
    """End an approach with an outcome and its reason, which whoever asked reads.

    A correction that is agreed is made at once, by an amendment of the referral while it is live.
    """
    approach = deed.take(kept.Approach, approach_id, seen=seen)
    if not rule.may_answer(approach.kind, deed.duties):
        raise NotAllowed(rule.WHO_ANSWERS)
    if answer.outcome not in rule.OUTCOMES[approach.kind]:
        raise Wrong("outcome", "Choose what the answer is")
    state = rule.APPROACH.move(approach.state, "answer")
    text = given("words", answer.words)
    if answer.outcome == "agreed":
        _put_right(deed, approach, answer, text)
    deed.change(
        approach,
        state=state,
        outcome=answer.outcome,
        answer=text,
        answered_by_id=deed.actor_id,
        answered_at=deed.clock.now,
        next_on=None,
    )
    return deed.done(approach, reason=Reason(answer.outcome, text))


@action("note_approach")
def note(*, deed: Deed, approach_id: UUID, seen: int, words: str, next_on: date) -> UUID:
    """Write what was said or done meanwhile. It stays open, with a new next date.

    Whoever writes owns it from then on, if they are one who can answer it.
    """
    approach = deed.take(kept.Approach, approach_id, seen=seen)
    if not rule.may_answer(approach.kind, deed.duties):
        raise NotAllowed(rule.WHO_ANSWERS)
    if approach.state not in rule.OPEN:
        raise Wrong("", "This has been answered: nothing is to be added")
    today = deed.clock.today
    latest = due(approach.authority_id, rule.CLOCK[approach.kind], today)
    rule.check_next(next_on, today, latest)
    text = given("words", words)
    made = kept.ApproachNote.objects.create(
        **keys(approach),
        approach=approach,
        words=text,
        next_on=next_on,
        written_by_id=deed.actor_id,
        written_at=deed.clock.now,
    )
    deed.change(approach, owner_id=deed.actor_id, next_on=next_on)
    return deed.done(made, reason=Reason("", text), owner_id=deed.actor_id, next_on=next_on)


def _ask(deed: Deed, child: kept.Child, kind: str, owner_id: UUID, **more: Any) -> UUID:
    next_on = due(child.authority_id, rule.CLOCK[kind], deed.clock.today)
    made = kept.Approach.objects.create(
        authority_id=child.authority_id,
        child=child,
        kind=kind,
        asked_by_id=deed.actor_id,
        asker=kept.Person.objects.get(pk=deed.actor_id).name,
        asked_at=deed.clock.now,
        owner_id=owner_id,
        next_on=next_on,
        **more,
    )
    return deed.done(made, owner_id=owner_id, next_on=next_on)


def _keep_distance(child_id: UUID) -> None:
    """A parent whom a court keeps away asks the council in writing: here they would learn where."""
    if is_closed(child_id):
        raise NotAllowed(CLOSED)


def _reads(referral: kept.Referral, about: str) -> str:
    text: str = getattr(referral, "parent_view_text" if about == "parent_view" else about)
    view = rule.VIEWS[referral.parent_view] if about == "parent_view" else ""
    return ": ".join(part for part in (view, text) if part)


def _put_right(deed: Deed, approach: kept.Approach, answer: Answer, why: str) -> None:
    """Amend the referral as agreed; what is no part of it, or has ended, is put right in words."""
    if approach.about == "other" or approach.referral_id is None:
        return
    rows = kept.Referral.objects.select_for_update(no_key=True)
    referral = rows.get(pk=approach.referral_id)
    if referral.state not in OPEN:
        return
    amended = Amended(approach.about, answer.became, view=answer.view)
    try:
        amended_so(deed=deed, referral=referral, amended=amended, why=why)
    except Wrong as wrong:
        field = "became" if wrong.field == "value" else wrong.field
        raise Wrong(field, wrong.words) from None
