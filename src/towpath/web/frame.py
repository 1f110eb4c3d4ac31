"""What is round every page: whose service it is, where one may go, and who is reading.

The page asks `frame(request)`. Whoever knows the reader sets `request.frame`; before that (an
error in the first middleware, a health check) the page wears the plain one.
"""

from dataclasses import dataclass

from django.http import HttpRequest

SERVICE = "Alternative provision"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead. `here` marks the page, or the part of the service, being read."""

    words: str
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The head and foot of a page.

    `council` is the authority's name; `brand` the address of its style sheet, or empty. `who` is
    the reader ("Sam Okoro, AP officer"), with `sign_out` the address that ends the session.
    `made_up` puts up the notice that nobody here is real.
    """

    council: str = ""
    home: str = "/"
    brand: str = ""
    made_up: bool = False
    links: tuple[Link, ...] = ()
    who: str = ""
    sign_in: str = ""
    sign_out: str = ""
    footer: tuple[Link, ...] = ()


def frame(request: HttpRequest) -> Frame:
    """The frame of this page."""
    found: Frame = getattr(request, "frame", Frame())
    return found
