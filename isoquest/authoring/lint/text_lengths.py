"""Texts that do not fit a screen, and more choices than there are digits to pick them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background, ScenarioRule
from isoquest.authoring.lint.texts import (
    Passage,
    excerpt,
    finding,
    text_rule_for_banks,
    text_rule_for_scenarios,
    without_marks,
)
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem

COLUMNS = 72
"""Columns of story on a screen of 80 by 24, beside its frame."""
MOST_LINES = 20
"""Lines of a story or case: on such a screen about fourteen stand above the choices, so this scrolls once."""
MOST_FEEDBACK_LINES = 14
"""Lines of a feedback: with the effects and the sources beneath it, more than a screen is filled."""
LONGEST_CHOICE = 200
"""Characters of a choice: three lines, so that three choices can be compared on one screen."""
MOST_CHOICES = 9
"""A choice is picked by one digit."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_OWN_LINES = re.compile(r"^[ \t]*(?:\||>|[-+*][ \t]|\d+\.[ \t])", re.MULTILINE)


def lines_on_screen(text: str) -> int:
    """Lines that a Markdown text fills at 72 columns, blank lines between its paragraphs included."""
    paragraphs = _PARAGRAPH.split(text.strip())
    filled = 0
    for paragraph in paragraphs:
        pieces = paragraph.splitlines() if _OWN_LINES.search(paragraph) else [paragraph]
        filled += sum(len(textwrap.wrap(without_marks(piece), COLUMNS)) for piece in pieces)
    return filled + len(paragraphs) - 1


def _may_fill(text: str, lines: int) -> bool:
    """False for a text that surely fills no more lines: most are far shorter, and wrapping is slow."""
    return len(text) > lines * COLUMNS // 3 or text.count("\n") >= lines


def long_texts(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """Stories and cases of more than twenty lines."""
    for passage in passages:
        if passage.part not in ("story", "case") or not _may_fill(passage.text, MOST_LINES):
            continue
        lines = lines_on_screen(passage.text)
        if lines > MOST_LINES:
            message = (
                f"{passage.name} fills {lines} lines of a screen; up to {MOST_LINES} are read without losing the thread"
            )
            yield finding("long-text", message, passage.place, "cut it, or split it over two nodes joined by `to`")


def long_feedback(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """Feedback and reasons of more than fourteen lines."""
    for passage in passages:
        if passage.part not in ("feedback", "reason") or not _may_fill(passage.text, MOST_FEEDBACK_LINES):
            continue
        lines = lines_on_screen(passage.text)
        if lines > MOST_FEEDBACK_LINES:
            message = (
                f"{passage.name} fills {lines} lines; more than {MOST_FEEDBACK_LINES} are skipped rather than read"
            )
            hint = "keep what this decision shows, and leave the rest to the glossary or a later node"
            yield finding("long-feedback", message, passage.place, hint)


def long_choices(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """Choices of more than two hundred characters."""
    for passage in passages:
        if passage.part == "choice" and len(passage.text) > LONGEST_CHOICE:
            message = (
                f"{passage.name} has {len(passage.text)} characters; choices of up to {LONGEST_CHOICE} can be compared"
            )
            yield finding(
                "long-choice", message, passage.place, f"say what is done, in one sentence: {excerpt(passage.text)}"
            )


def many_choices(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Nodes with more choices than digits."""
    for node in scenario.nodes.values():
        if len(node.choices) > MOST_CHOICES:
            message = f"`{node.id}` has {len(node.choices)} choices; keys pick the first {MOST_CHOICES}"
            yield finding("many-choices", message, node.place, "split the decision into two nodes, or leave some out")


_SEGMENTS = "Mayer 2009, Multimedia Learning, segmenting principle; the bound is the house's, measured at 80 by 24"
_MANAGEABLE = "Shute 2008, Focus on Formative Feedback: present it in manageable units; the bound is the house's"

RULES = (
    text_rule_for_scenarios("long-text", _SEGMENTS, long_texts),
    text_rule_for_scenarios("long-feedback", _MANAGEABLE, long_feedback),
    text_rule_for_scenarios(
        "long-choice", "house rule: what is compared stands on one screen of 80 by 24 together", long_choices
    ),
    ScenarioRule("many-choices", "house rule: a choice is picked by one digit", many_choices),
)
BANK_RULES = (
    text_rule_for_banks("long-text", _SEGMENTS, long_texts),
    text_rule_for_banks("long-feedback", _MANAGEABLE, long_feedback),
)
