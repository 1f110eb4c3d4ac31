"""What each verb of `actions/` leaves in a child's books, under the verb's own name."""

from collections.abc import Callable, Mapping

from towpath.project.county.entry import intake, placement, referral
from towpath.project.county.ledger import Ledger
from towpath.project.county.telling import Step

ENTRIES: Mapping[str, Callable[[Ledger, Step], None]] = {
    "send_referral": referral.send,
    "answer_referral": referral.answer,
    "withdraw_referral": referral.withdraw,
    "decide_referral": referral.decide,
    "review_duty": referral.review_duty,
    "write_note": referral.note,
    "offer_placement": placement.offer,
    "accept_placement": placement.accept,
    "decline_placement": placement.decline,
    "cancel_placement": placement.cancel,
    "record_intake_step": intake.record_step,
    "wait_for_place": intake.wait,
    "start_placement": placement.start,
    "start_interim": placement.start_interim,
    "complete_plan": placement.complete_plan,
    "record_lesson": placement.record_lesson,
    "answer_concern": placement.answer_concern,
    "hold_review": placement.hold_review,
    "plan_return_step": placement.plan_step,
    "record_return_step": placement.record_step,
    "end_placement": placement.end,
    "check_return": placement.check,
}


def enter(books: Ledger, step: Step) -> None:
    """Write what a step leaves behind, its event last."""
    books.changed.clear()
    ENTRIES[step.verb](books, step)
