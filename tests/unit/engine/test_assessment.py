"""An audit looks at what is drawn, finds what does not hold, and closes what then does."""

from __future__ import annotations

from collections import Counter

import pytest
from generated import loaded, plays, walk
from hypothesis import given, settings
from hypothesis import strategies as st

from isoquest.content.model import Scenario
from isoquest.engine.assessment import assess, findings
from isoquest.engine.play import Play
from isoquest.engine.rules import start
from isoquest.engine.state import Assessed, State

AUDIT = """
isoquest: 1
title: a
summary: b
evidence: {scope: Scope, policy: Policy}
flags: {again: Another round}
start: desk
nodes:
  desk:
    phase: plan
    text: A desk.
    choices:
      nothing: {text: Nothing., to: audit}
      scope: {text: Scope., set: {scope: true}, to: audit}
      both: {text: Both., set: {scope: true, policy: true}, to: audit}
      close-one: {text: One., close: [audit.policy], to: report}
      close-all: {text: All., close: [audit], to: report}
      lose: {text: Lose., set: {scope: false}, to: audit}
  audit:
    phase: audit
    text: One day.
    assess:
      checks:
        scope: {needs: scope, grade: major, finding: No scope.}
        policy: {needs: policy, grade: minor, finding: No policy.}
        sums: {needs: [scope, policy], grade: concern, finding: It does not add up.}
    to: report
  report:
    phase: audit
    text: A report.
    to: desk
"""


def audited(scenario: Scenario, *choices: str) -> Play:
    """A play of these choices, each followed by going on until the desk is reached again."""
    play = Play.begin(scenario, 1)
    for choice in choices:
        further = play.decide(choice)
        assert isinstance(further, Play)
        play = further
        while play.state.node != "desk":
            further = play.decide("continue")
            assert isinstance(further, Play)
            play = further
    return play


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        (("nothing",), {"scope": True, "policy": True, "sums": True}),
        (("scope",), {"policy": True, "sums": True}),
        (("both",), {}),
        (("nothing", "close-one"), {"scope": True, "policy": False, "sums": True}),
        (("nothing", "close-all"), {"scope": False, "policy": False, "sums": False}),
        (("nothing", "scope"), {"scope": False, "policy": True, "sums": True}),
        (("nothing", "both"), {"scope": False, "policy": False, "sums": False}),
        (("nothing", "close-all", "nothing"), {"scope": True, "policy": True, "sums": True}),
        (("both", "lose"), {"scope": True, "sums": True}),
    ],
)
def test_finding_is_open_until_closed_or_passed(choices: tuple[str, ...], found: dict[str, bool]):
    """A check that fails opens its finding; closing it or passing it later closes it; failing again opens it again."""
    scenario = loaded(AUDIT)
    assert {f.check.id: f.open for f in findings(scenario, audited(scenario, *choices).state)} == found


def test_sample_of_all_is_all():
    """A sample as large as the list looks at every check, in the author's order."""
    scenario = loaded(AUDIT.replace("    assess:\n", "    assess:\n      sample: 3\n"))
    play = walk(scenario, 5, [0])
    assert [event.looked_at for event in play.steps[1].events if isinstance(event, Assessed)] == [
        ("scope", "policy", "sums")
    ]


def test_every_check_is_drawn_as_often_as_another():
    """Over 3,000 seeds a sample of one takes each of three checks about a thousand times."""
    scenario = loaded(AUDIT.replace("    assess:\n", "    assess:\n      sample: 1\n"))
    drawn: Counter[str] = Counter()
    for seed in range(3000):
        assessment = scenario.nodes["audit"].assess
        assert assessment is not None
        drawn.update(assess(start(scenario, seed).state, "audit", assessment)[1].looked_at)
    assert max(abs(count - 1000) for count in drawn.values()) < 100


def test_next_audit_draws_afresh():
    """Coming to the same audit again draws another sample, and over many rounds every check has its turn."""
    scenario = loaded(AUDIT.replace("    assess:\n", "    assess:\n      sample: 1\n"))
    play = audited(scenario, *["nothing"] * 12)
    looked_at = [event.looked_at for step in play.steps for event in step.events if isinstance(event, Assessed)]
    assert {check for (check,) in looked_at} == {"scope", "policy", "sums"}
    assert play.state.drawn == 12


@settings(max_examples=80)
@given(plays(), st.integers(0, 2**64 - 1))
def test_audit_fails_exactly_where_needs_fails(play: Play, seed: int):
    """Held at any moment of a play, an audit looks at as many checks as it should and fails those whose needs fail."""
    for node in play.scenario.nodes.values():
        if node.assess is None:
            continue
        before = play.state._replace(seed=seed)
        after, assessed = assess(before, node.id, node.assess)
        checks = node.assess.checks
        assert len(assessed.looked_at) == (node.assess.sample or len(checks))
        assert list(assessed.looked_at) == [name for name in checks if name in assessed.looked_at]
        assert assessed.failed == tuple(n for n in assessed.looked_at if not checks[n].needs.holds(before))
        assert_findings_follow(node.id, play.scenario, before, after, assessed)


def assert_findings_follow(node: str, scenario: Scenario, before: State, after: State, assessed: Assessed) -> None:
    """What failed is found and open, what passed is closed, and nothing else has moved."""
    for name, bit in scenario.names.checks.items():
        audit, _, check = name.partition(".")
        failed = audit == node and check in assessed.failed
        passed = audit == node and check in assessed.looked_at and not failed
        assert bool(after.open >> bit & 1) == (failed or (bool(before.open >> bit & 1) and not passed))
        assert bool(after.found >> bit & 1) == (failed or bool(before.found >> bit & 1))


@given(plays())
def test_open_findings_have_been_found(play: Play):
    """A finding is never open that was not made, and the list of findings says the same as the records."""
    assert play.state.open & ~play.state.found == 0
    listed = findings(play.scenario, play.state)
    assert sum(finding.check.bit for finding in listed) == play.state.found
    assert sum(finding.check.bit for finding in listed if finding.open) == play.state.open
