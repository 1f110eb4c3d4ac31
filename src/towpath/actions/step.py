"""What a deed leads to beside the row it is about: what is next or owed, a concern, a mark, who is
written to, what was sent with it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from towpath.actions.action import Deed
from towpath.records import letter
from towpath.records import models as kept
from towpath.records.document import measured
from towpath.records.evidence import paper_of
from towpath.records.lesson import COUNTS
from towpath.records.owner import owned
from towpath.records.policy import due, policy
from towpath.records.referral import facts_said, lightest_officer, owners
from towpath.records.row import keys
from towpath.rules import session, who
from towpath.rules.calendar import Hours
from towpath.rules.document import Sound, check_number
from towpath.rules.evidence import COUNTED, Paper
from towpath.rules.lesson import MOST_MINUTES
from towpath.rules.letter import LETTER
from towpath.rules.placement import PLACEMENT
from towpath.rules.reason import Reason, given
from towpath.rules.wording import LONDON, as_day
from towpath.rules.wrong import Wrong


def next_step(*, deed: Deed, placement: kept.Placement, next_on: date, words: str) -> None:
    """Say what is due next on this placement, and by when: here, and on the caseload's referral."""
    deed.change(placement, next_on=next_on, next_step=words)
    referral = kept.Referral.objects.filter(placements=placement).first()
    if referral:
        deed.change(referral, next_on=next_on, next_step=words)


def let_go(*, deed: Deed, placement: kept.Placement, verb: str, reason: Reason) -> None:
    """Decline or cancel a place that has not started. What is next is then its referral's."""
    deed.change(
        placement,
        state=PLACEMENT.move(placement.state, verb),
        next_on=None,
        next_step="",
    )
    say_why(placement=placement, reason=reason)


def say_why(*, placement: kept.Placement, reason: Reason) -> None:
    """Keep why a placement ended, or never began, apart from what its family reads."""
    kept.Ending.objects.create(
        **keys(placement), placement=placement, reason_code=reason.code, reason=reason.text
    )


def owe(*, deed: Deed, about: Any, answer: str, reason: str, next_on: date) -> None:
    """Open what the council owes the child of a referral or placement, or say it anew.

    The family reads the reason: it is a decision's, which was written for them, or fixed words.
    """
    now = {
        "answer": answer,
        "reason": reason,
        "owner_id": about.owner_id,
        "next_review_on": next_on,
    }
    if held := _held(about):
        deed.change(held, **now)
        return
    kept.Duty.objects.create(
        **keys(about),
        referral_id=about.pk if isinstance(about, kept.Referral) else about.referral_id,
        opened_at=deed.clock.now,
        **now,
    )


def settle(*, deed: Deed, about: Any, reason: str) -> None:
    """Close what the council owed, with its outcome, if anything was open: read as in `owe`."""
    if held := _held(about):
        deed.change(held, closed_at=deed.clock.now, outcome=reason, next_review_on=None)


def concern(
    *,
    deed: Deed,
    placement: kept.Placement,
    words: str,
    done_so_far: str = "",
    lesson: kept.Lesson | None = None,
) -> kept.Concern:
    """A safeguarding concern: its owner's at once, by a day of the policy."""
    return kept.Concern.objects.create(
        **keys(placement),
        placement=placement,
        lesson=lesson,
        words=given("concern", words),
        done_so_far=done_so_far.strip(),
        raised_by_id=deed.actor_id,
        raised_at=deed.clock.now,
        owner_id=_answers(placement),
        next_on=due(placement.authority_id, "concern", deed.clock.today),
    )


def mark(*, placement: kept.Placement, halves: Iterable[session.HalfDay]) -> None:
    """Each half-day's code, of all its lessons; none on a day that schools do not meet.

    A half-day that had a mark and has no lesson any more says so, for the school of roll may have
    read the mark that was there.
    """
    authority = policy(placement.authority_id)
    meets = authority.almanac.calendar.is_school_day
    wanted = [(on, half) for on, half in dict.fromkeys(halves) if meets(on)]
    if not wanted:
        return
    days = {on for on, _ in wanted}
    taught = _taught(placement, days, authority.school_day)
    rows = kept.Session.objects.filter(child_id=placement.child_id, on__in=days)
    marked = {(row.on, row.half): row for row in rows}
    for on, half in wanted:
        lessons, row = taught.get((on, half)), marked.get((on, half))
        if row is None and not lessons:
            continue
        route = session.mark(lessons, authority.routes) if lessons else session.TAKEN_BACK
        row = row or kept.Session(**keys(placement), on=on, half=half)
        if (row.code, row.why) != (route.code, route.words):
            row.code, row.why = route.code, route.words
            row.save()


def _answers(placement: kept.Placement) -> UUID:
    """Who is to answer a concern: the placement's owner, or an officer where they may not."""
    child = kept.Child.objects.get(pk=placement.child_id)
    may = owners(child).filter(duty__in=sorted(who.MAY["answer_concern"]))
    if may.filter(person_id=placement.owner_id).exists():
        return placement.owner_id
    return lightest_officer(child)


def draft(*, deed: Deed, decision: kept.Decision) -> int:
    """Draft a letter about a decision to each who should have one and has none; how many.

    To the adults and the young person whom the policy names, and a copy to the school. Letters of
    an earlier decision on the referral that have not gone are withdrawn: they are overtaken.
    """
    _withdraw_overtaken(deed, decision)
    live = kept.Letter.objects.filter(decision=decision).exclude(state="withdrawn")
    have = set(live.values_list("adult_id", flat=True))
    to: list[dict[str, Any]] = [
        {"adult": adult, "person_id": adult.person_id, "apart": apart}
        for adult, apart in letter.addressees(decision, deed.clock.today)
        if adult.pk not in have
    ]
    if decision.referral.school_id and None not in have:
        to.append({"school_id": decision.referral.school_id, "apart": False})
    for one in to:
        kept.Letter.objects.create(
            **keys(decision),
            **one,
            decision=decision,
            **letter.first_words(decision, apart=one["apart"]),
            written_by_id=deed.actor_id,
            written_at=deed.clock.now,
            owner_id=decision.owner_id,
            due_on=due(decision.authority_id, "letter", as_day(decision.decided_at)),
        )
    return len(to)


