"""A key on which the other options converge: each of them shares a part with it, and with nothing else as much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from isoquest.authoring.lint.choices import choice_questions, keys, quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import meanings
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank

FEWEST_OPTIONS = 3
MADE_OF_PARTS = Fraction(3, 4)
"""The share of a key's words that other options must repeat; in a sentence with a thought of its own they do not."""


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """Warn where the parts that options share lead to the key.

    A part is a word or number that stands in several options, not in all. The key is found out when it shares a part
    with every wrong option, over at least two different parts, and no wrong option shares as much, unless it is nothing
    but a part of the key.
    """
    for question in choice_questions(bank):
        if question.type != "one" or len(question.options) < FEWEST_OPTIONS:
            continue
        (key,) = keys(question)
        parts = {option.id: meanings(option.text) for option in question.options.values()}
        counts = Counter(part for held in parts.values() for part in held)
        shared = {part for part, count in counts.items() if 1 < count < len(parts)}
        met = {
            name: sum(not shared.isdisjoint(held & other) for rival, other in parts.items() if rival != name)
            for name, held in parts.items()
        }
        weight = {name: sum(counts[part] - 1 for part in held & shared) for name, held in parts.items()}
        rivals = [name for name in parts if name != key.id]
        if (
            met[key.id] == len(rivals)
            and len(parts[key.id] & shared) > 1
            and len(parts[key.id] & shared) >= MADE_OF_PARTS * sum(counts[part] < len(parts) for part in parts[key.id])
            and all(weight[name] < weight[key.id] for name in rivals)
            and all(met[name] < len(rivals) or parts[name] < parts[key.id] for name in rivals)
        ):
            yield warning(
                CODE,
                f"every wrong option of `{question.id}` repeats a part of the key, {quoted(key.text)}",
                key.place,
                "let wrong options share as much with each other as with the key",
            )


CODE = "convergence"
RULE = BankRule(
    CODE,
    "Case and Swanson, Constructing Written Test Questions for the Basic and Clinical Sciences: convergence strategy; "
    "Haladyna, Downing and Rodriguez 2002, rule 28e",
    _find,
)
