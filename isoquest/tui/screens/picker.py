"""The scenario picker: every story there is, what it asks of the player, and what was made of it so far."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.library import Shelved
from isoquest.content.model import Scenario
from isoquest.content.reference import Reference
from isoquest.progress.path_standing import best_ended, ending_of
from isoquest.progress.saved import SavedPlay
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.setting_out import set_out_on_play
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.words import KINDS, counted


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario on the shelf, read, with what the player has made of it."""

    shelved: Shelved
    scenario: Scenario | None
    """None where it has problems."""
    plays: tuple[SavedPlay, ...]

    @property
    def under_way(self) -> SavedPlay | None:
        """The newest play that has not ended."""
        return next((play for play in self.plays if play.ending is None), None)

    @property
    def best(self) -> str:
        """The best kind of ending reached, or empty."""
        best = best_ended(self.plays, self.scenario)
        ending = None if best is None else ending_of(best, self.scenario)
        return "" if ending is None else ending.kind


class Picker(Page[None]):
    """Choose a scenario."""

    CSS_PATH = "list.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[Offer] = []

    def body(self) -> Iterable[Widget]:
        """A head and the list."""
        yield Static("Scenarios", classes="title", markup=False)
        yield Static("Each is one company, and the decisions that it comes to.", classes="under", markup=False)
        yield EntryList(id="list")

    def on_screen_resume(self) -> None:
        """Read the shelf again: an author may have mended something, the player may have played."""
        self.read_shelf()

    @work(exclusive=True, group="shelf")
    async def read_shelf(self) -> None:
        """Show the scenarios, each as soon as it is read."""
        loader = self.isoquest.loader
        shown = self.query_one(EntryList)
        shelf = await asyncio.to_thread(loader.shelf)
        reference = await asyncio.to_thread(loader.reference)
        offers = await asyncio.to_thread(lambda: [self._offer(shelved) for shelved in shelf])
        at = shown.highlighted or 0
        self._offers = offers
        if not offers:
            self.query_one(".under", Static).update("There are no scenarios here.")
        shown.show(_entries(offers, reference), at)

    def _offer(self, shelved: Shelved) -> Offer:
        app = self.isoquest
        plays = app.store.plays(app.profile.id, shelved.id, shelved.source)
        return Offer(shelved, app.loader.reading(shelved).scenario, plays)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Begin, or ask whether to go on."""
        offer = self._offers[int(event.option_id or 0)]
        if offer.scenario is None:
            return
        set_out_on_play(self.isoquest, offer.shelved, offer.scenario, offer.under_way)


def _entries(offers: Sequence[Offer], reference: Reference) -> Iterable[Option]:
    for index, offer in enumerate(offers):
        if index:
            yield Heading("")
        scenario = offer.scenario
        if scenario is None:
            where = offer.shelved.id if offer.shelved.bundled else str(offer.shelved.path.parent)
            told = Content.assemble(
                line(offer.shelved.id, "bold"), "\n", ("✗ has problems: ", "$worse"), line(f"isoquest check {where}")
            )
            yield Entry(told, str(index), disabled=True)
            continue
        numbers = [reference.standards[key].number for key in scenario.standard if key in reference.standards]
        head = [f"{scenario.minutes} min" if scenario.minutes else "", ", ".join(numbers)]
        head.append("" if offer.shelved.bundled else "your own")
        so_far = [_so_far(offer)]
        yield Entry(
            Content.assemble(
                line(scenario.title, "bold"),
                "\n",
                line(" · ".join(filter(None, (*head, *so_far))), "$quiet"),
                "\n",
                line(scenario.summary),
            ),
            str(index),
        )


def _so_far(offer: Offer) -> str:
    if not offer.plays:
        return "not played yet"
    parts = [f"played {counted(len(offer.plays), 'time')}"]
    if offer.best:
        mark, word, _ = KINDS[offer.best]
        parts.append(f"best: {mark} {word.lower()}")
    if offer.under_way is not None:
        parts.append("one under way")
    return ", ".join(parts)
