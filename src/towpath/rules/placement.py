"""A placement's way: offered to a provider, agreed, started, ended; then the return is checked."""

from dataclasses import dataclass
from datetime import date

from towpath.rules.reason import given
from towpath.rules.state import Noun
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

PLACEMENT = Noun(
    "placement",
    {
        "offered": {
            "accept": "agreed",
            "wait": "waiting",
            "decline": "declined",
            "cancel": "cancelled",
        },
        # On the waiting list of one of the council's own services, which looks at it again.
        "waiting": {
            "accept": "agreed",
            "wait": "waiting",
            "decline": "declined",
            "cancel": "cancelled",
        },
        "agreed": {"start": "started", "cancel": "cancelled"},
        "started": {"end": "ended"},
        "ended": {"check_return": "checked"},
        "checked": {},
        "declined": {},
        "cancelled": {},
    },
    {
        "offered": "offered to the provider",
        "waiting": "on the service's waiting list",
        "agreed": "agreed, and not yet started",
        "started": "started",
        "ended": "ended, and the return is still to be checked",
        "checked": "ended, and the return was checked",
        "declined": "declined by the provider",
        "cancelled": "cancelled before it started",
    },
)

# What is next once a place is offered. It names nobody: a family's page shows it, and a court may
# keep one of them from knowing where the child is.
ANSWER = "A provider answers the offer"

OPEN = ("offered", "waiting", "agreed", "started", "ended")
SEEN_BY_PROVIDER = ("offered", "waiting", "agreed", "started")
UNANSWERED = ("offered", "waiting")
NOT_STARTED = ("offered", "waiting", "agreed")
FALLEN_AWAY = ("declined", "cancelled")

ARRANGED_BY = {"council": "the council", "school": "the school", "parent": "the parents"}
# Why it was commissioned, not the child's need (alternative provision census, labels only: the
# census's letter codes are reference data that an authority loads).
CENSUS_REASON = {
    "ehc_plan": "setting named on the EHC plan",
    "permanent_exclusion": "permanent exclusion",
    "mental_health": "mental health need",
    "physical_health": "physical health need",
    "pregnancy_childcare": "pregnancy or childcare",
    "new_arrival": "new arrival without a school place",
    "behaviour": "off-site placement for behavioural support",
    "other": "another reason",
}
SETTING_TYPE = {
    "URN": "school or unit with a URN",
    "UKPRN": "provider with a UKPRN",
    "OOT": "one-on-one tuition",
    "NFE": "non-maintained further education",
    "WBP": "work-based placement",
    "OTH": "other unregistered setting",
}
NEXT_STEP = {
    "own_school": "back to their own school",
    "new_mainstream": "a new mainstream school",
    "special": "a special school",
    "post_16": "education or training after 16",
    "eotas": "education otherwise than at school",
}
DECLINE = {
    "no_capacity": "no capacity",
    "need_not_met": "the need cannot be met safely or well",
    "distance": "too far to travel",
    "mix": "not suitable beside other children placed",
    "information": "too little is known to say yes",
    "other": "another reason",
}
CANCEL = {
    "no_answer": "the provider has not answered",
    "cannot_start": "the provider agreed, and cannot start after all",
    "unsuitable": "the place has turned out not to be suitable",
    "not_needed": "the place is no longer needed",
}
LONGEST = 300  # characters of an objective, and of where the child is now
# More than anybody is taught in a week: a slip of the keyboard.
MOST_MINUTES = 60 * 60


@dataclass(frozen=True, slots=True)
class Brief:
    """What a provider must know before the first day: the risks, and everything else."""

    risks: str
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands before a child is taught: aims, where the child starts, hours, review, return."""

    objectives: tuple[tuple[str, str], ...]  # (what we work towards, where the child is now)
    planned_minutes: int  # a week
    first_review_on: date
    next_step: str


def open_late(marks_until: date | None, today: date) -> bool:
    """Whether a placement that has ended is still open to its provider's last lessons."""
    return marks_until is not None and today <= marks_until


def check_plan(plan: Plan, starts_on: date, latest_review_on: date, today: date) -> None:
    """Raise Wrong where the plan lacks what every placement must have.

    `latest_review_on` is the last day the authority's policy allows for a first review. Where that
    has passed, the review is due today.
    """
    if not plan.objectives:
        raise Wrong("objective_1", "Give at least one objective, with where the child is now")
    for number, (words, baseline) in enumerate(plan.objectives, 1):
        given(f"objective_{number}", words, LONGEST)
        given(f"baseline_{number}", baseline, LONGEST)
    if not 0 < plan.planned_minutes <= MOST_MINUTES:
        raise Wrong("planned_minutes", "Planned hours a week must be more than nothing, 60 at most")
    if plan.first_review_on <= starts_on:
        raise Wrong("first_review_on", "The first review must be after the start")
    if plan.first_review_on < today:
        raise Wrong("first_review_on", "The first review must be today or later")
    latest = max(latest_review_on, today)
    if plan.first_review_on > latest:
        words = f"The first review must be by {say(latest)}, as the council’s policy has it"
        raise Wrong("first_review_on", words)
    if plan.next_step not in NEXT_STEP:
        raise Wrong("next_step", "Choose the intended next step")
