"""Questions that ask nothing by themselves, so that the options have to carry all."""

from __future__ import annotations

from collections.abc import Iterator

from isoquest.authoring.lint.choices import quoted, stem_text, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import meaning, stem, words
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank, Question

EMPTY = frozenset(
    stem(word)
    for word in """
    statement sentence claim option answer choice alternative item point assertion thing question
    true false correct incorrect right wrong accurate valid best fit apply applicable appropriate suitable hold agree
    following follow choose pick select mark tick find name decide indicate identify tell put match sort arrange order
    bring place complete fill sequence pair left side belong together here list below given one please
    """.split()  # noqa: SIM905 - a list of words is read as one
)
"""Stems of words that stand in any question and name no subject."""
VERDICTS = frozenset(
    {"true", "correct", "right", "false", "wrong", "incorrect", "accurate", "valid", "applies", "apply"}
)
STATING = frozenset(
    {"statement", "statements", "sentence", "sentences", "following", "claim", "claims", "these", "option", "options"}
)
ASKING = frozenset(
    "who whom whose what which when where why how put name give match may must can does do is are has in".split()  # noqa: SIM905 - likewise
)


def _find(bank: Bank, _: Background) -> Iterator[Problem]:
    """A context can carry the matter, and a statement to be judged or filled in is itself the matter."""
    for question in bank.questions.values():
        if question.type not in ("true-false", "blanks") and not question.context and _asks_nothing(question):
            yield warning(
                CODE,
                f"{quoted(stem_text(question))} does not yet ask anything",
                question.place,
                "ask so that somebody who knows the matter can answer before reading the options",
            )


def _asks_nothing(question: Question) -> bool:
    asked = stem_text(question)
    said = words(asked)
    subject = [part for part in meaning(asked) if part not in EMPTY]
    if len(subject) > 1:
        return question.type in ("one", "several") and _only_a_topic(said, subject)
    if not subject:
        return True
    unfocused = not VERDICTS.isdisjoint(said) and not STATING.isdisjoint(said)
    return unfocused or (question.type in ("one", "several") and ASKING.isdisjoint(said))


def _only_a_topic(said: tuple[str, ...], subject: list[str]) -> bool:
    """It names a matter, such as `Internal audits:`, or asks what is true of it, and asks no more."""
    topic_words = 2
    unfocused = not VERDICTS.isdisjoint(said) and not STATING.isdisjoint(said) and len(subject) <= topic_words
    return unfocused or (len(said) <= topic_words and ASKING.isdisjoint(said))


CODE = "empty-stem"
RULE = BankRule(
    CODE,
    "Haladyna, Downing and Rodriguez 2002, rule 15: include the central idea in the stem instead of the choices",
    _find,
)
