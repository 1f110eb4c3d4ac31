"""For which schools a reader brings in a roll: their own, or for the council any."""

from uuid import UUID

from django.core.exceptions import PermissionDenied

from towpath.records import roll as kept
from towpath.rules import who
from towpath.web.request import Request

COUNCIL = frozenset({"data_officer"})


def schools(request: Request) -> list[tuple[UUID, str]]:
    """The schools, by name. 403 for whoever brings in no roll."""
    duties = who.MAY["bring_in_roll"]
    if not request.reader.holds(duties):
        raise PermissionDenied(who.may(frozenset(), "bring_in_roll").reason)
    if request.reader.holds(COUNCIL):
        return kept.schools(request.reader.authority_id)
    posts = [post for post in request.reader.posts if post.duty in duties]
    own = {post.school_id: post.place for post in posts if post.school_id}
    return sorted(own.items(), key=lambda school: school[1])
