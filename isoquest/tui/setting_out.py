"""Setting out on a scenario or a bank: at once, or after asking what to do with what was begun or done before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.progress.path_standing import ending_of
from isoquest.tui import ways
from isoquest.tui.words import counted

if TYPE_CHECKING:
    from isoquest.content.bank_reading import BankReading
    from isoquest.content.library import Shelved
    from isoquest.progress.path_standing import StepStanding
    from isoquest.progress.saved import SavedPlay
    from isoquest.quiz.session import Terms
    from isoquest.tui.app import IsoQuest


def set_out_on(app: IsoQuest, standing: StepStanding) -> None:
    """Begin the play or quiz of a step, or go on with it; where it has problems, say so."""
    target = standing.target
    if isinstance(target.whole, Scenario):
        set_out_on_play(app, target.shelved, target.whole, standing.under_way, standing.best_done)
    elif isinstance(target.whole, Bank):
        app.lead(lambda: _set_out_on_quiz(app, standing))
    elif standing.under_way is not None:
        app.take_up(standing.under_way)  # a quiz goes on with the questions that were kept
    else:
        where = target.shelved.id if target.shelved.bundled else target.shelved.path
        told = f"It has problems: isoquest check {where}"
        app.push_screen(ways.question("This step cannot be opened now", told, {"ok": "Back"}))


async def _set_out_on_quiz(app: IsoQuest, standing: StepStanding) -> None:
    shelved = standing.target.shelved
    reading = await asyncio.to_thread(app.loader.bank_reading, shelved)
    set_out_on_quiz(app, shelved, reading, standing.under_way, standing.best_done)


def set_out_on_play(
    app: IsoQuest, shelved: Shelved, scenario: Scenario, under_way: SavedPlay | None, ended: SavedPlay | None = None
) -> None:
    """Begin a play; where one is under way, or one that has `ended` is worth looking back on, ask first."""

    def begin() -> None:
        app.begin(shelved, scenario)

    if under_way is not None:
        where = f"{under_way.summary}, after {counted(len(under_way.decisions), 'decision')}."
        new = "Begin a new play; the other one is kept"
        _ask(app, "A play of this is under way", under_way, where, "Go on with it", new, begin)
    elif ended is not None:
        new = "Begin a new play; this one is kept"
        ending = ending_of(ended, scenario)
        told = f"Best ending: {ending.title if ending is not None else ended.summary}."
        _ask(app, "You have played this", ended, told, "Look back on it", new, begin)
    else:
        begin()


def set_out_on_quiz(
    app: IsoQuest, shelved: Shelved, reading: BankReading, under_way: SavedPlay | None, ended: SavedPlay | None = None
) -> None:
    """Ask how a quiz is to be and begin it; where one is under way or has `ended`, ask about that first."""

    def begin() -> None:
        if reading.bank is None:
            return

        def answered(terms: Terms | None) -> None:
            if terms is not None:
                app.begin_quiz(shelved, reading, terms)

        app.push_screen(ways.quiz_terms(reading.bank), answered)

    if under_way is not None:
        new = "Begin a new one; the other one is kept"
        _ask(app, "One of these is under way", under_way, f"{under_way.summary}.", "Go on with it", new, begin)
    elif ended is not None:
        new = "Begin a new one; this one is kept"
        _ask(app, "You have answered these", ended, f"{ended.summary}.", "See how it went", new, begin)
    else:
        begin()


def _ask(  # noqa: PLR0913, PLR0917 - a question has that many parts
    app: IsoQuest, title: str, saved: SavedPlay, told: str, take_up: str, new: str, begin: Callable[[], None]
) -> None:
    """Ask whether to take up what is saved or to begin anew; `take_up` and `new` are the words for it."""

    def answered(answer: str | None) -> None:
        if answer == "new":
            begin()
        elif answer is not None:
            app.take_up(saved)

    app.push_screen(ways.question(title, told, {"saved": take_up, "new": new}), answered)
