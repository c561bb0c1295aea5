"""Which facts of the reference are taught where, and which standards and terms no text names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from isoquest.authoring.lint.citations import UNSURE
from isoquest.authoring.lint.texts import bank_passages, scenario_passages, without_marks
from isoquest.content.model import Scenario
from isoquest.content.problems import Place
from isoquest.content.questions import Bank
from isoquest.content.reference import Fact, Reference, Standard, Term

CONFIDENCES = ("H", "K", "M", "U")
"""How sure facts are, the surest first."""
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that cites a fact under `because`."""

    name: str
    """`scenario/node.choice` or `bank/question`: only what is a part of a node has a dot."""
    kind: Literal["choice", "outcome", "check", "question"]
    place: Place


@dataclass(frozen=True, slots=True)
class Coverage:
    """A fact with every place that teaches it, in the order of the contents and of their files."""

    fact: Fact
    in_scenarios: tuple[Citation, ...] = ()
    in_questions: tuple[Citation, ...] = ()

    @property
    def taught(self) -> bool:
        """Some choice, outcome, check or question cites it."""
        return bool(self.in_scenarios or self.in_questions)

    @property
    def sure(self) -> bool:
        """An answer may be keyed on it: its confidence is H or K."""
        return self.fact.confidence not in UNSURE


@dataclass(frozen=True, slots=True)
class Unnamed:
    """What stands in the reference and in no text that a player sees."""

    standards: tuple[Standard, ...]
    terms: tuple[Term, ...]


def fact_coverage(contents: Iterable[Scenario | Bank], reference: Reference) -> tuple[Coverage, ...]:
    """Every fact of the reference, in its order, with the places of the contents that cite it.

    A place counts once for a fact, however often it cites it; what it cites and the reference does not hold is passed
    over. Questions that a scenario asks count where they stand, in their bank.
    """
    stories: dict[str, list[Citation]] = {fact: [] for fact in reference.facts}
    questions: dict[str, list[Citation]] = {fact: [] for fact in reference.facts}
    for content in contents:
        into, cited = (questions, _in_bank(content)) if isinstance(content, Bank) else (stories, _in_scenario(content))
        for citation, because in cited:
            for fact in into.keys() & because:
                into[fact].append(citation)
    return tuple(Coverage(fact, tuple(stories[name]), tuple(questions[name])) for name, fact in reference.facts.items())


def _in_scenario(scenario: Scenario) -> Iterator[tuple[Citation, Sequence[str]]]:
    for node in scenario.nodes.values():
        here = f"{scenario.id}/{node.id}"
        for choice in node.choices.values():
            yield Citation(f"{here}.{choice.id}", "choice", choice.place), choice.because
        for outcome in node.chance.values():
            yield Citation(f"{here}.{outcome.id}", "outcome", outcome.place), outcome.because
        for check in node.assess.checks.values() if node.assess else ():
            yield Citation(f"{here}.{check.id}", "check", check.place), check.because


def _in_bank(bank: Bank) -> Iterator[tuple[Citation, Sequence[str]]]:
    for question in bank.questions.values():
        yield Citation(f"{bank.id}/{question.id}", "question", question.place), question.because


def section_of(one: Coverage) -> str:
    """What the id of a fact begins with, such as `F-ISO`."""
    return one.fact.id.rpartition("-")[0]


def by_section(covered: Iterable[Coverage]) -> Mapping[str, tuple[Coverage, ...]]:
    """The facts by what their ids begin with, such as `F-ISO`, in the order of the reference."""
    sections: dict[str, tuple[Coverage, ...]] = {}
    for one in covered:
        sections[section_of(one)] = (*sections.get(section_of(one), ()), one)
    return sections


def tally(covered: Iterable[Coverage]) -> Mapping[str, tuple[int, int]]:
    """For each confidence that there is, the surest first: how many facts are taught, and how many there are."""
    facts = tuple(covered)
    counts = {}
    for confidence in CONFIDENCES:
        taught = [one.taught for one in facts if one.fact.confidence == confidence]
        if taught:
            counts[confidence] = (sum(taught), len(taught))
    return counts


def unnamed(contents: Iterable[Scenario | Bank], reference: Reference) -> Unnamed:
    """The standards and glossary terms whose names stand in no text that a player of the contents sees.

    A term is named by any of its names, in the singular or the plural, or by its key as a question's `read`; a standard
    by its number, or as the standard of a scenario. To be named is not to be explained.
    """
    texts: list[str] = []
    keys: set[str] = set()
    for content in contents:
        texts += _texts(content)
        if isinstance(content, Scenario):
            keys.update(content.standard)
        else:
            keys.update(question.read for question in content.questions.values())
    said = "\n".join(map(_words, texts))
    folded = said.casefold()

    def is_named(key: str, names: Iterable[str]) -> bool:
        return key in keys or any(_stands_in(name, said, folded) for name in names)

    return Unnamed(
        tuple(one for key, one in reference.standards.items() if not is_named(key, [one.number])),
        tuple(one for key, one in reference.glossary.items() if not is_named(key, [one.term, *one.also])),
    )


def _texts(content: Scenario | Bank) -> Iterator[str]:
    if isinstance(content, Scenario):
        yield from (passage.text for passage in scenario_passages(content))
        return
    yield from (passage.text for passage in bank_passages(content))
    for question in content.questions.values():  # what is accepted is shown once the learner has typed something
        yield question.read
        yield from question.accept
        for blank in question.blanks.values():
            yield from blank.accept


def _words(text: str) -> str:
    """A text without its marks, on one line; a word with a hyphen as two."""
    return " ".join(without_marks(text).replace("-", " ").split())


def _stands_in(name: str, said: str, folded: str) -> bool:
    """A name stands in a text as words of their own; one in capitals, such as CAR, in capitals alone.

    What a name has in brackets, as in `Scope (of certification)`, tells it from others and need not be there.
    """
    name = _words(_IN_BRACKETS.sub("", name))
    text, name = (said, name) if name.isupper() else (folded, name.casefold())
    stem, ending = (name[:-1], "(?:y|ies)") if name.endswith("y") else (name, "(?:e?s)?")
    if stem not in text:  # asked first: the pattern takes a hundred times as long
        return False
    return re.search(rf"(?<!\w){re.escape(stem)}{ending}(?!\w)", text) is not None
