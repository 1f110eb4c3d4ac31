"""A safeguarding concern: whose it is from the moment it is raised, until it has an outcome."""

from datetime import date

from towpath.rules.state import Noun
from towpath.rules.wording import day as say
from towpath.rules.wrong import Wrong

CONCERN = Noun(
    "concern",
    {
        "raised": {"take": "taken", "close": "closed"},
        "taken": {"take": "taken", "close": "closed"},
        "closed": {},
    },
    {
        "raised": "raised, and nobody has answered yet",
        "taken": "being acted on",
        "closed": "closed, with an outcome",
    },
)
OPEN = ("raised", "taken")

# The one answer that keeps a concern open: whoever gives it owns the concern from then on.
TAKEN = "taken"
OUTCOMES = {
    "social_care": "Referred to children’s social care",
    "police": "Reported to the police",
    "designated_officer": "Referred to the local authority designated officer: "
    "it is about an adult who works with children",
    "social_worker": "Passed to the child’s social worker, who is acting on it",
    "support": "Support arranged for the child or family",
    "known": "Already known, and already being acted on",
    "no_further_action": "Looked into, and no further action is needed",
}
ANSWERS = {TAKEN: "I am acting on it", **OUTCOMES}


def check_answer(code: str, next_on: date | None, today: date, latest: date) -> None:
    """Raise Wrong for an answer that is none, or that keeps the concern open without a near day.

    `latest` is the last day the policy allows for the outcome.
    """
    if code not in ANSWERS:
        raise Wrong("code", "Say what is being done, or what was")
    if code != TAKEN:
        return
    if next_on is None or next_on <= today:
        raise Wrong("next_on", "Give the day by which there is an outcome, after today")
    if next_on > latest:
        raise Wrong("next_on", f"There must be an outcome, or a new answer, by {say(latest)}")
