"""Facts into a PDF: tagged for reading aloud (PDF/UA-1), fit to be archived (PDF/A-2a)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TypeAlias

import typst

from towpath.paper.glyph import FONTS, drawable

HERE = Path(__file__).parent
FACE = "Noto Sans"

Words: TypeAlias = "str | bool | Sequence[Words] | Mapping[str, Words]"


def typeset(template: str, facts: Mapping[str, Words], drawn_at: datetime) -> bytes:
    """The PDF of that Typst template of this folder, with the facts in its `sys.inputs.facts`.

    The facts travel as JSON, so no word of theirs is ever read as Typst. The document is dated
    `drawn_at`, an instant with its zone, and nothing else of the day or the machine is in it: the
    same facts give the same bytes. `sys.inputs.fonts` is the order in which fonts are tried.
    """
    return typst.compile(
        HERE / template,
        root=HERE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "facts": json.dumps(_drawable(facts), ensure_ascii=False),
            "fonts": json.dumps(sorted(_fonts().families(), key=lambda face: (face != FACE, face))),
        },
        pdf_standards=["a-2a", "ua-1"],
        timestamp=drawn_at,
    )


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone, so that paper looks the same wherever it is drawn."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _drawable(words: Words) -> Words:
    match words:
        case bool():
            return words
        case str():
            return drawable(words)
        case Mapping():
            return {name: _drawable(value) for name, value in words.items()}
        case _:
            return [_drawable(value) for value in words]
