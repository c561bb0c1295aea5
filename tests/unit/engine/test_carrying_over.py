"""A finished play carried over into the scenario that follows."""

from __future__ import annotations

from functools import cache

import pytest
from generated import Words, conditions, ending, loaded, to_yaml, walk
from hypothesis import given, settings
from hypothesis import strategies as st
from sequel import AUDIT_DAY, YEAR_AFTER
from small_scenarios import small_scenario

from isoquest.content.expressions import compile_condition, parse_condition
from isoquest.content.model import Choice
from isoquest.engine.carrying_over import carried_over
from isoquest.engine.play import Play, replay
from isoquest.engine.scoring import open_choices
from isoquest.engine.state import Decision, Refusal


@cache
def some_plays() -> list[Play]:
    """Finished plays of small scenarios with every kind of node."""
    scenarios = [scenario for scenario in map(small_scenario, range(10)) if scenario is not None]
    walks = [walk(scenario, seed, range(seed, seed + 20)) for scenario in scenarios for seed in range(3)]
    return [play for play in walks if play.over]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Play, Play]:
    """A play just begun, and a finished one of the scenario that it follows."""
    earlier = draw(st.sampled_from(some_plays()))
    names = earlier.scenario.names
    tables = (names.meters, names.held, names.nodes, names.choices, names.checks)
    asked = conditions(Words(*map(tuple, tables)), 1)
    count = draw(st.integers(1, 4))
    nodes: dict[str, object] = {"end": ending("wise")}
    for number in range(count):
        onward = f"n{number + 1}" if number + 1 < count else "last"
        choices: dict[str, dict[str, object]] = {}
        for name in ("a", "b", "c")[: draw(st.integers(1, 3))]:
            choices[name] = {"text": "So it was.", "to": draw(st.sampled_from([onward, "luck"])), "add": {"luck": 1}}
            choices[name] |= draw(st.sampled_from([{}, {"when": "luck > 1"}]))
            choices[name] |= draw(st.none() | asked.map(lambda text: {"earlier": text})) or {}
        if draw(st.integers(0, 3)):
            choices["z"] = {"text": "Whatever it was.", "to": onward, "earlier": "true"}
        nodes[f"n{number}"] = {"phase": "choose", "text": "How was it?", "choices": choices}
    nodes["luck"] = {"chance": {"good": {"to": f"n{count - 1}"}, "bad": {"to": "last"}}}
    nodes["last"] = {"phase": "run", "text": "Go on.", "to": "end"}
    head = {
        "isoquest": 1,
        "title": "After",
        "summary": "Later.",
        "follows": "made-up",
        "meters": {"luck": {"start": 0}},
    }
    return Play.begin(loaded(to_yaml({**head, "start": "n0", "nodes": nodes})), draw(st.integers(0, 9))), earlier


def fits(choice: Choice, earlier: Play) -> bool:
    """The choice asks something of the earlier play, and all of it holds."""
    names, state = earlier.scenario.names, earlier.state
    asked = [compile_condition(parse_condition(stated.text, names)[0]) for stated in choice.earlier]
    return bool(asked) and all(holds(state) for holds in asked)


def asks(play: Play) -> bool:
    """Some choice of the present node asks something of an earlier play."""
    return any(choice.earlier for choice in play.scenario.nodes[play.state.node].choices.values())


@settings(max_examples=25)
@given(pairs())
def test_what_is_carried_over_is_an_ordinary_list_of_decisions(pair: tuple[Play, Play]):
    """It replays from the list alone; each is the first open choice that fits; it ends where nothing is asked."""
    begun, earlier = pair
    carried = carried_over(begun, earlier)
    if isinstance(carried, Refusal):
        assert carried.reason.endswith(".")
        return
    replayed = replay(begun.scenario, begun.seed, carried)
    assert replayed.stopped is None
    assert not asks(replayed.play)
    for count, decision in enumerate(carried):
        choices = open_choices(begun.scenario, replayed.play.back_to(count).state)
        assert decision.choice == next(choice.id for choice in choices if fits(choice, earlier))


@settings(max_examples=25)
@given(pairs())
def test_only_what_fits_nowhere_is_refused(pair: tuple[Play, Play]):
    """A finished play is refused where, step by step, a node is met at which no open choice fits, or that at once."""
    begun, earlier = pair
    play = begun
    while asks(play) and (fitting := [c for c in open_choices(play.scenario, play.state) if fits(c, earlier)]):
        further = play.decide(fitting[0].id)
        assert isinstance(further, Play)
        if further.decisions[-1] in play.decisions:
            break
        play = further
    refused = isinstance(carried_over(begun, earlier), Refusal)
    assert refused == (asks(play) or not play.decisions)


def audit_day(*choices: str) -> Play:
    """A play of the audit day."""
    return replay(loaded(AUDIT_DAY), 1, [Decision("morning", choice) for choice in choices]).play


@pytest.mark.parametrize(
    ("choice", "carried"), [("show", ["hall.frame", "cupboard.scope"]), ("hide", ["hall.nothing", "cupboard.dust"])]
)
def test_endings_choices_evidence_and_meters_are_asked_for(choice: str, carried: list[str]):
    """The last state of the earlier play decides, up to the first node that asks nothing."""
    found = carried_over(Play.begin(loaded(YEAR_AFTER), 1), audit_day(choice))
    assert [str(decision) for decision in found] == carried


@pytest.mark.parametrize(
    ("year_after", "choices", "why"),
    [
        (YEAR_AFTER, ("leave",), "Your play of Audit Day ended at “Gone home”, and The Year After does not"),
        (YEAR_AFTER, (), "Your play of Audit Day has not ended yet."),
        (YEAR_AFTER.replace("trust >= 50", "trust > 90"), ("show",), "nothing at “The cupboard” fits it."),
        (YEAR_AFTER.replace("visited(certified)", "visited(certifed)"), ("show",), "nothing at “The hall” fits it."),
        (YEAR_AFTER.replace("start: hall", "start: letter"), ("show",), "The Year After takes nothing over"),
        (YEAR_AFTER.replace("(certified), to: cupboard", "(certified), to: hall"), ("show",), "nothing at “The hall”"),
    ],
    ids=["no-way-on", "unfinished", "no-way-on-later", "faulty", "asks-nothing", "circle"],
)
def test_a_play_that_cannot_be_carried_over_is_refused_in_a_sentence(
    year_after: str, choices: tuple[str, ...], why: str
):
    """The player is told where the play ended and where nothing fits it."""
    refusal = carried_over(Play.begin(loaded(year_after), 1), audit_day(*choices))
    assert isinstance(refusal, Refusal)
    assert why in refusal.reason
