"""Grammar that gives the key away: an article, or a verb, that wrong options do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from isoquest.authoring.lint.choices import choice_questions, distractors, keys, quoted, stem_text, warning
from isoquest.authoring.lint.rule import Background, BankRule
from isoquest.content.problems import Problem
from isoquest.content.question_checks import GAP
from isoquest.content.questions import Bank, Question

RULE_28C = "Haladyna, Downing and Rodriguez 2002, rule 28c: avoid grammatical inconsistencies that cue the key"

ARTICLE_AT_END = re.compile(r"\b(an?)[\s_:.\u2026\u2013\u2014-]*$")
ARTICLE_AT_GAP = re.compile(r"\b(an?)\s+" + GAP.pattern, re.IGNORECASE)
VOWEL_SOUND = re.compile(
    r"(?!uni(?!n|m)|us[aei]|eu|one\b|once\b|ut[ei]|u[kn]\b)[aeiou]|hon(est|our)|heir|hour|8|11\b|18\b", re.IGNORECASE
)
SPELT_OUT = re.compile(r"[A-Z]{2,}")
"""Initials, of which nobody can see whether they are read as a word."""


def _find_article(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in bank.questions.values():
        ends = ARTICLE_AT_END.search(stem_text(question)) if question.options else None
        if ends is not None:
            fitting = {option.text for option in question.options.values() if _fits(ends[1], option.text)}
            if {key.text for key in keys(question)} <= fitting and len(fitting) < len(question.options):
                odd = next(option for option in question.options.values() if option.text not in fitting)
                yield _article(question, ends[1], odd.text)
        for article, gap in ARTICLE_AT_GAP.findall(question.ask) if question.type == "blanks" else ():
            blank = question.blanks[gap]
            odd_ones = [text for text in blank.choices if not _fits(article, text)]
            if odd_ones and all(_fits(article, text) for text in blank.accept):
                yield _article(question, article, odd_ones[0])


def _article(question: Question, article: str, odd: str) -> Problem:
    return warning(
        "article-cue",
        f"`{article}` in the question `{question.id}` fits the key, but not {quoted(odd)}",
        question.place,
        "move the article into the options, or write `a(n)`",
    )


def _fits(article: str, text: str) -> bool:
    """The article sounds right before the text, as far as spelling tells."""
    first = text.lstrip("\"'\u201c\u2018(*").split(" ")[0]
    if SPELT_OUT.match(first) or first.casefold() in ("a", "an", "the"):
        return True
    return bool(VOWEL_SOUND.match(first)) == (article.casefold() == "an")


VERB = re.compile(
    r"(?:^(?:what|who|which(?: ones?)?(?: of (?:these|those|the following|them))?|which \w+)"
    r" (is|are|was|were|has|have)\b"
    r"|\b(is|are|was|were|has|have)[\s_:.\u2026\u2013\u2014-]*$)",
    re.IGNORECASE,
)
SINGULAR = re.compile(r"(an?|one|every|each|either|neither)\b", re.IGNORECASE)
PLURAL = re.compile(
    r"(two|three|four|five|six|seven|eight|nine|ten|several|many|both|few|various|all)\b", re.IGNORECASE
)
PHRASE_END = re.compile(
    r"\s(?:of|for|in|on|to|with|by|from|that|which|who|at|as|whose|under|about|between|where|when|after|before|made"
    r"|used|kept|given|drawn|written|issued|it|they|he|she)\b|[,;:(]"
)


def _find_agreement(bank: Bank, _: Background) -> Iterator[Problem]:
    for question in choice_questions(bank):
        found = VERB.search(stem_text(question))
        if found is None:
            continue
        verb = (found[1] or found[2]).casefold()
        wanted, odd = ("one", "many") if verb in ("is", "was", "has") else ("many", "one")
        wrong = [option for option in distractors(question) if _number(option.text, sure=True) == odd]
        if wrong and all(_number(key.text, sure=False) == wanted for key in keys(question)):
            yield warning(
                "agreement-cue",
                f"`{verb}` in the question `{question.id}` fits the key, but not {quoted(wrong[0].text)}",
                wrong[0].place,
                "let all options be singular or all plural, or ask so that the verb fits both",
            )


def _number(text: str, *, sure: bool) -> str:
    """`one`, `many`, or nothing where the words do not show it; `sure` counts what cannot be read otherwise."""
    phrase = PHRASE_END.split(text.strip("\"'\u201c\u201d. "))[0]
    if SINGULAR.match(phrase) and " and " not in phrase:
        return "one"
    head = phrase.split(" ")[-1].casefold()
    looks_plural = re.search(r"[^siu]s$|ies$", head) is not None or " and " in phrase
    if PLURAL.match(phrase) and looks_plural:
        return "many"
    if sure:
        return ""
    if looks_plural or PLURAL.match(phrase):
        return "many"
    return "one"


ARTICLE_CUE = BankRule("article-cue", RULE_28C, _find_article)
AGREEMENT_CUE = BankRule("agreement-cue", RULE_28C, _find_agreement)
