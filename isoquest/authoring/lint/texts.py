"""Every text of a scenario or a bank, one by one, with its place and what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal, TypeAlias

from isoquest.authoring.lint.rule import Background, BankRule, ScenarioRule
from isoquest.content.model import Node, Scenario
from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.questions import Bank, Question
from isoquest.content.safe_text import safe_line

Part = Literal["label", "story", "choice", "feedback", "question", "case", "option", "reason"]
"""What a text is for; a label is all that names something: titles, people, findings."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text as the author wrote it."""

    text: str
    part: Part
    name: str
    """Which text it is, as a sentence calls it, such as ``the feedback of `letter.ask` ``."""
    place: Place
    question: str = ""
    """The id of the question that it belongs to, or empty."""
    unsound: bool = False
    """Meant to be wrong: a wrong option, a false statement to judge, a choice that is not the best of its node."""


FindInTexts: TypeAlias = Callable[[Iterable[Passage], Background], Iterable[Problem]]
"""What a rule finds that asks nothing but the texts, so that it serves scenarios and banks alike."""


def text_rule_for_scenarios(code: str, published: str, find: FindInTexts) -> ScenarioRule:
    """The rule over the texts of a scenario."""
    return ScenarioRule(code, published, lambda scenario, background: find(scenario_passages(scenario), background))


def text_rule_for_banks(code: str, published: str, find: FindInTexts) -> BankRule:
    """The rule over the texts of a bank."""
    return BankRule(code, published, lambda bank, background: find(bank_passages(bank), background))


@lru_cache(maxsize=4)
def scenario_passages(scenario: Scenario) -> tuple[Passage, ...]:
    """Every text of a scenario that a player can see, in file order; the questions it asks stand in their bank."""
    return tuple(_of_scenario(scenario))


@lru_cache(maxsize=16)
def bank_passages(bank: Bank) -> tuple[Passage, ...]:
    """Every text of a bank that a learner can see, in file order; what is only typed is left out."""
    return tuple(_of_bank(bank))


def _of_scenario(scenario: Scenario) -> Iterator[Passage]:
    place = scenario.place
    yield Passage(scenario.title, "label", "the title", place)
    yield Passage(scenario.summary, "label", "the summary", place)
    for topic, text in scenario.topics.items():
        yield Passage(text, "label", f"the topic `{topic}`", place)
    for person_id, person in scenario.cast.items():
        for text in (person.name, person.role, person.wish):
            if text:
                yield Passage(text, "label", f"the cast's `{person_id}`", place)
    for role, text in scenario.roles.items():
        yield Passage(text, "label", f"the role `{role}`", place)
    for meter in scenario.meters.values():
        yield Passage(meter.name, "label", f"the name of `{meter.id}`", meter.place)
    for evidence in scenario.evidence.values():
        yield Passage(evidence.name, "label", f"the name of `{evidence.id}`", evidence.place)
    for node in scenario.nodes.values():
        yield from _of_node(node)


def _of_node(node: Node) -> Iterator[Passage]:
    if node.title:
        yield Passage(node.title, "label", f"the title of `{node.id}`", node.place)
    if node.text:
        yield Passage(node.text, "story", f"the text of `{node.id}`", node.place)
    for paragraph in node.also:
        yield Passage(paragraph.text, "story", f"a paragraph under `also` of `{node.id}`", paragraph.when.place)
    yield from _of_choices(node)
    for outcome in node.chance.values():
        if outcome.feedback:
            yield Passage(outcome.feedback, "feedback", f"the feedback of `{node.id}.{outcome.id}`", outcome.place)
    for check in node.assess.checks.values() if node.assess else ():
        yield Passage(check.finding, "label", f"the finding of `{node.id}.{check.id}`", check.place)
        if check.conforms:
            yield Passage(check.conforms, "label", f"the `conforms` of `{node.id}.{check.id}`", check.place)
    if node.ending:
        yield Passage(node.ending.title, "label", f"the ending's title of `{node.id}`", node.place)
        yield Passage(node.ending.outcome, "label", f"the outcome of `{node.id}`", node.place)


