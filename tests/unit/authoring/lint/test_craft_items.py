"""The page that explains the codes of craft in questions: each has examples, and they are what they say."""

import re
from pathlib import Path

import pytest
from sound_bank import BACKGROUND

import isoquest.authoring
from isoquest.authoring.lint.banks import lint_bank
from isoquest.authoring.lint.item_rules import ITEM_RULES
from isoquest.content.bank_reading import read_bank

PAGE = (Path(isoquest.authoring.__file__).parent / "codes" / "craft-items.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_each_code_has_its_section_and_each_section_its_code():
    """The page and the rules name the same codes, in the same order."""
    assert list(SECTIONS) == [rule.code for rule in ITEM_RULES]


@pytest.mark.parametrize("rule", ITEM_RULES, ids=lambda rule: rule.code)
def test_the_page_names_where_the_rule_was_published(rule):
    """The source on the page is the source of the rule."""
    assert SECTIONS[rule.code].startswith(f"Published: {rule.published}\n")


@pytest.mark.parametrize("code", SECTIONS)
def test_the_examples_are_what_they_say(code: str):
    """The failing bank is valid and gets the code; the passing one is valid and does not."""
    found = {}
    for kind in ("failing", "passing"):
        (text,) = re.findall(rf"```yaml {kind} bank\n(.*?)```", SECTIONS[code], re.DOTALL)
        reading = read_bank(text.encode(), "example.yaml", BACKGROUND.reference)
        assert reading.bank is not None, reading.problems
        assert reading.problems == ()
        found[kind] = {problem.code for problem in lint_bank(reading.bank, BACKGROUND)}
    assert code in found["failing"]
    assert code not in found["passing"]
