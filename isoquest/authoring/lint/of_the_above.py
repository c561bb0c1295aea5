"""Options that speak of the other options: all of the above, none of these, both A and B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from isoquest.authoring.lint.choices import choice_questions, quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import words
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank

THINGS = r"(ones?|options?|answers?|choices?|statements?|items?|points?|alternatives?|possibilities|solutions?|claims?)"
SHOWN = (
    r"(above|below|aforementioned|above mentioned|foregoing|following|preceding|previous|mentioned|listed|named|given)"
)
NUMBER = r"(two|three|four|five|six|seven|eight|2|3|4|5|6)"
OTHERS = (
    rf"((all )?(the |these |those )?({NUMBER} )?(other |\w+ )?({SHOWN}( {THINGS})?|{THINGS}( {SHOWN}| here)?)"
    rf"|these( {NUMBER})?|those( {NUMBER})?|all these|them|it|the ({NUMBER}|others|other {NUMBER}|rest|lot))"
)
VERDICT = (
    r"( (is|are|do|apply|applies|would be|can be|may be|fits?|counts?|hold|holds)( all| both)?( not)?)?"
    r"( (right|correct|true|possible|valid|acceptable|apply|wrong|false|fine))?"
)
LETTERS = r"((options?|answers?|choices?) ([a-f]|i{1,3}|[1-5])|[a-f]|i{1,3})"
RIGHT = r"(right|correct|true|valid|good|suitable)"
NONE = re.compile(
    rf"((none|neither|not any|not one|no one|nothing|not a single one)( (of|from|in|among))? {OTHERS}|none|neither"
    rf"|(there is |there are )?no(ne)?( {RIGHT}| such| fitting)? {THINGS}( {SHOWN}| here)?"
    rf"|neither {LETTERS} nor {LETTERS}|something else( entirely)?|nothing( at all)?){VERDICT}"
)
ALL = re.compile(
    rf"((all|both|each|each one|every one|everything|any|any one|either|most|all {NUMBER}|any {NUMBER}|{NUMBER}"
    rf"|more than one)( (of|from|in))? {OTHERS}"
    rf"|all {NUMBER}|all|both|everything( {SHOWN})?|every {THINGS}( {SHOWN}| here)?"
    rf"|the (first|last|other|former|latter) {NUMBER}( {THINGS})?|{OTHERS} (are|is|apply|applies) (all|both)"
    rf"|(both )?{LETTERS}( {LETTERS})* and ({LETTERS}|[1-5])( only| together)?|([1-5] )+and [1-5] only){VERDICT}"
)
"""Read in folded text, with `&` as `and`."""
AMOUNT = re.compile(r"\b(how (many|much|often|large)|what (share|part|number)|which (share|part|number))\b")
COUNTED = re.compile(rf"(all|both|any|each|either|none|neither|most)( {NUMBER})? of (them|those)")


def _find(bank: Bank, code: str) -> Iterator[Problem]:
    pattern, name, hint = PATTERNS[code]
    for question in choice_questions(bank):
        for option in question.options.values():
            text = " ".join(words(option.text.replace("&", " and ").replace("+", " and ")))
            if pattern.fullmatch(text) and not (COUNTED.fullmatch(text) and _counts(question.ask)):
                yield warning(
                    code,
                    f"{quoted(option.text)} in `{question.id}` {name}",
                    option.place,
                    hint,
                )


def _counts(ask: str) -> bool:
    """The question is about how many, so that `all of them` is an amount and speaks of no option."""
    return AMOUNT.search(" ".join(words(ask))) is not None


PATTERNS = {
    "all-of-the-above": (
        ALL,
        "stands for the other options, so whoever knows two of them need not know the rest",
        "make it `type: several`, or write an option of its own",
    ),
    "none-of-the-above": (
        NONE,
        "only says that the other options are wrong, so picking it shows no knowledge of what is right",
        "write an option of its own: what somebody who is mistaken would say",
    ),
}


def _find_all(bank: Bank, _: Background) -> Iterator[Problem]:
    return _find(bank, "all-of-the-above")


def _find_none(bank: Bank, _: Background) -> Iterator[Problem]:
    return _find(bank, "none-of-the-above")


ALL_OF_THE_ABOVE = BankRule(
    "all-of-the-above", "Haladyna, Downing and Rodriguez 2002, rule 26: avoid all of the above", _find_all
)
NONE_OF_THE_ABOVE = BankRule(
    "none-of-the-above",
    "Haladyna, Downing and Rodriguez 2002, rule 25: use none of the above carefully",
    _find_none,
)
