"""The rules: meters stay in range, edges and chance act when they should, and a node is left by the way that holds."""

from __future__ import annotations

import pytest
from generated import CASES, loaded, plays, walk
from hypothesis import given, settings

from isoquest.content.model import Choice, Outcome, Scenario
from isoquest.engine.play import Play, replay
from isoquest.engine.rules import arrive, available, choose, start, taken, where_to
from isoquest.engine.scene import scene_text
from isoquest.engine.state import Assessed, Chosen, Decision, Drawn, EdgeReached, State, Step

END = "  end: {phase: after, text: Over., ending: {kind: wise, title: a, outcome: b}}\n"


def scenario(nodes: str, declared: str = "") -> Scenario:
    """A scenario of some nodes and `end`, with what else is declared."""
    return loaded(f"isoquest: 1\ntitle: a\nsummary: b\n{declared}start: first\nnodes:\n{nodes}{END}")


def only(nodes: str, declared: str = "", seed: int = 1) -> State:
    """Where a play stands after as many first choices as it takes."""
    return walk(scenario(nodes, declared), seed, [0] * 20).state


@given(plays())
def test_what_is_taken_leads_where_the_choice_does(play: Play):
    """Taking a choice and looking for its way gives the node that choosing it comes to first."""
    for option in available(play.scenario, play.state):
        if option.choice is None or option.locked:
            continue
        after, edge = taken(play.scenario, play.state, option.choice)
        first = edge.node if edge else option.choice.to[where_to(after, option.choice.to)].node
        step = choose(play.scenario, play.state, option.id)
        assert isinstance(step, Step)
        assert arrive(play.scenario, after, first).state == step.state


@settings(max_examples=80)
@given(plays())
def test_meters_stay_in_their_range(play: Play):
    """No decision moves a meter out of what is declared."""
    for step in play.steps:
        for meter, value in zip(play.scenario.meters.values(), step.state.meters, strict=True):
            assert meter.min <= value <= meter.max


@given(plays())
def test_every_moment_waits_for_the_player(play: Play):
    """A play never stands at a node that is passed at once, and every node where it stood is visited."""
    for step in play.steps:
        node = play.scenario.nodes[step.state.node]
        assert node.waits
        assert step.state.visited & node.bit


@given(plays())
def test_states_are_small_values(play: Play):
    """States can be hashed and compared, and equal ones are interchangeable."""
    assert len({step.state for step in play.steps}) <= len(play.steps)
    assert all(State(*step.state) == step.state for step in play.steps)


def moves(play: Play, before: State, step: Step) -> list[tuple[tuple[int, ...], tuple[int, ...], EdgeReached | None]]:
    """The meters before and after each decision or outcome of a step, worked out afresh, and the edge."""
    found, meters, names = [], before.meters, list(play.scenario.meters)
    for index, event in enumerate(step.events):
        if not isinstance(event, Chosen | Drawn):
            continue
        decision = decision_of(play.scenario, event)
        after = list(meters)
        for name, amount in (decision.add if decision else {}).items():
            meter = play.scenario.meters[name]
            after[names.index(name)] = max(meter.min, min(meter.max, after[names.index(name)] + amount))
        for name, value in (decision.set if decision else {}).items():
            if name in names:
                after[names.index(name)] = value
        following = step.events[index + 1] if index + 1 < len(step.events) else None
        found.append((meters, tuple(after), following if isinstance(following, EdgeReached) else None))
        meters = tuple(after)
    assert meters == step.state.meters
    return found


def decision_of(scenario: Scenario, event: Chosen | Drawn) -> Choice | Outcome | None:
    """The choice or outcome that an event tells of."""
    if isinstance(event, Drawn):
        return scenario.nodes[event.node].chance[event.outcome]
    return scenario.nodes[event.decision.node].choices.get(event.decision.choice)


