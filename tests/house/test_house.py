"""The code base about itself: rules that a reader may rely on, because a test does."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django.core.management import call_command
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.urls import get_resolver

import towpath
from towpath.jobs.job import JOBS
from towpath.project import docs, work
from towpath.project.noun import nouns
from towpath.rules import who
from towpath.web import door
from towpath.web.verb import HAPPENED

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "towpath"
MODULES = sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts)
RULES = [path for path in MODULES if path.is_relative_to(SRC / "rules")]

# What a rule may import: a short list, because a list of what it may not would forget.
MAY_IMPORT = {
    *("collections", "collections.abc", "dataclasses", "datetime", "enum", "functools"),
    *("itertools", "math", "re", "typing", "types", "uuid", "difflib", "bisect", "operator"),
    *("abc", "decimal", "string", "calendar", "zoneinfo", "unicodedata", "hashlib"),
}
# Written by the reader itself, with no Event: each with why.
NOT_ACTIONS = {
    "towpath.actions.child.note_opening": "a read is a record, not a deed",
    "towpath.actions.feedback.give": "said by the public, of a page and of nobody",
    "towpath.actions.draft.begin": "a draft hangs off nothing and is no record of a child",
    "towpath.actions.draft.save": "as above",
    "towpath.actions.draft.discard": "as above",
    "towpath.actions.draft.purge": "as above",
    "towpath.actions.draft.add_file": "as above",
    "towpath.actions.draft.remove_file": "as above",
    "towpath.actions.draft.purge_everybodys": "as above",
}


def named(path: Path) -> str:
    return str(path.relative_to(SRC))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", RULES, ids=named)
def test_a_rule_is_pure(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    strange = {
        name for name in imports(tree) if name not in MAY_IMPORT and "towpath.rules" not in name
    }
    assert strange == set()
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }
    assert not calls & {"now", "utcnow", "today", "open", "print", "input", "eval", "exec"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_and_its_functions_are_of_a_size_to_read(path: Path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    long = {
        node.name: node.end_lineno - node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno > 50
    }
    assert long == {}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_says_what_it_is_and_so_does_all_that_others_use(path: Path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_is_named_by_a_word_that_says_nothing(path: Path):
    empty = r"\b\w*(manager|handler|service|util|utils|helper|core|common|misc)\b"
    names = {path.stem} | {
        node.name
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    }
    assert [name for name in names if re.fullmatch(empty, name.lower())] == []


# Where what is measured is neither hours nor money, and nothing is added up.
NEAR_ENOUGH = {"rules/readability.py"}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_hours_and_money_are_exact(path: Path):
    if path.is_relative_to(SRC / "project") or named(path) in NEAR_ENOUGH:
        return
    tree = ast.parse(path.read_text("utf-8"))
    kinds = [
        *(node.annotation for node in ast.walk(tree) if isinstance(node, ast.AnnAssign | ast.arg)),
        *(node.returns for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)),
        *(node.func for node in ast.walk(tree) if isinstance(node, ast.Call)),
    ]
    words = {word for kind in kinds if kind for word in re.findall(r"\w+", ast.unparse(kind))}
    assert not words & {"float", "FloatField"}


def test_only_one_module_changes_role_and_only_one_names_the_actor():
    changes = [
        named(path) for path in MODULES if "set local role" in path.read_text("utf-8").lower()
    ]
    assert changes == ["records/actor.py"]
    names = [named(path) for path in MODULES if "set_config('towpath" in path.read_text("utf-8")]
    assert names == ["records/actor.py"]


def test_the_banned_ways_of_writing_are_not_used():
    banned = re.compile(
        r"get_or_create|update_or_create|ignore_conflicts|update_conflicts"
        r"|GenericForeignKey|models\.signals|ModelForm\b(?!s)|django\.contrib\.admin"
    )
    found = {
        named(path): banned.findall(
            re.sub(r'""".*?"""', "", path.read_text("utf-8"), flags=re.DOTALL)
        )
        for path in MODULES
    }
    assert {path: words for path, words in found.items() if words} == {}


def public_functions_of_actions() -> Iterator[tuple[str, object]]:
    import towpath.actions

    for module in walk_packages(towpath.actions.__path__, "towpath.actions."):
        if module.name.rpartition(".")[2] in ("action", "step", "said"):  # parts of the rest
            continue
        loaded = import_module(module.name)
        for name, thing in vars(loaded).items():
            ours = not name.startswith("_") and getattr(thing, "__module__", "") == module.name
            if ours and callable(thing) and not isinstance(thing, type):
                yield f"{module.name}.{name}", thing


def test_every_public_function_of_actions_is_an_action_with_named_arguments():
    for name, thing in public_functions_of_actions():
        code = getattr(thing, "__wrapped__", thing).__code__
        assert code.co_argcount == 0, f"{name} takes arguments without their names"
        if name not in NOT_ACTIONS:
            assert hasattr(thing, "verb"), f"{name} is no @action"


def test_every_verb_of_the_who_may_table_is_an_action_or_a_page_and_says_its_name_when_done():
    verbs = {getattr(thing, "verb", None) for _, thing in public_functions_of_actions()} - {None}
    pages = set(door.DOORS.values())
    assert set(who.MAY) == verbs | (pages & set(who.MAY))
    assert verbs <= set(HAPPENED)


def test_every_job_that_an_action_queues_is_one_that_jobs_does():
    work.register()
    queued = {
        node.args[0].value
        for path in (SRC / "actions").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "queue"
    }
    assert queued == set(JOBS)


def routes(resolver: object, under: str = "") -> Iterator[tuple[str, str | None]]:
    for pattern in resolver.url_patterns:
        path = under + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, path)
        else:
            yield path, pattern.name


def test_every_route_has_its_door_and_every_door_its_route():
    names = {
        name for path, name in routes(get_resolver()) if not f"/{path}".startswith(door.SIGN_IN)
    }
    assert names == set(door.DOORS)
    assert set(door.DOORS.values()) <= set(who.MAY) | {door.ANYONE, door.SIGNED_IN}


def test_a_page_of_a_child_is_opened_by_a_verb():
    for path, name in routes(get_resolver()):
        if "child_id" in path:
            assert door.DOORS[name] in who.MAY, name


def test_migrations_are_complete():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_squashed_migration_leaves_the_tables_that_its_steps_leave():
    steps = MigrationLoader(None, replace_migrations=False).disk_migrations
    squashed = [migration for migration in steps.values() if migration.replaces]
    assert squashed
    for migration in squashed:
        before, after = ProjectState(), migration.mutate_state(ProjectState())
        for key in migration.replaces:
            before = steps[tuple(key)].mutate_state(before)
        assert MigrationAutodetector(before, after)._detect_changes() == {}


def test_the_generated_docs_are_fresh():
    for name, text in docs.draw().items():
        assert (docs.GENERATED / name).read_text("utf-8") == text, "run: towpath docs"


def test_the_locked_requirements_are_those_of_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "run": project["project"]["dependencies"],
        "test": [*project["project"]["dependencies"], *project["dependency-groups"]["test"]],
    }
    for lock, words in wanted.items():
        locked = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
        names = set(re.findall(r"^([a-z0-9-]+)==", locked, re.MULTILINE))
        assert {re.split(r"[^a-z0-9-]", word.lower())[0] for word in words} <= names
        assert "--hash=sha256:" in locked
        assert "://" not in locked


def test_the_quick_commands_import_no_django():
    for command in ("triage", "check"):
        code = (
            f"import sys, towpath.project.command, towpath.project.{command} as it;"
            "sys.exit('django' in sys.modules)"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_map_names_every_room():
    text = (ROOT / "docs" / "map.md").read_text("utf-8")
    rooms = {path.name for path in Path(towpath.__file__).parent.iterdir() if path.is_dir()}
    assert {room for room in rooms - {"__pycache__"} if f"{room}/" not in text} == set()


def test_every_file_that_the_map_names_is_there():
    text = (ROOT / "docs" / "map.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    named = {name for row in rows for name in re.findall(r"`([\w./]+(?:\.\w+|/))`", row)}
    under = (ROOT, ROOT / "src" / "towpath", *(ROOT / "tests").iterdir())
    assert len(named) > 20
    assert {name for name in named if not any((place / name).exists() for place in under)} == set()


def test_every_noun_says_what_it_is_and_has_a_test_of_it():
    found = nouns()
    assert {noun.name for noun in found if not noun.says} == set()
    assert {noun.name for noun in found if not noun.tests} == set()
