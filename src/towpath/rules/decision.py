"""A decision: an outcome, a coded reason with text, an owner, a next date, and section 19."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from towpath.rules.enquiry import Outcome
from towpath.rules.reason import Reason, given
from towpath.rules.vocabulary import FACTS
from towpath.rules.wording import day as say
from towpath.rules.words import says_nothing
from towpath.rules.wrong import Wrong

OUTCOMES = {
    "accept": "accepted",
    "not_accept": "not accepted",
    "signpost": "signposted",
    "return_for_information": "returned for information",
}

# Coded reasons by outcome. The text beside them is never optional.
REASONS = {
    "accept": {
        "criteria_met": "the criteria are met",
        "exceptional": "the criteria are not all met; accepted exceptionally",
        "interim": "accepted while information is still awaited",
    },
    "not_accept": {
        "criteria_not_met": "one or more criteria are not met",
        "may_not_refer": "the person who referred may not refer to this pathway",
        "school_can_meet_need": "the school can meet the need with support",
        "other_pathway": "another pathway fits better and has been started",
    },
    "signpost": {
        "advice_only": "advice or outreach is what is needed",
        "other_service": "another service is the right one",
        "health": "health services should be asked first",
    },
    "return_for_information": {
        "facts_missing": "facts that decide the outcome are not known",
        "evidence_missing": "evidence that the pathway asks for is missing",
        "parent_view_missing": "the parent's or young person's view is missing",
    },
}

# The council's own question, asked at every decision: does it owe this child education?
SECTION_19 = {
    "owed": "Yes, the council owes this child education now",
    "partly": "In part: some education is in place, and the council owes the rest",
    "not_owed": "No: suitable education is available to this child",
    "not_yet_known": "Not yet known: the next date below is when it will be",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decides on a referral; `missing` names the facts asked for when returned."""

    outcome: str
    reason: Reason
    section_19: str
    owner_id: UUID
    next_on: date
    missing: tuple[str, ...] = ()


def check(decision: Decision, today: date, latest: date) -> None:
    """Raise Wrong where a decision lacks what every decision must have.

    `latest` is the last day on which the policy lets what is owed be looked at again.
    """
    if decision.outcome not in OUTCOMES:
        raise Wrong("outcome", "Choose what you decide")
    if decision.reason.code not in REASONS[decision.outcome]:
        raise Wrong("reason_code", "Choose a reason that belongs to this decision")
    given("reason", decision.reason.text)
    if decision.section_19 not in SECTION_19:
        raise Wrong("section_19", "Say whether the council owes this child education")
    if decision.next_on < today:
        raise Wrong("next_on", "The next date must be today or later")
    if decision.next_on > latest:
        raise Wrong("next_on", f"The next date must be by {say(latest)}: nobody waits longer")
    if decision.outcome == "return_for_information" and not decision.missing:
        raise Wrong("missing", "Choose what you are asking for")
    if not set(decision.missing) <= FACTS.keys():
        raise Wrong("missing", "Choose from the questions that are listed")


def check_claim(decision: Decision, child: Outcome) -> None:
    """Raise Wrong where the reason says of the criteria what triage does not find.

    `child` is what the pathway answers of the child, whoever referred. An officer may decide
    otherwise than triage, and says then that it is an exception.
    """
    if decision.reason.code == "criteria_met" and child != "eligible":
        found = "are not all met" if child == "not_eligible" else "cannot be judged yet"
        choose = "exceptionally" if child == "not_eligible" else "while information is awaited"
        words = f"Triage finds that the criteria {found}: choose “accepted {choose}”"
        raise Wrong("reason_code", f"{words}, or another reason")
    if decision.reason.code == "criteria_not_met" and child != "not_eligible":
        found = "are met" if child == "eligible" else "cannot be judged yet"
        raise Wrong("reason_code", f"Triage finds that the criteria {found}: choose another reason")


def unsaid(reason: str) -> str:
    """What to say beside a reason on record that says nothing; "" beside any other.

    No such reason is taken now. Those that came from elsewhere are shown for what they are.
    """
    return "This reason says nothing: ask who decided" if says_nothing(reason) else ""


WHO_EXPLAINS = "This is for who owns the decision or its referral, or for a head of service"


def may_explain(duties: Set[str], person_id: UUID, owners: Set[UUID]) -> bool:
    """Whether someone may say what an empty reason meant: an owner, or a head of service."""
    return person_id in owners or "head_of_service" in duties


def opens_duty(decision: Decision) -> bool:
    """Whether the decision leaves an education duty to keep under review.

    "Not yet known" does: a question left open is reviewed, or it is lost.
    """
    return decision.section_19 != "not_owed"
