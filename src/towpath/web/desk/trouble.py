"""Files that want somebody, on the desk of who added them and of who owns the referral."""

from towpath.records.evidence import Trouble, troubles
from towpath.web.actor import now
from towpath.web.request import Request


def trouble(request: Request) -> list[Trouble]:
    """The reader's own. One query."""
    return troubles(request.reader.person_id, request.reader.authority_id, now().now)
