"""The questions that a scenario asks, found in the banks that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from isoquest.content.model import Ask, Node
from isoquest.content.problems import Problems, did_you_mean
from isoquest.content.questions import Bank

QUESTION_FILE = "questions.yaml"
"""The questions of a scenario, in its folder."""

BankFinder: TypeAlias = Callable[[str | None], Bank | str]
"""Gives the bank of an id (None: the questions beside the scenario), or says in a sentence why there is none."""


def no_banks(name: str | None) -> str:
    """Find no bank."""
    return f"there is no bank `{name}`" if name else f"there is no `{QUESTION_FILE}` beside the scenario"


def find_questions(nodes: Mapping[str, Node], banks: BankFinder, problems: Problems) -> str:
    """Give each node that asks its questions; the hashes of their banks are returned, joined."""
    found: dict[str | None, Bank | str] = {}
    for node in nodes.values():
        if node.ask is None:
            continue
        if node.ask.bank not in found:
            found[node.ask.bank] = banks(node.ask.bank)
        bank = found[node.ask.bank]
        if isinstance(bank, str):
            problems.add("unknown-bank", bank, node.ask.place)
        else:
            _take_questions(node, node.ask, bank, problems)
    return "".join(sorted(bank.content_hash for bank in found.values() if isinstance(bank, Bank)))


def _take_questions(node: Node, ask: Ask, bank: Bank, problems: Problems) -> None:
    if ask.topic is not None and ask.topic not in bank.topics:
        hint = did_you_mean(ask.topic, bank.topics)
        problems.add("unknown-name", f"`{bank.id}` has no topic `{ask.topic}`", ask.place, hint=hint)
        return
    fitting = [question for question in bank.questions.values() if ask.topic in (None, question.topic)]
    if len(fitting) < ask.count:
        message = f"`{node.id}` asks {ask.count} questions, but there are {len(fitting)} to draw from"
        problems.add("ask-count", message, ask.place, hint="ask fewer, or write more")
    graded = tuple(replace(question, grading=bank.rule_for(question)) for question in fitting)
    object.__setattr__(node, "questions", graded)  # not yet seen by anyone: still being made
