"""A PDF as a screen reader has it: the text of each element of the tag tree, in the tree's order.

Written against the file alone (ISO 32000-1: marked content, structure, ToUnicode), so that what a
test reads was truly in the tags and not only drawn in some place on the page.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple, TypeAlias

import pikepdf

# Of each page, by its number in the file: the text of each piece; under None, of the artefacts.
Marked: TypeAlias = dict[tuple[int, int], dict[int | None, str]]

NOTHING = pikepdf.Array()
BLOCKS = re.compile("/(H[1-6]|Title|P|Lbl|LBody)")


class Mark(NamedTuple):
    """Which piece of the page we are in, and whether a text of its own has replaced it."""

    number: int | None
    replaced: bool


def read(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Each block of text with its tag: [("H1", "What is open"), …]."""
    marked = {page.obj.objgen: _marked(page) for page in pdf.pages}
    return [
        (str(element.S)[1:], _tidy(_text(element, element.get("/Pg"), marked)))
        for element in elements(pdf)
        if BLOCKS.fullmatch(str(element.S))
    ]


def text(pdf: pikepdf.Pdf) -> str:
    """All that is read aloud, a block a line."""
    return "\n".join(words for _, words in read(pdf))


def margins(pdf: pikepdf.Pdf) -> list[str]:
    """Of each page, what is drawn and not read aloud: its header and footer."""
    return [_tidy(_marked(page).get(None, "")) for page in pdf.pages]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the tag tree, in the order in which they are read."""
    return _under(pdf.Root.StructTreeRoot.K)


def _under(node: pikepdf.Object | int | None) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        yield from chain.from_iterable(map(_under, node))
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _under(node.get("/K"))


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _text(node: pikepdf.Object | int, page: pikepdf.Object | None, marked: Marked) -> str:
    """The text under a node, where a number is a piece of marked content of that page."""
    if isinstance(node, int):
        return marked[page.objgen].get(node, "") if page is not None else ""
    if isinstance(node, pikepdf.Array):
        return " ".join(_text(child, page, marked) for child in node)
    page = node.get("/Pg", page)
    return _text(int(node.MCID) if "/MCID" in node else node.get("/K", NOTHING), page, marked)


def _marked(page: pikepdf.Page) -> dict[int | None, str]:
    """The text of each numbered piece of the page; under None, that of header and footer."""
    alphabets = {name: _alphabet(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int | None, str] = defaultdict(str)
    marks: list[Mark] = [Mark(None, replaced=False)]
    alphabet: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands = step.operands
        match str(step.operator):
            case "BDC":
                marks.append(_opened(operands[1], marks[-1], found))
            case "BMC":
                marks.append(marks[-1])
            case "EMC":
                marks.pop()
            case "BT" if marks[-1].number is None:
                found[None] += " "
            case "Tf":
                alphabet = alphabets[str(operands[0])]
            case "Tj" | "TJ" as shows if not marks[-1].replaced:
                runs = operands if shows == "Tj" else operands[0]
                found[marks[-1].number] += _shown(runs, alphabet)
    return found


def _opened(given: pikepdf.Object, outer: Mark, found: dict[int | None, str]) -> Mark:
    """The mark that begins here. Where it brings a text of its own, that stands for the glyphs."""
    number = int(given["/MCID"]) if "/MCID" in given else outer.number
    if "/ActualText" in given and not outer.replaced:
        found[number] += str(given["/ActualText"])
    return Mark(number, outer.replaced or "/ActualText" in given)


def _shown(runs: Iterable[pikepdf.Object], alphabet: dict[int, str]) -> str:
    codes = b"".join(bytes(run) for run in runs if isinstance(run, pikepdf.String))
    return "".join(alphabet[a << 8 | b] for a, b in zip(codes[::2], codes[1::2], strict=True))


def _alphabet(font: pikepdf.Object) -> dict[int, str]:
    """What each code of a font means, from its ToUnicode map."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {
        int(code, 16): bytes.fromhex(meaning).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", block)
    }
