"""A review of a placement: held, with an outcome, the child's view, and the next date."""

from datetime import date

from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

OUTCOMES = {
    "continue": "Continue as planned",
    "change": "Continue with changes to the plan",
    "step_back": "Begin the steps back to school",
    "end": "End the placement",
}
# What is due next, on the day the review named.
NEXT = {
    "continue": "Hold the next review",
    "change": "Change the plan, and hold the next review",
    "step_back": "Plan the steps back to school",
    "end": "End the placement",
}


def check_held(held_on: date, started_on: date, today: date) -> None:
    """Raise Wrong for a day on which no review can have been held."""
    if held_on > today:
        raise Wrong("held_on", "The review must be held before it is recorded")
    if held_on < started_on:
        raise Wrong("held_on", f"The placement started on {say(started_on)}")


def check_next(next_on: date, held_on: date, latest: date, today: date) -> None:
    """Raise Wrong for a next review too soon or too late.

    `latest` is the last day the policy allows, counted from `held_on`. Where that has passed,
    because the review was written down late, the next is due today.
    """
    if next_on < today or next_on <= held_on:
        raise Wrong("next_on", "The next review must be after this one, and today or later")
    latest = max(latest, today)
    if next_on > latest:
        words = f"The next review must be by {say(latest)}, as the council’s policy has it"
        raise Wrong("next_on", words)
