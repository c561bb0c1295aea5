"""Which questions are put and in which order, from a seed and a position in its stream."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from isoquest.chance import shuffled
from isoquest.content.questions import Question
from isoquest.quiz.answers import option_ids, right_sides


@dataclass(frozen=True, slots=True)
class Item:
    """A question as it is put."""

    question: Question
    arrangement: tuple[int, ...]
    """The order in which options, items to order or right sides are shown, as positions in the bank."""


def draw(
    questions: Sequence[Question], seed: int, position: int, count: int | None = None, *, shuffle: bool = True
) -> tuple[tuple[Item, ...], int]:
    """`count` of the questions (None: all), each with the order of its parts, and the stream's position behind them."""
    order = shuffled(seed, position, len(questions)) if shuffle else tuple(range(len(questions)))
    position += len(questions)
    items = []
    for question in (questions[index] for index in order[:count]):
        parts = _parts(question)
        arrangement = shuffled(seed, position, parts) if shuffle else tuple(range(parts))
        items.append(Item(question, _pinned(question, arrangement)))
        position += parts
    return tuple(items), position


def _parts(question: Question) -> int:
    if question.type == "order":
        return len(question.order)
    if question.type == "match":
        return len(right_sides(question))
    return len(question.options)


def _pinned(question: Question, arrangement: tuple[int, ...]) -> tuple[int, ...]:
    """The arrangement with each option that is fixed at its own place."""
    if not question.options:
        return arrangement
    fixed = {place for place, name in enumerate(option_ids(question)) if question.options[name].fixed}
    moving = iter(place for place in arrangement if place not in fixed)
    return tuple(place if place in fixed else next(moving) for place in range(len(arrangement)))