@settings(max_examples=80)
@given(plays())
def test_edge_acts_when_a_meter_comes_to_it_and_only_then(play: Play):
    """A decision leads to an edge's node exactly where it moved a meter onto that edge; the first declared wins."""
    for before, step in zip(play.steps, play.steps[1:], strict=False):
        for old, new, edge in moves(play, before.state, step):
            reached = [
                EdgeReached(meter.id, side, node)
                for meter, was, now in zip(play.scenario.meters.values(), old, new, strict=True)
                for side, at, node in (("min", meter.min, meter.at_min), ("max", meter.max, meter.at_max))
                if was != now == at and node is not None
            ]
            assert edge == (reached[0] if reached else None)


@given(plays())
def test_records_only_grow(play: Play):
    """What has been visited, chosen or found stays so, and the stream of chance moves only forward."""
    for before, step in zip(play.steps, play.steps[1:], strict=False):
        old, new = before.state, step.state
        assert (old.visited & ~new.visited, old.chosen & ~new.chosen, old.found & ~new.found) == (0, 0, 0)
        assert new.drawn >= old.drawn


@given(plays())
def test_text_of_any_moment_is_there(play: Play):
    """Wherever a play stands there is something to read."""
    assert all(scene_text(play.scenario, step.state) for step in play.steps)


@pytest.mark.parametrize(
    ("effects", "after"),
    [
        ("add: {budget: 5}", (10, 3)),
        ("add: {budget: -9, trust: 90}", (0, 9)),
        ("set: {budget: 7}", (7, 3)),
        ("add: {trust: -1}, set: {budget: 0}", (0, 2)),
    ],
)
def test_effects_are_clamped_or_set(effects: str, after: tuple[int, int]):
    """Additions stop at the ends of the range; a set meter has the value that was set."""
    declared = "meters: {budget: {start: 5, max: 10}, trust: {start: 3, max: 9}}\n"
    assert (
        only(f"  first: {{phase: plan, text: a, choices: {{go: {{text: b, {effects}, to: end}}}}}}\n", declared).meters
        == after
    )


@pytest.mark.parametrize(
    ("start", "add", "ends_at"),
    [(5, -5, "low"), (5, -9, "low"), (5, -4, "end"), (5, 5, "high"), (0, -1, "end"), (10, 1, "end"), (0, 1, "end")],
)
def test_edge_leads_away_only_when_it_is_reached(start: int, add: int, ends_at: str):
    """A meter that comes to its edge leads there at once; one that was there already does not."""
    nodes = f"  first: {{phase: plan, text: a, choices: {{go: {{text: b, add: {{budget: {add}}}, to: end}}}}}}\n" + (
        END.replace("end:", "low:") + END.replace("end:", "high:")
    )
    declared = f"meters: {{budget: {{start: {start}, max: 10, at_min: low, at_max: high}}}}\n"
    assert only(nodes, declared).node == ends_at


def test_edge_that_is_left_again_at_once_does_not_count():
    """Only where a meter stands after all effects of a decision matters, not the order of writing."""
    nodes = "  first: {phase: plan, text: a, choices: {go: {text: b, add: {b: -9, a: -9}, to: end}}}\n" + (
        END.replace("end:", "at-a:") + END.replace("end:", "at-b:")
    )
    assert only(nodes, "meters: {a: {start: 5, at_min: at-a}, b: {start: 5, at_min: at-b}}\n").node == "at-a"


def test_first_way_that_holds_is_taken():
    """Of several ways the first whose condition holds is taken, after the effects of the decision."""
    nodes = (
        "  first: {phase: plan, text: a, choices: {go: {text: b, set: {scope: true}, "
        "to: [{when: not scope, node: end}, {when: scope, node: second}, {when: scope, node: end}, {node: end}]}}}\n"
        "  second: {phase: plan, text: c, choices: {stop: {text: d, when: not scope, to: end}}}\n"
    )
    assert only(nodes, "evidence: {scope: Scope}\n").node == "second"


