"""A finished play of one scenario carried over into the one that follows it, as the first decisions of the new play."""

from __future__ import annotations

from isoquest.content.earlier import read_earlier
from isoquest.engine.debrief import title_of
from isoquest.engine.play import Play
from isoquest.engine.scoring import open_choices
from isoquest.engine.state import Decision, Refusal


def carried_over(begun: Play, earlier: Play) -> tuple[Decision, ...] | Refusal:
    """The decisions with which a play that has just begun goes on from an earlier one, or why it cannot.

    While the present node has choices with `earlier`, the first open one is taken whose `earlier` holds in the last
    state of the earlier play; the first node that has none is where the player decides. `begun` is a play without a
    decision, and the decisions fit its seed. `earlier` is a play of the scenario that it follows.
    """
    if not earlier.over:
        return Refusal(f"Your play of {earlier.scenario.title} has not ended yet.")
    tests = read_earlier(begun.scenario, earlier.scenario).tests
    play = begun
    taken: set[Decision] = set()
    while _asks(play):
        for choice in open_choices(play.scenario, play.state):
            decision = Decision(play.state.node, choice.id)
            asked = tests.get(str(decision))
            if asked is not None and all(test(earlier.state) for test in asked):
                break
        else:
            return _no_way_on(play, earlier)
        moved = play.decide(decision.choice)
        if decision in taken or isinstance(moved, Refusal):  # the earlier play stays the same: it would go on for ever
            return _no_way_on(play, earlier)
        taken.add(decision)
        play = moved
    return play.decisions or Refusal(f"{begun.scenario.title} takes nothing over from earlier plays.")


def _asks(play: Play) -> bool:
    """The node where the play stands asks something of an earlier one."""
    return any(choice.earlier for choice in play.scenario.nodes[play.state.node].choices.values())


def ended_at(play: Play) -> str:
    """The title of the ending of a play, or of the node at which it stands."""
    node = play.scenario.nodes[play.state.node]
    return node.ending.title if node.ending is not None else title_of(node)


def _no_way_on(play: Play, earlier: Play) -> Refusal:
    here = title_of(play.scenario.nodes[play.state.node])
    told = f"Your play of {earlier.scenario.title} ended at “{ended_at(earlier)}”"
    return Refusal(f"{told}, and {play.scenario.title} does not go on from there: nothing at “{here}” fits it.")
