"""What the tests of the app share."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.strip import Strip

from isoquest.content.library import Shelved, find, find_bank, load, load_bank
from isoquest.content.model import Scenario
from isoquest.progress.quizzing import QuizSitting
from isoquest.progress.saved import SavedPlay
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Opened, Store, open_store
from isoquest.quiz.answers import Answer
from isoquest.quiz.asking import ids_shown
from isoquest.quiz.drawing import Item
from isoquest.quiz.session import Terms
from isoquest.tui.app import IsoQuest
from isoquest.tui.screens.play import PlayPage
from isoquest.tui.screens.quiz import QuizPage

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONGEST_WAIT = 20.0
"""Seconds; far more than anything here takes, for machines that are busy."""
MEANWHILE = {"look", "examine", "debrief"}
"""What goes on for as long as a screen is shown: looking at an author's file, proofs. No key press waits for it."""

QUAY = """\
isoquest: 1
title: The Quay
summary: A letter, an audit and a frame.
minutes: 5
topics: {buying: Buying}
cast:
  mara: {name: Mara Lind, role: Coordinator, wish: To go home before seven.}
meters:
  money: {name: Money, start: 10, min: 0, max: 20, unit: k€, at_min: broke}
  calm: {name: Calm, start: 50}
evidence:
  scope: {name: Scope statement, clause: "4.3"}
start: letter
nodes:
  letter:
    title: A letter
    phase: choose
    topic: buying
    clause: "4.3"
    text: The customer wants *a certificate*. Which scope, the letter does not say.
    choices:
      ask:
        text: Ask what they need.
        add: {money: -1, calm: 5}
        set: {scope: true}
        score: 2
        feedback: You now know **what** to order.
        because: [F-ISO-001]
        to: audit
      guess:
        text: Guess.
        add: {calm: -5}
        feedback: A guess it is.
        to: audit
      wait:
        when: scope
        locked: You have no scope statement.
        text: Wait for the scope.
        to: audit
      spend:
        text: Buy everything.
        add: {money: -20}
        feedback: Gone.
        to: audit
  audit:
    title: The visit
    phase: audit
    text: Two auditors, one day.
    assess:
      checks:
        no-scope: {clause: "4.3", needs: scope, grade: major, finding: There is no scope., conforms: The scope stands.}
        no-calm: {clause: "7.1", needs: calm > 60, grade: minor, finding: Nobody is calm.}
    to:
      - {when: majors > 0, node: out}
      - {node: framed}
  framed:
    title: The frame
    phase: after
    text: It hangs.
    ending: {kind: success, title: Certified, outcome: Certified with a minor finding.}
  out:
    title: No frame
    phase: after
    text: Nothing hangs.
    ending: {kind: failure, title: Not certified, outcome: A major finding stood in the way.}
  broke:
    title: Empty till
    phase: after
    text: The till is empty.
    ending: {kind: failure, title: Broke, outcome: No money was left.}
"""


