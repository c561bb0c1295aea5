"""The `earlier` conditions of a scenario, read over the names of the one that it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from isoquest.content.expressions import ExpressionProblem, compile_condition, parse_condition
from isoquest.content.expressions.compile import Test
from isoquest.content.model import Choice, Scenario, Stated
from isoquest.content.problems import Problem, Problems


@dataclass(frozen=True, slots=True)
class EarlierConditions:
    """Every `earlier` of a scenario, read over the names of the one that it follows."""

    tests: Mapping[str, tuple[Test, ...]]
    """For each choice, as `node.choice`, what must hold in an earlier play's last state; a faulty one is left out."""
    problems: tuple[Problem, ...]
    """In the order of the file. They keep the scenario from taking plays over, not from being played."""


def read_earlier(scenario: Scenario, followed: Scenario) -> EarlierConditions:
    """Compile what a scenario asks of plays of the one that it follows."""
    problems = Problems()
    tests = {}
    for name, choice in choices_asking(scenario):
        compiled = [_compiled(stated, followed, problems) for stated in choice.earlier]
        whole = tuple(test for test in compiled if test is not None)
        if len(whole) == len(compiled):
            tests[name] = whole
    return EarlierConditions(tests, problems.in_file_order())


def choices_asking(scenario: Scenario) -> Iterator[tuple[str, Choice]]:
    """The choices with `earlier`, each with its name."""
    for node in scenario.nodes.values():
        for choice in node.choices.values():
            if choice.earlier:
                yield f"{node.id}.{choice.id}", choice


def _compiled(stated: Stated, followed: Scenario, problems: Problems) -> Test | None:
    """One condition as a test; None, with the problem noted, where it is none over those names."""
    try:
        condition, warnings = parse_condition(stated.text, followed.names)
    except ExpressionProblem as problem:
        _note(stated, problem, followed, problems)
        return None
    for warning in warnings:
        _note(stated, warning, followed, problems)
    return compile_condition(condition)


def _note(stated: Stated, problem: ExpressionProblem, followed: Scenario, problems: Problems) -> None:
    place = stated.place.within(problem.start, problem.length) if stated.pointable else stated.place
    where = "" if problem.code == "expression" else f"in `{followed.id}`, "
    problems.warn(problem.code, f"{where}{problem.message}", place, hint=problem.hint)
