"""What the tests of the projector share: a real lesson behind a screen, and its teacher and students."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rooms import STORY, opened, seat_id
from served_rooms import HandClock
from textual.pilot import Pilot
from ui_desk import LONGEST_WAIT

from isoquest.classroom.door.picture import lines, picture
from isoquest.classroom.journal.sqlite_file import FileJournal
from isoquest.classroom.room.events import Answered, Decided, Event, Joined, Voted
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.live import LiveRoom
from isoquest.content.library import bundled_reference
from isoquest.quiz.asking import right_answer
from isoquest.tui.projector.app import Projector
from isoquest.tui.projector.joining import Joining
from isoquest.tui.projector.screens.wall import Wall

ADDRESSES = ("http://192.168.178.23:8000", "http://10.0.0.7:8000")


def joining(notes: Sequence[str] = (), results: str = "/home/teacher/lessons/KXM4TR") -> Joining:
    """What a lobby tells, with pictures of its addresses."""
    pictures = tuple(lines(picture(address.upper())) for address in ADDRESSES)
    return Joining(ADDRESSES, pictures, "KXM4TR", tuple(notes), results)


class Lesson:
    """A lesson that is held: its room, students who answer, and a teacher at the keyboard."""

    def __init__(self, live: LiveRoom, clock: HandClock, app: Projector, pilot: Pilot[None]) -> None:
        self.live = live
        self.clock = clock
        self.app = app
        self.pilot = pilot
        self._turn = 0

    @property
    def phase(self) -> str:
        """Where the lesson stands."""
        return self.live.room.lesson.phase

    async def happen(self, event: Event) -> None:
        """Let something happen in the room."""
        settled = await self.live.submit(event)
        assert isinstance(settled.reply, Taken), settled

    async def join(self, names: Sequence[str], teams: Sequence[str] = ("",)) -> None:
        """Students come in, each into the next team."""
        first = len(self.live.room.seats)
        await asyncio.gather(
            *(
                self.happen(Joined(self.clock.time, seat_id(first + number), name, teams[number % len(teams)]))
                for number, name in enumerate(names)
            )
        )

    async def answer(self, right: int, wrong: tuple[str, ...] | None = None) -> None:
        """So many students answer rightly, and all others what is wrong, or nothing."""
        quiz = self.live.room.lesson
        assert isinstance(quiz, Quiz)
        question = quiz.round.question
        for number, seat in enumerate(self.live.room.seats.present):
            answer = right_answer(question) if number < right else wrong
            if answer is not None:
                self._turn += 1
                await self.happen(Answered(self.clock.time, seat.id, quiz.round.number, self._turn, answer, None, 900))

    async def vote(self, *choices: str) -> None:
        """The students vote in the order in which they came."""
        vote = self.live.room.lesson
        assert isinstance(vote, Vote)
        for choice, seat in zip(choices, self.live.room.seats.present, strict=False):
            self._turn += 1
            await self.happen(Voted(self.clock.time, seat.id, vote.ballot.number, self._turn, choice))

    async def decide(self, student: int, *choices: str) -> None:
        """A student takes decisions in a play of their own."""
        plays = self.live.room.lesson
        assert isinstance(plays, Plays)
        seat = self.live.room.seats.present[student]
        for choice in choices:
            self._turn += 1
            number = len(plays.play_of(seat).decisions)
            await self.happen(Decided(self.clock.time, seat.id, number, self._turn, choice))

    async def press(self, *keys: str) -> None:
        """Press keys, a second apart for the lesson, once the wall shows its present stage."""
        for key in keys:
            await self.settled()
            self.clock.time += 1_000
            await self.pilot.press(key)

    async def settled(self) -> None:
        """Wait until the wall shows the present stage."""
        wall = self.app.get_default_screen()
        assert isinstance(wall, Wall)
        await self.until(lambda: wall.stage_shown == self.live.room.stage)

    async def goes_on(self, *keys: str) -> None:
        """Press keys, each of which shows everyone something new, and wait until it has."""
        for key in keys:
            await self.settled()
            before = self.live.room.changes
            self.clock.time += 1_000
            self.app.simulate_key(key)
            await self.until(lambda before=before: self.live.room.changes > before)
        await self.settled()

    def seen(self) -> str:
        """The text on the screen."""
        rows = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in row) for row in rows)

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fail with the screen as it is if it never does."""
        try:
            async with asyncio.timeout(LONGEST_WAIT):
                while not holds():
                    await self.pilot.pause(0.002)
        except TimeoutError:
            raise AssertionError(f"it never came to be; the screen is:\n{self.seen()}") from None

    async def sees(self, *texts: str) -> None:
        """Wait until all these texts are on the screen."""
        await self.until(lambda: all(text in self.seen() for text in texts))


