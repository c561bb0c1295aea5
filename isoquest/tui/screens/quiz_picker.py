"""The quiz picker: every bank of questions, how many it has, and what was made of it so far."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import work
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets.option_list import Option

from isoquest.content.bank_reading import BankReading
from isoquest.content.library import Shelved
from isoquest.progress.quizzing import share_of
from isoquest.progress.saved import SavedPlay
from isoquest.tui.one_line import line
from isoquest.tui.screens.page import Page
from isoquest.tui.setting_out import set_out_on_quiz
from isoquest.tui.widgets.entries import Entry, EntryList, Heading
from isoquest.tui.words import counted


@dataclass(frozen=True, slots=True)
class BankOffer:
    """A bank on the shelf, read, with what the player has made of it."""

    shelved: Shelved
    reading: BankReading
    attempts: tuple[SavedPlay, ...]

    @property
    def under_way(self) -> SavedPlay | None:
        """The newest attempt that is not finished."""
        return next((attempt for attempt in self.attempts if attempt.ending is None), None)

    @property
    def best(self) -> str:
        """The best result so far in words; empty where nothing is finished."""
        shares = {share: each.summary for each in reversed(self.attempts) if (share := share_of(each)) is not None}
        return shares[max(shares)] if shares else ""


class QuizPicker(Page[None]):
    """Choose a quiz."""

    CSS_PATH = "list.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[BankOffer] = []

    def body(self) -> Iterable[Widget]:
        """A head and the list."""
        yield Static("Quizzes", classes="title", markup=False)
        yield Static("Questions with their reasons, to practise on or as an exam.", classes="under", markup=False)
        yield EntryList(id="list")

    def on_screen_resume(self) -> None:
        """Read the banks again: an author may have mended something, the player may have answered."""
        self.read_banks()

    @work(exclusive=True, group="banks")
    async def read_banks(self) -> None:
        """Show the banks."""
        app = self.isoquest
        shown = self.query_one(EntryList)

        def read() -> list[BankOffer]:
            attempts = app.store.attempts(app.profile.id)
            return [
                BankOffer(
                    shelved,
                    app.loader.bank_reading(shelved),
                    tuple(a for a in attempts if (a.scenario, a.source) == (shelved.id, shelved.source)),
                )
                for shelved in app.loader.banks()
            ]

        self._offers = await asyncio.to_thread(read)
        if not self._offers:
            self.query_one(".under", Static).update("There are no questions here.")
        shown.show(_entries(self._offers), shown.highlighted or 0)

    def on_option_list_option_selected(self, event: EntryList.OptionSelected) -> None:
        """Go on with what is under way, or ask how the quiz is to be."""
        offer = self._offers[int(event.option_id or 0)]
        set_out_on_quiz(self.isoquest, offer.shelved, offer.reading, offer.under_way)


def _entries(offers: Sequence[BankOffer]) -> Iterable[Option]:
    for index, offer in enumerate(offers):
        if index:
            yield Heading("")
        bank = offer.reading.bank
        if bank is None:
            where = offer.shelved.id if offer.shelved.bundled else str(offer.shelved.path)
            told = Content.assemble(
                line(offer.shelved.id, "bold"), "\n", ("✗ has problems: ", "$worse"), line(f"isoquest check {where}")
            )
            yield Entry(told, str(index), disabled=True)
            continue
        head = [counted(len(bank.questions), "question"), "" if offer.shelved.bundled else "your own", _so_far(offer)]
        facts = line(" · ".join(filter(None, head)), "$quiet")
        summary = ("\n", line(bank.summary)) if bank.summary else ()
        yield Entry(Content.assemble(line(bank.title, "bold"), "\n", facts, *summary), str(index))


def _so_far(offer: BankOffer) -> str:
    if not offer.attempts:
        return "not tried yet"
    parts = [f"best: {offer.best}"] if offer.best else []
    if offer.under_way is not None:
        parts.append(f"one under way, {offer.under_way.summary}")
    return " · ".join(parts)
