"""Towpath, saying of each page how many queries it asked and how long they took.

They stand in the page's Server-Timing header. Connecting and committing are not queries.
"""

from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from django.db import connection

from towpath.project.wsgi import application as towpath


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The page, with its queries timed."""
    began, asked = perf_counter(), list[float]()

    def watch(execute: Callable[..., Any], *query: Any) -> Any:
        sent = perf_counter()
        try:
            return execute(*query)
        finally:
            asked.append(perf_counter() - sent)

    def respond(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        took = (perf_counter() - began) * 1000
        said = f"queries;desc={len(asked)};dur={sum(asked) * 1000:.3f}, page;dur={took:.3f}"
        return start_response(status, [*headers, ("Server-Timing", said)], *rest)

    with connection.execute_wrapper(watch):
        return towpath(environ, respond)
