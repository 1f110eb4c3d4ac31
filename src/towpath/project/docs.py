"""`towpath docs`: draws docs/generated from the code, so that it is always true.

`tests/house/test_docs.py` fails when what is there is not what would be drawn.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
GENERATED = ROOT / "docs" / "generated"


def main(arguments: list[str]) -> int:
    """Write every generated page. Needs no database."""
    for name, text in draw().items():
        (GENERATED / name).write_text(text, "utf-8")
    return 0


def draw() -> dict[str, str]:
    """Each page's name and text."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "towpath.project.settings")
    import django

    django.setup()
    return {
        "nouns.md": _nouns(),
        "states.md": _states(),
        "who-may.md": _who_may(),
        "who-sees.md": _who_sees(),
        "tables.md": _tables(),
        "settings.md": _settings(),
    }


def _nouns() -> str:
    from towpath.project.noun import ROOMS, nouns

    lines = [
        "# Nouns",
        "",
        "Drawn by `towpath docs` from the files of `src/towpath/` and `tests/`.",
        "",
        f"| noun | what | {' | '.join(ROOMS)} | tests |",
        f"|---|---|{'---|' * len(ROOMS)}---|",
    ]
    for noun in nouns():
        stands = " | ".join(
            f"`{noun.stands[room]}`" if room in noun.stands else "" for room in ROOMS
        )
        tests = " ".join(f"`{test}`" for test in noun.tests)
        lines.append(f"| {noun.name} | {noun.says} | {stands} | {tests} |")
    return "\n".join(lines) + "\n"


def _states() -> str:
    from towpath.rules.concern import CONCERN
    from towpath.rules.evidence import EVIDENCE
    from towpath.rules.panel import ITEM, PANEL
    from towpath.rules.placement import PLACEMENT
    from towpath.rules.proposal import PROPOSAL
    from towpath.rules.referral import REFERRAL

    lines = [
        "# States",
        "",
        "Drawn by `towpath docs` from `rules/`. One table a noun, one way to move.",
    ]
    for noun in (REFERRAL, EVIDENCE, PANEL, ITEM, PLACEMENT, CONCERN, PROPOSAL):
        lines += ["", f"## {noun.name.capitalize()}", "", "```mermaid", "stateDiagram-v2"]
        lines.append(f"    [*] --> {noun.states[0]}")
        for state, moves in noun.moves.items():
            lines += [f"    {state} --> {to}: {verb}" for verb, to in moves.items()]
            if not moves:
                lines.append(f"    {state} --> [*]")
        lines += ["```", "", "| state | in words |", "|---|---|"]
        lines += [f"| {state} | {noun.words[state]} |" for state in noun.states]
    return "\n".join(lines) + "\n"


def _who_may() -> str:
    from towpath.rules.who import MAY, name
    from towpath.web.door import DOORS

    lines = [
        "# Who may do what",
        "",
        "Drawn by `towpath docs` from `rules/who.py` and `web/door.py`.",
    ]
    lines += ["", "| verb | by whom | pages it opens |", "|---|---|---|"]
    for verb, duties in MAY.items():
        pages = ", ".join(route for route, by in DOORS.items() if by == verb)
        lines.append(f"| {verb} | {', '.join(sorted(map(name, duties)))} | {pages} |")
    lines += ["", "## Pages without a verb", "", "| page | who |", "|---|---|"]
    lines += [f"| {route} | {by} |" for route, by in DOORS.items() if by not in MAY]
    return "\n".join(lines) + "\n"


def _who_sees() -> str:
    from towpath.records.walls import UNWALLED, WALLS

    lines = [
        "# Who sees what",
        "",
        "Drawn by `towpath docs` from `records/walls.py`: the condition the",
    ]
    lines += [
        "database puts on every row the app reads.",
        "",
        "| table | a row is seen when |",
        "|---|---|",
    ]
    lines += [f"| {table} | `{wall.read}` |" for table, wall in WALLS.items()]
    lines += ["", "## Without a wall", "", "| table | why |", "|---|---|"]
    lines += [f"| {table} | {why} |" for table, why in UNWALLED.items()]
    return "\n".join(lines) + "\n"


def _tables() -> str:
    from django.apps import apps

    lines = ["# Tables", "", "Drawn by `towpath docs` from `records/`."]
    for model in sorted(apps.get_app_config("records").get_models(), key=lambda m: m.__name__):
        about = " ".join((model.__doc__ or "").split())
        lines += [
            "",
            f"## {model.__name__}",
            "",
            about,
            "",
            "| column | type | may be empty |",
            "|---|---|---|",
        ]
        for field in model._meta.concrete_fields:
            kind = field.get_internal_type().removesuffix("Field")
            other = field.related_model
            related = f" to {other.__name__}" if isinstance(other, type) else ""
            lines.append(f"| {field.column} | {kind}{related} | {'yes' if field.null else ''} |")
    return "\n".join(lines) + "\n"


def _settings() -> str:
    import inspect

    from towpath.project import environment

    lines = [
        "# Settings",
        "",
        "Drawn by `towpath docs` from `project/environment.py`: the whole of what",
        "an installation can set.",
    ]
    lines += ["", "```python", inspect.getsource(environment.Environment).rstrip(), "```"]
    return "\n".join(lines) + "\n"
