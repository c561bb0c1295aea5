"""States that are made one have the same future."""

from small_scenarios import small_scenario

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.translate import machine_for
from isoquest.authoring.prove.states.exhaustive import every_state
from isoquest.authoring.prove.states.reduction import Reduction


def test_what_is_left_out_of_a_state_changes_no_way_and_no_mark():
    """From a state and from the one that stands for it the same ways are open, and they lead to states made one."""
    for seed in range(60):
        scenario = small_scenario(seed)
        if scenario is None:
            continue
        running = Running(machine_for(scenario))
        reduction = Reduction(running)
        waiting = [(running.machine.start, running.encoding.start)]
        seen = set(waiting)
        while waiting and len(seen) < 300:
            place, state = waiting.pop()
            other = reduction.reduced(place, state)
            for way in running.ways[place]:
                is_open = way.test is None or way.test(state)
                assert is_open == (way.test is None or way.test(other)), f"scenario {seed}, edge {way.number}"
                if is_open:
                    after, after_other = (s if way.change is None else way.change(s) for s in (state, other))
                    assert reduction.reduced(way.target, after) == reduction.reduced(way.target, after_other)
                    if (way.target, after) not in seen:
                        seen.add((way.target, after))
                        waiting.append((way.target, after))


def test_a_state_stands_for_itself_once_reduced():
    """Reducing twice is reducing once."""
    for seed in range(40):
        scenario = small_scenario(seed)
        if scenario is not None:
            running = Running(machine_for(scenario))
            reduction = Reduction(running)
            graph = every_state(running, reduction, lambda: False)
            for place, state in zip(graph.places, graph.states, strict=True):
                assert reduction.reduced(place, state) == state


def test_the_search_says_so_when_there_are_too_many_states():
    """More states than allowed give no graph rather than a part of one."""
    running = Running(machine_for(next(filter(None, map(small_scenario, range(10))))))
    assert every_state(running, Reduction(running), lambda: False, most=1) is None
    assert every_state(running, Reduction(running), lambda: True) is None
