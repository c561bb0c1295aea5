"""Looking back: the outcome and score, the findings, and every decision with the road not taken."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from isoquest.authoring.overall import prove_bounds
from isoquest.authoring.proof_files import known_bounds
from isoquest.content.library import bundled_folder
from isoquest.content.model import Scenario
from isoquest.content.reference import Reference
from isoquest.engine.debrief import Debrief, debrief
from isoquest.engine.play import Play
from isoquest.engine.scene import scene_text
from isoquest.progress.location import PROOFS, proofs_folder
from isoquest.tui.one_line import line
from isoquest.tui.prose_view import prose
from isoquest.tui.screens.leafing import Leafing
from isoquest.tui.views.findings import by_clause
from isoquest.tui.views.looking_back import ending, score, turn_line, turn_page
from isoquest.tui.visuals import Stack
from isoquest.tui.widgets.entries import Entry, EntryList

OVERVIEW, FINDINGS = "=overview", "=findings"
"""Entries of this screen's own."""


class DebriefPage(Leafing):
    """The whole play on one list: overview, findings, then decision after decision; a page about each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "play_on", "Play on from here", id="play_on", tooltip="Begin a new play at this decision"),
    ]

    def __init__(self, play: Play, reference: Reference, play_on: Callable[[int], None]) -> None:
        super().__init__()
        self._play = play
        self._reference = reference
        self._play_on = play_on
        """Plays on from after so many decisions."""
        self._back: Debrief | None = None

    @property
    def scenario(self) -> Scenario:
        """What was played."""
        return self._play.scenario

    @property
    def shown_text(self) -> str:
        """No scene is shown here whose words could come first."""
        return ""

    def head(self) -> Content:
        """The scenario."""
        return line(f"Looking back · {self._play.scenario.title}")

    def on_mount(self) -> None:
        """Work the debrief out."""
        self.run_worker(self._look_back(), group="debrief")

    async def _look_back(self) -> None:
        folders = (proofs_folder(os.environ), bundled_folder() / PROOFS)
        self._back = back = await asyncio.to_thread(lambda: debrief(self._play, known_bounds(self.scenario, *folders)))
        percent = back.score.path.percent
        told = f"  {percent} %" if percent is not None else ""
        heading = "Outcome" if self._play.over else "So far"
        entries = [Entry(Content.assemble((heading, "bold"), (told, "$quiet")), OVERVIEW)]
        if back.findings:
            count = f"  {len(back.findings)}"
            entries.append(Entry(Content.assemble(("Findings", "bold"), (count, "$quiet")), FINDINGS))
        entries += [Entry(turn_line(turn), str(index)) for index, turn in enumerate(back.turns)]
        self.query_one(EntryList).show(entries)
        if back.score.overall is None and self._play.over:
            found = await asyncio.to_thread(prove_bounds, self.scenario, folders, stop=lambda: not self.is_attached)
            if found is not None and self.is_attached:
                self._back = replace(back, score=replace(back.score, overall=found))
                self.show_page(self._key_pointed_at(), stay=True)

    def _key_pointed_at(self) -> str:
        option = self.query_one(EntryList).highlighted_option
        return (option.id if option is not None else None) or OVERVIEW

    def page(self, key: str) -> Visual | None:
        """The page about it."""
        return self._page(self._back, key or OVERVIEW) if self._back is not None else None

    def _page(self, back: Debrief, key: str) -> Visual:
        play = self._play
        if key == FINDINGS:
            return Stack(by_clause(back.findings, self._reference))
        if key != OVERVIEW:
            return turn_page(back.turns[int(key)], play.scenario, self._reference)
        parts: list[Visual] = [ending(back)]
        if back.ending is not None:
            parts.append(prose(scene_text(play.scenario, play.state)))
        parts += score(back, play.scenario)
        if not back.turns:
            parts.append(Content.styled("Nothing has been decided yet.", "$quiet"))
        return Stack(parts)

    def _pointed_at(self) -> int | None:
        option = self.query_one(EntryList).highlighted_option
        return int(option.id) if option is not None and option.id and option.id.isdecimal() else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Play on only from a decision."""
        return not (action == "play_on" and (not self.is_mounted or self._pointed_at() is None))

    def action_play_on(self) -> None:
        """Begin a new play at the decision pointed at."""
        at = self._pointed_at()
        if at is not None and self._back is not None:
            self._play_on(self._back.turns[at].number - 1)
