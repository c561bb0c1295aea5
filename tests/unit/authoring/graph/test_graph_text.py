"""The graph in words: everything is told, nothing is wider than the terminal."""

from drawn_graphs import bakery, graphs
from hypothesis import given

from isoquest.authoring.graph.lettering import columns
from isoquest.authoring.graph.narrowing import folded
from isoquest.authoring.graph.story import StoryGraph
from isoquest.authoring.graph.text import as_text

BUILD = """\
Build, 3 nodes
--------------

autumn: Autumn [chance]
    Joins 2 ways, from plan, flood.
    calm: to quiz (The auditor asks)
    storm: to flood (Water in the cellar)

flood: Water in the cellar
    To autumn (Autumn), a way back

quiz: The auditor asks [questions]
    To gate (Gate)
"""


@given(graphs())
def test_no_line_is_wider_than_the_terminal(graph: StoryGraph):
    """Whatever the titles, 80 columns are enough; every node has a line of its own."""
    lines = as_text(graph).splitlines()
    assert all(columns(line) <= 80 for line in lines)
    for node in graph.nodes.values():
        if node.kind not in ("meter", "folded"):
            assert any(line.startswith(f"{node.id}:") for line in lines)


def test_a_phase_tells_its_nodes_joins_circles_and_ways():
    """A heading, each node with its kind, where ways join, where they lead, and which lead back."""
    assert BUILD in as_text(bakery())


def test_conditions_endings_and_what_is_forgotten_are_told():
    """Conditions stand in full, endings with their kind, and what no play reaches at the top and in its place."""
    told = as_text(bakery())
    assert "No play reaches: attic, cellar.\n" in told
    assert "attic: The forgotten attic [no play reaches this]\n" in told
    assert "    down: to cellar (地下室) [no play takes this way]\n" in told
    assert "    wait, if budget > 15: to letter (The letter), here again\n" in told
    assert "    skip, if scope: to gate (Gate)\n    skip, otherwise: to audit (The audit)\n" in told
    assert "    buy, with Budget at 0 k€: to broke (No flour), failure ending\n" in told
    assert "refused: Refused [ending: failure]\n" in told


def test_a_folded_phase_is_one_entry():
    """A folded phase is told by its name and counts, with its ways to what is not folded."""
    told = as_text(folded(bakery(), ["build"]))
    assert "\nBuild [3 nodes]\n    1 way: to gate (Gate)\n" in told
