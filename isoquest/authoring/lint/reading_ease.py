"""Texts that are hard to read, by the Flesch Reading Ease."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.syllables import syllables
from isoquest.authoring.lint.texts import (
    Passage,
    finding,
    sentences,
    text_rule_for_banks,
    text_rule_for_scenarios,
    without_marks,
)
from isoquest.content.problems import Problem, Severity

FEWEST_WORDS = 60
"""Shorter texts are not judged: the formula was made for samples of a hundred words and jumps about in short ones."""
DIFFICULT, VERY_DIFFICULT = 50, 30
"""Bounds of Flesch's table: below 50 reads like an academic journal, below 30 like a scientific one."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_TABLE_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


def reading_ease(text: str) -> float | None:
    """The Flesch Reading Ease of a Markdown text, 100 for easy; None for one too short to tell.

    206.835 - 1.015 words a sentence - 84.6 syllables a word (Flesch 1948, A New Readability Yardstick, Journal of
    Applied Psychology 32(3)). Tables and numbers are left out.
    """
    prose = _TABLE_ROW.sub("", text)
    words = _WORD.findall(without_marks(prose))
    if len(words) < FEWEST_WORDS:
        return None
    spoken = sum(map(syllables, words))
    return 206.835 - 1.015 * len(words) / len(sentences(prose)) - 84.6 * spoken / len(words)


def hard_to_read(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """A warning for very difficult texts, a note for difficult ones."""
    for passage in passages:
        if len(passage.text) < FEWEST_WORDS * 3:
            continue
        ease = reading_ease(passage.text)
        if ease is None or ease >= DIFFICULT:
            continue
        degree = "very hard" if ease < VERY_DIFFICULT else "hard"
        message = (
            f"{passage.name} is {degree} to read: Flesch Reading Ease {ease:.0f}, where plain English has 60 to 70"
        )
        hint = "write shorter sentences, and shorter words where there are any"
        severity = Severity.WARNING if ease < VERY_DIFFICULT else Severity.NOTE
        yield finding("hard-to-read", message, passage.place, hint, severity)


_PUBLISHED = "Flesch 1948, A New Readability Yardstick, Journal of Applied Psychology 32(3)"
RULE = text_rule_for_scenarios("hard-to-read", _PUBLISHED, hard_to_read)
BANK_RULE = text_rule_for_banks("hard-to-read", _PUBLISHED, hard_to_read)
