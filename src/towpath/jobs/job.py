"""The frame of every job: whom it acts for, and when it is tried again.

A job gets ids and the key of the person it acts for, and looks again through that person's eyes.
It is safe to run twice: what it does is decided by the state of the row it is about.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from uuid import UUID, uuid4

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from towpath.actions.action import Deed
from towpath.records.actor import acting_as
from towpath.rules.clock import Clock
from towpath.rules.wording import in_london

GROWTH = 6  # seconds to the first wait, and how many times longer each is than the one before


class NobodyActs(Exception):
    """A job that names no person to act for: it would see no row, and say nothing."""


class Again(Exception):
    """What was tried did not go, and is to be tried again after a longer wait."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One run of a job, for one person. Each `acting` is a transaction of its own."""

    actor_id: UUID

    @contextmanager
    def acting(self) -> Iterator[Deed]:
        """A deed of that person, now."""
        now = datetime.now(UTC)
        clock = Clock(now, in_london(now).date())
        with acting_as(self.actor_id, clock.today):
            yield Deed(self.actor_id, uuid4(), clock)


Job = Callable[..., None]
JOBS: dict[str, Job] = {}
DAILY: dict[str, Callable[[], object]] = {}


def job(name: str, *, tries: int) -> Callable[[Job], Job]:
    """Register a job under the name that actions queue it by.

    It is run with an Errand and its ids. While it raises, it is run again, up to `tries` times in
    all; the waits grow: 6 seconds, half a minute, then minutes, then hours.
    """

    def frame(do: Job) -> Job:
        @wraps(do)
        def run(*, actor_id: str = "", **ids: str) -> None:
            if not actor_id:
                raise NobodyActs(f"{name} names nobody to act for, and is not run")
            do(Errand(UUID(actor_id)), **{key: UUID(value) for key, value in ids.items()})

        @wraps(run)
        def work(**ids: str) -> None:
            try:
                run(**ids)
            finally:
                close_old_connections()

        waits = RetryStrategy(max_attempts=tries - 1, exponential_wait=GROWTH)
        app.task(name=name, retry=waits)(work)
        JOBS[name] = run
        return run

    return frame


def daily(name: str, *, hour: int) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Register what is done once a day, at an hour of UTC, for nobody: it sees no row of anyone's.

    However many workers run, it is done once.
    """

    def frame(do: Callable[[], object]) -> Callable[[], object]:
        def work(timestamp: int) -> None:
            try:
                do()
            finally:
                close_old_connections()

        app.periodic(cron=f"0 {hour} * * *")(app.task(name=name, pass_context=False)(work))
        DAILY[name] = do
        return do

    return frame
