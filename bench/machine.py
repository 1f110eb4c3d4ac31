"""The machine that a figure was measured on."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psycopg


def facts(database: str = "") -> str:
    """Day, cores, memory, load and versions; PostgreSQL's too where an address is given."""
    said = [
        date.today().isoformat(),  # noqa: DTZ011 - the day on the wall where it is measured
        f"{os.cpu_count()} cores",
        _memory(),
        f"load {os.getloadavg()[0]:.1f}",
        f"Python {platform.python_version()}",
        f"Django {version('django')}",
        f"gunicorn {version('gunicorn')}",
    ]
    if database:
        with psycopg.connect(database) as server:
            said.append(f"PostgreSQL {server.info.server_version / 10000:.4g}")
    return f"machine   {', '.join(filter(None, said))}"


def _memory() -> str:
    """How much memory there is, where the system says so in Linux's way."""
    try:
        first = Path("/proc/meminfo").read_text().split("\n")[0]
    except OSError:
        return ""
    return f"{int(first.split()[1]) / 1024**2:.0f} GiB"
