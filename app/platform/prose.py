"""Read what organisers write as Markdown: as HTML for pages, and without its marks elsewhere.

People write mails, not Markdown: what surprises them (code by indentation, underlined headings,
entities) is off, and a new line is a new line. No HTML of theirs passes, nor any picture: one from
elsewhere would tell its host who reads the page (ADR 0020).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_OFF = ["code", "fence", "lheading", "reference", "html_block", "html_inline", "entity"]
_BLOCKS = {"p", "li", "h3", "h4", "blockquote"}
_TAGS = {*_BLOCKS, "ul", "ol", "br", "hr", "strong", "em", "code", "a"}
_SCHEMES = {"https", "http", "mailto", "tel"}
_GAPS = re.compile(r"\n{3,}")


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": 8})
    reader.disable(_OFF)
    reader.add_render_rule("image", _alternative)
    return reader


def _alternative(_self: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    """Write what stands for a picture."""
    return str(escape(tokens[index].content))


_READER = _reader()


@lru_cache(maxsize=256)
def as_html(text: str) -> Markup:
    """Return a text as HTML that is safe on every page; each block has its own direction."""
    tokens = _READER.parse(text)
    for token in tokens:
        if token.tag.startswith("h") and token.tag != "hr":
            token.tag = "h3" if token.tag == "h1" else "h4"
        if token.tag in _BLOCKS and token.nesting == 1:
            token.attrSet("dir", "auto")
    written = _READER.renderer.render(tokens, _READER.options, {})
    allowed = {**{tag: {"dir"} for tag in _BLOCKS}, "a": {"href"}, "ol": {"start"}}
    rel = "noopener nofollow"
    return Markup(  # noqa: S704 - this is what makes it safe  # nosec B704
        nh3.clean(
            written, tags=_TAGS, attributes=allowed, url_schemes=_SCHEMES, link_rel=rel
        ).strip()
    )


@lru_cache(maxsize=1024)
def as_plain(text: str) -> str:
    """Return a text without marks, for calendars, messages and search; links beside their words."""
    return _GAPS.sub("\n\n", "".join(_plain(_READER.parse(text)))).strip()


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "list_item_open":
            yield f"{token.info}. " if token.info else "– "
        elif token.type == "inline":
            yield "".join(_inline(token.children or []))
        elif token.nesting == -1 and token.type in _ENDS:
            yield "\n" if token.hidden or token.type == "list_item_close" else "\n\n"


_ENDS = {"paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close"}


def _inline(tokens: Sequence[Token]) -> Iterator[str]:
    address = said = ""
    for token in tokens:
        if token.type == "link_open":
            address, said = str(token.attrs["href"]), ""
        elif token.type == "link_close":
            yield "" if address.removeprefix("mailto:") == said else f" ({address})"
            address = ""
        else:
            words = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
            said += words
            yield words
