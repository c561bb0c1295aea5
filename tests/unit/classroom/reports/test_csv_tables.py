"""Tables of results: read back as written, and no cell a formula."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from random import Random

import pytest
from held_lessons import HOSTILE, any_room, decide, order, quiz, vote
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.classroom.reports.csv_tables import harmless, questions_table, students_table
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import Results, results
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Terms
from isoquest.content.safe_text import safe_line


def rows(table: str) -> list[list[str]]:
    """The cells of a table, read as a program would."""
    assert table.startswith("\ufeff")
    return list(csv.reader(io.StringIO(table[1:], newline="")))


def is_number(cell: str) -> bool:
    """The cell is a plain number."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def is_safe(cell: str) -> bool:
    """No spreadsheet reads the cell as a formula."""
    wide = tuple(chr(ord(sign) + 0xFEE0) for sign in "=+-@")
    return is_number(cell) or not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", *wide))


@settings(max_examples=15)
@given(st.integers(0, 1_000), st.booleans())
def test_the_table_of_students_holds_the_results(seed: int, certainty: bool):
    """One row a student: name, place, points and the mark of each question."""
    held = any_room("quiz", [*HOSTILE, "Zoë, the 1st"], Terms(certainty=certainty))
    found = results(held, quiz(held, Random(seed)))
    assert isinstance(found, QuizResults)
    head, *body = rows(students_table(found))
    assert len(body) == len(found.students)
    for student, row in zip(found.students, body, strict=True):
        assert len(row) == len(head)
        named = dict(zip(head, row, strict=True))
        assert named["Student"].replace("\u200b", "") == safe_line(student.name.text)
        assert abs(Fraction(named["Points"]) - student.points) < Fraction(1, 10_000)
        for each, cell in zip(student.answers, row[-len(student.answers) :], strict=True):
            assert (cell == "") == (each.verdict == "none")
            assert not cell or abs(Fraction(cell) - each.share) < Fraction(1, 10_000)


@settings(max_examples=15)
@given(st.integers(0, 1_000))
def test_the_table_of_questions_counts_every_answer(seed: int):
    """The rows of a question add up to its answers."""
    held = any_room("quiz", HOSTILE)
    found = results(held, quiz(held, Random(seed), skip=2))
    assert isinstance(found, QuizResults)
    head, *body = rows(questions_table(found))
    for each in found.questions:
        own = [dict(zip(head, row, strict=False)) for row in body if row[1] == each.question.id]
        assert sum(int(row["Given"] or 0) for row in own) == each.answers == int(own[0]["Answers"])
    assert next(row for row in body if row[0] == "2")[5] == "skipped"


def lessons() -> list[Room]:
    """A lesson of each kind, in which everything that can be hostile is."""
    asked = any_room("quiz", HOSTILE, Terms(teams=("=1+1", "@b")))
    quiz(asked, Random(3))
    voted = any_room("vote", HOSTILE)
    order(voted, "next")
    vote(voted, "ask", "buy", "ask")
    order(voted, "next")
    order(voted, "next")
    played = any_room("plays", HOSTILE)
    order(played, "next")
    decide(played, 0, "ask")
    return [asked, voted, played]


@pytest.mark.parametrize("held", lessons(), ids=lambda held: held.opened.kind)
def test_no_cell_of_any_table_is_a_formula(held: Room):
    """Names, teams and typed answers of students begin with signs that a spreadsheet would follow."""
    found: Results = results(held, None)
    for table in (students_table(found), questions_table(found)):
        cells = [cell for row in rows(table) for cell in row]
        assert all(map(is_safe, cells))
        assert all(map(is_safe, (part for cell in cells for part in cell.split(";"))))
        assert table.count("\r\n") == len(rows(table))


@given(st.text())
def test_a_harmless_text_reads_as_before(text: str):
    """Only an invisible character is added, and only in front of a sign."""
    made = harmless(text)
    assert made.replace("\u200b", "") == safe_line(text).replace("\u200b", "")
    assert is_safe(made)
    assert harmless("5 - 3 = 2, a+b@c") == "5 - 3 = 2, a+b@c"
