"""(b) The first page of each role, walls and all, against a bare list of 25 rows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import median

import psycopg
from psycopg_pool import ConnectionPool

from bench.county import County, county
from bench.machine import facts
from bench.pair import alternate, milliseconds, seconds
from bench.server import BARE, TIMED, TOWPATH, Visitor, serving

ASKED = 20  # times, where there is nothing to stand beside
CHILD = re.compile(r'href="/child/([0-9a-f-]{36})/')
TIMING = re.compile(r"queries;desc=(\d+);dur=([\d.]+), page;dur=([\d.]+)")


@dataclass(frozen=True, slots=True)
class Role:
    """One of the cast, and the list that they open: of the rows of which table."""

    part: str
    path: str
    what: str
    table: str


ROLES = (
    Role("ap_officer", "/", "AP officer: own caseload", "records_referral"),
    Role("head_of_service", "/?of=all", "head of service: everyone's", "records_referral"),
    Role("senco", "/", "SENCO: her pupils", "records_enrolment"),
    Role("tutor", "/", "tutor: his children", "records_placement"),
)


def measure(children: int, times: int, *, plan: bool = False) -> Iterator[str]:
    """Each role's page against the bare list, so many pairs. Yields a line for each figure.

    With `plan`, the way in which PostgreSQL went about each list as well.
    """
    with county(children) as made:
        yield facts(made.address)
        yield str(made)
        yield "plain     one query for 25 rows of an unwalled table, in a template with no layout"
        yield from _connect(made.address)
        with serving(TOWPATH, made.address) as towpath, serving(BARE, made.address) as bare:
            plain = bare()
            for role in ROLES:
                yield _compare(role, _as(role, towpath()), plain, times)
        with serving(TIMED, made.address) as timed:
            for role in ROLES:
                yield share(role.what, role.path, _as(role, timed()))
        if plan:
            yield from _plans(made)


def _connect(address: str) -> Iterator[str]:
    """What a page pays before its first query: neither side of ours opens one for each page."""
    opened = tuple(seconds(lambda: psycopg.connect(address).close()) for _ in range(ASKED))
    yield f"connect   a connection to PostgreSQL, opened and closed: {milliseconds(opened)}"
    check = ConnectionPool.check_connection
    with ConnectionPool(address, min_size=1, check=check, open=True) as pool:
        pool.wait()
        lent = tuple(seconds(lambda: pool.putconn(pool.getconn())) for _ in range(ASKED))
    yield f"borrow    one of a pool's, seen to work, and given back: {milliseconds(lent)}"


def _as(role: Role, visitor: Visitor) -> Visitor:
    visitor.be(role.part)
    return visitor


def _compare(role: Role, ours: Visitor, plain: Visitor, times: int) -> str:
    page, _ = ours.get(role.path)
    listed = len(set(CHILD.findall(page)))
    pair = alternate(lambda: ours.get(role.path), lambda: plain.get("/list"), times)
    return f"caseload  {role.what:29} {listed:2} children  {pair}"


def share(what: str, path: str, visitor: Visitor) -> str:
    """How many queries the page asks, and how much of its time in the server they take."""
    asked = [_timing(visitor.get(path)[1]) for _ in range(ASKED)]
    queries, page = (median(taken[n] for taken in asked) for n in (1, 2))
    return (
        f"queries   {what:29} {asked[-1][0]:3.0f} queries"
        f"  {queries:.2f} ms of {page:.2f} ms in the server ({queries / page:.0%})"
    )


def _timing(headers: Mapping[str, str]) -> tuple[float, float, float]:
    said = TIMING.fullmatch(headers["Server-Timing"])
    assert said, "the timed site says how long its queries took"
    count, queries, page = map(float, said.groups())
    return count, queries, page


def _plans(made: County) -> Iterator[str]:
    for role in ROLES:
        yield f"plan      {role.what}"
        words = [sys.executable, "-m", "bench.plan", role.part, role.path, role.table]
        settings = {"DATABASE_URL": made.address, "TOWPATH_DEMO": "1"}
        told = subprocess.run(
            words, env=os.environ | settings, capture_output=True, text=True, check=False
        )
        yield (told.stdout or told.stderr).rstrip()
