"""Answers as a phone gives them, by what it shows, and as the rules of questions take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isoquest.quiz.answers import LONGEST_ANSWER, Answer, fault_in, option_ids
from isoquest.quiz.asking import ids_shown
from isoquest.quiz.drawing import Item

MOST_PARTS = 100
"""Parts of an answer that are looked at."""


def answer_from(item: Item, said: Any) -> Answer | str:
    """The answer to a question as it is shown on a phone, or a sentence that says what is wrong with it.

    one, true-false, several, order: positions in what is shown, from 0 · match: for each left side such a position, or
    None · number, text, blanks: texts. What a phone sends may be anything at all.
    """
    if not isinstance(said, list) or len(said) > MOST_PARTS:
        return "That is no answer."
    answer = _typed(said) if item.question.type in ("number", "text", "blanks") else _picked(item, said)
    if answer is None:
        return "That is no answer."
    return fault_in(item.question, answer) or answer


def _typed(said: Sequence[Any]) -> Answer | None:
    if any(not isinstance(text, str) or len(text) > LONGEST_ANSWER for text in said):
        return None
    return tuple(said)


def _picked(item: Item, said: Sequence[Any]) -> Answer | None:
    ids = ids_shown(item)
    answer = []
    for position in said:
        if position is None and item.question.type == "match":
            answer.append("")
        elif isinstance(position, int) and not isinstance(position, bool) and 0 <= position < len(ids):
            answer.append(ids[position])
        else:
            return None
    if item.question.type == "several":
        # Equal answers are written the same, in whichever order a phone shows the options.
        answer.sort(key=option_ids(item.question).index)
    return tuple(answer)


def said_from(item: Item, answer: Answer) -> list[int | str | None]:
    """An answer by what a phone shows: what `answer_from` made it of."""
    if item.question.type in ("number", "text", "blanks"):
        return list(answer)
    ids = ids_shown(item)
    if item.question.type == "match":
        return [ids.index(name) if name else None for name in answer]
    places = [ids.index(name) for name in answer if name]
    return list(sorted(places) if item.question.type == "several" else places)
