"""A receiving service's intake: its own steps before a place, its places, and its waiting list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from towpath.rules.pathway import Step
from towpath.rules.placement import DECLINE as ANY_DECLINE
from towpath.rules.reason import Reason, given, if_said
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

# The kinds of provider that are the council's own to pass a child to, with an inbox and a lead.
RECEIVING = ("service", "pru", "medical_pru")

# What is next. They name nobody: a court may keep one of the family from knowing where a child is.
LOOK_AGAIN = "The service looks at its waiting list again"
ANSWER = "The service offers a place, or says why not"
SAID_NO = "The service said no: read why, and find another way"
LONGEST_SOURCE = 300  # characters of whose word a number of places is

WAIT = {
    "no_place": "every place is in use",
    "group": "no place in a group of the right age or need",
    "staffing": "no member of staff is free yet",
    "step": "a step that must come first has not been possible yet",
    "family": "the family asked for a later start",
    "other": "another reason",
}
# Why a service says no, beside the reasons that any provider may have.
DECLINE = {
    "own_step": "its interview, visit or assessment showed that it is not the right place",
    "funding": "the funding was not agreed",
    "not_wanted": "the young person or family does not want this place",
}
OUTCOMES = {
    "done": "done",
    "not_needed": "does not apply to this child",
    "not_done": "not done yet",
}
SETTLED = ("done", "not_needed")
PAYERS = {
    "school": "the child's school",
    "council": "the council",
    "other": "somebody else, named below",
}
HOW = {
    "direct": "they pay the service themselves",
    "recharged": "the council pays first, and recharges them",
}


@dataclass(frozen=True, slots=True)
class Funding:
    """Who pays for a place, how, and on what basis: in words, such as "by the lesson, termly"."""

    payer: str
    how: str
    basis: str


@dataclass(frozen=True, slots=True)
class Room:
    """What a service has room for today.

    `places` is None where nobody has said how many there are. `ahead` counts the children who wait
    there and have waited longer than the one it is asked about.
    """

    places: int | None
    in_use: int
    ahead: int = 0

    @property
    def free(self) -> int | None:
        """How many more can be taken; below nothing where it is over its places already."""
        return None if self.places is None else self.places - self.in_use


def own_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Of a pathway's steps those that a service records, in the policy's order."""
    return tuple(step for step in steps if step.recorded)


def waits_for(step: Step, steps: Sequence[Step], outcomes: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the steps that the policy puts before this one, and that are not settled yet.

    `outcomes` are the last recorded, by the step's id.
    """
    names = {each.id: each.name for each in steps}
    return tuple(names[id_] for id_ in step.after if outcomes.get(id_) not in SETTLED)


def check_step(step: Step, steps: Sequence[Step], outcomes: Mapping[str, str]) -> None:
    """Raise Wrong where a step is recorded before those that the policy puts before it."""
    if waits := waits_for(step, steps, outcomes):
        raise Wrong("outcome", f"Before this comes: {', '.join(waits)}. Record that first")


def check_offer(steps: Sequence[Step], outcomes: Mapping[str, str]) -> None:
    """Raise Wrong where a place would be given before the steps that the policy puts before it."""
    for step in steps:
        if step.recorded == "offer" and (waits := waits_for(step, steps, outcomes)):
            raise Wrong("", f"Before a place is offered comes: {', '.join(waits)}. Record it first")


def next_of(steps: Sequence[Step], outcomes: Mapping[str, str]) -> Step | None:
    """The first step that is not settled and waits for no other; the offer is the last of them."""
    for step in steps:
        if outcomes.get(step.id) not in SETTLED and not waits_for(step, steps, outcomes):
            return step
    return None


def check_funding(funding: Funding) -> Funding:
    """The funding, tidied. Raises Wrong where it does not say who pays, how and on what basis."""
    if funding.payer not in PAYERS:
        raise Wrong("payer", "Say who pays")
    if funding.how not in HOW:
        raise Wrong("how", "Say how they pay")
    return Funding(funding.payer, funding.how, given("basis", funding.basis))


def taken(room: Room, why: str) -> Reason:
    """With what reason a place is given: none is asked for where one is free and nobody waits.

    Raises Wrong where the service would go over its places, or pass over a child who has waited
    longer, without a word.
    """
    if room.free is not None and room.free <= 0:
        code = "over_places"
        full = "The one place is" if room.places == 1 else f"All {room.places} places are"
        ask = f"{full} in use: say why this child is taken all the same"
    elif room.ahead:
        code = "out_of_turn"
        children = "1 child has" if room.ahead == 1 else f"{room.ahead} children have"
        ask = f"{children} waited longer for this service: say why this child is taken first"
    else:
        return Reason("", if_said(why))
    try:
        return Reason(code, given("why", why))
    except Wrong:
        raise Wrong("why", f"{ask}, or put them on the waiting list") from None


def check_date(field: str, on: date, today: date, latest: date) -> None:
    """Raise Wrong where a next date is past, or later than the policy lets anybody wait."""
    if on < today:
        raise Wrong(field, "The next date must be today or later")
    if on > latest:
        raise Wrong(field, f"The next date must be by {say(latest)}: nobody waits longer unseen")


def declines(kind: str) -> Mapping[str, str]:
    """The coded reasons with which a provider of this kind may say no."""
    return ANY_DECLINE | DECLINE if kind in RECEIVING else ANY_DECLINE
