"""What the projector shows, as values of JSON: for the teacher's page, where no terminal is there to draw it on.

The class looks at it too, so nothing of a key stands in it before the reveal, and no vote before it is closed.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from isoquest.chance import number_at
from isoquest.classroom.room.given_answers import given_counts, part_counts
from isoquest.classroom.room.phone.written import Json, question_shown, sources_told, written
from isoquest.classroom.room.plays import Plays
from isoquest.classroom.room.quiz import Quiz, Round
from isoquest.classroom.room.room import Lesson, Room
from isoquest.classroom.room.standings import Row, points_told
from isoquest.classroom.room.vote import Vote
from isoquest.classroom.server.live import LiveRoom
from isoquest.classroom.server.orders import possible_orders
from isoquest.classroom.server.projector_story import plays_shown, vote_shown
from isoquest.content.questions import Question
from isoquest.content.safe_text import safe_line
from isoquest.quiz.answers import Answer, is_blank
from isoquest.quiz.asking import asked
from isoquest.quiz.drawing import draw
from isoquest.quiz.feedback import Reason, key_told, reasons

MOST_NAMES = 60
"""Names that are shown of those who joined, the latest ones."""
MOST_ROWS = 10
"""Rows of a leaderboard, and answers that were typed."""
HARDEST = 3
"""Questions that are named as hard."""
EASY = 0.8
"""The share of right answers from which a question is not called hard."""


def projector_view(live: LiveRoom, addresses: Sequence[str]) -> Json:
    """A message of type `screen`."""
    room = live.room
    lesson = room.lesson
    done = _done(lesson)
    view: Json = {
        "type": "screen",
        "code": room.opened.code,
        "title": safe_line(room.opened.title),
        "kind": room.opened.kind,
        "addresses": list(addresses),
        "stage": room.stage,
        "phase": lesson.phase,
        "now": live.now(),
        "left": _left(room, live.now()),
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


def _left(room: Room, now: int) -> int | None:
    """The milliseconds that most students have left; None without a time limit. In a pause they stand still."""
    at = now if room.paused_at is None else room.paused_at
    lesson = room.lesson
    match lesson:
        case Quiz(phase="answering") if lesson.round.seconds is not None:
            until: int | None = lesson.round.opened_at + lesson.round.seconds * 1000
        case Vote(phase="voting") if lesson.ballot.seconds is not None:
            until = lesson.ballot.opened_at + lesson.ballot.seconds * 1000
        case _:
            until = lesson.closes_at()
    return None if until is None else max(0, until - at)


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
        item = draw([quiz.round.question], number_at(quiz.seed, quiz.round.number), 0)[0][0]
        shown["question"] = question_shown(item)
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
    question, answers = current.question, _answers(quiz, current)
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
            for each in _reasons(question, answers)
        ],
        "sources": sources_told(question.because, live.reference),
    }


def _answers(quiz: Quiz, current: Round) -> list[Answer]:
    """The answers of those who are still there, blank ones left out."""
    given = ((seat, each.answer) for seat, each in current.answers.items())
    return [answer for seat, answer in given if quiz.seats.at(seat) is not None and not is_blank(answer)]


def _reasons(question: Question, answers: Sequence[Answer]) -> list[Reason]:
    """The reason of each option, or of each usual mistake that somebody made; last that of the question as a whole."""
    of: list[Answer] = [tuple(question.options)] if question.options else [*dict.fromkeys(answers), ()]
    told = dict.fromkeys(reason for answer in of for reason in reasons(question, answer))
    return sorted(told, key=lambda reason: not reason.subject)


def _summary(quiz: Quiz) -> Json:
    """How many answers of the whole lesson were right, and the questions that fewest had right."""
    came = []
    for each in quiz.counted:
        answers = _answers(quiz, each)
        given = given_counts(each.question, answers, quiz.bank.rule_for(each.question))
        came.append((sum(one.count for one in given if one.share == 1), len(answers), each.question))
    hard = sorted((each for each in came if each[0] < EASY * each[1]), key=lambda each: each[0] / each[1])
    return {
        "right": sum(right for right, _, _ in came),
        "answered": sum(answered for _, answered, _ in came),
        "questions": len(came),
        "hardest": [
            {"right": right, "answered": answered, "asked": safe_line(asked(question))}
            for right, answered, question in hard[:HARDEST]
        ],
    }


def _rows(rows: Sequence[Row], *, hidden: bool) -> list[Json]:
    return [
        {
            "place": row.place,
            "name": f"Student {row.seat.number}" if hidden and row.seat is not None else safe_line(row.name),
            "points": points_told(row.earned.points),
        }
        for row in rows[:MOST_ROWS]
    ]
