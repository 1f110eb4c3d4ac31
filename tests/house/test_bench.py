"""Each command of bench/ prints its figures, on next to nothing. How long they took is no test."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
FIGURE = re.compile(r"ratio \d+\.\d\d  ours ")


def bench(*words: str, database: str = "", code: int = 0) -> str:
    """What `python -m bench` says: on a database of this name, by the tests' logins."""
    addresses = {
        name: urlsplit(os.environ[name])._replace(path=f"/{database}").geturl()
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
        if database
    }
    told = subprocess.run(
        [sys.executable, "-m", "bench", *words],
        cwd=ROOT,
        env=os.environ | addresses,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == code, told.stderr
    return told.stdout if code == 0 else told.stderr


def figures(said: str, kind: str) -> list[str]:
    """The lines of one kind, each of which must hold a ratio."""
    lines = [line for line in said.splitlines() if line.startswith(kind)]
    assert all(FIGURE.search(line) for line in lines), said
    return lines


def test_the_cheapest_pages_stand_beside_a_bare_hello(county_of_its_own):
    said = bench("page", "--times", "3", database=county_of_its_own)
    assert len(figures(said, "page")) == 2
    assert "plain     a hello of bare Django" in said


def test_the_finders_pages_stand_beside_the_same_hello(county_of_its_own):
    said = bench("finder", "--times", "2", database=county_of_its_own)
    assert len(figures(said, "page")) == 4


def test_each_roles_list_stands_beside_a_bare_one(county_of_its_own):
    said = bench("caseload", "--times", "2", database=county_of_its_own)
    assert [line[10:16] for line in figures(said, "caseload")] == [
        "AP off",
        "head o",
        "SENCO:",
        "tutor:",
    ]
    assert "county    1 children" in said  # what is there already is measured, and not built on
    shares = [line for line in said.splitlines() if line.startswith("queries")]
    assert len(shares) == 4
    assert all(re.search(r"[1-9]\d* queries  [\d.]+ ms of [\d.]+ ms", line) for line in shares)


def test_each_page_of_a_referral_stands_beside_the_same_list(county_of_its_own):
    said = bench("question", "--times", "1", database=county_of_its_own)
    pages = figures(said, "page")
    assert len(pages) > 5
    asked = [int(n) for n in re.findall(r"^queries .* (\d+) queries", said, re.MULTILINE)]
    assert len(asked) == len(pages)
    assert max(asked[:-1]) <= 12  # the task list, last of them, looks at every part


def test_a_county_of_a_real_authority_is_left_alone(county_of_its_own):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set role towpath_owner; update records_authority set made_up = false")
        cursor.execute("reset role")
    refusal = bench("caseload", database=county_of_its_own, code=2)
    assert "keeps a real authority's records" in refusal


def test_triage_stands_beside_a_flat_loop_that_builds_the_same_reasons():
    said = bench("triage", "--sets", "40")
    assert len(figures(said, "triage")) == 2
    assert "12 pathways" in said
    assert "MiB kept by triage" in said


def test_a_number_that_is_none_is_refused_with_what_to_write():
    assert "'0' is not a number of them: give 1 or more" in bench("page", "--times", "0", code=2)
