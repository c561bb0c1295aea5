"""What the projector shows, as values of JSON: for the teacher's page, where no terminal is there to draw it on.

The class looks at it too, so nothing of a key stands in it before the reveal, and no vote before it is closed.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from isoquest.classroom.room.given_answers import given_counts, part_counts
from isoquest.classroom.room.orders import possible_orders
from isoquest.classroom.room.outcomes import answers_of, hardest, outcome, reasons_for_class, wall_item
from isoquest.classroom.room.phone.written import Json, question_shown, sources_told, written
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz, Round
from isoquest.classroom.room.room import Lesson
from isoquest.classroom.room.standings import Row
from isoquest.classroom.room.time_left import time_left
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.projector_story import plays_shown, vote_shown
from isoquest.content.safe_text import safe_line
from isoquest.quiz.asking import asked
from isoquest.quiz.feedback import key_told

MOST_NAMES = 60
"""Names that are shown of those who joined, the latest ones."""
MOST_ROWS = 10
"""Rows of a leaderboard, and answers that were typed."""


def projector_view(live: LiveRoom, addresses: Sequence[str]) -> Json:
    """A message of type `screen`."""
    room = live.room
    lesson = room.lesson
    done = _done(lesson)
    now = live.now()
    time = time_left(room, now)
    view: Json = {
        "type": "screen",
        "code": room.opened.code,
        "title": safe_line(room.opened.title),
        "kind": room.opened.kind,
        "addresses": list(addresses),
        "stage": room.stage,
        "phase": lesson.phase,
        "now": now,
        "left": None if time is None else time.left,
        "paused": room.paused,
        "locked": room.locked,
        "names_hidden": room.names_hidden,
        "seats": len(room.seats.present),
        "connected": len(live.listeners.seats),
        "answered": sum(seat.id in done for seat in room.seats.present),
        "asked": _asked(lesson),
        "students": [
            {
                "seat": seat.id,
                "nickname": safe_line(seat.nickname),
                "team": safe_line(seat.team),
                "extra": seat.extra,
                "connected": seat.id in live.listeners.seats,
                "answered": seat.id in done,
            }
            for seat in room.seats.present[: -MOST_NAMES - 1 : -1]
        ],
        "trouble": safe_line(live.trouble),
        "orders": possible_orders(room),
    }
    match lesson:
        case Quiz():
            view["quiz"] = _quiz(live, lesson)
        case Vote():
            view["vote"] = vote_shown(lesson, live.reference)
        case Plays():
            view["plays"] = plays_shown(lesson)
    return view


def _done(lesson: Lesson) -> Container[str]:
    """The seats that have answered or voted, or whose play is over."""
    match lesson:
        case Quiz():
            return lesson.round.answers if lesson.rounds else ()
        case Vote():
            return lesson.ballot.votes if lesson.ballots else ()
        case Plays():
            return {seat.id for seat in lesson.seats.present if lesson.play_of(seat).over}


def _asked(lesson: Lesson) -> int:
    """How many are asked to answer, vote or play."""
    present = lesson.seats.present
    return (
        sum(lesson.may_vote(seat) for seat in present) if isinstance(lesson, Vote) and lesson.ballots else len(present)
    )


def _quiz(live: LiveRoom, quiz: Quiz) -> Json:
    shown: Json = {"number": len(quiz.rounds), "of": len(quiz.questions)}
    if quiz.rounds and quiz.phase in ("reading", "answering", "closed", "revealed"):
        shown["question"] = question_shown(wall_item(quiz, quiz.round))
    if quiz.phase == "revealed":
        shown |= _revealed(live, quiz, quiz.round)
    if quiz.phase in ("board", "podium", "ended") and live.standings is not None and quiz.terms.board != "hidden":
        if quiz.terms.board == "all":
            shown["standings"] = _rows(live.standings.rows(), hidden=live.room.names_hidden)
        if quiz.terms.teams:
            shown["teams"] = _rows(live.standings.teams(), hidden=False)
    if quiz.phase in ("podium", "ended"):
        shown["summary"] = _summary(quiz)
    return shown


def _revealed(live: LiveRoom, quiz: Quiz, current: Round) -> Json:
    question, answers = current.question, answers_of(quiz, current)
    given = given_counts(question, answers, quiz.bank.rule_for(question))
    return {
        "chart": [
            {"text": safe_line(part.text), "count": part.count, "right": part.right}
            for part in part_counts(question, answers)
        ],
        "given": [
            {"text": safe_line(each.told), "count": each.count, "share": round(float(each.share), 3)}
            for each in given[:MOST_ROWS]
        ],
        "right": sum(each.count for each in given if each.share == 1),
        "key": safe_line(key_told(question)),
        "reasons": [
            {"subject": safe_line(each.subject), "text": written(each.text), "right": each.right}
            for each in reasons_for_class(wall_item(quiz, current), answers)
        ],
        "sources": sources_told(question.because, live.reference),
    }


def _summary(quiz: Quiz) -> Json:
    """How many answers of the whole lesson were right, and the questions that fewest had right."""
    came = [outcome(quiz, each) for each in quiz.counted]
    return {
        "right": sum(each.right for each in came),
        "answered": sum(each.answered for each in came),
        "questions": len(came),
        "hardest": [
            {"right": each.right, "answered": each.answered, "asked": safe_line(asked(question))}
            for each, question in hardest(quiz)
        ],
    }


def _rows(rows: Sequence[Row], *, hidden: bool) -> list[Json]:
    return [
        {
            "place": row.place,
            "name": safe_line(row.name_shown(hidden=hidden)),
            "points": row.points_shown,
        }
        for row in rows[:MOST_ROWS]
    ]
