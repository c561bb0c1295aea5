"""The graph of a scenario: no play leaves it, and what it calls unreachable no play can reach."""

from drawn_graphs import BAKERY, bakery
from generated import loaded, plays, scenario_texts
from hypothesis import given

from isoquest.authoring.graph.from_scenario import story_graph, targets_of
from isoquest.authoring.graph.story import StoryEdge
from isoquest.authoring.proof import Proof
from isoquest.content.library import Shelved, find, load
from isoquest.engine.play import Play
from isoquest.engine.state import CONTINUE, Chosen


def passed_to(start: str, goal: str, onward: dict[str, list[str]], passed: set[str]) -> bool:
    """A way leads from one node to another through nodes that are passed at once, or straight."""
    waiting, seen = [start], {start}
    while waiting:
        for there in onward.get(waiting.pop(), []):
            if there == goal:
                return True
            if there in passed and there not in seen:
                seen.add(there)
                waiting.append(there)
    return False


@given(plays())
def test_every_step_of_every_play_is_a_way_of_the_graph(play: Play):
    """From each decision a way with its name leads on, straight or through what is passed, to where the play stands."""
    nodes = play.scenario.nodes
    graph = story_graph(play.scenario)
    onward = targets_of(graph.edges)
    passed = {node.id for node in nodes.values() if not node.waits}
    for before, step in zip(play.steps, play.steps[1:], strict=False):
        here, there = before.state.node, step.state.node
        decided = next(event.decision.choice for event in step.events if isinstance(event, Chosen))
        ways = [
            edge for edge in graph.edges if edge.source == here and edge.label in (decided, "", *nodes[here].chance)
        ]
        assert decided == CONTINUE or any(edge.label == decided for edge in ways)
        assert any(
            edge.target == there or (edge.target in passed and passed_to(edge.target, there, onward, passed))
            for edge in ways
        )
        assert graph.nodes[there].reachable


@given(scenario_texts())
def test_what_no_way_leads_to_is_unreachable(text: str):
    """A node is reachable if it is the start, or some way from a reachable node leads to it; no other is."""
    scenario = loaded(text)
    graph = story_graph(scenario)
    entered = {edge.target for edge in graph.edges if graph.nodes[edge.source].reachable}
    assert {node.id for node in graph.nodes.values() if node.reachable} == entered | {scenario.start}


def test_forgotten_nodes_and_all_their_ways_are_marked():
    """Nodes to which nothing leads are out of reach, and so is each way that leaves them."""
    graph = bakery()
    assert graph.out_of_reach == ("attic", "cellar")
    assert {edge.source for edge in graph.edges if not edge.reachable} == {"attic", "cellar"}
    assert graph.about == "12 nodes, 3 endings; 2 that no play reaches."


def test_what_is_proved_unreachable_is_marked_instead():
    """Ids of nodes and of choices that are given take the place of the search."""
    graph = story_graph(loaded(BAKERY), Proof(unreachable=("letter.wait", "flood")))
    lost = {(edge.source, edge.target) for edge in graph.edges if not edge.reachable}
    assert lost == {("letter", "letter"), ("autumn", "flood"), ("flood", "autumn")}
    assert graph.out_of_reach == ("flood",)


def test_every_kind_of_node_is_told_apart():
    """Scenes, what is passed, chance, questions, audits and endings each have their kind."""
    kinds = {node.id: node.kind for node in bakery().nodes.values()}
    assert kinds["letter"] == "scene"
    assert kinds["gate"] == "passed"
    assert kinds["autumn"] == "chance"
    assert kinds["quiz"] == "questions"
    assert kinds["audit"] == "audit"
    assert kinds["refused"] == "ending"


def test_a_node_of_no_phase_stands_where_it_is_reached_from():
    """`gate` names no phase; `plan` leads to it, and so does `quiz`: the earlier phase is its band."""
    assert bakery().nodes["gate"].phase == "plan"


def test_conditions_of_a_choice_and_of_its_ways_are_kept_apart():
    """When a choice is open is one thing, where it then leads another; the last way has the rest."""
    edges = {(edge.source, edge.target, edge.label): edge for edge in bakery().edges}
    assert edges["letter", "letter", "wait"].when == "budget > 15"
    assert edges["plan", "gate", "skip"].condition == "scope"
    assert edges["plan", "audit", "skip"].condition == "otherwise"
    assert edges["autumn", "quiz", "calm"].text == "3 in 4"


def test_a_meter_that_can_reach_its_edge_leads_there():
    """A choice that lowers a meter with `at_min` has a way to that node, named by the meter and its value."""
    meter = [edge for edge in bakery().edges if edge.kind == "meter"]
    assert meter == [StoryEdge("letter", "broke", "meter", "buy", condition="Budget at 0 k€", meter="budget.at_min")]


def test_the_bundled_scenario_is_reachable_and_in_phases():
    """Every node of the harbour can be reached by some way, and each stands in a phase."""
    shelved = find("harbour-machine-shop")
    assert isinstance(shelved, Shelved)
    scenario = load(shelved).scenario
    assert scenario is not None
    graph = story_graph(scenario)
    assert graph.out_of_reach == ()
    assert None not in graph.bands()


def test_only_a_finished_proof_is_told_as_certain():
    """Where something was not decided, and where nothing was proved, the picture says so."""
    scenario = loaded(BAKERY)
    assert story_graph(scenario, Proof()).about.endswith("; every one can be reached.")
    unsure = story_graph(scenario, Proof(undecided=("whether a play comes to `flood`",)))
    assert unsure.about.endswith("; as far as is known, every one can be reached.")
    assert story_graph(scenario, Proof(unreachable=("flood",))).about.endswith("; 1 that no play reaches.")
