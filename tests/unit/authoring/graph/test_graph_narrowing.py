"""Smaller pictures: what is gathered, left out or folded is counted, and nothing else changes."""

from drawn_graphs import bakery, graphs
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.graph.narrowing import focused, folded, with_meters_gathered
from isoquest.authoring.graph.story import PHASES, StoryEdge, StoryGraph, StoryNode


@given(graphs(), st.sets(st.sampled_from([*PHASES, None])))
def test_folding_keeps_every_way_between_what_is_seen(graph: StoryGraph, phases: set[str | None]):
    """A box leads to another exactly where a node in it led to a node in the other; other nodes and ways stay."""
    small = folded(graph, phases)
    shown = {
        node.id: f"phase:{node.phase or 'none'}" if node.phase in phases else node.id for node in graph.nodes.values()
    }
    assert list(small.nodes) == list(dict.fromkeys(shown.values()))
    wanted = {
        (shown[edge.source], shown[edge.target])
        for edge in graph.edges
        if shown[edge.source] != shown[edge.target] or graph.nodes[edge.source].phase not in phases
    }
    assert {(edge.source, edge.target) for edge in small.edges} == wanted


def test_a_folded_phase_says_what_is_in_it():
    """Nodes, endings and what no play reaches are counted; a line says how many ways it stands for."""
    small = folded(bakery(), PHASES)
    assert small.nodes["phase:after"].note == "3 nodes, 3 endings"
    assert small.nodes["phase:run"].note == "2 nodes, 2 unreachable"
    assert not small.nodes["phase:run"].reachable
    assert small.nodes["phase:choose"].start
    (ways,) = [edge for edge in small.edges if (edge.source, edge.target) == ("phase:audit", "phase:after")]
    assert ways.label == "2 ways"


@given(graphs(), st.integers(0, 4))
def test_a_neighbourhood_is_what_some_steps_lead_to_or_come_from(graph: StoryGraph, steps: int):
    """Exactly the nodes from which the node is reached, or that it reaches, within that many steps."""
    start = next(iter(graph.nodes))
    after, before = {start}, {start}
    for _ in range(steps):
        after |= {edge.target for edge in graph.edges if edge.source in after}
        before |= {edge.source for edge in graph.edges if edge.target in before}
    small = focused(graph, start, steps)
    assert set(small.nodes) == after | before
    assert set(small.edges) == {e for e in graph.edges if {e.source, e.target} <= after | before}


def test_a_neighbourhood_says_what_it_leaves_out():
    """A box at the rim counts the nodes before and after it that are not shown."""
    small = focused(bakery(), "flood", 1)
    assert small.nodes["autumn"].note == "1 more before, 1 more after"
    assert small.about == "The part within 1 step of flood: 2 nodes of 12 nodes, 3 endings; 2 that no play reaches."


def test_a_meter_that_many_scenes_can_empty_has_a_box_of_its_own():
    """Three scenes that lead to one node through a meter become one box that names them; two stay as they are."""
    nodes = {name: StoryNode(name, name, "scene", "plan") for name in ("a", "b", "c", "broke")}

    def through(sources: str) -> StoryGraph:
        edges = (StoryEdge(source, "broke", "meter", "buy", condition="Budget at 0", meter="m") for source in sources)
        return StoryGraph("A company", "Some nodes.", nodes, tuple(edges))

    assert with_meters_gathered(through("ab")) == through("ab")
    gathered = with_meters_gathered(through("abc"))
    assert gathered.nodes["m"].sources == ("a", "b", "c")
    assert gathered.nodes["m"].note == "from 3 scenes"
    assert [(edge.source, edge.target) for edge in gathered.edges] == [("m", "broke")]
