"""Lessons at random: events that fit and events that do not, and the whole of a room to compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from random import Random
from typing import Any

from rooms import BANK, BEGIN, opened, room, seat_id

from isoquest.classroom.room.events import ORDERS, Answered, Decided, Event, Joined, Ordered, Voted
from isoquest.classroom.room.material import SCENARIO_FILE, read_material
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Reply, Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Material, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.content.asking import QUESTION_FILE
from isoquest.content.library import bundled_folder, bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank, Question
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.quiz.answers import Answer, option_ids, right_sides
from isoquest.quiz.asking import right_answer

STUDENTS = 5
ROLES = ("Management", "Quality")
LEFT_OUT = frozenset({"opened", "_present", "_items", "_items_of", "_arranged"})
"""What a room was begun with, and the attributes in which it keeps what it would find out again."""
EVERYTHING = Terms(seconds=20, reading=5, certainty=True, speed=True, teams=ROLES, roles=True, argue=True)

ASKING = """\
isoquest: 1
title: A gate
summary: Questions at a gate.
roles: {top: Management, quality: Quality}
meters: {trust: {start: 5, max: 9, at_min: sent-away}}
start: road
nodes:
  road: {phase: choose, text: A road., to: gate}
  gate:
    phase: audit
    role: quality
    text: The auditor asks.
    ask: {count: 8}
    right: {add: {trust: 1}}
    wrong: {add: {trust: -3}}
    to: luck
  luck:
    phase: audit
    text: Luck.
    chance:
      good: {weight: 1, feedback: Lucky., to: plan}
      bad: {weight: 1, feedback: Unlucky., to: plan}
  plan:
    phase: plan
    role: top
    text: What now?
    choices:
      go: {text: Go on, score: 2, feedback: Well., to: pleased}
      stay: {text: Stay, feedback: Hm., to: road}
      locked: {text: Fly, when: trust > 100, locked: Nobody can., to: pleased}
  pleased: {phase: after, text: Good., ending: {kind: success, title: Pleased, outcome: All right.}}
  sent-away: {phase: after, text: No., ending: {kind: failure, title: Sent away, outcome: None right.}}
