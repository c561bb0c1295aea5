"""Markdown in a small dialect as blocks of styled text, for any front end to draw.

The dialect: paragraphs, emphasis, strong, `code`, lists, tables, quotes, headings, rules and links. HTML is text like
any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from isoquest.content.safe_text import safe_text


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one style. `link` is an address, or empty."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or a heading where `heading` is 1 or more."""

    spans: Spans
    heading: int = 0
    indent: int = 0
    """How many lists or quotes it stands in."""
    marker: str = ""
    """What stands before its first line in a list, such as `•` or `2.`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block: TypeAlias = Paragraph | Table | Rule


if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - 40 ms that a command without prose need not wait

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline", "image"])


@lru_cache(maxsize=512)
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text, safe to print."""
    return tuple(_blocks(_parser().parse(safe_text(markdown))))


def literal(text: str) -> str:
    """Markdown that shows a text as it stands."""
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|&~])", r"\\\1", text)


def plain(markdown: str) -> str:
    """A text without its markup, on one line."""
    parts = []
    for block in blocks(markdown):
        if isinstance(block, Paragraph):
            parts.append("".join(span.text for span in block.spans))
        elif isinstance(block, Table):
            parts.extend(" ".join("".join(span.text for span in cell) for cell in row) for row in block.rows)
    return " ".join(" ".join(parts).split())


def _blocks(tokens: list[Token]) -> Iterator[Block]:  # noqa: C901, PLR0912 - a case for each kind of token
    indent, heading, marker = 0, 0, ""
    counters: list[int | None] = []
    rows: list[tuple[Spans, ...]] = []
    row: list[Spans] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                counters.append(None)
                indent += 1
            case "ordered_list_open":
                start = token.attrGet("start")
                counters.append(1 if start is None else int(start))
                indent += 1
            case "blockquote_open":
                indent += 1
            case "bullet_list_close" | "ordered_list_close":
                counters.pop()
                indent -= 1
            case "blockquote_close":
                indent -= 1
            case "list_item_open":
                number = counters[-1]
                marker = "•" if number is None else f"{number}."
                if number is not None:
                    counters[-1] = number + 1
            case "heading_open":
                heading = int(token.tag[1])
            case "heading_close":
                heading = 0
            case "table_open":
                rows = []
            case "tr_open":
                row = []
            case "tr_close" if row is not None:
                rows.append(tuple(row))
                row = None
            case "table_close":
                yield Table(tuple(rows))
            case "hr":
                yield Rule()
            case "code_block" | "fence":
                yield Paragraph((Span(token.content.rstrip("\n"), code=True),), indent=indent, marker=marker)
                marker = ""
            case "inline":
                spans = _spans(token.children or [])
                if row is not None:
                    row.append(spans)
                else:
                    yield Paragraph(spans, heading, indent, marker)
                    marker = ""


def _spans(tokens: list[Token]) -> Spans:  # noqa: C901 - likewise
    """Styled text; made safe once more, since `&#x202e;` is a character only after parsing."""
    made: list[Span] = []
    strong = emphasis = 0
    link = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
            case "em_open":
                emphasis += 1
            case "em_close":
                emphasis -= 1
            case "link_open":
                link = str(token.attrGet("href") or "")
            case "link_close":
                link = ""
            case "softbreak":
                made.append(Span(" "))
            case "hardbreak":
                made.append(Span("\n"))
            case "code_inline":
                made.append(Span(safe_text(token.content), code=True))
            case _ if token.content:
                made.append(Span(safe_text(token.content), strong > 0, emphasis > 0, link=link))
    return tuple(made)