@asynccontextmanager
async def lesson(
    folder: Path,
    kind: Kind = "quiz",
    size: tuple[int, int] = (80, 24),
    text: str = "",
    told: Joining | None = None,
    **terms: Any,
) -> AsyncIterator[Lesson]:
    """A lesson on the wall."""
    clock = HandClock()
    journal = FileJournal.begin(folder / f"{kind}-{size[0]}.isoquest")
    live = await LiveRoom.open(journal, opened(kind, Terms(**terms), text), bundled_reference()[0], clock)
    assert isinstance(live, LiveRoom), live
    app = Projector(live, told or joining(), motion="reduced", seconds=lambda: clock.time / 1000)
    try:
        async with app.run_test(size=size) as pilot:
            yield Lesson(live, clock, app, pilot)
    finally:
        await live.close()


def hostile_bank(text: str) -> str:
    """A small bank with one text in all its fields."""
    quoted = f'"{text}"'
    return f"""\
isoquest: 1
title: {quoted}
topics: {{basics: {quoted}}}
questions:
  who:
    type: one
    topic: basics
    ask: {quoted}
    context: {quoted}
    why: {quoted}
    because: [F-ISO-018]
    options:
      iso: {{text: {quoted}, right: true, why: {quoted}}}
      body: {{text: "second {text}", why: {quoted}}}
  word: {{type: text, topic: basics, ask: {quoted}, accept: [{quoted}], why: {quoted}}}
  pairs:
    type: match
    topic: basics
    ask: {quoted}
    pairs: [{{left: {quoted}, right: {quoted}}}, {{left: "b {text}", right: "c {text}"}}]
    why: {quoted}
"""


def hostile_story(text: str) -> str:
    """The small story with one text in all its fields."""
    quoted = f'"{text}"'
    story = STORY.replace("title: Small story", f"title: {quoted}").replace("budget: {", f"budget: {{name: {quoted}, ")
    for told in ("Ask which one", "A customer wants **a certificate**.", "FEEDBACKCANARY good.", "It worked.", "Done"):
        story = story.replace(told, quoted)
    return story


async def whole_quiz(held: Lesson, text: str) -> set[str]:
    """Hold a quiz with hostile students from the lobby to its end; gives the phases that were drawn."""
    await held.join([text, "Ben", "Cem"], ("Red",))
    phases = {held.phase}
    while held.phase != "ended":
        if held.phase == "answering":
            quiz = held.live.room.lesson
            assert isinstance(quiz, Quiz)
            await held.answer(1, (text,) if quiz.round.question.type == "text" else None)
        await held.goes_on("space")
        await held.pilot.pause(0.002)
        phases.add(held.phase)
    return phases


async def whole_story(held: Lesson, text: str) -> set[str]:
    """Hold a story by vote with a tie, an argument and a look at what would have been; gives the phases drawn."""
    await held.join([text, "Ben", "Cem", "Dil"])
    phases = {held.phase}
    tied = False
    while held.phase != "ended":
        if held.phase == "voting":
            first, second = (name for name, _ in held.live.room.lesson.choices[:2])
            await held.vote(first, second, *(() if not tied else (first,)))
        tied = tied or held.phase == "tied"
        if held.phase == "debrief":
            await held.press("space")
        await held.goes_on({"tied": "1", "debrief": "y"}.get(held.phase, "space"))
        await held.pilot.pause(0.002)
        phases.add(held.phase)
    return phases


async def all_plays(held: Lesson, text: str) -> set[str]:
    """Hold many plays at once; gives the phases that were drawn."""
    await held.join([text, "Ben"])
    phases = {held.phase}
    while held.phase != "ended":
        if held.phase == "debrief":
            await held.press("space")
        await held.goes_on("y" if held.phase == "debrief" else "space")
        if held.phase == "playing":
            await held.decide(0, "wait")
        await held.pilot.pause(0.002)
        phases.add(held.phase)
    return phases
