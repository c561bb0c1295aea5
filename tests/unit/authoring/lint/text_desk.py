"""A clean story, texts written into its slots, and what the lint says of each slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import yaml
from generated import CASES, to_yaml

from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.scenarios import lint_scenario
from isoquest.authoring.lint.text_rules import BANK_TEXT_RULES
from isoquest.content.bank_reading import read_bank
from isoquest.content.library import Shelved, bundled_reference, find_bank, load_bank
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario

CLEAN = (CASES / "lint" / "clean-scenario.yaml").read_text("utf-8")
DATA: dict[str, Any] = yaml.safe_load(CLEAN)
REFERENCE = bundled_reference()[0]
TODAY = date(2026, 11, 23)


@cache
def find_questions(name: str | None) -> Bank | str:
    """A bundled bank."""
    found = find_bank(name or "")
    bank = load_bank(found).bank if isinstance(found, Shelved) else None
    return bank or f"there is no bank `{name}`"


def story(text: str = CLEAN) -> Scenario:
    """The scenario of a text, which has no error."""
    reading = read_scenario(text.encode(), "clean/scenario.yaml", REFERENCE, banks=find_questions)
    assert reading.scenario is not None, reading.problems
    return reading.scenario


def changed(change: Callable[[dict[str, Any]], object]) -> Scenario:
    """The clean story after a change of its data."""
    data = deepcopy(DATA)
    change(data)
    return story(to_yaml(data))


def linted(scenario: Scenario, today: date = TODAY) -> tuple[Problem, ...]:
    """What the lint says of a scenario."""
    return lint_scenario(scenario, Background(REFERENCE, today))


def linted_bank(text: str, today: date = TODAY) -> list[Problem]:
    """What the text rules say of a bank."""
    bank = read_bank(text.encode(), "bank.yaml", REFERENCE).bank
    assert bank is not None
    return [problem for rule in BANK_TEXT_RULES for problem in rule.find(bank, Background(REFERENCE, today))]


def choices(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every choice of a story's data, with its name."""
    return [
        (f"{node}.{choice}", made)
        for node, whole in data["nodes"].items()
        for choice, made in whole.get("choices", {}).items()
    ]


def _in_story(data: dict[str, Any], slot: str, text: str) -> None:
    data["nodes"][slot]["text"] += f"\n\n{text}\n"


def _in_feedback(data: dict[str, Any], slot: str, text: str) -> None:
    node, _, choice = slot.partition(".")
    made = data["nodes"][node]["choices"][choice]
    made["feedback"] = f"{made['feedback'].rstrip()} {text}"


def _in_best_choice(data: dict[str, Any], slot: str, text: str) -> None:
    node, _, choice = slot.partition(".")
    data["nodes"][node]["choices"][choice]["text"] = text


STORIES = [node for node, whole in DATA["nodes"].items() if "text" in whole]
FEEDBACKS = [name for name, _ in choices(DATA)]
BEST = [
    name
    for name, made in choices(DATA)
    if made["score"] == max(other["score"] for other in DATA["nodes"][name.partition(".")[0]]["choices"].values())
]
SLOTS = {"the text of": (_in_story, STORIES), "the feedback of": (_in_feedback, FEEDBACKS)}


def spoken_of(code: str, texts: Iterable[str], *, in_choices: bool = False) -> tuple[list[str], list[str]]:
    """The texts of which the rule `code` speaks and those of which it does not, each written into two slots.

    Each text stands in a story and in a feedback; with `in_choices`, in the place of a node's best choice.
    """
    texts = list(texts)
    slots = {"the text of": (_in_best_choice, BEST)} if in_choices else SLOTS
    heard, unheard = [], []
    for part, (write, names) in slots.items():
        for start in range(0, len(texts), len(names)):
            batch = dict(zip(names, texts[start : start + len(names)], strict=False))
            data = deepcopy(DATA)
            for slot, text in batch.items():
                write(data, slot, text)
            messages = [problem.message for problem in linted(story(to_yaml(data))) if problem.code == code]
            for slot, text in batch.items():
                found = any(message.startswith(f"{part} `{slot}` ") for message in messages)
                (heard if found else unheard).append(text)
    return heard, unheard


def assert_told_apart(code: str, flaws: Iterable[str], sound: Iterable[str], *, in_choices: bool = False) -> None:
    """At least 95 % of the flaws are found, and at most 5 % of the sound texts are blamed."""
    found, missed = spoken_of(code, flaws, in_choices=in_choices)
    blamed, passed = spoken_of(code, sound, in_choices=in_choices)
    assert len(found) >= 0.95 * (len(found) + len(missed)), missed
    assert len(blamed) <= 0.05 * (len(blamed) + len(passed)), blamed
