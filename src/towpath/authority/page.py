"""One page of the guide: TOML between two lines of +++, then Markdown. No HTML, ever."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from towpath.authority.fault import suggest
from towpath.authority.table import NO_DAY, Sheet
from towpath.rules.page import LANGUAGES, Block, BlockKind, Page, Variant
from towpath.rules.who import EDITORS

HEADINGS = ("h2", "h3")
# An address that a page of the guide may lead to, besides https: another page, a pathway's page,
# a letter, a telephone.
INSIDE = ("page:", "pathway:")
OUTSIDE = ("https://", "mailto:", "tel:")
BODY: BlockKind = "paragraph"
# What kind of block follows a token; any other leaves it as it was.
KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "heading_close": BODY,
    "list_item_open": "item",
    "list_item_close": BODY,
}


class Known(NamedTuple):
    """What a page may speak of: sections and pathways of the council, and all its pages."""

    sections: Collection[str]
    pathways: Collection[str]
    pages: Collection[str]


def read_page(sheet: Sheet, id_: str, known: Known) -> Page:
    """The page in a sheet. `id_` is its file's name."""
    table = sheet.read()
    if not sheet.is_readable:
        return Page(id_, "", "", 0, "", "", NO_DAY, NO_DAY, "", "", False, "", (), "", "")
    title, reviewed_on = table.text("title"), table.day("reviewed_on")
    due, pathway = table.day("review_due_on"), table.text("pathway", "")
    if due <= reviewed_on:
        table.fault("review_due_on is not after reviewed_on", "correct one of them", "reviewed_on")
    if pathway and pathway != id_:
        what = f"the page of the pathway {pathway} is called {id_}"
        table.fault(what, f"call the file {pathway}.md", "pathway")
    section = table.text("section")
    if section and section not in known.sections:
        table.fault(f"no section is called {section}", suggest(section, known.sections), "section")
    page = Page(
        id=id_,
        title=title,
        summary=table.text("summary"),
        order=table.number("order"),
        section=section,
        owner=table.choice("owner", tuple(sorted(EDITORS))),
        reviewed_on=reviewed_on,
        review_due_on=due,
        source=table.text("source"),
        pathway=pathway,
        leaflets=table.flag("leaflets", False),
        body=sheet.body,
        blocks=_read_body(sheet, known),
        text=sheet.whole,
        sha256=sheet.sha256,
    )
    table.close()
    return page


def read_variant(sheet: Sheet, tongue: str, known: Known) -> Variant:
    """A page in Easy Read or another language."""
    table = sheet.read()
    if not sheet.is_readable:
        return Variant(tongue, "", "", (), NO_DAY, "", "")
    if tongue not in LANGUAGES:
        mend = f"name the file with one of {', '.join(LANGUAGES)}"
        table.fault(f"no language is known by {tongue}", mend)
    title, reviewed_on = table.text("title"), table.day("reviewed_on")
    table.close()
    blocks = _read_body(sheet, known)
    return Variant(tongue, title, sheet.body, blocks, reviewed_on, sheet.whole, sheet.sha256)


@cache
def parser() -> MarkdownIt:
    """The Markdown that pages are written in: CommonMark without HTML and pictures, with tables."""
    return MarkdownIt("commonmark", {"html": False}).disable("image").enable("table")


def _read_body(sheet: Sheet, known: Known) -> tuple[Block, ...]:
    """The words of the body, block by block; each fault in it noted on its line."""
    blocks: list[Block] = []
    line, kind = sheet.body_line, BODY
    if not sheet.body.strip():
        sheet.note(line, "the page says nothing", "write its words below the second +++")
    for token in parser().parse(sheet.body):
        at = line + (token.map[0] if token.map else 0)
        if token.type == "heading_open" and token.tag not in HEADINGS:
            sheet.note(at, f"a heading of level {token.tag[1]}", "use ## or ###: # is the title")
        kind = KINDS.get(token.type, kind)
        if token.type == "inline":
            _check_inline(sheet, at, token, known)
            blocks.append(Block(kind, _words(token)))
    return tuple(blocks)


def _words(inline: Token) -> str:
    """The words of a line without its marks."""
    children = inline.children or []
    said = "".join(" " if child.type.endswith("break") else child.content for child in children)
    return " ".join(said.split())


def _check_inline(sheet: Sheet, line: int, inline: Token, known: Known) -> None:
    for child in inline.children or []:
        if child.type == "link_open":
            for what, mend in _link_faults(str(child.attrs.get("href", "")), known):
                sheet.note(line, what, mend)
        elif child.type == "text" and "<" in child.content and ">" in child.content:
            sheet.note(line, "this looks like HTML, which is shown as it stands", "take it out")


def _link_faults(href: str, known: Known) -> Iterator[tuple[str, str]]:
    kind, _, name = href.partition(":")
    name = name.partition("#")[0]
    for inside, names in zip(INSIDE, (known.pages, known.pathways), strict=True):
        if href.startswith(inside):
            if name not in names:
                yield f"no {kind} is called {name}", suggest(name, names)
            return
    if not href.startswith((*OUTSIDE, "#")):
        mend = "write page:ID, pathway:ID, or an address that begins with https://"
        yield f"the link leads nowhere safe: {href}", mend
