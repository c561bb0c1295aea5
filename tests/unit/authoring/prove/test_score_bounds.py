"""Bounds on scores and lengths where not every state is looked at: never too tight, and met by plays of the engine."""

from generated import REFERENCE, banks
from small_scenarios import small_scenario

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.authoring.prove.measures import Measures, decisions_in, measure
from isoquest.authoring.prove.scores.extremes import extremes
from isoquest.authoring.prove.states.bounds import greatest_by_ending
from isoquest.authoring.prove.states.exhaustive import every_state
from isoquest.authoring.prove.states.loops import Ordered
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.content.model import Scenario
from isoquest.content.problems import Witness
from isoquest.content.reading import read_scenario
from isoquest.engine.play import Play, replay
from isoquest.engine.scoring import score
from isoquest.engine.state import Decision

CLOSED = """
isoquest: 1
title: The gauge
summary: One company.
meters: {budget: {start: 3, min: 0, max: 6}}
flags: {calibrated: The gauge is calibrated}
start: gauge
nodes:
  gauge:
    phase: build
    text: A gauge without a label.
    choices:
      send: {text: Send it to the laboratory., set: {calibrated: true}, add: {budget: -2}, score: 1, to: record}
      hide: {text: Put it in a drawer., score: 0, to: record}
  record:
    phase: build
    text: The record sheet.
    choices:
      certificate: {text: File the certificate., when: calibrated, score: 3, to: training}
      note: {text: Note that it is missing., when: not calibrated, score: 2, to: training}
      nothing: {text: Do nothing., score: -1, to: training}
  training:
    phase: build
    text: The welders ask for a course.
    choices:
      book: {text: Book it., when: budget >= 2, add: {budget: -2}, score: 2, to: done}
      refuse: {text: Refuse., score: 0, to: done}
  done: {phase: after, text: Over., ending: {kind: success, title: Done, outcome: So it ended.}}
"""
FARM = """
isoquest: 1
title: Round and round
summary: One company.
flags: {thanked: They were thanked}
start: office
nodes:
  office:
    phase: run
    text: The office.
    choices:
      walk: {text: Walk round., score: ROUND, to: office}
      thank: {text: Thank them., when: not thanked, set: {thanked: true}, score: 2, to: office}
      leave: {text: Leave., score: 0, to: done}
  done: {phase: after, text: Over., ending: {kind: success, title: Done, outcome: So it ended.}}
"""


def never() -> bool:
    """Time never runs out."""
    return False


def played(scenario: Scenario, shown: Witness) -> Play:
    """The engine's play of a witness."""
    return replay(scenario, shown.seed, [Decision(*text.split(".", 1)) for text in shown.decisions]).play


def measured(text: str) -> tuple[Measures, Scenario]:
    """What is measured of a scenario without the graph of all its states."""
    scenario = read_scenario(text.encode(), "short/scenario.yaml", REFERENCE, banks=banks).scenario
    assert scenario is not None
    return measure(scenario, Running(machine_for(scenario)), None, never, with_odds=False), scenario


def test_a_need_and_a_meter_are_priced_in():
    """Best alone would be 1 + 3 + 2, but the laboratory's money is then missing for the course."""
    found, scenario = measured(CLOSED)
    best, worst = found.score.greatest, found.score.least
    assert best is not None
    assert worst is not None
    assert (best.witnessed, worst.witnessed) == (4, -1)
    assert best.proved in (4, 5)
    assert worst.exact
    assert found.scores.keys() == {"done"}
    for bound in (best, worst):
        assert bound.witness is not None
        play = played(scenario, bound.witness)
        assert score(play).path.earned == bound.witnessed


def test_a_loop_that_earns_once_has_a_bound():
    """Walking round earns nothing, and they can be thanked once."""
    found, _ = measured(FARM.replace("ROUND", "0"))
    assert found.score.greatest is not None
    assert (found.score.greatest.proved, found.score.greatest.witnessed) == (2, 2)


def test_a_loop_that_earns_without_end_has_no_bound():
    """Each walk round earns one more."""
    found, _ = measured(FARM.replace("ROUND", "1"))
    assert found.score.greatest is None
    assert found.undecided == ["whether there is a limit to what plays can score", "how long plays can be"]


def test_the_length_of_a_play_counts_decisions():
    """Three decisions lead through the story, whatever they are."""
    found, _ = measured(CLOSED)
    for bound in (found.length.least, found.length.greatest):
        assert bound is not None
        assert bound.exact
        assert bound.proved == 3


def test_bounds_hold_whatever_the_scenario():
    """No play goes beyond a bound, no run is said to be better than the best, and mostly the two meet."""
    asked = met = 0
    for seed in range(120):
        scenario = small_scenario(seed)
        if scenario is None:
            continue
        running = Running(machine_for(scenario))
        graph = every_state(running, Reduction(running), never)
        assert graph is not None
        ordered = Ordered.of(graph)
        decided = [edge.act in ("choose", "right", "wrong") for edge in running.machine.edges]
        found = extremes(running, never)
        for sign, one, truth in (
            (-1, found.least_score, greatest_by_ending(ordered, lambda arrow: -arrow.least)),
            (1, found.greatest_score, greatest_by_ending(ordered, lambda arrow: arrow.most)),
            (-1, found.shortest, greatest_by_ending(ordered, lambda arrow: -decided[arrow.edge])),  # noqa: B023 - used at once
            (1, found.longest, greatest_by_ending(ordered, lambda arrow: decided[arrow.edge])),  # noqa: B023 - used at once
        ):
            for node, best in truth.items():
                if scenario.nodes[node].ending is None:
                    continue
                bound, run = one[node].proved, one[node].witnessed
                if best is None:
                    assert bound is None, f"seed {seed}, {node}: a bound on what has none"
                    continue
                assert bound is None or sign * bound >= best.value, f"seed {seed}, {node}: too tight"
                assert run is None or sign * run <= best.value, f"seed {seed}, {node}: too good"
                asked += 1
                met += bound == run
    assert met > 0.9 * asked


def test_plays_of_small_scenarios_show_what_is_witnessed():
    """The engine's play ends where it is said to, with the score and the length that it is said to have."""
    for seed in range(25):
        scenario = small_scenario(seed)
        if scenario is None:
            continue
        found = measure(scenario, Running(machine_for(scenario)), None, never, with_odds=False)
        for node, scores in (*found.scores.items(), (None, found.length)):
            for bound in (scores.least, scores.greatest):
                if bound is None or bound.witness is None:
                    continue
                play = played(scenario, bound.witness)
                assert node in (None, play.state.node)
                assert bound.witnessed == (decisions_in(play) if node is None else score(play).path.earned)
