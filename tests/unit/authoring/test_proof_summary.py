"""A proof in short: every number that is known, in sentences for a voice and in columns for the eye."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.proof import Bound, Proof, Range
from isoquest.authoring.report.proof_summary import BRACKETS, chance_told, proof_lines, proof_sentences

EXACT = Range(Bound(-5, -5), Bound(1, 1))
ROUGH = Range(Bound(-35, -20), Bound(176, 154))
LENGTH = Range(Bound(5, 5), Bound(73, 63))


def test_the_scores_stand_in_columns():
    """Numbers below each other, limits in brackets beside them, and below it what brackets mean."""
    proof = Proof(asked=3, states=9, score=ROUGH, scores={"end-mill": EXACT, "end-clean": ROUGH}, length=LENGTH)
    assert list(proof_lines(proof)) == [
        "3 questions about every play, all decided, 9 states looked at one by one (0.0 s)",
        "score in marks  worst        best",
        "  all plays       -20 (-35)   154 (176)",
        "  end-mill         -5           1",
        "  end-clean       -20 (-35)   154 (176)",
        BRACKETS,
        "decisions in a play: from 5 to 63; no play can go above 73",
    ]


def test_without_brackets_they_are_not_explained():
    """Where a play was found for every limit, no line is spent on it."""
    told = list(proof_lines(Proof(score=EXACT)))
    assert told[1:] == ["score in marks  worst   best", "  all plays        -5      1"]


def test_aloud_every_number_stands_in_a_sentence():
    """With its limit, where no play comes as far."""
    told = list(proof_sentences(Proof(score=ROUGH, scores={"end-mill": EXACT, "round": Range(EXACT.least, None)})))
    assert told[1:] == [
        "score of all plays, in marks: from -20 to 154; no play can go below -35 or above 176",
        "score of plays that end at end-mill, in marks: from -5 to 1",
        "score of plays that end at round, in marks: from -5, with no limit known",
    ]


def test_what_is_not_decided_is_counted_and_told():
    """Of very much the first, and how to learn more."""
    told = list(proof_sentences(Proof(asked=50, undecided=tuple(f"whether {n}" for n in range(20)))))
    assert told[0].startswith("50 questions about every play, 20 not decided")
    assert told[1] == "not decided: whether 0"
    assert told[-1] == "not decided: 12 more questions; more time may help (--budget SECONDS)"


@given(st.dictionaries(st.from_regex("[a-z][a-z-]{0,30}", fullmatch=True), st.tuples(*[st.integers(-999, 999)] * 2)))
def test_no_number_is_lost_in_the_table(scores: dict[str, tuple[int, int]]):
    """Each ending has one row, with its worst and its best."""
    known = {name: Range(Bound(low, low), Bound(high, high)) for name, (low, high) in scores.items()}
    rows = [line.split() for line in proof_lines(Proof(score=EXACT, scores=known)) if line.startswith("  ")]
    assert {name: (int(worst), int(best)) for name, worst, best in rows[1:]} == scores


@pytest.mark.parametrize(
    ("chance", "told"),
    [
        (Fraction(1), "always"),
        (Fraction(1, 3), "33.3 %"),
        (0.0421, "4.2 %"),
        (Fraction(1, 18000), "once in 18000"),
        (0.0, "never"),
    ],
)
def test_a_chance_is_told_so_that_it_can_be_imagined(chance: Fraction | float, told: str):
    """In per cent, or as one in so many."""
    assert chance_told(chance) == told
