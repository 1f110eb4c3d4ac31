"""How PostgreSQL goes about the list of one page: `python -m bench.plan PART PATH TABLE`.

It opens the page as that member of the cast, in this process and by the app's login, then asks
for the plan of the query of that table's rows, with times and the rows that each step touched.
"""

import os
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "towpath.project.settings")

import django

django.setup()

from django.db import connection  # noqa: E402 - Django is set up first
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from towpath.records.actor import acting_as  # noqa: E402
from towpath.records.cast import BY_PART  # noqa: E402
from towpath.records.models import User  # noqa: E402

VISITS = 5  # the least of a few times is the query's own; the rest is the machine's


def explain(part: str, path: str, table: str) -> list[str]:
    """The slowest query of a table's rows on a member's page, and its plan, as lines."""
    asked: dict[str, tuple[float, Any]] = {}

    def watch(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, *rest)
        finally:
            took = perf_counter() - began
            if sql not in asked or took < asked[sql][0]:
                asked[sql] = took, params

    member = BY_PART[part]
    visitor = Client(headers={"host": "localhost"})
    visitor.force_login(User.objects.get(email=member.email), "towpath.web.cast.Button")
    visitor.get(path)  # the first page also reads the policy
    with connection.execute_wrapper(watch):
        for _ in range(VISITS):
            visitor.get(path)
    of_table = {sql: told for sql, told in asked.items() if f' FROM "{table}" ' in sql}
    sql, (_, params) = max(of_table.items(), key=lambda query: query[1][0])
    with acting_as(member.id, timezone.localdate()), connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, buffers, costs off) {sql}", params)
        return [sql, *(line for (line,) in cursor.fetchall())]


if __name__ == "__main__":
    for line in explain(*sys.argv[1:]):
        print(line)
