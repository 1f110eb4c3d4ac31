"""`towpath test`: the whole suite on a PostgreSQL of its own, after the checks that need none.

towpath test                      checks, then every test, on two processes
towpath test --quick              the same without the browser
towpath test tests/rules -k clock  what pytest makes of it, without the checks
"""
# ruff: noqa: S603 - the commands are our own words and the developer's own

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from towpath.project.cluster import running
from towpath.project.place import NoDatabaseError

ROOT = Path(__file__).resolve().parents[3]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
)


def main(arguments: list[str]) -> int:
    """Run the checks and the tests.

    Returns pytest's exit code, 1 where a check failed, or 2 with a line where nothing could run.
    """
    if not (ROOT / "tests").is_dir():
        return _refuse("the tests are in a clone of Towpath, not in the installed package")
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    quick = "--quick" in arguments
    chosen = [word for word in arguments if word != "--quick"]
    browser = None if quick else find_browser()
    if not (quick or browser):
        without = f"no {' or '.join(BROWSERS)} is on the PATH"
        if os.environ.get("TOWPATH_BROWSER") == "required":
            return _refuse(f"{without}, and TOWPATH_BROWSER says that it is required")
        sys.stderr.write(f"towpath test: {without}: the journeys in a browser ARE LEFT OUT\n")
    if not chosen and not passes_checks():
        return 1
    try:
        with _database() as addresses:
            found = {"TOWPATH_CHROMIUM": browser} if browser else {}
            return _run(choose_words(chosen, browser=bool(browser)), {**addresses, **found})
    except NoDatabaseError as refusal:
        return _refuse(str(refusal))


def find_browser() -> str | None:
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def choose_words(chosen: list[str], *, browser: bool) -> list[str]:
    """The words for pytest: those chosen, with what is sensible for the rest.

    Two processes, unless tests are named or a number is given: one that has done its half takes
    over from the other. No browser tests without a browser.
    """
    words = list(chosen)
    named = any(Path(word.split("::")[0]).exists() for word in chosen)
    if not named and not any(word.startswith(("-n", "--numprocesses")) for word in chosen):
        words = ["-n", "2", "--dist", "worksteal", *words]
    if not browser:
        words = ["-m", "not browser", *words]
    return words


def passes_checks() -> bool:
    """Run every check that needs no database, and say which fail."""
    tools = Path(sys.executable).parent
    failed = []
    for check in CHECKS:
        began = time.monotonic()
        if subprocess.run([tools / check[0], *check[1:]], check=False).returncode:
            failed.append(" ".join(check))
        sys.stderr.write(f"towpath test: {' '.join(check)}, {time.monotonic() - began:.0f} s\n")
    if failed:
        sys.stderr.write(f"towpath test: FAILED, before any test: {', '.join(failed)}\n")
    return not failed


@contextmanager
def _database() -> Iterator[Mapping[str, str]]:
    """Where the tests may make databases: our own server, unless DATABASE_URL names another."""
    if not os.environ.get("DATABASE_URL"):
        with running(
            ROOT / ".towpath" / "test", where="another run of the tests", tests=True
        ) as own:
            yield own.environment() | {"TOWPATH_TEST_SUPERUSER_URL": own.superuser}
        return
    if not os.environ.get("DATABASE_OWNER_URL"):
        raise NoDatabaseError("DATABASE_URL is set and DATABASE_OWNER_URL is not: see docs/how-to")
    yield {}


def _run(words: list[str], addresses: Mapping[str, str]) -> int:
    pytest = subprocess.Popen(
        [sys.executable, "-m", "pytest", *words], env={**os.environ, **addresses}
    )
    try:
        while True:
            try:
                return pytest.wait()
            except KeyboardInterrupt:
                continue  # pytest has had the same Ctrl-C, and has its summary to write
    finally:
        pytest.terminate()
        pytest.wait()


def _refuse(words: str) -> int:
    sys.stderr.write(f"towpath test: {words}\n")
    return 2
