"""One option that is built unlike all the others, and so stands out before it has been read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from isoquest.authoring.lint.choices import choice_questions, quoted, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.questions import AnswerOption, Bank

FEWEST_OPTIONS = 3
QUOTES = "\"'\u201c\u2018\u00ab\u201e"
CLOSING_QUOTES = "\"'\u201d\u2019\u00bb"
ABBREVIATION = re.compile(r"(?:\b(?:etc|e\.g|i\.e|Ltd|Inc|Co|No|a\.m|p\.m|approx|vs|cf)|\b[A-Z])\.$")
GERUND = re.compile(r"[A-Za-z]{2,}ing\b(?! (?:is|are|was|were|has|may|can|will|must|and|or|of)\b)")
NO_GERUND = frozenset("nothing something anything everything during morning evening spring string".split())  # noqa: SIM905 - read as words
"""Words that end in -ing and come from no verb."""
EITHER = frozenset(
    """
    training building meeting opening closing finding engineering accounting pricing staffing planning testing working
    willing missing existing remaining following leading outstanding ongoing incoming outgoing pending
    """.split()  # noqa: SIM905 - likewise
)
"""Words in -ing that are nouns or adjectives as often as verbs."""
INFINITIVE = re.compile(
    r"to (?!the\b|a\b|an\b|its\b|their\b|his\b|her\b|our\b|your\b|my\b|all\b|both\b|each\b|every\b|any\b|some\b|no\b"
    r"|whom\b|which\b|what\b|whoever\b|those\b|these\b|this\b|that\b|customers\b|clients\b|top\b|(?-i:[A-Z0-9]))[a-z]",
    re.IGNORECASE,
)
VERDICT = re.compile(r"(?:yes|no)\b\s*[,:;.\u2013-]|(?:yes|no)$", re.IGNORECASE)
REASON = re.compile(r"because\b", re.IGNORECASE)
CONDITION = re.compile(r"(?:if|unless)\b", re.IGNORECASE)


def _ends_sentence(text: str) -> bool | None:
    """Whether the text ends like a sentence; None behind an abbreviation, whose full stop may be either."""
    bare = text.rstrip(CLOSING_QUOTES)
    return None if ABBREVIATION.search(bare) else bare.endswith((".", "!", "?"))


def _gerund(text: str) -> bool | None:
    found = GERUND.match(text)
    word = found.group().casefold() if found else ""
    return None if word in EITHER else bool(word) and word not in NO_GERUND


def _starts_small(text: str) -> bool | None:
    """Whether the text starts with a small letter; None for names such as `pH`, which keep it anywhere."""
    bare = text.lstrip(QUOTES)
    return None if bare[1:2].isupper() else bare[:1].islower()


FEATURES: Mapping[str, tuple[Callable[[str], bool | None], str, str]] = {
    "sentence": (_ends_sentence, "ends like a sentence", "does not end like a sentence"),
    "quote": (lambda text: text[:1] in QUOTES, "is a quotation", "is no quotation"),
    "verdict": (lambda text: VERDICT.match(text) is not None, "opens with yes or no", "opens without yes or no"),
    "reason": (lambda text: REASON.match(text) is not None, "opens with `because`", "opens without `because`"),
    "condition": (
        lambda text: CONDITION.match(text) is not None,
        "opens with a condition",
        "opens without a condition",
    ),
    "infinitive": (
        lambda text: INFINITIVE.match(text) is not None,
        "opens with `to` and a verb",
        "opens without `to` and a verb",
    ),
    "gerund": (_gerund, "opens with a verb in -ing", "opens without a verb in -ing"),
    "capital": (_starts_small, "opens with a small letter", "opens with a capital letter"),
}
"""What can set an option apart: how to see it, and how to tell of the one that has it or lacks it."""
ORDINARY = frozenset({"condition", "gerund"})
"""Features that one option may well have alone; only to lack them among options that have them stands out."""


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        options = list(question.options.values())
        found = _odd_one(options) if len(options) >= FEWEST_OPTIONS else None
        if found is not None:
            option, told = found
            yield warning(
                CODE,
                f"{quoted(option.text)} alone among the options of `{question.id}` {told}",
                option.place,
                "give all options the same form",
            )


def _odd_one(options: list[AnswerOption]) -> tuple[AnswerOption, str] | None:
    for name, (has, told, told_lacking) in FEATURES.items():
        seen = {option.id: has(option.text) for option in options}
        having = [option for option in options if seen[option.id]]
        lacking = [option for option in options if seen[option.id] is False]
        if len(having) == 1 and name not in ORDINARY and len(lacking) >= FEWEST_OPTIONS - 1:
            return having[0], told
        if len(lacking) == 1 and len(having) >= FEWEST_OPTIONS - 1:
            return lacking[0], told_lacking
    return None


CODE = "options-not-parallel"
RULE = BankRule(
    CODE,
    "Haladyna, Downing and Rodriguez 2002, rule 23: keep choices homogeneous in content and grammatical structure",
    _find,
)
