"""A fresh machine: what `.ci/ready` says in one line where it cannot make .venv."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from project.typed import ROOT, run

MAKING = "towpath: making .venv (run), once\n"
NOWHERE = "http://127.0.0.1:9"
OLD = """#!/bin/sh
[ "$1" = -V ] && echo "Python 3.9.2" && exit
echo "Traceback (most recent call last): a great deal more" >&2
exit 1
"""
WITHOUT_VENV = f"""#!/bin/sh
case "$*" in *ensurepip* | *"-m venv"*)
    echo "ModuleNotFoundError: No module named 'ensurepip'" >&2
    exit 1 ;;
esac
exec "{sys.executable}" "$@"
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a fresh clone as setting up reads."""
    for part in (".ci", "requirements"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("pyproject.toml", "demo"):
        shutil.copy(ROOT / part, tmp_path)
    return tmp_path


def sets_up(clone: Path, env: dict[str, str]) -> str:
    """What someone reads who types ./demo here, which must fail."""
    answer = run(env, clone / "demo")
    assert answer.returncode == 1
    assert answer.stdout == ""
    return answer.stderr


def only(folder: Path, python: str = "") -> dict[str, str]:
    """A machine with the shell's own programs, and of Python this one or none."""
    folder.mkdir()
    for name in ("sh", "dirname", "cat", "cksum", "rm", "mkdir"):
        path = shutil.which(name)
        assert path
        (folder / name).symlink_to(path)
    if python:
        (folder / "python3").write_text(python)
        (folder / "python3").chmod(0o755)
    return {"PATH": str(folder)}


def test_without_a_python_it_says_which_to_install(clone: Path):
    said = sets_up(clone, only(clone / "bin"))
    assert said == "towpath: no python3 here: install Python 3.11 or newer\n"


def test_an_old_python_is_named_with_what_is_needed(clone: Path):
    said = sets_up(clone, only(clone / "bin", OLD))
    assert said == (
        "towpath: Python 3.9.2 is too old: Towpath needs Python 3.11 or newer "
        "(or set PYTHON=/path/to/python3.11)\n"
    )


def test_a_python_without_venv_is_named_with_the_package_to_install(clone: Path):
    said = sets_up(clone, only(clone / "bin", WITHOUT_VENV))
    assert (
        said == "towpath: Python has no venv here: on Debian or Ubuntu, apt install python3-venv\n"
    )
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize("tool", ["uv", "pip"])
def test_without_a_network_it_is_one_line_and_the_rest_is_in_the_log(
    clone: Path, tool: str, plain: dict[str, str]
):
    if tool == "uv" and not shutil.which("uv"):
        pytest.skip("no uv is installed here")
    if tool == "pip" and not find_spec("ensurepip"):
        pytest.skip("this Python has no venv")
    ways = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    no_network = {name: NOWHERE for way in ways for name in (way, way.lower())}
    no_cache = {"UV_CACHE_DIR": str(clone / "cache"), "PIP_CACHE_DIR": str(clone / "cache")}
    patience = {"PIP_RETRIES": "0", "UV_HTTP_RETRIES": "0", "NO_PROXY": "", "no_proxy": ""}
    chosen = {"PYTHON": sys.executable} | ({"TOWPATH_NO_UV": "1"} if tool == "pip" else {})
    said = sets_up(clone, plain | no_network | no_cache | patience | chosen)
    assert said == (
        f"{MAKING}towpath: the packages could not be fetched: is there a network, or a proxy for "
        "HTTPS_PROXY to name? What was said is in .towpath/ready.log\n"
    )
    assert (clone / ".towpath" / "ready.log").read_text()
