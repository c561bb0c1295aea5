"""Words that leave no exception, or every one: they tell a wise guesser which option is wrong or right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from isoquest.authoring.lint.choices import choice_questions, distractors, keys, quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import AnswerOption, Bank

ABSOLUTE = re.compile(
    r"\b(always|never|only|all|none|every|everything|everyone|everybody|nobody|no one|invariably|completely"
    r"|entirely|totally|absolutely|exclusively|solely|without (?:any )?exceptions?|by no means|on no account|in no case"
    r"|under no circumstances|in (?:any|each) case|at all times|forever|for ever)\b",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(usually|generally|often|typically|sometimes|normally|commonly|as a (?:general )?rule|in most|mostly"
    r"|mainly|largely|ordinarily|as often as not|frequently|in general|tends? to|likely|probably)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(not (?:only|all|every|always|everything|everyone)|(?:almost|nearly) (?:all|every|always)"
    r"|at all(?! times)|first of all|after all|above all|all over|all in all|once and for all|all right|none the less"
    r"|every (?:second|other|third|fourth|few|\d+ \w+|(?:\w+ )?(?:hour|day|week|month|quarter|year)s?))\b",
    re.IGNORECASE,
)
"""Phrases in which such a word claims nothing absolute."""


def _first(pattern: re.Pattern[str], option: AnswerOption) -> str:
    phrases = [range(*found.span()) for found in HARMLESS.finditer(option.text)]
    for found in pattern.finditer(option.text):
        if not any(found.start() in phrase for phrase in phrases):
            return found.group()
    return ""


def _find_absolutes(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        if any(_first(ABSOLUTE, option) for option in keys(question)):
            continue
        for option in distractors(question):
            word = _first(ABSOLUTE, option)
            if word:
                yield warning(
                    "absolute-distractor",
                    f"{quoted(word)} stands in a wrong option of `{question.id}` and in no right one",
                    option.place,
                    "drop the word, or use one as strong in the key where that is true",
                    tuple(("the key", key.place) for key in keys(question)[:1]),
                )


def _find_hedges(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        if any(_first(HEDGE, option) for option in distractors(question)):
            continue
        for option in keys(question):
            word = _first(HEDGE, option)
            if word:
                yield warning(
                    "hedged-key",
                    f"{quoted(word)} stands in the key of `{question.id}` and in no wrong option",
                    option.place,
                    "say it plainly, or hedge a wrong option as well",
                )


ABSOLUTE_DISTRACTOR = BankRule(
    "absolute-distractor",
    "Haladyna, Downing and Rodriguez 2002, rule 28a: avoid specific determiners as clues",
    _find_absolutes,
)
HEDGED_KEY = BankRule(
    "hedged-key",
    "Haladyna, Downing and Rodriguez 2002, rule 28a: avoid specific determiners as clues",
    _find_hedges,
)
