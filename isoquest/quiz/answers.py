"""Answers as lists of texts, the same in a session, a file and a database, and what is wrong with one.

one, true-false: the id ticked · several: the ids ticked · order: the items in the order given, each as its position in
the right order, from 0 · match: for each left side the position of its right side among `right_sides`, or empty ·
number, text: what was typed · blanks: what was put into each gap. No entry, or only empty ones: a blank answer.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias
from urllib.parse import quote, unquote

from isoquest.content.folding import folded
from isoquest.content.questions import FALSE, TRUE, Question

Answer: TypeAlias = tuple[str, ...]

LONGEST_ANSWER = 500
"""Characters that are read of any one text of an answer."""

LONGEST_PART = 9
"""Decimals that are read of a typed number."""

_NUMBER = re.compile(rf"([+-]?)\s*(\d{{1,12}})(?:[.,](\d{{1,{LONGEST_PART}}}))?\s*([^\d\s].{{0,30}})?")


def encoded(answer: Answer) -> str:
    """An answer as one text of letters, digits and `-_~%,`, fit for a decision; half characters become `?`."""
    return ",".join(quote(text, safe="", errors="replace").replace(".", "%2E") for text in answer)


def decoded(text: str) -> Answer:
    """The answer that `encoded` made a text of."""
    return tuple(unquote(part) for part in text.split(",")) if text else ()


def is_blank(answer: Answer) -> bool:
    """Nothing was answered."""
    return not any(text.strip() for text in answer)


def right_sides(question: Question) -> tuple[str, ...]:
    """The right sides that a question of type `match` offers: those of its pairs, each once, then the extra ones."""
    return tuple(dict.fromkeys((*(pair.right for pair in question.pairs), *question.extra)))


def option_ids(question: Question) -> tuple[str, ...]:
    """The ids that can be ticked."""
    return (TRUE, FALSE) if question.type == "true-false" else tuple(question.options)


def number_in(text: str, unit: str) -> Fraction | None:
    """The number that was typed, with a point or a comma, with or without the unit; None where it is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, whole, part, said = match.groups()
    if said and _bare_unit(said) != _bare_unit(unit):
        return None
    return Fraction(f"{sign}{whole}.{part or 0}")


def _bare_unit(unit: str) -> str:
    """A unit without its plural, with one spelling for per cent."""
    bare = folded(unit.replace("%", " per cent ")).replace("percent", "per cent")
    return bare.removesuffix("s")


def fault_in(question: Question, answer: Answer) -> str:
    """Why an answer cannot be graded, as a sentence for the player; empty when it can."""
    if any(len(text) > LONGEST_ANSWER for text in answer):
        return f"An answer has at most {LONGEST_ANSWER} characters."
    if is_blank(answer):
        return ""
    match question.type:
        case "one" | "true-false":
            return _fault_in_ticks(question, answer, most=1)
        case "several":
            return _fault_in_ticks(question, answer, most=len(question.options))
        case "order":
            expected = sorted(map(str, range(len(question.order))))
            return "" if sorted(answer) == expected else "Each item stands once in the order."
        case "match":
            return _fault_in_match(question, answer)
        case "number":
            unit = question.number.unit if question.number else ""
            in_unit = f", in {unit}" if unit else ""
            fits = len(answer) == 1 and number_in(answer[0], unit) is not None
            return "" if fits else f"Type a number such as 3 or 3.5{in_unit}."
        case "text":
            return "" if len(answer) == 1 else "Type one answer."
        case "blanks":
            return "" if len(answer) == len(question.blanks) else f"There are {len(question.blanks)} gaps to fill."


def _fault_in_ticks(question: Question, answer: Answer, most: int) -> str:
    known = option_ids(question)
    if any(text not in known for text in answer):
        return "That is none of the options."
    if len(set(answer)) < len(answer):
        return "An option is ticked once."
    return "" if len(answer) <= most else "Tick one option."


def _fault_in_match(question: Question, answer: Answer) -> str:
    places = {"", *map(str, range(len(right_sides(question))))}
    if len(answer) != len(question.pairs):
        return f"There are {len(question.pairs)} pairs to make."
    return "" if places.issuperset(answer) else "That is none of the right sides."


def places_right(question: Question, answer: Answer) -> tuple[bool, ...]:
    """For order, match and blanks: which of the places are right."""
    match question.type:
        case "order":
            return tuple(text == str(place) for place, text in enumerate(answer))
        case "match":
            offered = right_sides(question)
            return tuple(
                text != "" and offered[int(text)] == pair.right
                for pair, text in zip(question.pairs, answer, strict=True)
            )
        case "blanks":
            return tuple(
                folded(text) in {folded(accepted) for accepted in blank.accept}
                for blank, text in zip(question.blanks.values(), answer, strict=True)
            )
        case _:
            raise ValueError(f"a question of type {question.type} has no places")
