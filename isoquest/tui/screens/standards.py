"""The standards that the game names, and what each is for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.visual import Visual

from isoquest.content.reference import Reference, Standard
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.screens.lookup import Item, LookUp, words_of
from isoquest.tui.views.consequence import heading
from isoquest.tui.views.facts import sources
from isoquest.tui.visuals import Stack
from isoquest.tui.words import STANDARD_KINDS

GROUPS = {
    "certifiable": "Can be certified against",
    "scheme": "Schemes of an industry",
    "guidance": "Guidance",
    "accreditation": "For accreditation",
}


class Standards(LookUp):
    """All standards, by kind."""

    HEAD = "Standards"
    EMPTY = "No standards are described yet."

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference

    def items(self) -> Sequence[Item]:
        """Every standard, those that can be certified against first."""
        order = list(GROUPS)
        found = sorted(self._reference.standards.values(), key=lambda standard: order.index(standard.kind))
        return [self._item(standard) for standard in found]

    def _item(self, standard: Standard) -> Item:
        edition = f":{standard.edition}" if standard.edition else ""
        head: list[Visual] = [
            line(f"{standard.number}{edition}", "bold"),
            line(standard.title),
            Content.styled(STANDARD_KINDS[standard.kind], "$quiet"),
        ]
        parts: list[Visual] = [Stack(head, gap=0), prose(standard.purpose)]
        if standard.suits:
            parts.append(Stack([heading("Whom it suits"), prose(standard.suits)], gap=0))
        if standard.note:
            parts.append(Stack([heading("Worth knowing"), prose(standard.note)], gap=0))
        parts.append(line(f"As of {standard.as_of}.", "$quiet"))
        rests_on = sources(standard.because, self._reference, in_full=True)
        if rests_on:
            parts.append(Stack([heading("What this rests on"), Stack(rests_on)], gap=0))
        sought = words_of(f"{standard.number} {standard.title} {standard.field}", standard.purpose, standard.suits)
        return Item(
            f"{standard.number} {standard.field or standard.title}", GROUPS[standard.kind], sought, Stack(parts)
        )
