"""Story text as something to draw. No text of an author, a player or a file is ever parsed as Textual markup."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual

from isoquest.content.prose import Block, Paragraph, Rule, Span, Spans, Table, blocks
from isoquest.tui.one_line import line
from isoquest.tui.visuals import Grid, Hanging, Line, Stack


def prose(markdown: str, style: str = "") -> Stack:
    """Markdown, one visual for each block, with paragraphs a line apart."""
    groups: list[list[Visual]] = []
    in_list = False
    for block in blocks(markdown):
        if in_list and isinstance(block, Paragraph) and block.marker:
            groups[-1].append(_block(block, style))
        else:
            groups.append([_block(block, style)])
        in_list = isinstance(block, Paragraph) and block.indent > 0
    return Stack([Stack(group, gap=0) for group in groups])


def _block(block: Block, style: str) -> Visual:
    match block:
        case Paragraph(spans, heading, indent, marker):
            body = _content(spans, f"{style} bold" if heading else style)
            if not indent:
                return body
            inner = Hanging(Content.styled(marker, "$accent"), body, max(2, len(marker) + 1)) if marker else body
            return Hanging("", inner, 2 * indent - (0 if marker else -2))
        case Table(rows):
            return Grid(
                [
                    [_content(cell, f"{style} bold" if not number else style) for cell in row]
                    for number, row in enumerate(rows)
                ],
                ruled=True,
            )
        case Rule():
            return Line(12)


def _content(spans: Spans, style: str) -> Content:
    return Content.assemble(*(part for span in spans for part in _span(span, style)))


def _span(span: Span, style: str) -> list[Content]:
    names = [style]
    if span.strong:
        names.append("bold")
    if span.emphasis:
        names.append("italic")
    if span.code:
        names.append("$code")
    if span.link:
        names.append("underline")
    parts = [Content.styled(span.text, " ".join(filter(None, names)))]
    if span.link and span.link != span.text:
        parts += [Content(" "), line(f"({span.link})", "$quiet")]
    return parts
