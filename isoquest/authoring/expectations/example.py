"""Expectations made up for a scenario that has none yet: a play to its end, and conditions that are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.playing import MOST_ROUND, RIGHT, is_only_read
from isoquest.authoring.expectations.reading import EXPECTATION_FILE, read_expectations
from isoquest.authoring.expectations.recording import as_yaml
from isoquest.content.model import Scenario
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import Decision
from isoquest.quiz.asking import right_answer

LONGEST = MOST_ROUND
"""Decisions of the play at most: no more than are taken by themselves where it is played without those left out."""
MOST_EVIDENCE = 8
"""Pieces of evidence that are tried as conditions."""
BUDGET = 2.0
"""Seconds within which a condition has to be proved to stand in the example."""


def example(scenario: Scenario, budget: float = BUDGET) -> str:
    """A small expectations file that fits a scenario, with the play of its first choices as it comes out.

    What it says of every play has been proved; where nothing could be within `budget` seconds, it says what its own
    play shows.
    """
    play, decisions = _first_choices(scenario)
    lines = ["isoquest: 1", "plays:", *as_yaml("first-choices", play, decisions=decisions)]
    conditions = _met(scenario, budget) or {"sometimes": f"visited({play.state.node})"}
    lines += [line for how, told in conditions.items() for line in (f"{how}:", f"  - {told}")]
    return "\n".join([*lines, ""])


def _first_choices(scenario: Scenario) -> tuple[Play, list[str]]:
    """A play that takes the first choice that it has taken least often, and knows every answer; its decisions in short.

    It goes on until it is over, nothing is open, or it becomes too long.
    """
    play = Play.begin(scenario, 1)
    written: list[str] = []
    taken: Counter[Decision] = Counter()
    while not play.over and len(play.steps) <= LONGEST:
        node, read = play.state.node, is_only_read(scenario, play.state)
        item = question_now(scenario, play.state)
        if item is not None:
            choice, told = choice_for(item.question, right_answer(item.question)), RIGHT
        else:
            open_now = [option.id for option in available(scenario, play.state) if not option.locked]
            if not open_now:
                break
            choice = told = min(open_now, key=lambda one: taken[Decision(node, one)])
        after = play.decide(choice)
        if not isinstance(after, Play):
            break
        play = after
        taken[Decision(node, choice)] += 1
        written += [] if read else [f"{node}.{told}"]
    return play, written if play.over else [str(decision) for decision in play.decisions]


def _candidates(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Conditions that an author may want of a scenario: of its successes, and what was needed for them."""
    successes = [node.id for node in scenario.nodes.values() if node.ending and node.ending.kind == "success"]
    grades = {check.grade for node in scenario.nodes.values() if node.assess for check in node.assess.checks.values()}
    if not successes:
        return
    where = successes[0] if len(successes) == 1 else f"[{', '.join(successes)}]"
    if "major" in grades:
        yield "never", f"{{at: {where}, when: majors > 0}}"
    for evidence in [*scenario.evidence][:MOST_EVIDENCE]:
        yield "always", f"{{at: {where}, when: {evidence}}}"
    yield "sometimes", f"{{at: {where}, when: minors == 0}}" if "minor" in grades else f"visited({successes[0]})"


def _met(scenario: Scenario, budget: float) -> dict[str, str]:
    """For each of `never`, `always` and `sometimes` the first condition that is proved to be met."""
    candidates = list(_candidates(scenario))
    lines = ["isoquest: 1"]
    for how in dict.fromkeys(how for how, _ in candidates):
        lines += [f"{how}:", *(f"  - {told}" for other, told in candidates if other == how)]
    expected = read_expectations("\n".join(lines).encode(), EXPECTATION_FILE, scenario).expectations
    outcomes = check_conditions(scenario, expected.conditions, budget)
    met: dict[str, str] = {}
    for (how, told), outcome in zip(candidates, outcomes, strict=True):
        if outcome.verdict == "passed":
            met.setdefault(how, told)
    return met