def _withdraw_overtaken(deed: Deed, decision: kept.Decision) -> None:
    earlier = kept.Letter.objects.filter(
        decision__referral_id=decision.referral_id, state__in=("draft", "checked")
    ).exclude(decision=decision)
    for held in earlier.select_for_update(no_key=True, of=("self",)).order_by("id"):
        words = "Overtaken by a later decision on the same referral"
        deed.change(held, state=LETTER.move(held.state, "withdraw"), trouble=words)


def attach(
    *, deed: Deed, referral: kept.Referral, paper: Paper, sound: Sound, content: bytes
) -> kept.Evidence:
    """A file with a referral: in quarantine until it is checked, or at once where nobody checks."""
    counted = kept.Evidence.objects.filter(referral=referral, state__in=COUNTED)
    check_number(counted.count(), policy(referral.authority_id).documents)
    size = measured(content)
    if counted.filter(sha256=size["sha256"]).exists():
        raise Wrong("file", "This very file is with the referral already")
    evidence = kept.Evidence(
        **keys(referral),
        referral=referral,
        asked=paper.asked,
        words=paper.words,
        written_by=paper.written_by,
        dated_on=paper.dated_on,
        shows=list(paper.shows),
        state="held" if settings.CLAMAV else "unchecked",
        name=sound.name,
        size=size["size"],
        sha256=size["sha256"],
        added_by_id=deed.actor_id,
        added_at=deed.clock.now,
        person_id=deed.actor_id if deed.duties <= who.FAMILY else None,
    )
    if not settings.CLAMAV:
        evidence.document = release(
            deed=deed, evidence=evidence, media_type=sound.media_type, content=content
        )
    evidence.save(force_insert=True)
    if settings.CLAMAV:
        kept.Quarantine.objects.create(
            **keys(referral),
            evidence=evidence,
            added_by_id=deed.actor_id,
            media_type=sound.media_type,
            content=content,
        )
        deed.queue("check_evidence", evidence_id=evidence.pk)
    return evidence


def attach_drafted(*, deed: Deed, referral: kept.Referral, draft_id: UUID) -> None:
    """The files of the actor's own draft about this child, with the referral it has become."""
    files = kept.DraftFile.objects.filter(draft_id=draft_id, about=referral.child_id)
    for key in files.order_by("added_at", "id").values_list("pk", flat=True):
        file = kept.DraftFile.objects.get(pk=key)
        attach(
            deed=deed,
            referral=referral,
            paper=paper_of(file.paper),
            sound=Sound(file.name, file.media_type),
            content=bytes(file.content),
        )


def release(
    *, deed: Deed, evidence: kept.Evidence, media_type: str, content: bytes
) -> kept.Document:
    """The document of a piece of evidence: from now on whoever may read it can."""
    return kept.Document.objects.create(
        **keys(evidence),
        kind="evidence",
        name=evidence.name,
        media_type=media_type,
        **measured(content),
        person_id=evidence.person_id,
        made_by_id=evidence.added_by_id,
        made_at=deed.clock.now,
    )


def _held(about: Any) -> kept.Duty | None:
    return kept.Duty.objects.filter(child_id=about.child_id, closed_at=None).first()


def hand_on(
    *, deed: Deed, child: kept.Child, to_id: UUID, from_id: UUID | None = None, keep: Any = ()
) -> date | None:
    """Give another owner what is open for a child: one owner's, or all but those who `keep` theirs.

    Gives the first date that comes with it; None where nothing was open. An owner in post may be
    wrong, but a next step without an owner who sees the child is a child lost.
    """
    came: list[date] = []
    for rows, next_on in owned(child):
        theirs = rows.filter(owner_id=from_id) if from_id else rows.exclude(owner_id__in=keep)
        for row in theirs.select_for_update(no_key=True).order_by("id"):
            deed.change(row, owner_id=to_id)
            came.append(getattr(row, next_on))
    return min(came, default=None)


def _taught(
    placement: kept.Placement, days: set[date], school_day: Hours
) -> dict[session.HalfDay, list[session.Taught]]:
    """Every lesson of this child that counts, whoever taught it, by the half-days it is part of."""
    lessons = kept.Lesson.objects.filter(
        COUNTS,
        child_id=placement.child_id,
        starts_at__gt=_midnight(min(days)) - timedelta(minutes=MOST_MINUTES),
        starts_at__lt=_midnight(max(days)) + timedelta(days=1),
    ).select_related("placement__provider")
    because = {
        referral_id: session.because(facts_said(referral_id)) if referral_id else "other"
        for referral_id in {lesson.placement.referral_id for lesson in lessons}
    }
    found: dict[session.HalfDay, list[session.Taught]] = {}
    for lesson in lessons:
        taught = session.Taught(
            lesson.outcome,
            lesson.mode,
            lesson.placement.legal_basis,
            lesson.placement.provider.kind,
            because[lesson.placement.referral_id],
        )
        for half_day in session.halves(lesson.starts_at, lesson.minutes, school_day):
            found.setdefault(half_day, []).append(taught)
    return found


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, LONDON)
