"""Flaws of wording: in what is asked, and in words of an option that give it away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from sound_bank import (
    Planted,
    bundled_banks,
    choosing,
    clean_bank,
    lowered,
    ones,
    planted,
    right,
    with_all_texts,
    with_questions,
    with_texts,
    wrong,
)

from isoquest.content.library import bundled_reference
from isoquest.content.questions import Blank

EMPTY_STEMS = (
    "Which is true?",
    "Which of these statements is correct?",
    "Which of the following is right?",
    "What is true?",
    "Choose the right answer.",
    "Tick what applies.",
    "Which statement about ISO is true?",
    "ISO 9001:",
    "An audit",
    "Which one of the following statements is correct?",
    "Select the best answer.",
    "Pick the correct option below.",
    "Which of these applies?",
    "Which sentence is accurate?",
    "Mark all true statements.",
    "Which of the following statements on accreditation is true?",
    "Which claim holds?",
    "Certification bodies",
    "What is correct here?",
    "Which of the statements below is not false?",
    "Which option is right?",
    "What applies?",
    "Which of these is false?",
    "Complete the sentence.",
    "Choose one.",
    "Management review.",
    "Which statements are right?",
    "Identify the correct statement about audits.",
    "Select all that apply.",
)


def empty_stem() -> Iterator[Planted]:
    """Stems that leave all to the options."""
    for question in choosing()[:4]:
        for ask in EMPTY_STEMS:
            yield planted(replace(question, ask=ask, context=""), ask)


NEGATIVE_STEMS = (
    "Which of these is not part of the certificate?",
    "Which of the following does not belong to an audit?",
    "All of these appear in the report, except which?",
    "Except for one, all of these are allowed. Which one is it not?",
    "What does the certification body never do?",
    "Which of these is the least likely outcome of Stage 1?",
    "Which is least suitable for a sample?",
    "Which of these isn't allowed in a closing meeting?",
    "What can't an auditor accept?",
    "Which of these can an auditor cannot ask for?",
    "A bakery has been audited. What does the auditor not decide?",
    "Who may not see the report?",
    "Which statement about surveillance is false?",
    "Which of these claims is incorrect?",
    "Which of these doesn't end a suspension?",
    "Which document, excluding the report, goes to the client?",
    "Who of these people should not be in the audit team?",
    "Which reasons aren't good enough for an objection?",
    "Name the step that is not taken before Stage 2.",
    "Which of them have never been certifiable?",
    "Which of these would an auditor not do?",
    "Pick the one that doesn't fit.",
    "Which of the following won't stop an audit?",
    "All of these are duties of a client except:",
    "Which claim is untrue?",
    "What must never happen in a meeting?",
    "Name a body that doesn't certify.",
    "Which of these is no duty of a client?",
    "Which isn't a duty of the client?",
    "All but one apply: which does not?",
    "Which remark was not fair?",
)


def negative_stem() -> Iterator[Planted]:
    """Negatives that nothing makes stand out."""
    for question in choosing()[:4]:
        for ask in NEGATIVE_STEMS:
            yield planted(replace(question, ask=ask), ask)


ALL = (
    "All of the above",
    "All of these",
    "All the above",
    "All of the above are correct",
    "all of them",
    "Both of these",
    "A and B",
    "Both A and C",
    "a) and b)",
    "All four",
    "All of the options",
    "Every one of these",
    "Each of the above",
    "All are correct",
    "All three answers",
    "Any of these",
    "Options A and B",
    "Everything above",
    "All of the answers are right.",
    "All of the above!",
    "All these answers",
    "Both of the above",
    "All of the above statements apply",
    "Any of the above",
    "B & C",
    "All other answers are right",
    "Two of the above",
    "All the answers above",
    "More than one of these",
    "Either of these",
    "All of the above are true",
    "All of the foregoing",
    "The first two",
    "Both of the previous options",
    "All of the following",
    "All of it",
    "All answers apply",
    "The above options are all correct",
    "(a) and (c)",
    "Every answer above",
    "A, B and C",
    "Both options",
    "All of those listed",
    "The last two options",
    "Options 1 and 2",
    "A, C and D",
    "All the options are true",
)
NONE = (
    "None of the above",
    "None of these",
    "None of them",
    "Neither of these",
    "None of the options",
    "None of the above is right",
    "No answer is right",
    "None is correct",
    "None of the others",
    "Not one of these",
    "none of the above.",
    "None",
    "None of the listed answers",
    "No option is correct",
    "Neither",
    "None of those",
    "None of the other answers",
    "Neither A nor B",
    "None of the above applies",
    "None of these answers",
    "None of the three",
    "Nothing of the above",
    "None of the given options",
    "Neither of the above",
    "None of the foregoing",
    "No correct option",
    "None of the above-mentioned",
    "There is no correct answer",
    "Not any of these",
    "None of all these",
    "None apply",
    "No answer above",
    "Something else",
    "None of the alternatives",
    "None is true",
    "No option fits",
    "Neither one",
    "Not one of the above",
)


def last_wrong_becomes(texts: tuple[str, ...]) -> Iterator[Planted]:
    """Questions of which the last wrong option is one of the texts."""
    for question in choosing()[::3]:
        for text in texts:
            yield planted(with_texts(question, {wrong(question)[-1].id: text}), text)


ABSOLUTES: tuple[Callable[[str], str], ...] = (
    lambda text: f"Always {lowered(text)}",
    lambda text: f"Never {lowered(text)}",
    lambda text: f"Only {lowered(text)}",
    lambda text: f"{text} only",
    lambda text: f"{text} in all cases",
    lambda text: f"{text} in every case",
    lambda text: f"{text} without exception",
    lambda text: f"In each case {lowered(text)}",
    lambda text: f"{text}, and none besides",
    lambda text: f"{text}, and nobody else",
    lambda text: f"{text}, completely",
    lambda text: f"{text}, under no circumstances",
    lambda text: f"{text} each and every time",
    lambda text: f"Everybody: {lowered(text)}",
    lambda text: f"{text}, at all times",
    lambda text: f"{text} and everything else",
    lambda text: f"Absolutely {lowered(text)}",
    lambda text: f"{text}, exclusively",
    lambda text: f"Invariably {lowered(text)}",
    lambda text: f"{text}, for ever",
    lambda text: f"By no means {lowered(text)}",
    lambda text: f"{text}, without any exception",
    lambda text: f"Entirely {lowered(text)}",
    lambda text: f"{text}, and no one else",
    lambda text: f"{text}, whatever happens",
)


def absolute_distractor() -> Iterator[Planted]:
    """One wrong option that admits no exception."""
    for question in choosing()[::2]:
        for at, change in enumerate(ABSOLUTES):
            option = wrong(question)[at % len(wrong(question))]
            yield planted(with_texts(question, {option.id: change(option.text)}), change(option.text))


def hedged_key() -> Iterator[Planted]:
    """A key that leaves exceptions open."""
    for question in ones():
        text = right(question).text
        for told in (
            f"Usually {lowered(text)}",
            f"{text}, as a rule",
            f"{text}, in most cases",
            f"Often {lowered(text)}",
            f"{text}, generally",
            f"Typically {lowered(text)}",
            f"{text}, normally",
            f"Sometimes {lowered(text)}",
        ):
            yield planted(with_texts(question, {right(question).id: told}), told)


def stem_echo() -> Iterator[Planted]:
    """A word of the question, of no other question and not of the field, that comes back in the key alone."""
    glossary = bundled_reference()[0].glossary.values()
    field_words = {word[:5] for term in glossary for word in re.findall(r"\w+", f"{term.term} {term.also}".lower())}
    for bank in (clean_bank(), *bundled_banks()):
        everything = " ".join(
            q.ask + str([o.text for o in q.options.values()]) for q in bank.questions.values()
        ).lower()
        for question in [q for q in bank.questions.values() if q.type == "one"][::3]:
            for word in sorted(set(re.findall(r"[a-z]{6,}", question.ask.lower()))):
                if word[:5] not in field_words and everything.count(word[:5]) == 1 and word not in SMALL_WORDS:
                    key = right(question)
                    text = key.text.rstrip('"')
                    ending = "" if word.endswith(("s", "ed", "en", "ly")) else "s"
                    for told in (f"{text} with {word}", f"{word}: {text}", f"{text} ({word}{ending})"):
                        spoilt = with_questions(with_texts(question, {key.id: told}), bank=bank)
                        yield Planted(spoilt, frozenset({key.place}), told)


SMALL_WORDS = frozenset("another because before beyond during should through whether within without".split())  # noqa: SIM905 - read as words
VOWELS = (
    "auditor",
    "agreement",
    "objective",
    "amendment",
    "issue",
    "opinion",
    "inspection",
    "interview",
    "hour",
    "honest report",
)
CONSONANTS = (
    "certificate",
    "report",
    "sample",
    "scope",
    "record",
    "complaint",
    "unit",
    "uniform rule",
    "European norm",
    "one-day visit",
)


def article_cue() -> Iterator[Planted]:
    """Questions that end in an article, and gaps behind one."""
    question = ones()[0]
    for article, fitting, odd in (("an", VOWELS, CONSONANTS), ("a", CONSONANTS, VOWELS)):
        for at, key in enumerate(fitting):
            end = ("", ":", " …", " ___", "...")[at % 5]
            for wrong_ones in (odd[at - 1 : at] + odd[at - 3 : at - 2] or odd[:2], (odd[at], fitting[at - 1])):
                spoilt = with_all_texts(question, key, *wrong_ones)
                yield planted(replace(spoilt, ask=f"What the client gets at this point is {article}{end}"), key)
            blank = Blank(accept=(key,), choices=(key, odd[at]))
            gaps = replace(
                clean_bank().questions["two-verbs"], ask=f"The client gets {article} {{firm}}.", blanks={"firm": blank}
            )
            yield planted(gaps, key)


def agreement_cue() -> Iterator[Planted]:
    """Verbs that the key alone agrees with."""
    question = ones()[0]
    for ask in (
        "What are handed over at the end?",
        "Which are shown to the auditor?",
        "Which of these are kept by the client?",
        "What were asked for?",
        "The client hands over what are",
        "Which ones are decided on?",
        "The papers that the client sees first are:",
        "Which of the following have to be renewed?",
    ):
        for key, others in (
            ("Two reports", ("A letter", "A stamp")),
            ("The audit plans", ("An invoice", "The minutes")),
            ("Records of complaints", ("A record of hours", "One photograph")),
            ("The names of the auditors", ("Each auditor's address", "A list")),
        ):
            yield planted(replace(with_all_texts(question, key, *others), ask=ask), f"{ask} {key}")
    for ask in (
        "What is handed over at the end?",
        "Which of these is kept by the client?",
        "What the client sees first is",
    ):
        for key, others in (
            ("A report", ("Two letters", "Three stamps")),
            ("The audit plan", ("Several invoices", "A map")),
            ("One photograph of the site", ("Many photographs of the site", "All sites")),
        ):
            yield planted(replace(with_all_texts(question, key, *others), ask=ask), f"{ask} {key}")


def answer_elsewhere() -> Iterator[Planted]:
    """Another question that tells the key beside the words that ask for it, and answers in the question itself."""
    for at, question in enumerate(ones()):
        other = ones()[at - 5]
        key = right(question).text.strip('".')
        if len(key.split()) > 2:
            asked = question.ask.rstrip("?.")
            for told in (f"A colleague was asked: {asked}? She said: {key}.", f"{key}. {asked}?"):
                spoilt = replace(other, context=told)
                yield Planted(with_questions(spoilt), frozenset({question.place}), told)
            spoilt = replace(other, ask=f"{key}: {asked}. {other.ask}")
            yield Planted(with_questions(spoilt), frozenset({question.place}), spoilt.ask)
    city = clean_bank().questions["iso-city"]
    for context in ("From Geneva, ISO writes to a firm.", "The Geneva office replies.", "A train to Genève is late."):
        yield planted(replace(city, context=context), context)
    yield planted(replace(city, ask="In which city (Geneva, Rome, Paris) does ISO have its seat?"), "own stem")
