"""Visuals that Textual lacks: text with a hanging indent or a mark before it, visuals one above the other, tables."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

NARROWEST = 8
"""Columns that a text keeps at least; where an indent would leave fewer, it is dropped."""


def _width_of(visual: Visual, rules: RulesMap, width: int) -> int:
    return visual.get_optimal_width(rules, width)


class Hanging(Visual):
    """A visual with something before its first line; the lines below stand under its beginning."""

    def __init__(self, lead: Content | str, body: Visual, indent: int | None = None) -> None:
        self.lead = Content(lead) if isinstance(lead, str) else lead
        self.body = body
        self.indent = self.lead.cell_length + 1 if indent is None else indent

    def _indent(self, width: int) -> int:
        return self.indent if width - self.indent >= NARROWEST else 0

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the lead and the longest line."""
        return self.indent + _width_of(self.body, rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the body, plus a line for the lead where it has to stand alone."""
        indent = self._indent(width)
        lead_alone = 1 if not indent and self.lead else 0
        return self.body.get_height(rules, max(1, width - indent)) + lead_alone

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        if width < 1:
            return []
        indent = self._indent(width)
        lines = self.body.render_strips(max(1, width - indent), None, style, options)
        blank = style.rich_style
        if not indent:
            lead = self.lead.render_strips(width, 1, style, options) if self.lead else []
            return (lead[:1] + lines)[:height]
        lead_lines = self.lead.render_strips(indent, 1, style, options) if self.lead else []
        first = (lead_lines[0] if lead_lines else Strip.blank(0)).extend_cell_length(indent, blank).crop(0, indent)
        under = Strip.blank(indent, blank)
        return [Strip.join([under if number else first, line]) for number, line in enumerate(lines or [under])][:height]


class Barred(Visual):
    """A visual with the same mark before each of its lines, as a quotation has."""

    def __init__(self, mark: Content, body: Visual) -> None:
        self.mark = mark
        self.body = body

    def _indent(self, width: int) -> int:
        indent = self.mark.cell_length + 1
        return indent if width - indent >= NARROWEST else 0

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the mark and the longest line."""
        return self.mark.cell_length + 1 + _width_of(self.body, rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the body."""
        return self.body.get_height(rules, max(1, width - self._indent(width)))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        if width < 1:
            return []
        indent = self._indent(width)
        lines = self.body.render_strips(max(1, width - indent), None, style, options)
        if not indent:
            return lines[:height]
        mark = self.mark.render_strips(indent, 1, style, options)[0].extend_cell_length(indent, style.rich_style)
        return [Strip.join([mark, line]) for line in lines][:height]


class Stack(Visual):
    """Visuals one above the other, with `gap` empty lines between them."""

    def __init__(self, parts: Sequence[Visual], gap: int = 1) -> None:
        self.parts = tuple(parts)
        self.gap = gap

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as the widest part."""
        return max((_width_of(part, rules, container_width) for part in self.parts), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """All heights, and the gaps."""
        gaps = self.gap * max(0, len(self.parts) - 1)
        return gaps + sum(part.get_height(rules, max(1, width)) for part in self.parts)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        if width < 1:
            return []
        lines: list[Strip] = []
        for number, part in enumerate(self.parts):
            if number:
                lines += [Strip.blank(width, style.rich_style)] * self.gap
            lines += part.render_strips(width, None, style, options)
        return lines[:height]


class Grid(Visual):
    """Cells in columns, two blanks apart. The widest columns give way first where room is short."""

    def __init__(self, rows: Sequence[Sequence[Content]], ruled: bool = False) -> None:
        columns = max((len(row) for row in rows), default=0)
        self.rows = tuple(tuple(row) + (Content(""),) * (columns - len(row)) for row in rows)
        self.columns = columns
        self.ruled = ruled
        """Whether a line stands under the first row."""

    def _wanted(self) -> list[int]:
        return [max(1, *(row[column].cell_length for row in self.rows)) for column in range(self.columns)]

    def _widths(self, width: int) -> list[int]:
        widths = self._wanted()
        room = max(self.columns, width - 2 * (self.columns - 1))
        while sum(widths) > room:
            widest = max(range(self.columns), key=widths.__getitem__)
            others = sorted(widths)[-2] if self.columns > 1 else 0
            over = sum(widths) - room
            widths[widest] = max(1, widths[widest] - max(1, min(over, widths[widest] - others)))
        return widths

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As wide as all columns without a break."""
        return sum(self._wanted()) + 2 * (self.columns - 1) if self.rows else 0

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Each row as high as its highest cell."""
        widths = self._widths(width) if self.rows else []
        cells = [max(cell.get_height(rules, wide) for cell, wide in zip(row, widths, strict=True)) for row in self.rows]
        return sum(cells) + int(self.ruled)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines."""
        if width < 1 or not self.rows:
            return []
        widths = self._widths(width)
        blank = style.rich_style
        lines: list[Strip] = []
        for number, row in enumerate(self.rows):
            cells = [cell.render_strips(wide, None, style, options) for cell, wide in zip(row, widths, strict=True)]
            for y in range(max(len(cell) for cell in cells)):
                parts: list[Strip] = []
                for cell, wide in zip(cells, widths, strict=True):
                    parts += [(cell[y] if y < len(cell) else Strip.blank(0)).extend_cell_length(wide + 2, blank)]
                lines.append(Strip.join(parts).crop(0, width))
            if self.ruled and number == 0:
                rule = Content.styled("─" * min(width, sum(widths) + 2 * (len(widths) - 1)), "$rule")
                lines += rule.render_strips(width, 1, style, options)
        return lines[:height]


class Line(Visual):
    """A rule across, at most `longest` columns long."""

    def __init__(self, longest: int = 76) -> None:
        self.longest = longest

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """All there is."""
        return min(self.longest, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line."""
        return 1

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The line."""
        return Content.styled("─" * min(width, self.longest), "$rule").render_strips(width, height, style, options)
