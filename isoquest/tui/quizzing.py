"""Leading the player to questions and back: a quiz begun or taken up again, its result, today's reviews."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from isoquest.progress.quizzing import QuizSitting, resume_quiz
from isoquest.progress.reviewing import ReviewSitting
from isoquest.quiz.review import forecast
from isoquest.tui import ways

if TYPE_CHECKING:
    from textual.screen import Screen

    from isoquest.content.bank_reading import BankReading
    from isoquest.content.library import Shelved
    from isoquest.progress.saved import SavedPlay
    from isoquest.quiz.session import Terms
    from isoquest.tui.app import IsoQuest

EDITED = "The bank has been edited since; you go on with the questions as they were."


async def begin(app: IsoQuest, shelved: Shelved, reading: BankReading, terms: Terms, seed: int) -> None:
    """Begin a quiz and show it."""
    bank = reading.bank
    if bank is None:
        return
    store = app.store
    sitting = await asyncio.to_thread(
        QuizSitting.begin, store, app.profile.id, bank, reading.text, shelved.source, seed, terms, store.now()
    )
    await sit_down(app, sitting)


async def take_up(app: IsoQuest, saved: SavedPlay) -> None:
    """Go on with a quiz, or show what a finished one came to; where neither can be, say why."""
    bank = await asyncio.to_thread(app.loader.bank_for, saved)
    resumed = await asyncio.to_thread(resume_quiz, app.store, saved, bank)
    if isinstance(resumed, str):
        await app.push_screen(ways.question("This quiz cannot be opened now", resumed, {"ok": "Back"}))
        return
    sitting = resumed.sitting
    if sitting.session.over:
        await show_result(app, sitting)
        return
    if resumed.on_old_content:
        sitting.told.append(EDITED)
    await sit_down(app, sitting)


async def sit_down(app: IsoQuest, sitting: QuizSitting) -> None:
    """Show a quiz, or its result where it is over, with nothing but the home screen behind it."""
    if sitting.session.over:
        await finish(app, sitting, "")
        return
    reference = await asyncio.to_thread(app.loader.reference)
    await app.refresh_notice(sitting.notice)
    await _alone(app, ways.quiz(sitting, reference))


async def finish(app: IsoQuest, sitting: QuizSitting, told: str) -> None:
    """Hand a quiz in, and show what it came to."""
    await asyncio.to_thread(sitting.finish, app.store.now())
    await app.refresh_notice(sitting.notice)
    reference = await asyncio.to_thread(app.loader.reference)
    await _alone(app, ways.quiz_result(sitting, reference, told))


async def show_result(app: IsoQuest, sitting: QuizSitting) -> None:
    """Show what a finished quiz came to, over the screen that asked for it."""
    reference = await asyncio.to_thread(app.loader.reference)
    await app.push_screen(ways.quiz_result(sitting, reference))


async def review(app: IsoQuest, sitting: ReviewSitting | None = None) -> None:
    """Begin today's reviews, or say that nothing is due."""
    if sitting is None:
        sitting = await asyncio.to_thread(ReviewSitting.begin, app.store, app.profile.id, app.own)
    reference = await asyncio.to_thread(app.loader.reference)
    if sitting.waiting:
        await _alone(app, ways.review(sitting, reference))
    else:
        await finish_review(app, sitting)


async def finish_review(app: IsoQuest, sitting: ReviewSitting) -> None:
    """Tell what the reviews came to, and what comes back when."""
    now = app.store.now()
    moments = await asyncio.to_thread(app.store.due_moments, sitting.profile_id)
    coming = forecast(moments, now, sitting.zone)
    waiting = coming[0][1] if sitting.left <= 0 else 0
    await app.refresh_notice(sitting.notice)
    await _alone(app, ways.review_done(sitting.done, sitting.gone, waiting, coming))


async def _alone(app: IsoQuest, screen: Screen[None]) -> None:
    """Show a screen with nothing but the home screen behind it."""
    with app.batch_update():
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.push_screen(screen)
