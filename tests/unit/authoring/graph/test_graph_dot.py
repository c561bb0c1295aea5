"""DOT: whatever a title says, Graphviz reads one graph with the right nodes, and shows the title as it was written."""

import html
import re

from drawn_graphs import HOSTILE, bakery, graphs
from hypothesis import given

from isoquest.authoring.graph.dot import as_dot, quoted
from isoquest.authoring.graph.links import links
from isoquest.authoring.graph.story import StoryGraph
from isoquest.content.safe_text import safe_line

STRING = r'"(?:[^"\\]|\\["\\n])*"'
ATTRIBUTES = rf"\[\w+=(?:{STRING}|\w+)(?:, \w+=(?:{STRING}|\w+))*\];"
LINE = re.compile(
    rf"digraph story \{{|  (?:graph|node|edge) {ATTRIBUTES}|  subgraph cluster_\w+ \{{"
    rf"|    label={STRING}; labeljust=l; style=filled; color=\"#eeeeee\";"
    rf"|    (?P<node>{STRING}) {ATTRIBUTES}|  (?P<source>{STRING}) -> (?P<target>{STRING}) {ATTRIBUTES}|  \}}|\}}"
)


def shown(text: str) -> str:
    """A quoted string as Graphviz shows it: escapes, then HTML entities."""
    return html.unescape(re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text[1:-1]))


@given(HOSTILE)
def test_a_label_is_shown_as_it_was_written(text: str):
    """The string is whole, and read back it is the title again: no escape and no entity in it counts."""
    assert re.fullmatch(STRING, quoted(text))
    assert shown(quoted(text)) == safe_line(text)


@given(graphs())
def test_every_line_is_one_of_the_grammar(graph: StoryGraph):
    """Every line is a statement; the nodes and the ways are those of the graph."""
    found = [LINE.fullmatch(line) for line in as_dot(graph).splitlines()]
    assert None not in found
    assert [shown(line["node"]) for line in found if line and line["node"]] == [
        node.id for nodes in graph.bands().values() for node in nodes
    ]
    ways = [(shown(line["source"]), shown(line["target"])) for line in found if line and line["source"]]
    assert ways == list(links(graph))


def test_forgotten_nodes_are_marked_in_words_too():
    """What no play reaches is dashed and says so."""
    told = as_dot(bakery())
    assert (
        '"attic" [label="The forgotten attic\\nattic, no play reaches this", shape=box, style="filled,dashed"' in told
    )
    assert "subgraph cluster_choose" in told
