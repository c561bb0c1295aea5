"""Every code is documented, and every documented example has, or has not, the problem that it says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from isoquest.authoring.checking import Content, Plan, Proved, problems_of
from isoquest.authoring.documented import Documented, Example, all_codes
from isoquest.authoring.lint.banks import lint_bank
from isoquest.authoring.lint.rule import Background
from isoquest.authoring.lint.scenarios import lint_scenario
from isoquest.authoring.prove import prove
from isoquest.authoring.remarks import Remark
from isoquest.content.bank_reading import read_bank
from isoquest.content.following import problems_of_following
from isoquest.content.library import bundled_folder, bundled_reference, find_bank, load_bank, reference_in
from isoquest.content.model import Scenario
from isoquest.content.problems import Problems
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario
from isoquest.content.reference import FILES
from isoquest.content.yaml_tree import MAX_BYTES, decode_text

CODES = all_codes()
PACKAGE = Path(__file__).resolve().parents[3] / "isoquest"
REFERENCE = bundled_reference()[0]
BACKGROUND = Background(REFERENCE, date(2029, 1, 1))
"""A day long after the facts were looked at, so that an example can cite one that has grown old."""
UNPRINTABLE = {"unreadable", "too-large", "not-utf-8", "not-text", "too-long"}
"""Codes of files that no page can show: too long, not text, or not there."""


def _bank(name: str | None) -> Bank | str:
    found = find_bank(name or "")
    bank = None if not hasattr(found, "path") else load_bank(found).bank
    return bank if bank is not None else f"there is no bank `{name}`"


def _proved(scenario: Scenario, budget: float) -> Proved:
    proof = prove(scenario, budget)
    return Proved(proof.problems, complete=proof.complete)


def _found(example: Example, folder: Path, *, proved: bool) -> tuple[Remark, ...]:
    """All problems of an example, whichever layer finds them; a proof would take back what form only feared."""
    data = example.text.encode()
    plan = Plan(
        CODES,
        prove=(lambda scenario, budget, _: _proved(scenario, budget)) if proved else None,
        lint=lambda whole: (
            lint_bank(whole, BACKGROUND) if isinstance(whole, Bank) else lint_scenario(whole, BACKGROUND)
        ),
        follow=lambda scenario: problems_of_following(scenario, None),
    )
    if example.kind == "scenario":
        read = read_scenario(data, "example/scenario.yaml", REFERENCE, banks=_bank)
        content = Content("example", "scenario", "example/scenario.yaml", read.text, read.problems, read.scenario)
    elif example.kind == "bank":
        of_bank = read_bank(data, "example.yaml", REFERENCE)
        content = Content("example", "bank", "example.yaml", of_bank.text, of_bank.problems, of_bank.bank)
    else:
        if example.kind != "facts":
            (folder / FILES["facts"]).write_bytes((bundled_folder() / "reference" / FILES["facts"]).read_bytes())
        file = folder / FILES[example.kind]
        file.write_bytes(data)
        content = Content("example", "reference", str(file), example.text, reference_in(folder)[1])
    return problems_of(content, plan).remarks


EXAMPLES = [
    pytest.param(documented, example, id=f"{documented.code}-{'failing' if example.failing else 'passing'}-{number}")
    for documented in CODES.values()
    for number, example in enumerate(documented.examples)
]


@pytest.mark.parametrize(("documented", "example"), EXAMPLES)
def test_an_example_shows_what_it_says(documented: Documented, example: Example, tmp_path: Path):
    """A failing example has the problem; a passing one has neither that problem nor one of form."""
    found = _found(example, tmp_path, proved=documented.layer == "proof")
    assert any(remark.problem.code == documented.code for remark in found) is example.failing
    assert example.failing or not [remark for remark in found if remark.layer == "form"]


def test_every_code_has_examples_of_both_kinds():
    """At least one failing and one passing example stand under each code that a page can show."""
    for documented in CODES.values():
        kinds = {example.failing for example in documented.examples}
        assert kinds == (set() if documented.code in UNPRINTABLE else {True, False}), documented.code


def test_what_no_page_can_show_is_found_too(tmp_path: Path):
    """The codes without examples are given for files that are too large, too long, no text, or not there."""
    problems = Problems()
    for data in (b" " * (MAX_BYTES + 1), b"\xff\xfe", b"title: caf\xe9", b"\0"):
        decode_text(data, "file.yaml", problems)
    long = f"isoquest: 1\ntitle: {'x' * 20_001}\n".encode()
    problems.found += read_bank(long, "file.yaml", REFERENCE).problems
    (tmp_path / "facts.yaml").symlink_to(tmp_path / "bank.yaml")
    missing = find_bank(str(tmp_path / "bank.yaml"))
    (tmp_path / "bank.yaml").write_text("questions: {}")
    there = find_bank(str(tmp_path / "bank.yaml"))
    (tmp_path / "bank.yaml").unlink()
    assert not hasattr(missing, "path")
    problems.found += load_bank(there).problems
    assert {problem.code for problem in problems} >= UNPRINTABLE


CODE_ARGUMENT = {"add": 0, "warn": 0, "stop": 0, "ExpressionProblem": 0, "Problem": 0, "_add": 1, "problem": 4}
"""Calls in rooms of reading that make a problem, and which of their arguments is its code."""
CODE_IN_PROOF = {"Problem": 0}


def _codes_in(tree: ast.AST, argument: dict[str, int]) -> Iterator[ast.expr]:
    """The expressions in a room that become the code of a problem."""
    for call in ast.walk(tree):
        if isinstance(call, ast.FunctionDef):
            ends = reversed(list(zip(reversed(call.args.args), reversed(call.args.defaults), strict=False)))
            by_keyword = zip(call.args.kwonlyargs, call.args.kw_defaults, strict=True)
            yield from (value for name, value in (*ends, *by_keyword) if name.arg == "code" and value is not None)
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        yield from (word.value for word in call.keywords if word.arg == "code")
        at = 2 if name == "reference_leaf" else argument.get(name)
        made_of_problems = name != "add" or len(call.args) > 1
        if at is not None and made_of_problems and len(call.args) > at:
            yield call.args[at]


def _texts(expression: ast.expr) -> set[str]:
    match expression:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=first, orelse=second):
            return _texts(first) | _texts(second)
        case ast.Constant(value=bool()):
            return set()  # a stretch of prose written as code
        case ast.Name(id="code") | ast.Attribute(attr="code"):
            return set()  # handed on: the constant stands where it comes from
    raise AssertionError(f"line {expression.lineno}: a code is written as `{ast.unparse(expression)}`")


@pytest.mark.parametrize(
    ("layer", "rooms", "argument"),
    [
        ("form", ("content/**/*.py", "authoring/allowing.py"), CODE_ARGUMENT),
        ("proof", ("authoring/prove/**/*.py",), CODE_IN_PROOF),
    ],
)
def test_every_code_is_documented(layer: str, rooms: tuple[str, ...], argument: dict[str, int]):
    """Each code that a room of reading or of proving can give has its section, and each section its code."""
    given = {
        text
        for pattern in rooms
        for room in PACKAGE.glob(pattern)
        for expression in _codes_in(ast.parse(room.read_text(encoding="utf-8")), argument)
        for text in _texts(expression)
    }
    given.discard("expectation")  # told by `isoquest test`, of what an author writes there
    assert given == {code for code, documented in CODES.items() if documented.layer == layer}
