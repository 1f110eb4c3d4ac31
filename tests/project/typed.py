"""The commands as they are typed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOWPATH = Path(sys.executable).with_name("towpath")


def run(
    env: dict[str, str], *words: str | Path, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """What these words answer, in this environment."""
    return subprocess.run(
        words, env=env, input=typed, capture_output=True, text=True, timeout=60, check=False
    )


def towpath(env: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    """What the command of this .venv answers."""
    return run(env, TOWPATH, *words)
