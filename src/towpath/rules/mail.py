"""An email on its way: tried again while the other side has surely not taken it, and never twice.

Whether an email went is sometimes not known: the line broke after the last word was said. Then it
is not tried again, and somebody is told.
"""

from towpath.rules.state import Noun

MAIL = Noun(
    "email",
    {
        "waiting": {"try": "trying"},
        "trying": {"sent": "sent", "again": "waiting", "failed": "failed"},
        "sent": {},
        "failed": {},
    },
    {
        "waiting": "waiting to be sent",
        "trying": "being sent",
        "sent": "sent",
        "failed": "not sent",
    },
)
TRIES = 6  # the waits between them grow, to some two and a half hours in all

UNKNOWN = (
    "The connection broke while it was being sent, so it cannot be known whether it arrived. "
    "It is not sent again by itself."
)


def outcome(*, again: bool, tries: int) -> str:
    """What a try that failed comes to: "again" while it may and there are tries left."""
    return "again" if again and tries < TRIES else "failed"
