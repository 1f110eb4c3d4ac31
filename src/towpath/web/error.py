"""Pages for when something went wrong: what it was, and what to do next.

Each but the last wears the frame of the service, drawn without context processors, so that none of
them asks the database. `server_error` is a file as it stands: whatever broke may be what draws.
"""

from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from jinja2 import Environment

from towpath.web.form import Change
from towpath.web.jinja import environment

SERVER_ERROR = (Path(__file__).parent / "templates" / "error" / "500.html").read_bytes()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. The words of a BadRequest are ours and are shown; other exceptions' are not."""
    why = str(exception) if isinstance(exception, BadRequest) else ""
    return _draw(request, "400", 400, why=why)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason that `PermissionDenied("…")` carried."""
    return _draw(request, "403", 403, why=str(exception))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose sign-in has ended since it was drawn. Django's reason is for its
    developer and is not shown."""
    return _draw(request, "stale_form", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same whether there is no such thing or the reader may not see it."""
    return _draw(request, "404", 404)


def stale(request: HttpRequest, change: Change, back: str) -> HttpResponse:
    """409, where there is no form to show again: who changed it, and the way back to see."""
    return _draw(request, "409", 409, change=change, back=back)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, from bytes read when the service started."""
    return HttpResponseServerError(SERVER_ERROR)


def _draw(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    template = _environment().get_template(f"error/{name}.html")
    return HttpResponse(template.render(request=request, **context), status=status)


@cache
def _environment() -> Environment:
    return environment()
