"""A request as our pages get it: who is reading, and of which child."""

from dataclasses import dataclass

from django.http import HttpRequest

from towpath.records import models as kept
from towpath.rules import who
from towpath.web.frame import Frame


@dataclass(frozen=True, slots=True)
class Sight:
    """The child of a page, and the duties its reader holds towards that child."""

    child: kept.Child
    duties: frozenset[str]

    def may(self, verb: str) -> bool:
        """Whether a link or button for this verb belongs on the page."""
        return who.may(self.duties, verb).yes


class Request(HttpRequest):
    """What `actor` and `door` have put on a request before a view runs.

    `reader` is there behind sign-in, `sight` where a child is in the address; to ask for either
    elsewhere is a mistake and raises AttributeError.
    """

    user: kept.User
    frame: Frame
    reader: who.Reader
    sight: Sight


def page_number(request: HttpRequest) -> int:
    """The page of a list that the address asks for: the first, where it asks for none."""
    text = request.GET.get("page", "")
    return min(int(text), 10_000) if text.isdecimal() and int(text) > 0 else 1
