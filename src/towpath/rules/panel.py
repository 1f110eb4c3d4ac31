"""A panel: several people look at a referral, each alone at first, and what they say is recorded.

A panel advises and one officer decides, so that a decision always has an owner. It stops no clock:
the referral keeps the date it had.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from towpath.rules import who
from towpath.rules.decision import OUTCOMES
from towpath.rules.reason import given
from towpath.rules.state import Noun
from towpath.rules.wording import moment
from towpath.rules.wrong import Wrong

PANEL = Noun(
    "panel",
    {"planned": {"change": "planned", "call_off": "called_off"}, "called_off": {}},
    {"planned": "planned", "called_off": "called off"},
)
ITEM = Noun(
    "panel item",
    {
        "listed": {"open": "opened", "take_off": "taken_off", "call_off": "called_off"},
        "opened": {"decide": "decided", "take_off": "taken_off"},
        "decided": {},
        "taken_off": {},
        "called_off": {},
    },
    {
        "listed": "on the agenda, and members give their views",
        "opened": "opened: the views can be read, and a decision is due",
        "decided": "decided",
        "taken_off": "taken off the agenda",
        "called_off": "off the agenda, because the panel was called off",
    },
)
WAITING = ("listed", "opened")
OFF = ("taken_off", "called_off")

# Whose work gives them a view on what a child needs: officers, coordinators, heads and SENCOs.
SIT = (
    who.OFFICERS | who.INVOLVED | {"senco", "head_teacher", "pru_head", "a2e_lead", "service_lead"}
)

RECOMMENDS = {
    "accept": "Accept",
    "not_accept": "Do not accept",
    "signpost": "Signpost to another service",
    "return_for_information": "Ask for more first",
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """A panel to be held: its name, when, who sits on it, and which of them leads it."""

    name: str
    meets_at: datetime
    chair_id: UUID
    members: tuple[UUID, ...]


def check_meeting(meeting: Meeting, now: datetime) -> None:
    """Raise Wrong where a panel cannot be held as it is planned."""
    given("name", meeting.name, at_most=120)
    if meeting.meets_at <= now:
        raise Wrong("meets_on", "The panel must meet later than now")
    if len(set(meeting.members)) < 2:
        raise Wrong("members", "Choose at least two who sit on it: one alone is no panel")
    if meeting.chair_id not in meeting.members:
        raise Wrong("chair", "The chair must sit on the panel: tick them above, or choose another")


def difference(before: Meeting, after: Meeting, names: Mapping[UUID, str]) -> str:
    """What of a meeting is changed, for its record. `names` are those of all who sat or will sit.

    Raises Wrong where nothing is.
    """
    said = []
    if after.name != before.name:
        said.append(f"Called {after.name}, not {before.name}")
    if after.meets_at != before.meets_at:
        said.append(f"Meets {moment(after.meets_at)}, not {moment(before.meets_at)}")
    if after.chair_id != before.chair_id:
        said.append(f"Chaired by {names[after.chair_id]}, not {names[before.chair_id]}")
    for words, people in (
        ("Sits now", set(after.members) - set(before.members)),
        ("Sits no longer", set(before.members) - set(after.members)),
    ):
        if people:
            said.append(f"{words}: {', '.join(sorted(names[key] for key in people))}")
    if not said:
        raise Wrong("", "Nothing is changed yet: change what is to be different, or cancel")
    return ". ".join(said)


@dataclass(frozen=True, slots=True)
class View:
    """What one member recommends, and why."""

    recommends: str
    reason: str


def check_view(view: View) -> None:
    """Raise Wrong where a view recommends nothing, or gives no reason."""
    if view.recommends not in OUTCOMES:
        raise Wrong("recommends", "Choose what you recommend")
    given("reason", view.reason, at_most=4000)


def check_opening(silent: tuple[str, ...], without: str) -> None:
    """Raise Wrong where views are opened while members are silent and nobody says why.

    `silent` are the names of the members who have neither given a view nor stood aside.
    """
    if silent:
        names = ", ".join(silent)
        try:
            given("without", without, at_most=1000)
        except Wrong as wrong:
            words = f"{names} have given no view yet. Say why the panel goes on without"
            raise Wrong("without", words) from wrong
