"""Banks, and questions whose key cannot be."""

import re
from pathlib import Path

import pytest

from isoquest.content.bank_reading import read_bank
from isoquest.content.library import bundled_reference
from isoquest.content.reference import Reference

HEAD = "isoquest: 1\ntitle: B\ntopics: {t: T}\nquestions:\n  q:\n    topic: t\n    ask: A?\n"


def codes(body: str) -> list[str]:
    """The codes of the problems of a bank with one question."""
    return [problem.code for problem in read_bank((HEAD + body).encode(), "bank.yaml", Reference()).problems]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("    type: one\n    options: {a: {text: A, why: w}, b: {text: B, why: w}}", "no-key"),
        (
            "    type: one\n    options: {a: {text: A, right: true, why: w}, b: {text: B, right: true, why: w}}",
            "two-keys",
        ),
        (
            "    type: several\n    options: {a: {text: A, right: true, why: w}, b: {text: B, right: true, why: w}}",
            "all-keys",
        ),
        ("    type: one\n    options: {a: {text: A, right: true, why: w}, b: {text: a!, why: w}}", "same-option"),
        ("    type: one\n    options: {a: {text: A, right: true, why: w}}", "too-few-options"),
        ("    type: one\n    options: {a: {text: A, right: true}, b: {text: B, why: w}}", "no-reason"),
        ("    type: match\n    why: w\n    pairs: [{left: A, right: B}, {left: a, right: C}]", "pair-twice"),
        ("    type: match\n    why: w\n    pairs: [{left: A, right: B}]\n    extra: [b]", "pair-twice"),
        ("    type: number\n    why: w\n    number: {value: 3, tolerance: -1}", "tolerance"),
        ("    type: number\n    why: w\n    number: {value: three}", "wrong-type"),
        ("    type: number\n    why: w\n    number: 3,5", "wrong-type"),
        ("    type: number\n    why: w", "missing-key"),
        ("    type: order\n    why: w\n    order: [A, a]", "same-item"),
        ("    type: text\n    why: w\n    accept: ['?']", "no-key"),
        ("    type: text\n    why: w\n    accept: [A]\n    near: {a: w}", "two-meanings"),
        ("    type: true-false\n    why: w\n    right: true\n    accept: [A]", "unknown-key"),
        ("    type: blanks\n    why: w\n    blanks: {gap: [x]}", "unknown-name"),
        ("    type: match\n    why: w\n    pairs: [{left: A, right: B}]\n    extra: [X, x]", "same-item"),
        ("    type: number\n    why: w\n    number: {value: 3, tolerance: 1}\n    near: {'2.5': w}", "two-meanings"),
        ("    type: number\n    why: w\n    number: 3\n    near: {three: w}", "near"),
        ("    type: true-false\n    why: w\n    right: true\n    difficulty: 9", "difficulty"),
        ("    type: true-false\n    why: w\n    right: true\n    misconception: x", "unknown-misconception"),
        (
            "    type: one\n    grading: custom\n    why: w\n    options: {a: {text: A, right: true}, b: {text: B}}",
            "weights",
        ),
    ],
)
def test_an_impossible_question_is_named(body: str, code: str):
    """Each key that cannot be has its own problem, and it is the only one."""
    assert codes(body) == [code]


def test_a_misconception_stands_where_it_is_said():
    """It is named by an id of the reference, at an option where there are options, and else at the question."""

    def problems(body: str) -> list[tuple[str, str]]:
        read = read_bank((HEAD + body).encode(), "bank.yaml", bundled_reference()[0])
        return [(problem.code, problem.hint) for problem in read.problems]

    at_option = "    type: one\n    why: w\n    options: {a: {text: A, right: true}, b: {text: B, misconception: %s}}"
    assert problems(at_option % "iso-certifies-firms") == []
    assert problems("    type: true-false\n    why: w\n    right: false\n    misconception: iso-is-a-standard") == []
    assert problems(at_option % "iso-certifies-firm") == [
        ("unknown-misconception", "did you mean `iso-certifies-firms`?")
    ]
    beside = at_option % "iso-certifies-firms" + "\n    misconception: iso-is-a-standard"
    assert problems(beside) == [("unknown-key", "put it where it is said")]


@pytest.mark.parametrize(
    ("blank", "code"),
    [
        ("{accept: []}", "no-key"),
        ("['!']", "no-key"),
        ("{accept: [A], choices: [B, C]}", "no-key"),
        ("{accept: [A], choices: [A]}", "all-keys"),
        ("{accept: [A], choices: [A, B, b]}", "same-option"),
    ],
)
def test_an_impossible_gap_is_named(blank: str, code: str):
    """A gap that nothing can fill, or anything, is the problem."""
    body = f"    type: blanks\n    why: w\n    blanks: {{gap: {blank}}}"
    text = (HEAD + body).replace("ask: A?", 'ask: "It is {gap}."')
    assert [problem.code for problem in read_bank(text.encode(), "bank.yaml", Reference()).problems] == [code]


def test_an_empty_bank_is_named():
    """A bank without questions says so."""
    text = "isoquest: 1\ntitle: B\ntopics: {t: T}\nquestions: {}\n"
    assert [p.code for p in read_bank(text.encode(), "bank.yaml", Reference()).problems] == ["empty-bank"]


def test_the_page_on_the_format_is_right():
    """Every example of docs/questions.md is read without a problem."""
    page = (Path(__file__).resolve().parents[3] / "docs" / "questions.md").read_text("utf-8")
    head, *examples = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    whole = head[: head.index("  who-certifies:")] + "".join(examples)
    reading = read_bank(whole.encode(), "bank.yaml", bundled_reference()[0])
    assert reading.problems == ()
    assert reading.bank is not None
    assert len({question.type for question in reading.bank.questions.values()}) == 7
