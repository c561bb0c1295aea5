"""Results for programs: everything exact, everything there."""

from __future__ import annotations

import json
from dataclasses import fields
from fractions import Fraction
from random import Random

import pytest
from held_lessons import HOSTILE, any_room, decide, order, quiz
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.classroom.reports.json_text import FORMAT, as_json
from isoquest.classroom.room.quiz_results import QuizResults
from isoquest.classroom.room.results import results
from isoquest.classroom.room.terms import Kind, Terms


@settings(max_examples=15)
@given(st.integers(0, 1_000))
def test_what_is_read_back_is_what_was_written(seed: int):
    """Points and marks come back as the same fractions, texts as the same texts."""
    held = any_room("quiz", HOSTILE, Terms(certainty=True, teams=("Red", "Blue")))
    found = results(held, quiz(held, Random(seed), skip=4))
    assert isinstance(found, QuizResults)
    read = json.loads(as_json(found))
    assert (read["format"], read["kind"]) == (FORMAT, "quiz")
    assert [Fraction(each["points"]) for each in read["students"]] == [each.points for each in found.students]
    assert [each["name"]["text"] for each in read["students"]] == [each.name.text for each in found.students]
    assert [Fraction(each["points"]) for each in read["teams"]] == [each.points for each in found.teams]
    for told, student in zip(read["students"], found.students, strict=True):
        assert [tuple(each["answer"]) for each in told["answers"]] == [each.answer for each in student.answers]
        assert [Fraction(each["share"]) for each in told["answers"]] == [each.share for each in student.answers]
        calibration = {int(sure): Fraction(tally["earned"]) for sure, tally in told["calibration"].items()}
        assert calibration == {sure: tally.earned for sure, tally in student.calibration.items()}
    for told, each in zip(read["questions"], found.questions, strict=True):
        assert (told["question"]["id"], told["facility"], told["median"]) == (
            each.question.id,
            each.facility,
            each.median,
        )
        assert [row["count"] for row in told["given"]] == [row.count for row in each.given]


@pytest.mark.parametrize("kind", ["quiz", "vote", "plays"])
def test_every_field_of_the_results_is_a_key(kind: Kind):
    """The shape is the one that is documented, in characters that no terminal follows."""
    held = any_room(kind, HOSTILE)
    order(held, "next")
    if kind == "plays":
        decide(held, 0, "wait")
    found = results(held, None)
    text = as_json(found)
    assert set(json.loads(text)) == {"format", "kind", "day", *(each.name for each in fields(found))}
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
