"""What the council owes a child under section 19, and how it is kept under review."""

from datetime import date

from towpath.rules.decision import SECTION_19
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

# A duty that is not owed is closed; the other answers keep it open.
OPEN_ANSWERS = tuple(answer for answer in SECTION_19 if answer != "not_owed")


def check_review(
    answer: str, is_open: bool, next_on: date | None, today: date, latest: date
) -> None:
    """Raise Wrong where a review lacks what every review must have.

    `latest` is the last day the policy allows for the next review.
    """
    if not is_open:
        raise Wrong("", "This was closed: what has happened since opens a new one")
    if answer not in SECTION_19:
        raise Wrong("answer", "Say whether the council owes this child education")
    if answer == "not_owed":
        return
    check_again(next_on, today, latest)


def check_again(next_on: date | None, today: date, latest: date) -> None:
    """Raise Wrong where what is owed would not be looked at again in time."""
    if next_on is None or next_on <= today:
        raise Wrong("next_on", "Give the day it will be looked at again, after today")
    if next_on > latest:
        raise Wrong("next_on", f"It must be looked at again by {say(latest)}")
