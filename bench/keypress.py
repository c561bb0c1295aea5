"""How long it takes from a key press that decides something to the frame that shows what it led to.

Run: `python bench/keypress.py [DECISIONS]` (default 100 at each of two sizes; about a minute and a half).

The whole app plays the bundled scenario harbour-machine-shop without a terminal, with the real store on disk in a
temporary ISOQUEST_HOME. A number key is posted to the app as the terminal's driver would; the clock stops when the app
has handed over the frame in which the author's words about the consequence begin; where nothing is told, the frame with
what changed ("48 → 49") or the next scene's title; and after "Go on", the next scene's title. In between lie the
engine, SQLite's commit to the disk, layout and rendering, and waiting for Textual's next screen update (60 a second).
The next key comes when nothing has been drawn for a while, so a frame that follows late is counted too. Plays follow
each other until there are enough decisions; which choices are taken is drawn from fixed seeds.

For comparison the same decisions are then taken without the app, on a store of their own: engine and disk alone.

Target: a median of less than 50 ms from the key to the consequence.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial

from drawn_frames import Frames, driver_that_tells
from measuring import Figures, heading, rows, seconds_of
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import OptionList

from isoquest.commands.desk import opened_store, own_library
from isoquest.content.library import NotFound, find, load
from isoquest.content.model import Scenario
from isoquest.content.prose import plain
from isoquest.engine.debrief import consequence, title_of
from isoquest.engine.play import Play
from isoquest.engine.rules import Option, available
from isoquest.engine.state import Refusal
from isoquest.progress.location import HOME_VARIABLE
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Refused, Store
from isoquest.tui.app import IsoQuest
from isoquest.tui.screens.scene import GO_ON

SCENARIO = "harbour-machine-shop"
SIZES = ((80, 24), (120, 36))
WARMING_UP = 5
QUIET = 0.08
LONGEST = 5.0
BEGINNING = 12
"""So many letters of a text are looked for: they stand on its first line at any width."""


@dataclass(slots=True)
class Noted:
    """What was measured at one size, in seconds."""

    shown: list[float] = field(default_factory=list)
    """From a key that decides to the consequence."""
    settled: list[float] = field(default_factory=list)
    """From such a key to the last frame that it caused."""
    frames: list[int] = field(default_factory=list)
    """How many frames such a key caused."""
    went_on: list[float] = field(default_factory=list)
    """From "Go on" to the next scene."""
    unseen: list[str] = field(default_factory=list)
    """Decisions whose consequence was not seen in time."""
    taken: list[list[str]] = field(default_factory=list)
    """The choices taken, play by play."""


def title_at(play: Play) -> str:
    """How the title of the scene begins at which a play stands."""
    return title_of(play.scenario.nodes[play.state.node])[:BEGINNING]


class Player:
    """Someone who plays one sitting at the app by number keys, quickly and at random."""

    def __init__(self, sitting: Sitting, frames: Frames, noted: Noted, decisions: int) -> None:
        self.sitting = sitting
        self.frames = frames
        self.noted = noted
        self.decisions = decisions
        self.draw = random.Random(sitting.play.seed)
        self.first_scene = frames.listen(title_at(sitting.play))

    async def play(self, pilot: Pilot[object]) -> None:
        """Decide until the play is over or asks a question, or there have been enough decisions."""
        self.noted.taken.append([])
        await asyncio.wait_for(self.first_scene, LONGEST)
        await self.frames.quiet(QUIET)
        while self.options() and len(self.noted.shown) < self.decisions:
            number, option = self.draw.choice(self.options())
            before, node = self.frames.count, self.sitting.play.state.node
            begun = time.perf_counter()
            moment = await self.press(pilot, str(number), self.expected(option))
            if moment is None:
                self.noted.unseen.append(f"{node}.{option.id}")
                break
            settled = await self.frames.quiet(QUIET)
            self.noted.taken[-1].append(option.id)
            self.noted.shown.append(moment - begun)
            self.noted.settled.append(settled - begun)
            self.noted.frames.append(self.frames.count - before)
            await self.go_on(pilot)
        pilot.app.exit()

    def options(self) -> list[tuple[int, Option]]:
        """The open choices, each with the number of its key; none at an ending or where a question is put."""
        options = available(self.sitting.play.scenario, self.sitting.play.state)
        return [each for each in enumerate(options, start=1) if not each[1].locked]

    def expected(self, option: Option) -> tuple[str, ...]:
        """Words that are drawn only after the decision: what is told, else what changed or the next scene's title."""
        play = self.sitting.play
        after = play.decide(option.id)
        if isinstance(after, Refusal):
            return ()
        result = consequence(play.scenario, play.state, after.steps[-1])
        told = tuple(plain(each.text)[:BEGINNING] for each in result.told if each.text)
        changed = tuple(f"{change.old} → {change.new}" for change in result.changes.meters)
        return told or (*changed, title_at(after))

    async def go_on(self, pilot: Pilot[object]) -> None:
        """Leave the page that tells the consequence, where there is one."""
        if pilot.app.screen.query_one(OptionList).get_option_at_index(0).id != GO_ON:
            return
        begun = time.perf_counter()
        moment = await self.press(pilot, "enter", (title_at(self.sitting.play),))
        if moment is not None:
            self.noted.went_on.append(moment - begun)
        await self.frames.quiet(QUIET)

    async def press(self, pilot: Pilot[object], key: str, expected: tuple[str, ...]) -> float | None:
        """Press a key; the moment when one of the words expected has been drawn, None if that never comes."""
        seen = self.frames.listen(*expected)
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        try:
            return await asyncio.wait_for(seen, LONGEST)
        except TimeoutError:
            return None


