"""One look at the finder: everything that is known of it stands in the page's address."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.urls import reverse

from towpath.authority import Authority
from towpath.records.policy import published
from towpath.rules.finder import Finder, Said
from towpath.web.actor import now
from towpath.web.frame import frame

LONGEST = 3000  # characters of a query; every question answered at once takes half of it
# In a query, not answers: which form was sent, where to go on to, which child is looked for, and
# whose finder gave the answers that a referral begins with.
ANSWERED, THEN, FIND, CARRIED = "answered", "then", "find", "finder"


@dataclass(frozen=True, slots=True)
class Visit:
    """A council's finder today, what its address says, and what in it could not be read."""

    authority: Authority
    finder: Finder
    day: date
    said: Said
    wrong: dict[str, str]

    @property
    def code(self) -> str:
        """The council's, as its addresses have it."""
        return self.authority.council.id

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The answers as an address and a form carry them, in the order they were given."""
        return [(name, key) for name, keys in self.said.items() for key in keys]

    def query(self, **more: str) -> str:
        """The answers and `more` as an address carries them, with its "?"; "" for nothing."""
        pairs = [*more.items(), *self.pairs]
        return f"?{urlencode(pairs)}" if pairs else ""

    def page(self, route: str, *args: str, **more: str) -> str:
        """The address of another page of the finder, with the same answers."""
        return reverse(route, args=[self.code, *args]) + self.query(**more)

    def question(self, name: str) -> str:
        """The address of a question, from which one comes back to what was found."""
        return self.page("finder_question", name, then="results")


def visit(request: HttpRequest, council: str) -> Visit:
    """The visit that a request makes. Raises Http404 where no council of that code publishes, and
    BadRequest for a query longer than the finder ever writes."""
    try:
        authority = published(council)
    except LookupError:
        raise Http404("There is no such council") from None
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        raise BadRequest(
            "The address is longer than any that the finder makes: "
            "start the finder again, and answer its questions there"
        )
    around = frame(request)
    if not around.council:
        request.frame = replace(around, council=authority.council.name)  # type: ignore[attr-defined] # as `actor` does
    day = now().today
    finder = _prepare(_Edition(authority.version, day, authority))
    read = finder.read(
        (name, keys)
        for name, keys in request.GET.lists()
        if name not in (ANSWERED, THEN, FIND, CARRIED) and keys
    )
    return Visit(authority, finder, day, read.said, dict(read.wrong))


@dataclass(frozen=True, slots=True)
class _Edition:
    """A council's policy on a day: the same text is the same edition."""

    version: str
    day: date
    authority: Authority = field(compare=False)


@lru_cache(maxsize=16)
def _prepare(edition: _Edition) -> Finder:
    return Finder(edition.authority.pathways, edition.authority.almanac, edition.day)
