"""Which misconceptions are met where: nothing missed, nothing counted twice, and told so that it is understood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from generated import REFERENCE, loaded, to_yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.authoring.lint.misconceptions import at_best_choices
from isoquest.authoring.lint.rule import Background
from isoquest.authoring.misconceptions_met import Meeting, misconceptions_met
from isoquest.authoring.report.columns import columns
from isoquest.authoring.report.misconception_table import misconception_lines, misconception_sentences
from isoquest.authoring.report.terminal import Paper
from isoquest.content.bank_reading import read_bank
from isoquest.content.questions import Bank
from isoquest.content.reference import Reference

NAME = "iso-certifies"
ENDING = {"phase": "after", "text": "Over.", "ending": {"kind": "wise", "title": "Over", "outcome": "So it ended."}}


def story(named: list[bool], scores: list[int]) -> Any:
    """A scenario whose choices, in their order, name the misconception or do not."""
    choices = {
        f"c{number}": {"text": f"Do {number}.", "to": "home", "score": score}
        | ({"misconception": NAME} if name else {})
        for number, (name, score) in enumerate(zip(named, scores, strict=True))
    }
    nodes = {"letter": {"phase": "choose", "text": "A letter.", "choices": choices}, "home": ENDING}
    return loaded(to_yaml({"isoquest": 1, "title": "Bakery", "summary": "Two.", "start": "letter", "nodes": nodes}))


def bank(named: list[int]) -> Bank:
    """A bank with a question for each number: so many of its wrong options name the misconception."""
    questions = {
        f"q{number}": {
            "type": "one",
            "topic": "a",
            "ask": "Who certifies?",
            "why": "Certification bodies do.",
            "options": {"right": {"text": "A certification body", "right": True}}
            | {f"o{n}": {"text": f"ISO {n}"} | ({"misconception": NAME} if n < count else {}) for n in range(3)},
        }
        for number, count in enumerate(named)
    }
    data = {"isoquest": 1, "title": "Basics", "topics": {"a": "A"}, "questions": questions}
    read = read_bank(to_yaml(data).encode(), "basics.yaml", REFERENCE, "basics")
    assert read.bank is not None, read.problems
    return read.bank


@settings(max_examples=30)
@given(st.lists(st.booleans(), min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_a_misconception_is_met_where_it_is_named_and_nowhere_else(in_story: list[bool], in_bank: list[int]):
    """Read backwards, the table is what the files say; a question counts once, at however many options it is named."""
    (one,) = misconceptions_met([story(in_story, [0] * len(in_story)), bank(in_bank)], REFERENCE)
    names = [place.name for place in one.in_scenarios]
    assert names == [f"made-up/letter.c{number}" for number, name in enumerate(in_story) if name]
    assert [place.name for place in one.in_questions] == [f"basics/q{number}" for number, n in enumerate(in_bank) if n]
    assert one.met is bool(any(in_story) or any(in_bank))


def test_what_the_reference_does_not_hold_is_passed_over():
    """Content that was read beside other data is counted as far as the data is there."""
    assert misconceptions_met([bank([1])], Reference()) == ()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 2)), min_size=1, max_size=4))
def test_the_soundest_choice_names_none(choices: list[tuple[bool, int]]):
    """Warned of is each choice that names one, has the best score, and stands beside one that has a lower."""
    named, scores = map(list, zip(*choices, strict=True))
    problems = at_best_choices(story(named, scores), Background(REFERENCE, date(2026, 11, 22)))
    best, several = max(scores), len(set(scores)) > 1
    expected = [f"`letter.c{n}`" for n, (name, score) in enumerate(choices) if name and several and score == best]
    assert [problem.message.split()[0] for problem in problems] == expected


@pytest.mark.parametrize("width", [40, 120])
def test_lines_keep_to_the_width_and_nowhere_is_red(width: int):
    """What is met is named with its places, what is not with its words and in colour; with `missing` only that."""
    (met,), (unmet,) = misconceptions_met([bank([1])], REFERENCE), misconceptions_met([], REFERENCE)
    lines = list(misconception_lines([met, unmet], Paper(width), missing=False))
    assert max(map(columns, lines)) <= width
    assert lines == ["misconceptions: 1 of 2 met", f"{NAME}: basics/q0", f"{NAME}: nowhere"]
    told = "\n".join(misconception_lines([met, unmet], Paper(width, colour=True), missing=True))
    assert "\x1b[31mnowhere\x1b[0m: “ISO certifies.”" in told
    assert "basics/q0" not in told


def test_each_has_a_sentence():
    """For a voice, and with a full stop."""
    meetings: list[Meeting] = [*misconceptions_met([bank([1])], REFERENCE), *misconceptions_met([], REFERENCE)]
    assert list(misconception_sentences(meetings, missing=False)) == [
        f"{NAME}, met basics/q0.",
        f"{NAME}, met nowhere.",
    ]
    assert list(misconception_sentences(meetings, missing=True)) == [f"{NAME}, met nowhere: “ISO certifies.”"]
