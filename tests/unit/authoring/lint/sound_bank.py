"""A sound bank, and what it takes to spoil one question of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from isoquest.authoring.lint.rule import Background
from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference, load_bank, shelf_of_banks
from isoquest.content.problems import Place, Problem
from isoquest.content.questions import AnswerOption, Bank, Question

CLEAN_FILE = Path(__file__).parents[3] / "cases" / "lint" / "clean-bank.yaml"
BACKGROUND = Background(bundled_reference()[0], dt.date(2026, 11, 23))


@cache
def clean_bank() -> Bank:
    """The purpose-written bank, about whose items no rule has anything to say."""
    reading = read_bank(CLEAN_FILE.read_bytes(), str(CLEAN_FILE), bundled_reference()[0])
    assert reading.bank is not None, reading.problems
    return reading.bank


@dataclass(frozen=True)
class Planted:
    """A bank with one flaw, and where a warning has to point (nowhere: at the bank)."""

    bank: Bank
    places: frozenset[Place] = frozenset()
    told: str = ""

    def found_by(self, problems: Iterable[Problem]) -> bool:
        """Some problem stands where the flaw was planted."""
        return any(problem.place in self.places or not self.places for problem in problems)


def with_questions(*changed: Question, bank: Bank | None = None) -> Bank:
    """The clean bank with some questions put in place of their namesakes, or behind them."""
    base = bank or clean_bank()
    return replace(base, questions={**base.questions, **{question.id: question for question in changed}})


def planted(question: Question, told: str = "") -> Planted:
    """The clean bank with one question spoilt; the warning may point at it or at one of its options."""
    places = frozenset({question.place, *(option.place for option in question.options.values())})
    return Planted(with_questions(question), places, told)


def with_texts(question: Question, texts: dict[str, str]) -> Question:
    """The question with other texts for some of its options."""
    options = {name: replace(option, text=texts.get(name, option.text)) for name, option in question.options.items()}
    return replace(question, options=options)


def with_all_texts(question: Question, key: str, *wrong: str) -> Question:
    """A one-of-many question with these options, each with a reason; places are those of the options before."""
    places = [option.place for option in question.options.values()]
    texts = (key, *wrong)
    options = {
        f"o{at}": AnswerOption(text=text, id=f"o{at}", right=at == 0, why="Reason.", place=places[at])
        for at, text in enumerate(texts)
    }
    return replace(question, type="one", options=options)


def ones() -> list[Question]:
    """The one-of-many questions whose options are shuffled and are no amounts."""
    return [
        q for q in clean_bank().questions.values() if q.type == "one" and not any(o.fixed for o in q.options.values())
    ]


def choosing() -> list[Question]:
    """Those, and the several-of-many questions."""
    return ones() + [q for q in clean_bank().questions.values() if q.type == "several"]


def right(question: Question) -> AnswerOption:
    """The first option that is right."""
    return next(option for option in question.options.values() if option.right)


def wrong(question: Question) -> list[AnswerOption]:
    """The options that are wrong."""
    return [option for option in question.options.values() if not option.right]


def lowered(text: str) -> str:
    """The text as it stands inside a sentence."""
    return text if text[:2].isupper() or text[:1] == '"' else text[:1].lower() + text[1:]


@cache
def bundled_banks() -> tuple[Bank, ...]:
    """The banks of the bundled library."""
    return tuple(bank for shelved in shelf_of_banks() if (bank := load_bank(shelved).bank) is not None)
