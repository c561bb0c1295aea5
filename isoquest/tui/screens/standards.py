"""The standards that the game names: what each is for, who should choose it, and which stories play it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from textual import work
from textual.content import Content
from textual.visual import Visual

from isoquest.content.model import Scenario
from isoquest.content.reference import Reference, Standard
from isoquest.tui.encounters import read_stories
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
    """All standards, by kind. The filter also finds kinds ("guidance") and worries ("injuries")."""

    HEAD = "Standards"
    EMPTY = "No standards are described yet."

    def __init__(self, reference: Reference) -> None:
        super().__init__()
        self._reference = reference
        self._played: Sequence[Scenario] | None = None
        """The scenarios there are; None until they have been read."""

    def on_mount(self) -> None:
        """The standards are there at once; which stories play them is looked up meanwhile."""
        self.read_scenarios()

    @work(exclusive=True, group="library")
    async def read_scenarios(self) -> None:
        """Tell on each page which stories play the standard."""
        stories = await asyncio.to_thread(read_stories, self.isoquest.loader, ())
        self._played = [story.scenario for story in stories]
        self.renew()

    def items(self) -> Sequence[Item]:
        """Every standard, those that can be certified against first."""
        order = list(GROUPS)
        found = sorted(self._reference.standards.values(), key=lambda standard: order.index(standard.kind))
        return [self._item(standard) for standard in found]

    def _item(self, standard: Standard) -> Item:
        kind = f"{standard.kind} {STANDARD_KINDS[standard.kind]} {GROUPS[standard.kind]}"
        worries = " ".join(standard.worries)
        return Item(
            f"{standard.number} {standard.field or standard.title}",
            GROUPS[standard.kind],
            words_of(standard.purpose, standard.suits, standard.typical),
            partial(self._page, standard),
            names=f"{standard.title} {standard.field} {worries} {kind}",
        )

    def _page(self, standard: Standard) -> Stack:
        head: list[Visual] = [
            line(standard.with_edition, "bold"),
            line(standard.title),
            Content.styled(STANDARD_KINDS[standard.kind], "$quiet"),
        ]
        parts: list[Visual] = [Stack(head, gap=0), prose(standard.purpose)]
        if standard.suits:
            parts.append(Stack([heading("Who should choose this?"), prose(standard.suits)], gap=0))
        if standard.typical:
            parts.append(Stack([heading("A typical organisation"), line(standard.typical)], gap=0))
        if standard.worries:
            parts.append(Content.assemble(("When the worry is ", "$quiet"), line(", ".join(standard.worries))))
        if standard.note:
            parts.append(Stack([heading("Worth knowing"), prose(standard.note)], gap=0))
        parts.append(line(f"As of {standard.as_of}.", "$quiet"))
        parts += self._played_in(standard)
        rests_on = sources(standard.because, self._reference, in_full=True)
        if rests_on:
            parts.append(Stack([heading("What this rests on"), Stack(rests_on)], gap=0))
        return Stack(parts)

    def _played_in(self, standard: Standard) -> list[Visual]:
        """The stories that play it, if there are any, or that they are still being looked for."""
        if self._played is None:
            return [Content.styled("Looking for stories that play it …", "$quiet")]
        titles = [scenario.title for scenario in self._played if standard.id in scenario.standard]
        return [Stack([heading("Played in"), *map(line, titles)], gap=0)] if titles else []
