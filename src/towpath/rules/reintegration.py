"""The way back to school: steps, an end with a destination, and a check that it held."""

from datetime import date

from towpath.rules.placement import MOST_MINUTES
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

STEP_OUTCOMES = {
    "planned": "Planned",
    "done": "Done",
    "not_done": "Not done",
}
DESTINATION = {
    "own_school": "their own school",
    "new_mainstream": "a new mainstream school",
    "special": "a special school",
    "post_16": "education or training after 16",
    "eotas": "education otherwise than at school",
    "other_ap": "other alternative provision",
    "moved_away": "moved out of the area",
    "none": "nowhere yet: the council's duty stays open",
}
END_REASONS = {
    "returned": "returned to school as planned",
    "objectives_met": "the objectives are met",
    "time_limit": "the pathway's time limit was reached",
    "not_suitable": "the placement was not suitable",
    "provider_stopped": "the provider stopped",
    "moved": "the family moved",
    "age": "the young person is over compulsory school age",
    "safeguarding": "a safeguarding decision",
}
SUSTAINED = {
    "yes": "Yes, the return has held",
    "in_part": "In part: attending, but not all planned hours",
    "no": "No, the child is again not receiving suitable education",
}
# What the council owes, by how far a return has held.
OWED = {"in_part": "partly", "no": "owed"}
LONGEST = 300  # characters of a step's words


def check_step(from_on: date, minutes_in_school: int, started_on: date) -> None:
    """Raise Wrong for a step back to school that cannot be. Of no minutes: a visit, a meeting."""
    if from_on < started_on:
        raise Wrong("from_on", f"The step cannot be before the placement began, {say(started_on)}")
    if not 0 <= minutes_in_school <= MOST_MINUTES:
        raise Wrong("minutes_in_school", "Hours a week in school must be between 0 and 60")


def leaves_nothing(destination: str) -> bool:
    """Whether the child would be left without education when the placement ends."""
    return destination == "none"
