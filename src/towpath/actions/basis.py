"""The legal basis of a placement, corrected where it was said wrongly, and the register with it."""

from uuid import UUID

from towpath.actions.action import Deed, action
from towpath.actions.step import mark
from towpath.records import models as kept
from towpath.records.lesson import COUNTS
from towpath.records.policy import policy
from towpath.records.row import keys
from towpath.rules import session
from towpath.rules.placement import FALLEN_AWAY
from towpath.rules.reason import Reason, given
from towpath.rules.referral import ARRANGED_BY, LEGAL_BASIS
from towpath.rules.wrong import Wrong


@action("correct_basis")
def correct(*, deed: Deed, placement_id: UUID, seen: int, legal_basis: str, reason: str) -> UUID:
    """Say on what basis the education is arranged, without offering it again.

    Who arranges it, which the census counts, and the marks of its lessons follow. What it was said
    to be is kept.
    """
    placement = deed.take(kept.Placement, placement_id, seen=seen)
    if placement.state in FALLEN_AWAY:
        raise Wrong("", "This place fell away, so that nothing is arranged on any basis")
    if legal_basis not in LEGAL_BASIS:
        raise Wrong("legal_basis", "Choose who arranges the education, and on what basis")
    if legal_basis == placement.legal_basis:
        raise Wrong("legal_basis", "Nothing is changed: choose what it should have been")
    why = Reason("corrected", given("reason", reason))
    change = kept.BasisChange.objects.create(
        **keys(placement),
        placement=placement,
        was=placement.legal_basis,
        became=legal_basis,
        reason=why.text,
        corrected_by_id=deed.actor_id,
        corrected_at=deed.clock.now,
    )
    deed.change(placement, legal_basis=legal_basis, arranged_by=ARRANGED_BY[legal_basis])
    school_day = policy(placement.authority_id).school_day
    lessons = kept.Lesson.objects.filter(COUNTS, placement=placement).order_by("starts_at")
    times = lessons.values_list("starts_at", "minutes")
    halves = [half for time in times for half in session.halves(*time, school_day)]
    mark(placement=placement, halves=halves)
    return deed.done(change, reason=why, owner_id=placement.owner_id, next_on=placement.next_on)
