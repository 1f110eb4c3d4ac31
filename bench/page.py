"""(a) The cheapest pages and the finder's against a bare Django hello, under the same gunicorn."""

from collections.abc import Iterator
from functools import partial

from bench.county import county
from bench.machine import facts
from bench.pair import alternate
from bench.server import BARE, TOWPATH, serving

PAGES = {"/health": "whether it is alive", "/": "the welcome page, whole"}
CHILDREN = 60  # these pages read what the council has published, and no child
FINDER = "/guide/surrey/finder/"
ANSWERS = "?age=13&unable_to_attend=illness&lives_in_authority=yes"
FINDERS = {
    FINDER + "age": "the finder's first question",
    FINDER + "needs" + ANSWERS: "a later one, of many answers",
    FINDER + "results" + ANSWERS: "all pathways, with reasons",
    FINDER + "summary.pdf" + ANSWERS: "the same on paper",
}


def measure(times: int, *, finder: bool = False) -> Iterator[str]:
    """Each page against the hello, so many pairs; or each of the finder's. A line a figure."""
    yield facts()
    yield "plain     a hello of bare Django, without middleware, under the same gunicorn settings"
    with (
        county(CHILDREN) as made,
        serving(TOWPATH, made.address) as towpath,
        serving(BARE) as bare,
    ):
        ours, plain = towpath(), bare()
        for path, what in (FINDERS if finder else PAGES).items():
            pair = alternate(partial(ours.get, path), partial(plain.get, "/hello"), times)
            yield f"page      {path.partition('?')[0].removeprefix(FINDER):8} {what:24} {pair}"
