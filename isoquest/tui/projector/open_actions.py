"""Which of the teacher's keys mean something at this moment of a lesson."""

from __future__ import annotations

from collections.abc import Mapping

from isoquest.classroom.room.events import Order
from isoquest.classroom.room.orders import possible_orders
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.vote import Vote
from isoquest.engine.debrief import consequence
from isoquest.engine.state import Assessed

ACTIONS: Mapping[Order, str] = {
    "next": "next",
    "skip": "skip",
    "extend": "extend",
    "close": "close",
    "reveal": "reveal",
    "unreveal": "take_back",
    "reopen": "take_back",
    "board": "board",
    "hide-names": "names",
    "lock": "lock",
    "pause": "pause",
    "resume": "pause",
    "end": "end",
    "revote": "vote_again",
    "what-if": "decisions",
}
"""The action of the wall that gives an order."""
LEADING = frozenset({*ACTIONS.values(), "students", "really", "facts"})
"""The actions that mean something at some moments alone."""


def open_now(room: Room) -> frozenset[str]:
    """The actions that do something now."""
    orders = possible_orders(room)
    lesson = room.lesson
    actions = {ACTIONS[order] for order in orders if order in ACTIONS} | {"students"}
    if "back" in orders:
        plays_otherwise = isinstance(lesson, Vote) and not _ended_early(lesson)
        actions.add("really" if plays_otherwise else "take_back")
    if lesson.over:
        actions -= {"lock", "names"}
    if _rests_on_facts(room):
        actions.add("facts")
    return frozenset(actions)


def _rests_on_facts(room: Room) -> bool:
    """What is told now has sources."""
    lesson = room.lesson
    match lesson:
        case Quiz() if lesson.phase == "revealed":
            return bool(lesson.round.question.because)
        case Vote() if lesson.phase == "consequence":
            came = consequence(lesson.scenario, lesson.play.steps[-2].state, lesson.play.steps[-1])
            return any(told.because for told in came.told)
        case Vote() if lesson.phase in ("scene", "voting", "ending"):
            node = lesson.play.state.node
            return any(isinstance(event, Assessed) and event.node == node for event in lesson.play.steps[-1].events)
        case _:
            return False


def taken_back_by(room: Room) -> Order:
    """The order that takes the last step back: the answer is covered, the vote opened again, or the story goes on."""
    lesson = room.lesson
    if isinstance(lesson, Quiz):
        return "unreveal" if lesson.phase in ("revealed", "board") else "reopen"
    return "reopen" if isinstance(lesson, Vote) and not _ended_early(lesson) else "back"


def _ended_early(vote: Vote) -> bool:
    """The class looks back on a story that it has not brought to its end."""
    return vote.phase == "debrief" and not vote.play.over
