"""Who is at the page: one transaction, one actor, round the view and its rendering."""

from collections.abc import Callable, Iterator, Mapping

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse

from towpath.actions.action import Deed
from towpath.records import who as kept
from towpath.records.actor import acting_as
from towpath.rules.clock import Clock
from towpath.rules.panel import SIT
from towpath.rules.who import EDITORS, MAY, Reader
from towpath.rules.wording import LONDON
from towpath.web import door, entrance, watch
from towpath.web.form import carried
from towpath.web.frame import Frame, Link
from towpath.web.request import Request


class ActorMiddleware:
    """Names the signed-in person to the database for as long as their page takes.

    It stands after authentication. Sign-in, static files and the public guide have no actor, and
    so no rows behind a wall.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """The page, in its transaction; rolled back whole when the page is an error of ours."""
        request.frame = _frame(None)
        if door.is_for_anyone_alike(request.path):
            return self.get_response(request)
        if not request.user.is_authenticated or request.path.startswith(door.SIGN_IN):
            return self.get_response(request)
        with acting_as(request.user.person_id, now().today):
            request.reader = kept.reader(request.user.person_id)
            request.frame = _frame(request.reader)
            response = self.get_response(request)
            if response.streaming:
                raise TypeError("a streamed page would be read after its actor has gone")
            if response.status_code >= 500:
                # Django has made a page of the exception: without this, half a write is kept.
                transaction.set_rollback(True)
            return response

    def process_view(
        self, request: Request, view: object, args: object, kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Ask at the entrance, then at the door, before any view runs."""
        if door.is_for_anyone_alike(request.path):
            return None
        return entrance.ask(request) or door.ask(request, kwargs, now())


def now() -> Clock:
    """The time, and the day it is in London."""
    instant = watch.instant()
    return Clock(instant, instant.astimezone(LONDON).date())


def deed(request: Request) -> Deed:
    """What the form now sent does: its sender, its own number, the time."""
    return Deed(request.reader.person_id, carried(request).once, now())


def _frame(reader: Reader | None) -> Frame:
    if reader is None:
        sign_in = reverse("cast") if settings.DEMO else reverse("account_login")
        return Frame(sign_in=sign_in, made_up=settings.DEMO)
    return Frame(
        council=reader.council,
        links=tuple(_links(reader)),
        who=reader.title,
        sign_out=reverse("account_logout"),
        made_up=reader.made_up,
    )


def _links(reader: Reader) -> Iterator[Link]:
    yield Link("Home", reverse("home"))
    if reader.holds(MAY["bring_in_roll"]):
        yield Link("Roll", reverse("roll"))
    if reader.holds(MAY["see_intake"]):
        yield Link("Services", reverse("services"))
    if reader.holds(SIT):
        yield Link("Panels", reverse("panels"))
    if reader.holds(EDITORS):
        yield Link("Pages", reverse("pages"))
