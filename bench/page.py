"""(a) The cheapest pages against a bare Django hello, over loopback under the same gunicorn."""

from collections.abc import Iterator
from functools import partial

from bench.machine import facts
from bench.pair import alternate
from bench.server import BARE, TOWPATH, serving

PAGES = {"/health": "whether it is alive", "/": "the welcome page, whole"}


def measure(times: int) -> Iterator[str]:
    """Each page against the hello, so many pairs. Yields a line for each figure."""
    yield facts()
    yield "plain     a hello of bare Django, without middleware, under the same gunicorn settings"
    with serving(TOWPATH) as towpath, serving(BARE) as bare:
        ours, plain = towpath(), bare()
        for path, what in PAGES.items():
            pair = alternate(partial(ours.get, path), partial(plain.get, "/hello"), times)
            yield f"page      {path:8} {what:24} {pair}"
