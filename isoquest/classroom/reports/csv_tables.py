"""Results as tables for spreadsheets: RFC 4180, UTF-8 with a byte order mark, by which Excel knows the encoding.

No cell is taken for a formula: where a spreadsheet could begin to read one, an invisible space (U+200B) stands before
it. Source of the signs: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeAlias

from isoquest.classroom.reports.telling import SURE, VERDICTS
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import Results
from isoquest.classroom.room.story_results import PlaysResults
from isoquest.classroom.room.vote_results import VoteResults
from isoquest.content.safe_text import safe_line
from isoquest.quiz.results import Tally

Cell: TypeAlias = str | int | Fraction | None
"""A number stays one: a minus sign before it begins no formula."""

# Programs that expect another separator, or mend a quote, begin a new cell in the middle of a text.
_FORMULA = re.compile(r"""(^|[,;|\t"'])([ \u00a0]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
_INVISIBLE = "\u200b"


def harmless(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula, and that reads as before."""
    return _FORMULA.sub(rf"\1\2{_INVISIBLE}", safe_line(text))


def students_table(results: Results) -> str:
    """One row for each student, with the points of each question, the vote on each decision, or the way of the play."""
    match results:
        case QuizResults():
            return _table(_quiz_by_student(results))
        case VoteResults():
            return _table(_votes_by_student(results))
        case PlaysResults():
            return _table(_plays_by_student(results))


def questions_table(results: Results) -> str:
    """One row for each answer to each question, for each choice of each decision, or for each choice at each scene."""
    match results:
        case QuizResults():
            return _table(_quiz_by_question(results))
        case VoteResults():
            return _table(_votes_by_decision(results))
        case PlaysResults():
            return _table(_plays_by_scene(results))


def _table(rows: Iterable[Sequence[Cell]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(cell) for cell in row])
    return f"\ufeff{file.getvalue()}"


def _cell(cell: Cell) -> str | int:
    match cell:
        case None:
            return ""
        case Fraction():
            return f"{float(cell):.4f}".rstrip("0").rstrip(".")
        case int():
            return cell
        case str():
            return harmless(cell)


def _quiz_by_student(results: QuizResults) -> Iterable[Sequence[Cell]]:
    asked = [f"{each.number}. {each.asked}" for each in results.questions]
    sure = SURE if results.certainty else {}
    yield [
        *("Seat", "Student", "Team", "Removed", "Place", "Points", "Right", "Partly", "Wrong", "None"),
        *(f"{said.capitalize()}: {word}" for said in sure.values() for word in ("said", "right")),
        *asked,
    ]
    for student in results.students:
        verdicts = [each.verdict for each in student.answers]
        yield [
            student.name.number,
            student.name.text,
            student.name.team,
            "yes" if student.name.removed else "",
            student.place,
            student.points,
            *(verdicts.count(verdict) for verdict in VERDICTS),
            *(figure for each in sure for figure in _said(student.calibration.get(each, Tally()))),
            *(None if each.verdict == "none" else each.share for each in student.answers),
        ]


def _said(tally: Tally) -> tuple[int, Fraction]:
    return tally.questions, tally.earned


def _quiz_by_question(results: QuizResults) -> Iterable[Sequence[Cell]]:
    yield [
        *("Number", "Question", "Text", "Type", "Topic", "Right answer"),
        *("Answers", "No answer", "Right", "Partly", "Wrong", "Facility %", "Discrimination %", "Few answers"),
        *("Median seconds", "Answer", "Given", "Mark"),
    ]
    for each in results.questions:
        head: list[Cell] = [
            *(each.number, each.question.id, each.asked, each.question.type, each.topic, each.key),
            *(each.answers, each.none, each.right, each.partly, each.wrong),
            *(_figure(each.facility), _figure(each.discrimination), "yes" if each.few else "no"),
            None if each.median is None else Fraction(each.median, 1000),
        ]
        for given in each.given:
            yield [*head, given.told, given.count, given.share]
        if not each.given:
            yield [*head, None, None, None]
    for left in results.left_out:
        yield [left.number, left.id, left.asked, None, None, left.why]


def _figure(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(round(value * 10), 10)


def _votes_by_student(results: VoteResults) -> Iterable[Sequence[Cell]]:
    asked = [f"{number}. {each.taken.scene}" for number, each in enumerate(results.decisions, start=1)]
    yield ["Seat", "Student", "Team", "Removed", *asked]
    for student in results.students:
        votes = [last if first in ("", last) else f"{first} → {last or 'no vote'}" for first, last in student.votes]
        name = student.name
        yield [name.number, name.text, name.team, "yes" if name.removed else "", *votes]


def _votes_by_decision(results: VoteResults) -> Iterable[Sequence[Cell]]:
    yield [
        *("Number", "Scene", "Question", "Who votes", "Choice", "First vote", "Votes", "Taken"),
        *("Settled by", "Voted", "Could vote", "Marks", "Best"),
    ]
    for number, each in enumerate(results.decisions, start=1):
        taken = each.taken
        for choice in each.choices:
            yield [
                *(number, taken.scene, taken.asked, each.role or "everyone", choice.told),
                choice.before if each.argued else None,
                *(choice.votes, "yes" if choice.taken else "", each.settled, each.voted, each.entitled),
                *(taken.marks.earned, taken.marks.best),
            ]


def _plays_by_student(results: PlaysResults) -> Iterable[Sequence[Cell]]:
    yield ["Seat", "Student", "Team", "Removed", "Ending", "Stands at", "Marks", "Best", "Decisions", "Way"]
    for player in results.players:
        went = player.way
        ending = went.ending.title if went.ending else None
        told = " → ".join(each.told for each in went.decisions)
        for name in player.members:
            yield [
                *(name.number, name.text, name.team, "yes" if name.removed else "", ending, went.at),
                *(went.marks.earned, went.marks.best, len(went.decisions), told),
            ]


def _plays_by_scene(results: PlaysResults) -> Iterable[Sequence[Cell]]:
    yield ["Number", "Scene", "Choice", "Chosen"]
    for number, each in enumerate(results.partings, start=1):
        for told, count in each.choices:
            yield [number, each.scene, told, count]
