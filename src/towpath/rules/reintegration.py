"""The way back to school: steps, an end with a destination, and a check that it held."""

from dataclasses import dataclass
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
    "home_education": "education at home, by the parents' own choice",
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
SUSTAINED = ("yes", "in_part", "no")


@dataclass(frozen=True, slots=True)
class Check:
    """What is asked some weeks after a placement's end, of a child who went to one destination.

    `step` is how a caseload says it is due; `question` takes the child's forename; `whom` is who
    can tell. `answers` are the words of yes, in part and no, in that order; `owed` what the council
    then owes (an answer of section 19) in part and at no. After "yes" nothing is owed.
    """

    step: str
    question: str
    whom: str
    answers: tuple[str, str, str]
    owed: tuple[str, str] = ("partly", "owed")

    def says(self, sustained: str) -> str:
        """The words of an answer."""
        return self.answers[SUSTAINED.index(sustained)]

    def then_owed(self, sustained: str) -> str:
        """What the council owes after an answer that is not yes."""
        return self.owed[SUSTAINED.index(sustained) - 1]


# Of a child who went back to a school.
RETURN = Check(
    "Check that the return has held",
    "Has {name}’s return to school held?",
    "The school, the family and {name}: days in, and days planned.",
    (
        "Yes, the return has held",
        "In part: attending, but not all planned hours",
        "No, the child is again not receiving suitable education",
    ),
)
CHECKS: dict[str, Check] = {
    "own_school": RETURN,
    "new_mainstream": RETURN,
    "special": RETURN,
    "post_16": Check(
        "Check that the place after 16 has held",
        "Is {name} still in the education or training they left for?",
        "The college or training provider, and {name}.",
        (
            "Yes, has started and is attending",
            "In part: enrolled, and not attending all of it",
            "No, never started or has left",
        ),
        # Over compulsory school age it is not section 19 that decides: somebody must look.
        ("not_yet_known", "not_yet_known"),
    ),
    "eotas": Check(
        "Check that the education in the plan is given",
        "Is {name} receiving all the education that the plan arranges?",
        "The family, {name}, and whoever provides each part of the package.",
        (
            "Yes, all of it is in place",
            "In part: some of the package is not in place",
            "No, little or nothing of it is in place",
        ),
    ),
    "home_education": Check(
        "Check that the education at home is suitable",
        "Is {name} receiving suitable education at home?",
        "Whoever in the council has looked at it, and the family.",
        (
            "Yes, the council has looked and is satisfied",
            "Not yet known: the council has asked and has no answer yet",
            "No, it is not suitable, or the family wants a school place",
        ),
        ("not_yet_known", "owed"),
    ),
    "other_ap": Check(
        "Check that the next provision has begun",
        "Is {name} being taught at the provision they went on to?",
        "The new provider, the family and {name}.",
        (
            "Yes, has begun and is attending",
            "In part: has begun, and not for all planned hours",
            "No, has not begun or has stopped",
        ),
    ),
    "moved_away": Check(
        "Check that the new council has them",
        "Has {name} a school place where they now live?",
        "The council they moved to. Ask it in writing, and keep the answer.",
        (
            "Yes, the new council or school has confirmed it",
            "In part: the new council knows of them, and has no place yet",
            "No, nobody there can say: they may be missing education",
        ),
        ("not_yet_known", "not_yet_known"),
    ),
    "none": Check(
        "Check that a place has been found",
        "Has {name} been taught anywhere since?",
        "The family, {name}, and the provider if there is one.",
        (
            "Yes, suitable education is in place",
            "In part: some education is in place",
            "No, there is still nothing",
        ),
    ),
}
# What follows an answer that is not yes, by what the council then owes.
FOLLOWS = {
    "owed": "The council owes education from today, in {owner}’s name",
    "partly": "The council owes the rest from today, in {owner}’s name",
    "not_yet_known": "{owner} finds out what the council owes, and by when",
}
LONGEST = 300  # characters of a step's words


def check_step(from_on: date, minutes_in_school: int, started_on: date) -> None:
    """Raise Wrong for a step back to school that cannot be. Of no minutes: a visit, a meeting."""
    if from_on < started_on:
        raise Wrong("from_on", f"The step cannot be before the placement began, {say(started_on)}")
    if not 0 <= minutes_in_school <= MOST_MINUTES:
        raise Wrong("minutes_in_school", "Hours a week in school must be between 0 and 60")


def may_tell_late(reason_code: str) -> bool:
    """Whether the provider may still record lessons after an end for this reason.

    A safeguarding decision takes the child out of the provider's sight at once.
    """
    return reason_code != "safeguarding"


def owed_after_end(provider: str, ended_on: date) -> str:
    """Why something is owed once a placement has ended: the family reads this, not who ended it."""
    ended = f"The placement with {provider} ended on {say(ended_on)}"
    return f"{ended}: what is owed now is looked at again"


def owed_after_check(provider: str, checked_on: date, sustained: str) -> str:
    """What follows the check for what is owed: the family reads this, not what anybody told."""
    asked = f"On {say(checked_on)} it was asked how things went after the placement with {provider}"
    held = sustained == "yes"
    return f"{asked}: {'nothing more is owed' if held else 'what is owed now is looked at again'}"


def leaves_nothing(destination: str) -> bool:
    """Whether the child would be left without education when the placement ends."""
    return destination == "none"
