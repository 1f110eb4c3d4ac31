"""A page's Markdown as GOV.UK HTML. There is no raw HTML in it: the parser knows none."""

import re
from functools import lru_cache

from django.urls import reverse
from markdown_it.token import Token
from markupsafe import Markup

from towpath.authority import parser

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "blockquote_open": "govuk-inset-text",
    "link_open": "govuk-link",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
    "hr": "govuk-section-break govuk-section-break--visible",
}
HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s"}


@lru_cache(maxsize=256)
def draw(code: str, body: str) -> Markup:
    """The page's body, for the guide of the council of this code."""
    reader = parser()
    tokens = reader.parse(body)
    for n, token in enumerate(tokens):
        _dress(code, token)
        if token.type == "heading_open":
            token.attrSet("class", HEADINGS[token.tag])
            token.attrSet("id", anchor(tokens[n + 1].content))
        for child in token.children or []:
            _dress(code, child)
    # The parser escapes all text and was told to know no HTML.
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704


def anchor(words: str) -> str:
    """The address of a heading within its page."""
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")


def _dress(code: str, token: Token) -> None:
    if token.type in CLASSES:
        token.attrSet("class", CLASSES[token.type])
    if token.type == "link_open":
        token.attrSet("href", _address(code, str(token.attrs["href"])))


def _address(code: str, href: str) -> str:
    """Where a link leads: page:ID and pathway:ID to the guide's own pages."""
    kind, _, name = href.partition(":")
    name, hash_, at = name.partition("#")
    if kind == "page":
        return reverse("guide_page", args=[code, name]) + hash_ + at
    if kind == "pathway":
        return reverse("guide_pathway", args=[code, name]) + hash_ + at
    return href
