"""The order of nouns: within rules and within actions, a module imports only nouns before it.

The order stands in docs/decisions/0005, a list for each room, and is read from there.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import towpath

SRC = Path(towpath.__file__).parent
DECISION = (
    SRC.parents[1] / "docs" / "decisions" / "0005-the-house-chapter-stands-beneath.md"
).read_text("utf-8")
ROOMS = ("rules", "actions")


def order(room: str) -> list[str]:
    """The nouns of a room, as the decision lists them."""
    (listed,) = re.findall(rf"^```{room}\n(.*?)^```", DECISION, re.MULTILINE | re.DOTALL)
    return [noun for line in listed.splitlines() for noun in line.partition(":")[2].split()]


def nouns(room: str) -> dict[str, str]:
    """noun -> the text of its module; a noun that is a folder is all its modules."""
    found: dict[str, str] = {}
    for path in sorted((SRC / room).rglob("*.py")):
        noun = path.relative_to(SRC / room).parts[0].removesuffix(".py")
        if noun != "__init__":
            found[noun] = found.get(noun, "") + path.read_text("utf-8")
    return found


def imported(room: str, text: str) -> Iterator[str]:
    """The nouns of its own room that a module's text imports, anywhere in it."""
    inside = f"towpath.{room}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == inside:
            names = [f"{inside}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        yield from (name.split(".")[2] for name in names if name.startswith(f"{inside}."))


def forward(room: str, modules: dict[str, str], nouns: Sequence[str]) -> list[str]:
    """Each import of a noun that does not stand before the one that imports it."""
    place = {noun: n for n, noun in enumerate(nouns)}
    return [
        f"{room}/{noun} imports {other}"
        for noun, text in modules.items()
        for other in imported(room, text)
        if other != noun and place[other] >= place[noun]
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_noun_of_the_room_has_its_one_place(room: str):
    assert sorted(order(room)) == sorted(nouns(room))


@pytest.mark.parametrize("room", ROOMS)
def test_a_noun_imports_only_nouns_before_it(room: str):
    assert forward(room, nouns(room), order(room)) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from towpath.{room} import {last}",
        "from towpath.{room} import {last} as rule",
        "from towpath.{room}.{last} import Any",
        "import towpath.{room}.{last}",
        "def ask():\n    from towpath.{room}.{last} import Any",
    ],
)
@pytest.mark.parametrize("room", ROOMS)
def test_an_import_that_looks_forward_is_found(room: str, planted: str):
    first, *_, last = order(room)
    modules = nouns(room)
    modules[first] += "\n" + planted.format(room=room, last=last) + "\n"
    assert forward(room, modules, order(room)) == [f"{room}/{first} imports {last}"]


def test_nouns_import_one_another_at_all():
    """So that an empty answer above is not an empty question."""
    for room in ROOMS:
        assert len({noun for text in nouns(room).values() for noun in imported(room, text)}) > 1
