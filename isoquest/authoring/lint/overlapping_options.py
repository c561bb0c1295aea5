"""Options of which one holds the other, says it again, or shares amounts with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from isoquest.authoring.lint.choices import choice_questions, quoted, warning
from isoquest.authoring.lint.quantities import stretch
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import stem, words
from isoquest.content.problems import Problem
from isoquest.content.questions import AnswerOption, Bank, Question

RULE_22 = "Haladyna, Downing and Rodriguez 2002, rule 22: choices are independent and do not overlap"
UNHEARD = frozenset(
    {
        "of",
        "both",
        "again",
        "also",
        "then",
        "too",
        "a",
        "an",
        "the",
        "its",
        "their",
        "his",
        "her",
        "some",
        "this",
        "that",
        "these",
        "those",
    }
)
"""Words that change nothing about what an option says."""
JOINING = re.compile(r"\b(and|or|with|plus|including|along with|together with|as well as|besides)\b|[,&+/]")
LIMITING = frozenset({"only", "alone", "just", "without", "no", "not", "but", "rather", "than", "instead", "except"})
LONG_ENOUGH = 3
"""Words from which a text that opens another is taken to be implied by it."""


def _gist(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text) if word not in UNHEARD)


def _find_same(bank: Bank, _: Background) -> Iterator[Problem]:
    """Options that differ by articles, number or endings alone; those equal to the letter are an error of form."""
    for question in choice_questions(bank):
        for one, other in combinations(question.options.values(), 2):
            if _gist(one.text) == _gist(other.text) and stretch(one.text) is None:
                yield _pair("twin-options", "say the same", "say something else in one of them", question, one, other)


def _find_nested(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        for one, other in combinations(question.options.values(), 2):
            small, large = sorted((one, other), key=lambda option: len(option.text))
            if _holds(large.text, small.text):
                message = f"overlap: the second holds the first, {quoted(small.text)}"
                hint = "let each option say one thing of its own, or add `only` to the shorter where that is meant"
                yield _pair("nested-options", message, hint, question, small, large)


def _holds(large: str, small: str) -> bool:
    """Choosing the large text means choosing the small one too: `A and B` holds `A`, `A to the board` holds `A`."""
    if not LIMITING.isdisjoint(words(small)) or stretch(large) is not None:
        return False
    inner = _gist(small)
    parts = [_gist(part) for part in JOINING.split(large) if part]
    opens = len(inner) >= LONG_ENOUGH and _gist(large)[: len(inner)] == inner and _gist(large) != inner
    added = words(large)[len(words(small)) :]
    joined = len(parts) > 1 and inner in parts
    return (opens and LIMITING.isdisjoint(added)) or (joined and LIMITING.isdisjoint(words(large)))


def _find_amounts(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        for one, other in combinations(question.options.values(), 2):
            first, second = stretch(one.text), stretch(other.text)
            if first is None or second is None or (first.exact and second.exact):
                continue
            if (first.unit == second.unit or not (first.unit and second.unit)) and first.overlaps(second):
                hint = "let one end where the next begins, as in `20 to 29` and `30 to 39`"
                yield _pair("overlapping-amounts", "share an amount", hint, question, one, other)


def _pair(  # noqa: PLR0913, PLR0917 - the parts of the warning
    code: str, what: str, hint: str, question: Question, one: AnswerOption, other: AnswerOption
) -> Problem:
    message = f"`{one.id}` and `{other.id}` of `{question.id}` {what}"
    return warning(code, message, other.place, hint, ((f"`{one.id}`", one.place),))


TWIN_OPTIONS = BankRule("twin-options", RULE_22, _find_same)
NESTED_OPTIONS = BankRule("nested-options", RULE_22, _find_nested)
OVERLAPPING_AMOUNTS = BankRule("overlapping-amounts", RULE_22, _find_amounts)
