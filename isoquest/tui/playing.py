"""Leading the player to a play and back: beginning, taking up again, branching off, looking back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from isoquest.content.following import find_followed
from isoquest.engine.play import Play
from isoquest.progress.earlier_plays import STANDARD_START, EarlierPlay, EarlierPlays, earlier_plays, go_on_from
from isoquest.progress.sitting import Resumed, Sitting, resume
from isoquest.tui import ways

if TYPE_CHECKING:
    from isoquest.content.library import Shelved
    from isoquest.content.model import Scenario
    from isoquest.progress.saved import SavedPlay
    from isoquest.tui.app import IsoQuest

EDITED = "This scenario has been edited since you last played it. Your decisions still fit."
BRANCHED = "A new play from here. The other one stays as it was."


async def begin(app: IsoQuest, shelved: Shelved, scenario: Scenario, seed: int) -> None:
    """Begin a new play and show it; where it can go on from an earlier one, ask first."""
    found = await asyncio.to_thread(_earlier_plays, app, scenario, seed) if scenario.follows else EarlierPlays()
    if not found.offered:
        await _sit_down_at(app, shelved, scenario, seed, None, found.told)
        return

    def answered(answer: str | None) -> None:
        if answer is not None:
            earlier = None if answer == "standard" else found.offered[int(answer)]
            app.lead(lambda: _sit_down_at(app, shelved, scenario, seed, earlier), surely=True)

    answers = {str(index): earlier.told for index, earlier in enumerate(found.offered)}
    question = ways.question("Where to begin?", found.introduction, {**answers, "standard": STANDARD_START})
    await app.push_screen(question, answered)


def _earlier_plays(app: IsoQuest, scenario: Scenario, seed: int) -> EarlierPlays:
    """The plays from which a new one can go on; it reads files."""
    begun, followed = Play.begin(scenario, seed), find_followed(scenario, app.own)
    return earlier_plays(app.store, app.profile.id, begun, followed, app.loader.reading)


async def _sit_down_at(  # noqa: PLR0913, PLR0917 - all that a beginning depends on
    app: IsoQuest,
    shelved: Shelved,
    scenario: Scenario,
    seed: int,
    earlier: EarlierPlay | None,
    told: Sequence[str] = (),
) -> None:
    """Begin a play, where given with what an earlier one brings, and show it."""

    def begun() -> Sitting:
        sitting = Sitting.begin(app.store, app.profile.id, scenario, shelved.source, seed)
        sitting.told += told
        if earlier is not None:
            go_on_from(sitting, earlier)
        return sitting

    await sit_down(app, await asyncio.to_thread(begun))


async def take_up(app: IsoQuest, saved: SavedPlay) -> None:
    """Go on with a saved play, or look back on one that has ended; where neither can be, say why and ask."""
    reading = await asyncio.to_thread(app.loader.reading_for, saved)
    if reading.scenario is None:
        where = saved.source or saved.scenario
        told = f"Its scenario has problems: isoquest check {where}"
        await app.push_screen(ways.question("This play cannot be opened now", told, {"ok": "Back"}))
        return
    resumed = await asyncio.to_thread(resume, app.store, saved, reading.scenario)
    if resumed.stopped is not None:
        await _ask_how_to_go_on(app, resumed, resumed.stopped.reason)
    elif saved.ending is not None:
        await look_back(app, resumed.sitting)
    else:
        if resumed.edited:
            resumed.sitting.told.append(EDITED)
        await sit_down(app, resumed.sitting)


async def _ask_how_to_go_on(app: IsoQuest, resumed: Resumed, reason: str) -> None:
    def answered(answer: str | None) -> None:
        if answer == "on":
            app.play_on(resumed.sitting, len(resumed.sitting.play.decisions))

    question = ways.question(
        "The story has changed since you played",
        f"{reason}. The decisions before it still fit.",
        {"on": "Play on from there, as a new play", "leave": "Leave it as it is"},
    )
    await app.push_screen(question, answered)


async def play_on(app: IsoQuest, sitting: Sitting, count: int) -> None:
    """Begin a new play with the first `count` decisions of this one, and show it."""
    branched = await asyncio.to_thread(sitting.play_on_from, count)
    branched.told.append(BRANCHED)
    await sit_down(app, branched)


async def look_back(app: IsoQuest, sitting: Sitting) -> None:
    """Show the debrief of a play."""
    reference = await asyncio.to_thread(app.loader.reference)
    await app.push_screen(ways.debrief(sitting.play, reference, lambda count: app.play_on(sitting, count)))


async def sit_down(app: IsoQuest, sitting: Sitting) -> None:
    """Show a play, with nothing but the home screen behind it."""
    reference = await asyncio.to_thread(app.loader.reference)
    await app.refresh_notice(sitting.notice)
    with app.batch_update():
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.push_screen(ways.play(sitting, reference))
