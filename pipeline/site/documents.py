"""Turn the data dictionary and the texts of rules into HTML."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@dataclass(frozen=True)
class Document:
    """A Markdown document as HTML.

    Attributes:
        html: the document without its title.
        title: the text of its first heading.
        sections: anchor and text of each heading of the second level.
    """

    html: Markup
    title: str
    sections: tuple[tuple[str, str], ...]


def document(text: str) -> Document:
    """Return a Markdown document as HTML; HTML inside of it is text."""
    parser = _parser()
    tokens = parser.parse(text)
    title = ""
    if tokens and tokens[0].tag == "h1":
        title = _words(tokens[1])
        tokens = tokens[3:]
    sections = []
    for opening, content in itertools.pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            words = _words(content)
            anchor = f"s-{re.sub(r'[^a-z0-9]+', '-', words.lower()).strip('-')}"
            opening.attrSet("id", anchor)
            sections.append((anchor, words))
    html = parser.renderer.render(tokens, parser.options, {})
    return Document(Markup(html), title, tuple(sections))  # the parser escapes HTML


def inline(text: str) -> Markup:
    """Return a line of Markdown as HTML, without a paragraph around it."""
    return Markup(_parser().renderInline(text))  # the parser escapes HTML


def _words(inline_token: Token) -> str:
    return "".join(child.content for child in inline_token.children or ())


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Text that looks like HTML stays text, and links to scripts are no links.
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _table_open(_renderer: Any, _tokens: Sequence[Token], *_: Any) -> str:
    # A wide table scrolls by itself, by keyboard, too.
    return '<div class="wide" tabindex="0" role="group" aria-label="Table">\n<table>\n'


def _table_close(_renderer: Any, _tokens: Sequence[Token], *_: Any) -> str:
    return "</table>\n</div>\n"
