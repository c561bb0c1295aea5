"""Answers that stand in the question itself, or in what another question of the bank tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from isoquest.authoring.lint.choices import keys, quoted, stem_text, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import meaning, meanings, words
from isoquest.content.problems import Problem
from isoquest.content.prose import plain
from isoquest.content.questions import Bank, Question

FEWEST_WORDS = 2
"""Words of meaning in an answer that is told apart from a chance meeting."""
LONE_WORD = 7
"""Letters of a single word that may be an answer by itself."""
FEWEST_SHARED = 2
"""Words that the question and the place of its answer have in common, for a reader to see that they belong together."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a question tells before it is answered."""

    question: Question
    row: str
    """The stems of its words of meaning in order, each between spaces."""
    said: frozenset[str]


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """A statement that is false gives nothing away; what is told after an answer is not looked at."""
    told = [_told(question) for question in bank.questions.values()]
    for own in told:
        question = own.question
        answer = next((text for text in _typed(question) if _row(text) in own.row and _row(text).strip()), "")
        if answer:
            yield warning(
                CODE,
                f"{quoted(answer)}, an answer to `{question.id}`, stands in the question itself",
                question.place,
                "tell the matter without the word that is asked for",
            )
        for other in told:
            if other is own or (other.question.type == "true-false" and not other.question.right):
                continue
            answer = next((text for text in _answers(question) if _given_away(question, text, other)), "")
            if answer:
                yield warning(
                    CODE,
                    f"{quoted(answer)}, the answer to `{question.id}`, stands in the question `{other.question.id}`",
                    question.place,
                    "reword one of the two, or ask for something else; both may come up in one session",
                    ((f"`{other.question.id}` gives it away", other.question.place),),
                )
                break


def _told(question: Question) -> _Told:
    text = f"{stem_text(question)} . {plain(question.context)}" if question.context else stem_text(question)
    return _Told(question, _row(text), meanings(text))


def _row(text: str) -> str:
    return f" {' '.join(meaning(text))} "


def _typed(question: Question) -> tuple[str, ...]:
    """What is accepted where the player gets nothing to choose from."""
    blanks = (blank for blank in question.blanks.values() if not blank.choices)
    return (*question.accept, *(text for blank in blanks for text in blank.accept))


def _answers(question: Question) -> tuple[str, ...]:
    """The texts that would give the question away."""
    key = tuple(option.text for option in keys(question)) if question.type == "one" else ()
    return (*key, *_typed(question))


def _given_away(question: Question, answer: str, other: _Told) -> bool:
    parts = meaning(answer)
    long_word = len(parts) == 1 and parts[0].isalpha() and max(map(len, words(answer))) >= LONE_WORD
    if _row(answer) not in other.row or not (len(parts) >= FEWEST_WORDS or long_word):
        return False
    asked = meanings(stem_text(question)).difference(parts)
    shared = asked & other.said
    return len(shared) >= FEWEST_SHARED and 2 * len(shared) >= len(asked)


CODE = "answer-elsewhere"
RULE = BankRule(
    CODE,
    "Haladyna, Downing and Rodriguez 2002, rule 4: keep the content of each item independent of other items",
    _find,
)
