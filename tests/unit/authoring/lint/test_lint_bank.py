"""All rules together on a bank."""

from dataclasses import replace

from banks import EVERY_TYPE, bank, several_questions
from hypothesis import given
from hypothesis import strategies as st
from sound_bank import BACKGROUND, bundled_banks, clean_bank, ones, right, with_texts

from isoquest.authoring.lint.banks import lint_bank
from isoquest.authoring.lint.item_rules import ITEM_RULES
from isoquest.content.problems import Severity
from isoquest.content.questions import Bank, Question
from isoquest.content.safe_text import UNSAFE

EVERYTHING = st.text(max_size=60)


def alone(*questions: Question) -> Bank:
    """A bank of these questions and no others."""
    return replace(clean_bank(), questions={question.id: question for question in questions})


def test_problems_come_in_file_order():
    """What is told first stands first in the file, whichever rule found it."""
    for each in (*bundled_banks(), bank(EVERY_TYPE)):
        found = [(problem.place.line, problem.place.column) for problem in lint_bank(each, BACKGROUND)]
        assert found == sorted(found)


def test_nothing_that_is_told_keeps_a_bank_from_being_played():
    """A bank that reads well gets warnings and notes alone."""
    for each in (*bundled_banks(), bank(EVERY_TYPE)):
        assert Severity.ERROR not in {problem.severity for problem in lint_bank(each, BACKGROUND)}


def test_a_rule_of_craft_names_its_source_and_a_code_of_its_own():
    """Codes are unlike each other, and every rule says where it was published."""
    codes = [rule.code for rule in ITEM_RULES]
    assert len(set(codes)) == len(codes)
    assert all(rule.published for rule in ITEM_RULES)


@given(EVERYTHING, st.lists(EVERYTHING, min_size=4, max_size=4))
def test_any_text_can_be_judged(ask: str, texts: list[str]):
    """Whatever an author writes, each rule comes to an end, and what it quotes is safe to print."""
    question = replace(ones()[0], ask=ask)
    spoilt = with_texts(question, dict(zip(question.options, texts, strict=True)))
    for rule in ITEM_RULES:
        for problem in rule.find(alone(spoilt), BACKGROUND):
            assert not UNSAFE.search(problem.message + problem.hint)


@given(st.lists(several_questions(), max_size=4))
def test_any_number_of_options_can_be_judged(questions: list[Question]):
    """Questions with two to eight options, most of them right or most of them wrong, are judged by every rule."""
    named = [replace(question, id=f"q{at}") for at, question in enumerate(questions)]
    for rule in ITEM_RULES:
        assert all(problem.code == rule.code for problem in rule.find(alone(*named), BACKGROUND))


def test_a_text_made_to_be_slow_is_judged_at_once():
    """Long runs of what patterns look for do not make a rule try them over and over."""
    for run in (
        ".",
        "a ",
        "no ",
        "1 ",
        "1,",
        "to ",
        "n't",
        "\"'",
        "(",
        "an ",
        "none of these ",
        "€",
        "both a and ",
        "É",
    ):
        question = replace(ones()[0], ask=run * 4000)
        spoilt = with_texts(question, {right(question).id: run * 4000})
        for rule in ITEM_RULES:
            assert all(problem.code for problem in rule.find(alone(spoilt), BACKGROUND))
