"""The page on the codes of texts: each rule has its section, and each example has the problem or has it not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from text_desk import linted, linted_bank, story

from isoquest.authoring.documented import Example, parse_codes
from isoquest.authoring.lint.text_rules import BANK_TEXT_RULES, SCENARIO_TEXT_RULES

PAGE = Path(__file__).resolve().parents[4] / "isoquest" / "authoring" / "codes" / "craft-texts.md"
SECTIONS = parse_codes(PAGE.read_text("utf-8"), "craft")
EXAMPLES = [(section.code, example) for section in SECTIONS for example in section.examples]
LATER = date(2028, 1, 1)
"""A day on which the bundled volatile facts have grown old."""


def test_every_rule_has_its_section_and_says_the_same_source():
    """No rule without a section, none twice, and no section without a rule."""
    published = {rule.code: rule.published for rule in (*BANK_TEXT_RULES, *SCENARIO_TEXT_RULES)}
    assert {section.code: section.published for section in SECTIONS} == published
    assert len(SECTIONS) == len(published)


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_an_example_shows_what_it_says(code: str, example: Example):
    """A failing example has this problem and no other; a passing one has none."""
    problems = linted(story(example.text), LATER) if example.kind == "scenario" else linted_bank(example.text, LATER)
    assert [problem.code for problem in problems] == ([code] if example.failing else [])


def test_every_section_explains_and_shows_both():
    """Each has a paragraph, an example that fails and one that passes."""
    for section in SECTIONS:
        assert section.text
        assert {example.failing for example in section.examples} == {True, False}
