"""The nouns of the house: what each is, where it stands in every room, and which tests read it.

Drawn from the files themselves, so a noun cannot be added without standing in the list.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
TESTS = SOURCE.parents[1] / "tests"
ROOMS = ("rules", "records", "actions", "web")
MOST = 4  # tests named for one noun, those of its own name first


@dataclass(frozen=True, slots=True)
class Noun:
    """One noun: in a sentence, its file or folder by room, and its tests."""

    name: str
    says: str
    stands: dict[str, str]
    tests: tuple[str, ...]


def nouns() -> list[Noun]:
    """Every noun that has a rule or an action, by name."""
    stands: dict[str, dict[str, str]] = {}
    for room in ROOMS:
        for path in sorted((SOURCE / room).iterdir()):
            if path.suffix == ".py" or (path / "__init__.py").exists():
                folder = "" if path.suffix else "/"
                stands.setdefault(path.stem, {})[room] = f"{room}/{path.name}{folder}"
    tests = {path: path.read_text("utf-8") for path in sorted(TESTS.rglob("test_*.py"))}
    return [
        Noun(name, _says(where), where, tuple(_read_by(name, tests))[:MOST])
        for name, where in sorted(stands.items())
        if where.keys() & {"rules", "actions"} and name != "__init__"
    ]


def _says(where: dict[str, str]) -> str:
    """The first sentence of the noun's own docstring, from the first room it stands in."""
    path = SOURCE / next(iter(where.values()))
    path = path / "__init__.py" if path.is_dir() else path
    about = " ".join((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split())
    return re.split(r"(?<=[.?!]) ", about)[0]


def _read_by(name: str, tests: dict[Path, str]) -> Iterator[str]:
    """The tests of this noun's name; then those that import it, or else speak of it by name."""
    of_its_name = re.compile(rf"test_{name}(_|$)")
    imports = re.compile(
        rf"from towpath\.(rules|records|actions)(\.{name}\b| import [^\n(]*\b{name}\b)"
    )
    speaks = re.compile(rf"def test_\w*?_?{name}(s|_|\()")
    named = [path for path in tests if of_its_name.match(path.stem)]
    importing = [path for path, text in tests.items() if imports.search(text)]
    speaking = [path for path, text in tests.items() if speaks.search(text)]
    for path in dict.fromkeys((*named, *importing) or speaking):
        yield path.relative_to(TESTS).as_posix()