class Desk:
    """A store, a folder of scenarios, and the app on a screen of fixed size."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.own = folder / "own"
        self.now = NOW
        opened = open_store(self.home, lambda: self.now)
        assert isinstance(opened, Opened)
        self.store: Store = opened.store
        self.profile = self.store.current_profile()
        self.write("a-quay", QUAY)

    def write(self, name: str, text: str) -> Path:
        """Put a scenario on the player's own shelf; a name with `a-` comes before the bundled ones."""
        path = self.own / name / "scenario.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def write_bank(self, text: str, name: str = "a-bank") -> Path:
        """Put a bank of questions on the player's own shelf."""
        path = self.own / "banks" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def quiz(self, name: str = "a-bank", **terms: Any) -> QuizSitting:
        """A quiz of an own bank, begun on these terms, its questions in the order of the bank."""
        shelved = find_bank(name, self.own)
        assert isinstance(shelved, Shelved)
        reading = load_bank(shelved)
        assert reading.bank is not None, reading.problems
        wanted = Terms(**{"shuffle": False, **terms})
        return QuizSitting.begin(
            self.store, self.profile.id, reading.bank, reading.text, shelved.source, 1, wanted, self.now
        )

    def attempts(self) -> tuple[SavedPlay, ...]:
        """All attempts as the store has them."""
        return self.store.attempts(self.profile.id)

    def scenario(self, name: str = "a-quay") -> Scenario:
        """One of the player's own scenarios, read."""
        found = load(find(name, self.own), self.own).scenario  # type: ignore[arg-type]
        assert found is not None
        return found

    def begun(self, *choices: str, name: str = "a-quay") -> Sitting:
        """A play of an own scenario with these choices taken."""
        source = find(name, self.own).source  # type: ignore[union-attr]
        sitting = Sitting.begin(self.store, self.profile.id, self.scenario(name), source, 1)
        for choice in choices:
            sitting.decide(choice)
        return sitting

    def plays(self) -> tuple[SavedPlay, ...]:
        """All plays as somebody else would find them on disk."""
        opened = open_store(self.home, lambda: NOW)
        assert isinstance(opened, Opened)
        found = opened.store.plays(self.profile.id)
        opened.store.close()
        return found

    @asynccontextmanager
    async def app(
        self, size: tuple[int, int] = (80, 24), play: Sitting | None = None, quiz: QuizSitting | None = None
    ) -> AsyncIterator[Player]:
        """The app, shown."""
        app = IsoQuest(self.store, self.profile, (), self.own, play, 1, open_quiz=quiz)
        app.animation_level = "none"
        async with app.run_test(size=size) as pilot:
            yield Player(app, pilot)


def keys_for(item: Item, answer: Answer) -> list[str]:
    """The keys that answer a question so."""
    question, ids = item.question, ids_shown(item)
    match question.type:
        case "one" | "true-false":
            return [str(ids.index(answer[0]) + 1)]
        case "several" | "order":
            return [*(str(ids.index(part) + 1) for part in answer), "enter"]
        case "match":
            return [key for part in answer for key in ("enter", str(ids.index(part) + 1))] + ["enter"]
        case "blanks":
            keys: list[str] = []
            for blank, part in zip(question.blanks.values(), answer, strict=True):
                filled = [str(blank.choices.index(part) + 1)] if blank.choices else [*part, "enter"]
                keys += ["enter", *filled]
            return [*keys, "enter"]
        case _:
            return [*answer[0], "enter"]


class Player:
    """Someone at the keyboard, who sees what is on the screen."""

    def __init__(self, app: IsoQuest, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, each when all that came of the one before is done."""
        for key in keys:
            typed = key if len(key) == 1 else None
            self.app.post_message(Key(_character_to_key(typed) if typed else key, typed))
            await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being done for the player, and no message is on its way on the screen."""
        for _ in range(2):  # one look may fall between a message and its answer
            await self.pilot.pause(0)
            await self.until(self._is_quiet)

    def _is_quiet(self) -> bool:
        nodes = (self.app, *self.app.screen.walk_children(with_self=True))
        at_work = any(worker.is_running and worker.group not in MEANWHILE for worker in self.app.workers)
        return not at_work and not any(node.message_queue_size for node in nodes)

    def seen(self) -> str:
        """The text on the screen."""
        lines: list[Strip] = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fail with the screen as it is if it never does."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                while not holds():
                    await self.pilot.pause(0.01)
        except TimeoutError:
            raise AssertionError(f"it never came to be; the screen is:\n{self.seen()}") from None

    async def sees(self, *texts: str) -> None:
        """Wait until all these texts are on the screen."""
        await self.until(lambda: all(text in self.seen() for text in texts))

    async def at(self, name: str) -> None:
        """Wait until the screen of that name is shown and has the focus where it belongs."""
        await self.until(lambda: type(self.app.screen).__name__ == name and self.app.screen.is_current)
        await self.settled()

    def play(self) -> PlayPage:
        """The play screen."""
        assert isinstance(self.app.screen, PlayPage)
        return self.app.screen

    def quiz(self) -> QuizPage:
        """The quiz screen."""
        assert isinstance(self.app.screen, QuizPage)
        return self.app.screen

    def quiz_answered(self) -> set[str]:
        """The questions that have an answer."""
        page = next(page for page in self.app.screen_stack if isinstance(page, QuizPage))
        return set(page.sitting.session.counting)
