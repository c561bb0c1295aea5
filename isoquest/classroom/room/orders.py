"""Which orders mean something at a moment of a lesson: what a teacher is offered, on a page as by keys."""

from __future__ import annotations

from isoquest.classroom.room.events import Order
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.vote import Vote


def possible_orders(room: Room) -> list[Order]:
    """The orders that would be taken now, if their value is a sensible one; never the clock's own."""
    lesson = room.lesson
    orders: list[Order] = ["lock", "hide-names"]
    if room.seats.present:
        orders.append("remove")
        if not isinstance(lesson, Plays):
            orders.append("more-time")
    if not lesson.over:
        orders += ["resume" if room.paused else "pause", "end"]
        if lesson.phase != "tied" and not (isinstance(lesson, Quiz) and not lesson.questions):
            orders.append("next")
    match lesson:
        case Quiz():
            return orders + _in_quiz(lesson)
        case Vote():
            return orders + _in_vote(lesson)
        case Plays():
            return orders + _in_plays(lesson)


def _in_quiz(quiz: Quiz) -> list[Order]:
    match quiz.phase:
        case "reading":
            return ["skip", "close", "reveal"]
        case "answering":
            timed: list[Order] = ["extend"] if quiz.round.seconds is not None else []
            return ["skip", "close", "reveal", *timed]
        case "closed":
            reopen: list[Order] = [] if quiz.round.shown else ["reopen"]
            return ["skip", "reveal", *reopen]
        case "revealed":
            board: list[Order] = [] if quiz.terms.board == "hidden" else ["board"]
            return ["skip", "unreveal", *board]
        case "board":
            return ["unreveal"]
        case _:
            return []


def _in_vote(vote: Vote) -> list[Order]:
    orders: list[Order] = []
    match vote.phase:
        case "voting":
            orders = ["close", "settle"]
            if vote.ballot.seconds is not None:
                orders.append("extend")
        case "arguing" | "tied" | "decided":
            orders = ["reopen", "revote", "settle"]
    if vote.play.decisions and vote.phase not in ("lobby", "ended"):
        orders.append("what-if")
    if vote.set_aside is not None or (vote.phase == "debrief" and not vote.play.over):
        orders.append("back")
    return orders


def _in_plays(plays: Plays) -> list[Order]:
    if plays.phase == "playing" and plays.seconds is not None:
        return ["extend"]
    return ["back"] if plays.phase == "debrief" else []
