"""The slide of the present moment of any lesson."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.vote import Vote
from isoquest.tui.projector.joining import Joining
from isoquest.tui.projector.live import Live
from isoquest.tui.projector.views.asked import question
from isoquest.tui.projector.views.debriefed import looking_back
from isoquest.tui.projector.views.leaderboard import board, podium
from isoquest.tui.projector.views.lobby import lobby
from isoquest.tui.projector.views.revealed import revealed
from isoquest.tui.projector.views.slide import Slide
from isoquest.tui.projector.views.story import came_of, ending, scene
from isoquest.tui.projector.views.summary import ended
from isoquest.tui.projector.views.whereabouts import debriefed, journey

CALLED_EVERY = 900
"""Milliseconds after which the next step of the podium is called."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the wall looks at the lesson."""

    columns: int
    """For a text."""
    whole: int
    """Columns of the screen, without its margin."""
    rows: int
    in_full: bool = False
    """What the sources say is shown, not only their names."""
    address: int = 0
    """The number of the address that the lobby shows."""
    calmly: bool = True
    """Nothing comes bit by bit."""


def slide_for(live: Live, joining: Joining, look: Look) -> Slide:
    """What the wall shows now."""
    room = live.room
    lesson = room.lesson
    if lesson.phase == "lobby":
        return lobby(room, joining, look.address, look.whole, look.rows)
    if lesson.over:
        return ended(room, joining)
    match lesson:
        case Quiz():
            return _quiz(live, lesson, look)
        case Vote():
            return _vote(live, lesson, look)
        case Plays():
            return debriefed(lesson, look.columns) if lesson.phase == "debrief" else journey(lesson, look.columns)


def _quiz(live: Live, quiz: Quiz, look: Look) -> Slide:
    standings = live.standings
    assert standings is not None  # noqa: S101 - every quiz has them
    match quiz.phase:
        case "revealed":
            return revealed(quiz, live.reference, look.in_full, look.columns)
        case "board":
            return board(live.room, quiz, standings, look.columns, look.rows)
        case "podium":
            return podium(live.room, quiz, standings, called(live, quiz, calmly=look.calmly), look.columns, look.rows)
        case _:
            return question(quiz)


def called(live: Live, quiz: Quiz, *, calmly: bool) -> int:
    """How many of the first three have been called to the podium by now, the third one first."""
    at_once = calmly or quiz.terms.board == "hidden"
    return 3 if at_once else min(3, max(0, live.now() - quiz.since) // CALLED_EVERY)


def _vote(live: Live, vote: Vote, look: Look) -> Slide:
    match vote.phase:
        case "consequence":
            return came_of(vote, live.reference, look.in_full, look.columns)
        case "ending":
            return ending(vote, live.reference, look.in_full)
        case "debrief":
            return looking_back(vote, look.columns)
        case _:
            return scene(vote, live.reference, look.in_full, look.columns)
