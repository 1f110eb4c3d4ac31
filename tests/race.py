"""People at once: real threads, each on a connection of its own. Needs `county_of_its_own`."""

import threading
from collections.abc import Callable

from django.db import connections


def in_threads(*tasks: Callable[[], object]) -> list[object]:
    """Run these at once; what each returned or raised, in the order given."""
    found: list[object] = [None] * len(tasks)
    start = threading.Barrier(len(tasks))

    def run(place: int, task: Callable[[], object]) -> None:
        start.wait()
        try:
            found[place] = task()
        except Exception as error:
            found[place] = error
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found
