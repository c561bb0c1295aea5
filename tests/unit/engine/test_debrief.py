"""Looking back: each decision with what it changed, the best there was, and every road not taken."""

from __future__ import annotations

from generated import loaded, open_ids, plays, to_yaml, walk
from hypothesis import given, settings

from isoquest.engine.changes import changes, evidence_held
from isoquest.engine.debrief import consequence, debrief, title_of
from isoquest.engine.play import Play
from isoquest.engine.scoring import open_choices, score
from isoquest.engine.state import Assessed, EdgeReached


@settings(max_examples=80)
@given(plays())
def test_best_roads_are_the_best_there_were(play: Play):
    """The best roads are those open choices that scored highest, told only where the one taken was not among them."""
    for turn in debrief(play).turns:
        choices = open_choices(play.scenario, play.back_to(turn.number - 1).state)
        top = max(choice.score for choice in choices)
        assert turn.choice is not None
        missed = turn.choice.score < top
        assert [road.choice for road in turn.best] == [c for c in choices if missed and c.score == top]


@given(plays())
def test_every_open_choice_is_told_once(play: Play):
    """The choice taken, the best roads and the others are together all that was open at that moment."""
    for turn in debrief(play).turns:
        assert turn.choice is not None
        told = [turn.choice.id, *(road.choice.id for road in (*turn.best, *turn.others))]
        assert sorted(told) == sorted(open_ids(play.scenario, play.back_to(turn.number - 1).state))


@settings(max_examples=80)
@given(plays())
def test_road_not_taken_can_be_taken(play: Play):
    """Gone back to the moment before a turn, each road leads where the debrief says, with the changes it says."""
    for turn in debrief(play).turns:
        before = play.back_to(turn.number - 1)
        assert before.state.node == turn.node.id
        for road in (*turn.best, *turn.others):
            taken = before.decide(road.choice.id)
            assert isinstance(taken, Play)
            assert (taken.state.node, changes(play.scenario, before.state, taken.state)) == (road.node, road.changes)


@given(plays())
def test_turns_are_the_decisions_with_a_choice(play: Play):
    """Every decision at which there was something to choose is a turn, and its marks add up to the score."""
    looked_back = debrief(play)
    chosen = [n for n, d in enumerate(play.decisions, start=1) if play.scenario.nodes[d.node].choices]
    assert [turn.number for turn in looked_back.turns] == chosen
    assert sum(turn.marks.earned for turn in looked_back.turns) == looked_back.score.path.earned
    assert looked_back.score == score(play)


@given(plays())
def test_ending_is_told_only_when_it_is_reached(play: Play):
    """The ending of a debrief is that of the node where the play stands, or none."""
    assert debrief(play).ending == play.scenario.nodes[play.state.node].ending


@given(plays())
def test_consequence_tells_what_changed(play: Play):
    """What a step has to tell is what changed in it, with every audit and edge on the way."""
    for before, step in zip(play.steps, play.steps[1:], strict=False):
        told = consequence(play.scenario, before.state, step)
        assert told.changes == changes(play.scenario, before.state, step.state)
        assert [*told.assessed, *told.edges] == [e for e in step.events if isinstance(e, Assessed)] + [
            e for e in step.events if isinstance(e, EdgeReached)
        ]


@given(plays())
def test_nothing_changes_between_a_moment_and_itself(play: Play):
    """Between a state and itself there is nothing to tell; there and back again the same meters moved."""
    first, last = play.steps[0].state, play.state
    assert not changes(play.scenario, last, last)
    there, back = changes(play.scenario, first, last), changes(play.scenario, last, first)
    assert [(m.meter, m.old, m.new) for m in there.meters] == [(m.meter, m.new, m.old) for m in back.meters]
    assert (there.gained, there.lost, there.raised, there.closed) == (back.lost, back.gained, back.closed, back.raised)


QUAY = """
isoquest: 1
title: a
summary: b
meters:
  budget: {start: 5}
  worry: {start: 5, good: low}
  age: {start: 5, good: neutral}
  secret: {start: 5, hidden: true}
evidence: {scope: Scope statement, policy: Policy}
flags: {promised: Promised}
start: first_scene
nodes:
  first_scene:
    phase: plan
    text: c
    choices:
      go:
        text: d
        add: {budget: 1, worry: 1, age: 1, secret: 1}
        set: {scope: true, promised: true}
        feedback: You went.
        to: dice
      stay: {text: e, to: dice}
  dice:
    chance:
      six: {feedback: A six., because: [F-ISO-001], add: {budget: -1}, set: {policy: true}, to: end-of-it}
  end-of-it: {title: The end, phase: after, text: f, ending: {kind: wise, title: g, outcome: h}}
"""


def test_changes_are_those_that_a_player_would_notice():
    """Meters that moved and evidence are told; hidden meters, flags, and what came back to where it was are not."""
    play = walk(loaded(QUAY), 1, [0])
    found = changes(play.scenario, play.steps[0].state, play.state)
    assert [(m.meter.id, m.old, m.new, m.welcome) for m in found.meters] == [
        ("worry", 5, 6, False),
        ("age", 5, 6, None),
    ]
    assert [evidence.name for evidence in found.gained] == ["Scope statement", "Policy"]
    assert found.gained == evidence_held(play.scenario, play.state)


def test_explanations_come_in_the_order_in_which_things_happened():
    """First what the choice has to say, then what chance brought; nothing where the author wrote nothing."""
    play, silent = walk(loaded(QUAY), 1, [0]), walk(loaded(QUAY), 1, [1])
    told = consequence(play.scenario, play.steps[0].state, play.steps[1]).told
    assert [(part.text, part.because) for part in told] == [("You went.", ()), ("A six.", ("F-ISO-001",))]
    assert [part.text for part in consequence(silent.scenario, silent.steps[0].state, silent.steps[1]).told] == [
        "A six."
    ]


def test_node_without_a_title_is_named_by_its_id():
    """On the map a node has its title, or its id made readable."""
    nodes = loaded(QUAY).nodes
    assert [title_of(nodes[name]) for name in ("first_scene", "end-of-it")] == ["First scene", "The end"]


def test_a_choice_tells_what_often_leads_to_it():
    """The misconception of the choice taken is told with its feedback, and that of no other."""
    scenario = loaded(
        to_yaml(
            {
                "isoquest": 1,
                "title": "Bakery",
                "summary": "Two ovens.",
                "start": "letter",
                "nodes": {
                    "letter": {
                        "phase": "choose",
                        "text": "A letter.",
                        "choices": {
                            "iso": {"text": "Write to ISO.", "to": "home", "feedback": "No reply."}
                            | {"misconception": "iso-certifies"},
                            "ask": {"text": "Ask.", "to": "home", "feedback": "A reply."},
                        },
                    },
                    "home": {
                        "phase": "after",
                        "text": "Over.",
                        "ending": {"kind": "wise", "title": "Over", "outcome": "So it ended."},
                    },
                },
            }
        )
    )
    for pick, named in enumerate([("iso-certifies",), ()]):
        play = walk(scenario, 1, [pick])
        (told,) = consequence(scenario, play.back_to(0).state, play.steps[-1]).told
        assert (told.misconceptions, told.reasoned) == (named, False)