@contextmanager
def fresh_store() -> Iterator[Store]:
    """The real store, in a data folder of its own that is thrown away."""
    before = os.environ.get(HOME_VARIABLE)
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        try:
            opened = opened_store()
            if isinstance(opened, Refused):
                sys.exit(opened.text)
            with closing(opened.store) as store:
                yield store
        finally:
            os.environ.pop(HOME_VARIABLE)
            if before is not None:
                os.environ[HOME_VARIABLE] = before


async def played(scenario: Scenario, size: tuple[int, int], decisions: int) -> Noted:
    """Play in the app at one size until there are so many decisions."""
    noted = Noted()
    seed = 0
    with fresh_store() as store:
        profile = store.current_profile()
        while len(noted.shown) < decisions and not noted.unseen:
            sitting = Sitting.begin(store, profile.id, scenario, "", seed)
            frames = Frames()
            app = IsoQuest(store, profile, (), own_library(), sitting)
            app.driver_class = driver_that_tells(frames.take)
            await app.run_async(size=size, auto_pilot=Player(sitting, frames, noted, decisions).play)
            seed += 1
    return noted


def without_app(scenario: Scenario, taken: list[list[str]]) -> list[float]:
    """Seconds of each of the same decisions, taken by the engine and written to the disk, with nothing drawn."""
    seconds = []
    with fresh_store() as store:
        profile = store.current_profile()
        for seed, choices in enumerate(taken):
            sitting = Sitting.begin(store, profile.id, scenario, "", seed)
            seconds += [seconds_of(partial(sitting.decide, choice)) for choice in choices]
    return seconds


def half_and_most(seconds: list[float]) -> str:
    """The median, the 95th percentile and the longest."""
    figures = Figures(tuple(seconds))
    p50, p95, longest = (value * 1000 for value in (figures.median, figures.percentile(95), max(seconds)))
    return f"p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   longest {longest:6.1f} ms   ({len(seconds)} measured)"


def main() -> None:
    """Measure and print."""
    decisions = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    found = find(SCENARIO)
    scenario = None if isinstance(found, NotFound) else load(found).scenario
    if scenario is None:
        sys.exit(f"the scenario `{SCENARIO}` cannot be loaded here")
    heading(f"Key press to painted consequence on {SCENARIO}, the whole app without a terminal, store on disk.")
    asyncio.run(played(scenario, SIZES[0], WARMING_UP))
    for size in SIZES:
        noted = asyncio.run(played(scenario, size, decisions))
        if not noted.shown:
            sys.exit(f"at {size[0]} x {size[1]} nothing that was expected has been drawn after {noted.unseen[0]}")
        frames = Figures(tuple(noted.frames)).median
        print(f"{size[0]} x {size[1]}, {len(noted.taken)} plays, {frames:.0f} frames a decision")
        rows(
            [
                ("decision, until the consequence is drawn", half_and_most(noted.shown)),
                ("decision, until the last frame it caused", half_and_most(noted.settled)),
                ("go on, until the next scene is drawn", half_and_most(noted.went_on)),
                ("the same decisions without the app", half_and_most(without_app(scenario, noted.taken))),
            ]
        )
        if noted.unseen:
            print(f"  given up: after {noted.unseen[0]} nothing that was expected has been drawn")
        print()


if __name__ == "__main__":
    main()
