"""Marks from 0 to 1 by named, versioned rules, and certainty marking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from isoquest.content.folding import folded
from isoquest.content.questions import TRUE, GradingRule, Question
from isoquest.quiz.answers import Answer, fault_in, is_blank, number_in, places_right

VERSIONS: Mapping[GradingRule, int] = {
    "balanced": 1,
    "all-or-nothing": 1,
    "each-decision": 1,
    "halves": 1,
    "custom": 1,
}
"""The version of each rule; it rises when the same answer would get another mark."""

CERTAINTIES: Mapping[int, tuple[int, int]] = {1: (1, 0), 2: (2, -2), 3: (3, -6)}
"""Marks for a right and for a wrong answer given with each certainty.

Source: certainty-based marking as used at University College London (A. R. Gardner-Medwin, "Confidence assessment in
the teaching of basic science", Association for Learning Technology Journal 3, 1995).
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer earned."""

    share: Fraction
    """0 to 1."""
    rule: str
    """The rule and its version, such as `balanced/1`."""

    @property
    def right(self) -> bool:
        """Nothing was missed."""
        return self.share == 1


def grade(question: Question, answer: Answer, rule: GradingRule) -> Mark:
    """The mark of an answer. Raises ValueError for an answer in which `fault_in` finds a fault."""
    fault = fault_in(question, answer)
    if fault:
        raise ValueError(fault)
    return Mark(Fraction(0) if is_blank(answer) else _share(question, answer, rule), f"{rule}/{VERSIONS[rule]}")


def _share(question: Question, answer: Answer, rule: GradingRule) -> Fraction:
    match question.type:
        case "several":
            return _several(question, set(answer), rule)
        case "one":
            if rule == "custom":
                return _custom(question, set(answer))
            return Fraction(question.options[answer[0]].right)
        case "true-false":
            return Fraction((answer[0] == TRUE) == question.right)
        case "number":
            return Fraction(_number_is_right(question, answer[0]))
        case "text":
            return Fraction(folded(answer[0]) in {folded(text) for text in question.accept})
        case _:
            return _places(places_right(question, answer), rule)


def _several(question: Question, ticked: set[str], rule: GradingRule) -> Fraction:
    options = question.options.values()
    keys = sum(option.right for option in options)
    right = sum(option.right for option in options if option.id in ticked)
    wrong, others = len(ticked) - right, len(options) - keys
    match rule:
        case "balanced":
            return _clamped(Fraction(right, keys) - Fraction(wrong, others))
        case "all-or-nothing":
            return Fraction(right == keys and wrong == 0)
        case "each-decision":
            return Fraction(right + others - wrong, len(options))
        case "halves":
            return _halves(wrong + keys - right, len(options))
        case "custom":
            return _custom(question, ticked)


def _places(right: tuple[bool, ...], rule: GradingRule) -> Fraction:
    match rule:
        case "all-or-nothing":
            return Fraction(all(right))
        case "halves":
            return _halves(right.count(False), len(right))
        case _:
            return Fraction(sum(right), len(right))


def _halves(slips: int, decisions: int) -> Fraction:
    if slips == 0:
        return Fraction(1)
    if slips == 1 and decisions >= 3:  # noqa: PLR2004 - the rule's own numbers
        return Fraction(1, 2)
    return Fraction(1, 4) if slips == 2 and decisions >= 5 else Fraction(0)  # noqa: PLR2004 - likewise


def _custom(question: Question, ticked: set[str]) -> Fraction:
    return _clamped(sum((question.options[name].weight for name in ticked), Fraction(0)))


def _clamped(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))


def _number_is_right(question: Question, typed: str) -> bool:
    wanted = question.number
    given = number_in(typed, wanted.unit) if wanted else None
    return wanted is not None and given is not None and abs(given - wanted.value) <= wanted.tolerance


def certainty_mark(share: Fraction, certainty: int) -> Fraction:
    """The mark of an answer given with certainty 1, 2 or 3; a partly right one earns that part of the right mark."""
    right, wrong = CERTAINTIES[certainty]
    return share * right if share > 0 else Fraction(wrong)