def test_choices_are_hidden_locked_or_open():
    """A choice whose condition does not hold is hidden, or shown with its reason where the author gave one."""
    made = scenario(
        "  first:\n    phase: plan\n    text: a\n    choices:\n"
        "      hid: {text: b, when: scope, to: end}\n"
        "      shut: {text: c, when: scope, locked: No scope yet., to: end}\n"
        "      go: {text: d, to: end}\n",
        "evidence: {scope: Scope}\n",
    )
    options = available(made, start(made, 1).state)
    assert [(option.id, option.text, option.locked) for option in options] == [
        ("shut", "c", "No scope yet."),
        ("go", "d", ""),
    ]


def test_player_can_be_stuck_and_the_play_is_over():
    """Where nothing is open the play is over, without an ending."""
    made = scenario(
        "  first: {phase: plan, text: a, choices: {go: {text: b, when: scope, to: end}}}\n",
        "evidence: {scope: Scope}\n",
    )
    assert Play.begin(made, 1).over


def test_paragraphs_are_added_where_their_condition_holds():
    """Of the paragraphs under `also` those whose condition holds now are shown below the text."""
    made = scenario(
        "  first: {phase: plan, text: A., also: [{when: scope, text: B.}, {when: not scope, text: C.}], to: end}\n",
        "evidence: {scope: Scope}\n",
    )
    assert scene_text(made, start(made, 1).state) == "A.\n\nC."


def test_thousands_of_scenes_in_a_row_are_passed_at_once():
    """However many nodes are passed at once, a play comes to the other end."""
    chain = "".join(f"  n{number}: {{to: n{number + 1}}}\n" for number in range(3000))
    state = only(f"  first: {{to: n0}}\n{chain}  n3000: {{to: end}}\n")
    assert (state.node, state.visited.bit_count()) == ("end", 3003)


def test_chance_waits_where_it_has_a_text():
    """With a text chance is drawn when the player goes on; without, on the way."""
    silent = scenario("  first: {chance: {a: {to: end}, b: {to: end}}}\n")
    spoken = scenario("  first: {phase: plan, text: a, chance: {a: {to: end}, b: {to: end}}}\n")
    assert (start(silent, 1).state.node, start(spoken, 1).state.node) == ("end", "first")
    assert [type(event) for event in start(silent, 1).events] == [Drawn]


def test_chance_follows_its_weights():
    """Over 2,000 seeds an outcome of weight 3 comes three times as often as one of weight 1."""
    made = scenario("  first: {chance: {calm: {weight: 3, to: end}, storm: {to: end}}}\n")
    drawn = [event.outcome for seed in range(2000) for event in start(made, seed).events if isinstance(event, Drawn)]
    assert drawn.count("calm") / 2000 == pytest.approx(0.75, abs=0.03)


DECISIONS = """
yard.rest yard.rest yard.promise mud.continue yard.tidy audit.continue talk.argue yard.tidy audit.continue talk.sell
yard.rest mud.continue yard.write audit.continue talk.mend yard.tidy audit.continue talk.argue yard.rest yard.write
audit.continue talk.sell yard.rest yard.rest yard.look audit.continue
"""
DRAWN = "calm calm calm flood dry calm calm flood rust calm gale calm calm calm calm"
FOUND = "scope,policy,own scope,own own own own -"
FINAL = (
    "State(seed=2048, node='certified', meters=(27, 5, 5), held=15, visited=95, chosen=8191, found=7, open=0, drawn=33"
)


def test_whole_play_is_the_same_everywhere_and_for_ever():
    """A long play with chance, samples and findings goes as it did when first played: saved plays rely on it."""
    made = loaded((CASES / "engine" / "storm-season.yaml").read_text(encoding="utf-8"))
    replayed = replay(made, 2048, filter(None, map(Decision.read, DECISIONS.split())))
    events = [event for step in replayed.play.steps for event in step.events]
    assert replayed.stopped is None
    assert repr(replayed.play.state).startswith(FINAL)
    assert " ".join(event.outcome for event in events if isinstance(event, Drawn)) == DRAWN
    assert " ".join(",".join(event.failed) or "-" for event in events if isinstance(event, Assessed)) == FOUND
