"""Negatives in a question that nothing makes stand out, so that a hasty reader answers the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from isoquest.authoring.lint.choices import quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.prose import Paragraph, Span, blocks
from isoquest.content.questions import Bank, Question

NEGATIVE = re.compile(
    r"""
    \b(not|never|cannot|\w+n['\u2019]t|neither|none\ of|(?:is|are|was|were|has|have|had|needs?|with)\ no
    |except|excepting|excluding|least|incorrect|untrue|false)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
HARMLESS = re.compile(
    r"""
    \b(not\ only|not\ just|not\ least|whether\ or\ not|or\ not|if\ not|why\ not|not\ yet
    |at\ least|at\ the\ (very\ )?least|least\ (number|amount|time|share|size|length|figure|sum|value|count)
    |none\ the\ less|(true|right|correct)\ (or|and)\ (false|incorrect|untrue)|false\ (or|and)\ true)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Phrases in which the negative turns nothing round."""
SENTENCE = re.compile(r".+?(?:[.?!]+(?=\s)|$)", re.DOTALL)


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """A statement to be judged true or false is left alone: what it denies is the very thing that is asked."""
    for question in bank.questions.values():
        if question.type == "true-false":
            continue
        word = _quiet_negative(question)
        if word:
            yield warning(
                CODE,
                f"`{question.id}` asks for the opposite with a quiet {quoted(word)}",
                question.place,
                f"ask for what is so; where that will not do, make the word stand out: **{word.upper()}**",
            )


def _quiet_negative(question: Question) -> str:
    """The first negative in what is asked that is neither emphasised nor in capitals, or nothing."""
    spans = [
        span for block in blocks(question.ask) if isinstance(block, Paragraph) for span in (*block.spans, Span(" "))
    ]
    text = "".join(span.text for span in spans)
    loud = [span.strong or span.emphasis for span in spans for _ in span.text]
    asked = _asked(text)
    harmless = [range(*found.span()) for found in HARMLESS.finditer(text)]
    for found in NEGATIVE.finditer(text, asked.start, asked.stop):
        word, start = found.group(), found.start()
        if not (loud[start] or word.isupper() or any(start in phrase for phrase in harmless)):
            return word
    return ""


def _asked(text: str) -> range:
    """Where the question itself stands: its sentences that end with a question mark, else the last sentence."""
    sentences = [found.span() for found in SENTENCE.finditer(text) if found.group().strip()]
    questions = [span for span in sentences if text[slice(*span)].rstrip().endswith("?")] or sentences[-1:]
    return range(questions[0][0], questions[-1][1]) if questions else range(0)


CODE = "negative-stem"
RULE = BankRule(
    CODE,
    "Haladyna, Downing and Rodriguez 2002, rule 17: word the stem positively; a negative is emphasised",
    _find,
)
