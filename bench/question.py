"""(d) Each page on which a referral is written, against the bare list of 25 rows."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from bench.caseload import share
from bench.county import county
from bench.machine import facts
from bench.pair import alternate
from bench.server import BARE, TIMED, TOWPATH, Visitor, serving

CHILDREN = 60  # a page of a draft reads one child, whatever the size of the county
REFER = re.compile(r'href="(/child/[0-9a-f-]{36}/refer)"')
PATHWAY = "a2e"
PARTS = ("account", "risks", "family", "tasks")


def measure(times: int) -> Iterator[str]:
    """Each question of a pathway, then each part of its referral. Yields two lines for each."""
    with county(CHILDREN) as made:
        yield facts(made.address)
        yield "plain     one query for 25 rows of an unwalled table, in a template with no layout"
        with serving(TOWPATH, made.address) as towpath, serving(BARE, made.address) as bare:
            ours, plain = _senco(towpath()), bare()
            pages = _pages(ours)
            for what, path in pages.items():
                pair = alternate(partial(ours.get, path), partial(plain.get, "/list"), times)
                yield f"page      {what:29} {pair}"
        with serving(TIMED, made.address) as timed:
            visitor = _senco(timed())
            for what, path in pages.items():
                yield share(what, path, visitor)


def _senco(visitor: Visitor) -> Visitor:
    visitor.be("senco")
    return visitor


def _pages(visitor: Visitor) -> Mapping[str, str]:
    """Where each page of a draft is: its questions, met as one meets them, and its parts."""
    home, _ = visitor.get("/")
    here = visitor.send(REFER.findall(home)[0], pathway=PATHWAY)
    draft = here.partition("question/")[0]
    pages: dict[str, str] = {}
    while "/question/" in here:
        pages[here.rpartition("/")[2]] = here
        here = visitor.send(here, answer="unknown")
    return pages | {part: draft + part for part in PARTS}
