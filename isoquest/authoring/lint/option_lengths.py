"""Lengths that give the key away: over a bank, at one question, and the option nobody took trouble with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from isoquest.authoring.lint.binomial import FALSE_ALARM, at_least
from isoquest.authoring.lint.choices import EXAMPLES, choice_questions, distractors, keys, quoted, warning, whole_bank
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import AnswerOption, Bank, Question

GROSS_RATIO, GROSS_CHARACTERS = 1.6, 25
"""A key is grossly longer when it passes the next longest option by both."""
SHORT_RATIO, SHORT_CHARACTERS = 0.5, 12
"""A distractor is lone and short when it stays behind the next shortest option by both."""
LENGTH_RULE = "Haladyna, Downing and Rodriguez 2002, rule 24: keep the length of choices about equal"


def _find_longest_keys(bank: Bank, _: Background) -> Iterator[Problem]:
    """One warning where the longest option is right more often than luck explains.

    A question with k right ones among n options counts with the chance k/n. Where two options share the greatest
    length, length tells nothing, and the question is left out.
    """
    told = [(question, option) for question in choice_questions(bank) if (option := _longest(question)) is not None]
    hits = [question for question, option in told if option.right]
    chances = [Fraction(len(keys(question)), len(question.options)) for question, _ in told]
    if at_least(len(hits), chances) < FALSE_ALARM:
        by_luck = round(float(sum(chances)))
        yield warning(
            "longest-keys",
            f"the longest option is right in {len(hits)} of {len(told)} questions, where luck would make it {by_luck}",
            whole_bank(bank),
            "shorten keys, or give wrong options as much detail, until length tells nothing",
            tuple((f"`{question.id}`: the key is the longest", question.place) for question in hits[:EXAMPLES]),
        )


def _longest(question: Question) -> AnswerOption | None:
    longest = max(len(option.text) for option in question.options.values())
    found = [option for option in question.options.values() if len(option.text) == longest]
    return found[0] if len(found) == 1 else None


def _find_longest_key(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        wrong = max(len(option.text) for option in distractors(question))
        key = min(keys(question), key=lambda option: len(option.text))
        length = len(key.text)
        if length > GROSS_RATIO * wrong and length - wrong > GROSS_CHARACTERS:
            yield warning(
                "longest-key",
                f"the key of `{question.id}` has {length} characters, the longest wrong option {wrong}",
                key.place,
                "move its reasons to `why`, or give the wrong options as much detail",
            )


def _find_lone_short(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        if len(question.options) < 3:  # noqa: PLR2004 - of two options neither stands alone
            continue
        shortest, following = sorted(question.options.values(), key=lambda option: len(option.text))[:2]
        length, others = len(shortest.text), len(following.text)
        if not shortest.right and length < SHORT_RATIO * others and others - length >= SHORT_CHARACTERS:
            yield warning(
                "lone-short",
                f"{quoted(shortest.text)} is far shorter than every other option of `{question.id}`",
                shortest.place,
                "word it as fully as the others, with a mistake that somebody really makes",
            )


LONGEST_KEYS = BankRule("longest-keys", LENGTH_RULE, _find_longest_keys)
LONGEST_KEY = BankRule("longest-key", LENGTH_RULE, _find_longest_key)
LONE_SHORT = BankRule("lone-short", LENGTH_RULE, _find_lone_short)
