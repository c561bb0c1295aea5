"""What is wrong with a file, put together from three layers."""

from __future__ import annotations

from dataclasses import replace

from generated import REFERENCE

from isoquest.authoring.checking import Content, Plan, Proved, Stop, problems_of
from isoquest.authoring.documented import Documented
from isoquest.content.model import Scenario
from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario

FILE = "bakery/scenario.yaml"
HOME = """\
isoquest: 1
title: The *letter*
summary: A customer asks for a certificate.
start: home
nodes:
  home:
    phase: after
    text: The answer is on its way.
    ending: {kind: wise, title: Answered, outcome: You know what is wanted.}
"""
CODES = {
    code: Documented(code, layer, "What it means.")
    for code, layer in (("marks-in-line", "form"), ("dead-end", "proof"), ("long-text", "craft"))
}


def content(text: str = HOME) -> Content:
    """A scenario as it was read."""
    read = read_scenario(text.encode(), FILE, REFERENCE)
    return Content("bakery", "scenario", FILE, read.text, read.problems, read.scenario)


def problem(code: str, line: int) -> Problem:
    """A warning on a line of the scenario."""
    return Problem(code, "wrong", Place(FILE, line, 1, line, 2), Severity.WARNING)


def lint(_: Scenario | Bank) -> list[Problem]:
    """Find one flaw, on the first line."""
    return [problem("long-text", 1)]


def prove(_: Scenario, __: float, ___: Stop) -> Proved:
    """Find one problem, on the last line but one."""
    return Proved((problem("dead-end", 8),), summaries=("Every ending is reached.",))


def codes(text: str, plan: Plan) -> list[str]:
    """The codes of all that is wrong, in order."""
    return [remark.problem.code for remark in problems_of(content(text), plan).remarks]


def test_the_layers_are_told_in_order():
    """Form, proof and craft, each with the name of its layer; what the proof knows as a whole is kept."""
    checked = problems_of(content(), Plan(CODES, prove, lint))
    assert [(remark.layer, remark.problem.code) for remark in checked.remarks] == [
        ("form", "marks-in-line"),
        ("proof", "dead-end"),
        ("craft", "long-text"),
    ]
    assert (checked.layers, checked.summaries) == (("form", "proof", "craft"), ("Every ending is reached.",))


def test_what_has_errors_is_not_looked_at_further():
    """A scenario that cannot be played is neither proved nor linted, and is called broken."""
    checked = problems_of(content(HOME + "strat: home\n"), Plan(CODES, prove, lint))
    assert {remark.layer for remark in checked.remarks} == {"form"}
    assert (checked.layers, checked.broken) == (("form",), True)


def test_an_interrupted_proof_loses_nothing_of_the_rest():
    """Ctrl+C during the proof: form and craft are told, and that it was interrupted."""

    def interrupted(_: Scenario, __: float, ___: Stop) -> Proved:
        raise KeyboardInterrupt

    checked = problems_of(content(), Plan(CODES, interrupted, lint))
    assert [remark.layer for remark in checked.remarks] == ["form", "craft"]
    assert (checked.interrupted, checked.layers) == (True, ("form", "craft"))


def test_the_proof_is_given_its_budget():
    """The seconds of the plan reach the search."""
    given: list[float] = []

    def remember(_: Scenario, budget: float, __: Stop) -> Proved:
        given.append(budget)
        return Proved()

    problems_of(content(), Plan(CODES, remember, budget=1.5))
    assert given == [1.5]


def test_comments_for_every_layer_are_heeded():
    """A comment allows what the proof or the lint finds as well."""
    allowing = HOME.replace("isoquest: 1", "isoquest: 1  # allow: long-text because it is a quotation").replace(
        "on its way.", "on its way.  # allow: dead-end because the story ends here"
    )
    assert codes(allowing, Plan(CODES, prove, lint)) == ["marks-in-line"]


def test_a_comment_is_called_useless_only_by_a_layer_that_looked_to_the_end():
    """Without a proof, with an unfinished one, or in a broken file, nothing is known of a comment for the proof."""

    def unfinished(scenario: Scenario, budget: float, stop: Stop) -> Proved:
        return replace(prove(scenario, budget, stop), complete=False)

    def nothing(_: Scenario, __: float, ___: Stop) -> Proved:
        return Proved()

    allowing = HOME.replace("start: home", "start: home  # allow: dead-end because it is meant")
    assert "allow-unused" in codes(allowing, Plan(CODES, nothing))
    assert "allow-unused" not in codes(allowing, Plan(CODES))
    assert "allow-unused" not in codes(allowing, Plan(CODES, unfinished))
    assert "allow-unused" not in codes(allowing + "strat: home\n", Plan(CODES, nothing))


STUCK = """\
isoquest: 1
title: A gate
summary: A gate that may be shut.
meters: {money: {start: 3, max: 9}}
start: gate
nodes:
  gate:
    phase: choose
    text: A gate.
    choices:
      pay: {text: Pay., when: money > 3, to: out}
      show: {text: Show it., when: money < 2, to: out}
  out: {phase: after, text: Out., ending: {kind: wise, title: Out, outcome: Out.}}
"""


def test_what_has_been_decided_is_not_feared_as_well():
    """Reading fears that a node has no way on; where the proof shows that, or decided everything, it is told once."""
    feared = problems_of(content(STUCK), Plan(CODES)).remarks
    (place,) = [remark.problem.place for remark in feared if remark.problem.code == "maybe-stuck"]

    def shown(*problems: Problem, complete: bool) -> list[str]:
        return codes(STUCK, Plan(CODES, lambda *_: Proved(problems, complete=complete)))

    assert shown(Problem("dead-end", "stuck", place), complete=False) == ["dead-end"]
    assert shown(problem("dead-end", 1), complete=False) == ["maybe-stuck", "dead-end"]
    assert shown(complete=True) == []
