"""A telling word of the question that comes back in the key and in no wrong option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from isoquest.authoring.lint.choices import choice_questions, distractors, keys, quoted, stem_text, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.authoring.lint.words import FUNCTION_WORDS, meanings, stem, words
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank
from isoquest.content.reference import Reference

SHORTEST_WORD = 5
"""Letters of a word that catches the eye."""
COMMON_SHARE = 0.04
"""A word in more of a bank's questions than this belongs to its subject and comes to any option by chance."""
FEWEST = 2
"""A word in so few questions is not common, however small the bank."""


def _find(bank: Bank, background: Background) -> Iterator[Problem]:
    common = _of_the_field(background.reference) | _of_the_bank(bank)
    for question in choice_questions(bank):
        if question.type != "one":
            continue
        (key,) = keys(question)
        asked = meanings(stem_text(question)) & meanings(key.text)
        echoed = asked.difference(common, *(meanings(option.text) for option in distractors(question)))
        for word in words(key.text):
            if stem(word) in echoed and len(word) >= SHORTEST_WORD and word not in FUNCTION_WORDS and word.isalpha():
                yield warning(
                    CODE,
                    f"{quoted(word)} comes from the question `{question.id}` and stands in the key alone",
                    key.place,
                    "use another word in the key, or the same word in wrong options",
                )
                break


@lru_cache(maxsize=4)
def _words_of_the_field(terms: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(meanings, terms))


def _of_the_field(reference: Reference) -> frozenset[str]:
    """The glossary's terms: a question about auditors can hardly do without the word."""
    return _words_of_the_field(tuple(text for term in reference.glossary.values() for text in (term.term, *term.also)))


def _of_the_bank(bank: Bank) -> frozenset[str]:
    """Words in so many questions of the bank that they mark none of them."""
    counts: Counter[str] = Counter()
    for question in bank.questions.values():
        texts = (stem_text(question), *(option.text for option in question.options.values()))
        counts.update(frozenset().union(*map(meanings, texts)))
    most = max(FEWEST, COMMON_SHARE * len(bank.questions))
    return frozenset(word for word, count in counts.items() if count > most)


CODE = "stem-echo"
RULE = BankRule(CODE, "Haladyna, Downing and Rodriguez 2002, rule 28b: avoid clang associations", _find)
