"""What the commands are tried with: a folder for their data, and a bare environment."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder for data that the server's user can reach; pytest's own are closed."""
    made = Path(tempfile.mkdtemp(prefix="towpath-test-"))
    made.chmod(0o755)
    yield made / "demo"
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def plain() -> dict[str, str]:
    """The environment of someone who has just cloned Towpath."""
    ours = ("DATABASE_", "TOWPATH_", "DJANGO_", "PYTEST_")
    return {key: value for key, value in os.environ.items() if not key.startswith(ours)}
