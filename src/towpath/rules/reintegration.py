"""The way back to school: steps, an end with a destination, and a check that it held."""

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
# Destinations after which there is a return to check.
SCHOOLS = frozenset({"own_school", "new_mainstream", "special"})


def leaves_nothing(destination: str) -> bool:
    """Whether the child would be left without education when the placement ends."""
    return destination == "none"