"""


def fingerprint(of: Room) -> str:
    """Everything that a room is, to compare; only what it has worked out to be quicker is left out."""
    return sha256(repr(_whole(of)).encode()).hexdigest()


def _whole(value: Any) -> Any:
    if isinstance(value, Bank | Scenario | Question):
        return getattr(value, "id", "")
    if isinstance(value, Play):
        return value.decisions, value.state
    if isinstance(value, Mapping):
        return tuple((key, _whole(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_whole, value))
    if is_dataclass(value):
        return tuple(_whole(getattr(value, field.name)) for field in fields(value))
    if hasattr(value, "__dict__"):
        return tuple((name, _whole(each)) for name, each in vars(value).items() if name not in LEFT_OUT)
    return value


def any_answer(question: Question, chance: Random) -> Answer:
    """An answer, right, wrong, blank or none at all."""
    if chance.random() < 0.2:
        return chance.choice([(), ("",), ("nonsense",), ("0", "0"), ("x" * 501,), ("\ud800",), ("",) * 3])
    if chance.random() < 0.3:
        return right_answer(question)
    match question.type:
        case "one" | "true-false":
            return (chance.choice(option_ids(question)),)
        case "several":
            ids = option_ids(question)
            return tuple(sorted(chance.sample(ids, chance.randint(0, len(ids)))))
        case "order":
            return tuple(map(str, chance.sample(range(len(question.order)), len(question.order))))
        case "match":
            places = ["", *map(str, range(len(right_sides(question))))]
            return tuple(chance.choice(places) for _ in question.pairs)
        case "number":
            return (chance.choice(["3", "3.0 years", "4", "-1"]),)
        case "text":
            return (chance.choice(["they", "They", "nobody"]),)
        case "blanks":
            return tuple(chance.choice(["body", "bakery", "x", ""]) for _ in question.blanks)


def any_choice(play: Play, chance: Random) -> str:
    """A choice of a story, or an answer to its question, open or not."""
    item = question_now(play.scenario, play.state)
    if item is not None and chance.random() < 0.9:
        return choice_for(item.question, any_answer(item.question, chance))
    options = [option.id for option in available(play.scenario, play.state)]
    return chance.choice([*options * 4, "continue", "nonsense", "", "who="])


def any_event(of: Room, chance: Random, orders: float = 0.3) -> Event:
    """Something that may happen in a room, or may not; `orders` of them come from the teacher."""
    at = of.now + chance.choice([-5_000_000, -1_000, 0, 0, 1, 500, 1_000, 3_000, 30_000, 10**12 if orders > 1 else 9])
    seat, turn = seat_id(chance.randint(0, STUDENTS)), chance.randint(0, 40)
    lesson = of.lesson
    kind = chance.random()
    if kind < orders:
        return any_order(of, chance, at)
    if kind < orders + 0.08:
        team = chance.choice([*(of.terms.teams or ("",)), "Elsewhere"])
        return Joined(at, seat, chance.choice(["Mia", "mia", "\u041cia", "", "Ann 2", "Ann"]), team)
    if isinstance(lesson, Quiz) and kind < 0.98:
        number = len(lesson.rounds) + chance.choice([0, 0, 0, 0, -1, 1])
        question = lesson.round.question if lesson.rounds else lesson.questions[0]
        sure = chance.choice([None, 0, 1, 2, 3, 3, 4])
        return Answered(at, seat, number, turn, any_answer(question, chance), sure, chance.choice([-9, 0, 800, 10**9]))
    if isinstance(lesson, Vote) and kind < 0.98:
        return Voted(
            at, seat, len(lesson.ballots) + chance.choice([0, 0, 0, 0, -1, 1]), turn, any_choice(lesson.play, chance)
        )
    play = lesson.play_of(of.seats.by_id[seat]) if not isinstance(lesson, Quiz | Vote) and of.seats.at(seat) else None
    choice = any_choice(play, chance) if play else "ask"
    number = len(play.decisions) if play else 0
    return Decided(at, seat, number + chance.choice([0, 0, 0, 0, -1, 1]), turn, choice)


def any_order(of: Room, chance: Random, at: int) -> Ordered:
    """An order, at any phase."""
    order = chance.choice([*ORDERS, "next", "next", "next", "next", "next", "next", "close", "settle"])
    if order in {"end", "remove"} and chance.random() < 0.7:
        order = "next"
    stage = chance.choice([None, None, of.stage, of.stage, of.stage - 1])
    value = chance.choice(["", "on", "off", "30", "9" * 5_000, "²", seat_id(chance.randint(0, STUDENTS)), "buy"])
    if order == "settle" and isinstance(of.lesson, Vote):
        value = any_choice(of.lesson.play, chance)
    if order == "time-up" and of.due is not None:
        at = of.due + chance.choice([-1, 0, 1])
    return Ordered(at, order, stage, value, chance.choice([-1, 0, 0, 1, 2, 50, 10**6]))


def asking(kind: Any = "vote", terms: Terms | None = None, students: int = STUDENTS) -> Room:
    """A room on a story with questions, roles and chance; students sit in the teams in turn."""
    return _on(kind, Material("small", "small.yaml", {SCENARIO_FILE: ASKING, QUESTION_FILE: BANK}), terms, students)


def harbour(kind: Any, terms: Terms | None = None) -> Room:
    """A room on the bundled scenario."""
    return _on(kind, Material("harbour", "scenario.yaml", dict(_harbour_files())), terms, STUDENTS)


@cache
def _harbour_files() -> tuple[tuple[str, str], ...]:
    folder = bundled_folder() / "harbour-machine-shop"
    return tuple((name, (folder / name).read_text("utf-8")) for name in (SCENARIO_FILE, QUESTION_FILE))


@cache
def _content(files: tuple[tuple[str, str], ...]) -> Bank | Scenario:
    content = read_material(Material("small", "small.yaml", dict(files)), bundled_reference()[0])
    assert not isinstance(content, str), content
    return content


def _on(kind: Any, material: Material, terms: Terms | None, students: int) -> Room:
    made = Room(replace(opened(kind, terms), material=material), _content(tuple(material.files.items())))
    for number in range(students):
        team = made.terms.teams[number % len(made.terms.teams)] if made.terms.teams else ""
        assert isinstance(made.take(Joined(BEGIN + 1, seat_id(number), f"Student {number + 1}", team)), Taken)
    return made


def begun(kind: Any, terms: Terms | None = None, text: str = "", students: int = STUDENTS) -> Room:
    """A room in which students sit, with the first question, vote or scene before them."""
    made = room(kind, terms, students, text)
    assert isinstance(made.take(Ordered(BEGIN + 10, "next")), Taken)
    return made


def course(of: Room, chance: Random, length: int) -> Iterator[tuple[Event, Reply]]:
    """A lesson at random: each event with what came of it."""
    for _ in range(length):
        event = any_event(of, chance)
        yield event, of.take(event)


def order(of: Room, name: Any, after: int = 1, **more: Any) -> Reply:
    """Give an order, so many milliseconds after the last event."""
    return of.take(Ordered(of.now + after, name, **more))


def orders(of: Room, *names: Any) -> None:
    """Give orders that are taken."""
    for name in names:
        reply = order(of, name)
        assert isinstance(reply, Taken), (name, reply)


def answer(  # noqa: PLR0913 - what a phone sends
    of: Room, student: int, said: Answer, *, turn: int = 0, certainty: int | None = None, after: int = 1, took: int = 0
) -> Reply:
    """Have a student answer the question that is put; `turn` 0: the next one of that seat."""
    assert isinstance(of.lesson, Quiz)
    seat = of.seats.by_id[seat_id(student)]
    number = of.lesson.round.number
    return of.take(Answered(of.now + after, seat.id, number, turn or seat.turn + 1, said, certainty, took))


def vote(of: Room, student: int, choice: str, *, turn: int = 0, after: int = 1) -> Reply:
    """Have a student vote where the class votes now."""
    assert isinstance(of.lesson, Vote)
    seat = of.seats.by_id[seat_id(student)]
    return of.take(Voted(of.now + after, seat.id, of.lesson.ballot.number, turn or seat.turn + 1, choice))


def decide(of: Room, student: int, number: int, choice: str) -> Reply:
    """Have a student decide in a play of their own."""
    seat = of.seats.by_id[seat_id(student)]
    return of.take(Decided(of.now + 1, seat.id, number, seat.turn + 1, choice))