def _of_choices(node: Node) -> Iterator[Passage]:
    best = max((choice.score for choice in node.choices.values()), default=0)
    for choice in node.choices.values():
        name = f"`{node.id}.{choice.id}`"
        yield Passage(choice.text, "choice", f"the text of {name}", choice.place, unsound=choice.score < best)
        if choice.locked:
            yield Passage(choice.locked, "reason", f"the `locked` of {name}", choice.place)
        if choice.feedback:
            yield Passage(choice.feedback, "feedback", f"the feedback of {name}", choice.place)


def _of_bank(bank: Bank) -> Iterator[Passage]:
    place = Place(bank.file, 1, 1, 1, 2)
    yield Passage(bank.title, "label", "the title", place)
    if bank.summary:
        yield Passage(bank.summary, "label", "the summary", place)
    for topic, text in bank.topics.items():
        yield Passage(text, "label", f"the topic `{topic}`", place)
    for question in bank.questions.values():
        yield from _of_question(question)


def _of_question(question: Question) -> Iterator[Passage]:
    of, wrong = partial(Passage, question=question.id), partial(Passage, question=question.id, unsound=True)
    name, place = f"`{question.id}`", question.place
    if question.context:
        yield of(question.context, "case", f"the context of {name}", place)
    yield (wrong if question.right is False else of)(question.ask, "question", f"the question {name}", place)
    for option in question.options.values():
        name_of_option = f"`{question.id}.{option.id}`"
        yield (of if option.right else wrong)(option.text, "option", f"the option {name_of_option}", option.place)
        if option.why:
            yield of(option.why, "reason", f"the reason of {name_of_option}", option.place)
    for text in (*question.order, *(side for pair in question.pairs for side in (pair.left, pair.right))):
        yield of(text, "option", f"an item of {name}", place)
    for text in (*question.extra, *(choice for blank in question.blanks.values() for choice in blank.choices)):
        yield wrong(text, "option", f"an item of {name}", place)
    for answer, reason in question.near.items():
        yield of(reason, "reason", f"the reason for `{answer}` of {name}", place)
    if question.why:
        yield of(question.why, "reason", f"the `why` of {name}", place)


_SPOKEN = re.compile(
    r"^[ \t]*>.*$"  # a Markdown quotation
    r"|“[^”]*(?:”|\n[ \t]*\n|\Z)"  # a speech of several paragraphs closes in its last alone
    r'|"[^"]*(?:"|\Z)'
    r"|\u2018[^\u2018\u2019]*\u2019(?!\w)"
    r"|`[^`\n]*`"
    r"|(?<![\w*\\])\*(?=[^\s*])[^*]*(?<=[^\s*])\*(?![\w*])",  # emphasis: a word spoken about, or a thought
    re.MULTILINE,
)
_MARKS = re.compile(r"\*+|^[ \t]*(?:>|#+|[-+][ \t]|\d+\.[ \t])|\[([^\[\]]*)\]\([^()]*\)", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\u2019\")*]*\s+|\n[ \t]*\n|\n[ \t]*(?=[-+*][ \t]|\d+[.)][ \t])")


def own_words(text: str) -> str:
    """What the text itself says: quoted speech, quotations, emphasised words and code stand as `“”`."""
    return _SPOKEN.sub("“”", text)


def without_marks(text: str) -> str:
    """A text without Markdown's marks, paragraphs kept.

    A full reading of the Markdown gives the same words at thirty times the cost, and a lint reads every text there is.
    """
    return _MARKS.sub(lambda match: match.group(1) or "", text)


def sentences(text: str) -> list[str]:
    """The sentences of a Markdown text; an item of a list counts as one."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


def finding(code: str, message: str, place: Place, hint: str, severity: Severity = Severity.WARNING) -> Problem:
    """A problem whose sentences, which quote the author's texts, are safe to print."""
    return Problem(code, safe_line(message), place, severity, safe_line(hint))


def excerpt(text: str, longest: int = 60) -> str:
    """A text on one line, cut to be quoted in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
