"""Lessons that were held, for reports on them: quizzes answered at random, stories voted on and played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from rooms import opened, seat_id, seated

from isoquest.classroom.room.events import Answered, Decided, Order, Ordered, Voted
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.standings import Standings
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.content.questions import FALSE, TRUE, Question
from isoquest.quiz.answers import Answer, right_sides
from isoquest.quiz.asking import right_answer

HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "a;=1+1",
    "<script>alert(1)</script>",
    "</style><b>",
    '"><img src=x onerror=y>',
    "\u202eright to left",
    "مريم",
    "\x1b]52;c;x\x07",
    "[/b]&amp;",
    "\ud800",
)
"""Nicknames as no door would let them in."""


def any_room(kind: Kind, names: Sequence[str], terms: Terms | None = None, text: str = "", title: str = "") -> Room:
    """A room in which students of these names sit, in the teams in turn."""
    first = opened(kind, terms, text)
    return seated(replace(first, title=title or first.title), names)


def some_answers(question: Question) -> list[Answer]:
    """A right answer, wrong ones, and a blank one."""
    right = right_answer(question)
    match question.type:
        case "one":
            wrong = [(key,) for key in question.options]
        case "several":
            wrong = [tuple(question.options)[:1], tuple(question.options), tuple(reversed(right))]
        case "true-false":
            wrong = [(TRUE,), (FALSE,)]
        case "order":
            wrong = [tuple(reversed(right))]
        case "match":
            wrong = [("0",) * len(question.pairs), ("", str(len(right_sides(question)) - 1))]
        case "number":
            wrong = [("3.0 years",), ("7",), ("-3",)]
        case "text":
            wrong = [(question.accept[0].upper(),), ("=1+1",), ("</style><script>x",), ("\u202etxet",)]
        case "blanks":
            wrong = [("bakery", "</td><td>"), ("", question.blanks["who"].accept[0])]
    return [right, *wrong, ()]


def order(room: Room, name: Order, value: str = "", amount: int = 0) -> None:
    """Order something that can be done now."""
    reply = room.take(Ordered(room.now + 1_000, name, None, value, amount))
    assert isinstance(reply, Taken), reply


def quiz(room: Room, chance: Random, skip: int = 0, *, end: bool = True) -> Standings:
    """Hold a quiz to its end: everyone answers something or nothing; the `skip`-th question is skipped."""
    lesson = room.lesson
    assert isinstance(lesson, Quiz)
    order(room, "next")
    for number in range(1, len(lesson.questions) + 1):
        for turn, seat in enumerate(lesson.seats.present, start=100 * number):
            answer = chance.choice([None, *some_answers(lesson.round.question)])
            if answer is not None:
                sure, took = chance.choice((1, 2, 3)), chance.randrange(20_000)
                given = Answered(room.now + took, seat.id, number, turn, answer, sure, took)
                assert isinstance(room.take(given), Taken)
        if number == skip:
            order(room, "skip")
            continue
        order(room, "reveal")
        if number < len(lesson.questions):
            order(room, "next")
            if lesson.phase == "board":
                order(room, "next")
    if end and not lesson.over:
        order(room, "end")
        if not lesson.over:
            order(room, "end")
    return Standings(lesson)


def vote(room: Room, *votes: str) -> None:
    """Vote, the first student for the first choice and so on; an empty one does not vote."""
    lesson = room.lesson
    assert isinstance(lesson, Vote)
    for seat, choice in zip(list(lesson.seats.by_id.values()), votes, strict=False):
        if choice:
            voted = Voted(room.now, seat.id, lesson.ballot.number, seat.turn + 1, choice)
            assert isinstance(room.take(voted), Taken)


def decide(room: Room, student: int, *choices: str) -> None:
    """Let a student decide in a play of their own."""
    lesson = room.lesson
    assert isinstance(lesson, Plays)
    seat = lesson.seats.by_id[seat_id(student)]
    for choice in choices:
        number = len(lesson.play_of(seat).decisions)
        assert isinstance(room.take(Decided(room.now, seat.id, number, seat.turn + 1, choice)), Taken)
