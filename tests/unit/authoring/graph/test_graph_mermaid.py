"""Mermaid: whatever a title says, the flowchart stays one, and shows the title as it was written."""

import re

from drawn_graphs import HOSTILE, bakery, graphs
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.graph.mermaid import as_mermaid, escaped, identifier
from isoquest.authoring.graph.story import StoryGraph
from isoquest.content.safe_text import safe_line

LABEL = r'"[^"\[\](){}<>|`;&%]*(?:#\d+;[^"\[\](){}<>|`;&%]*)*"'
NODE = r"n_[A-Za-z0-9_]+"
LINE = re.compile(
    rf"flowchart TD|  subgraph phase_[a-z]+\[{LABEL}\]|  end|  classDef [a-z]+ [^\"]+;"
    rf'|    {NODE}[\[({{>/\\]+"(?P<label>[^"]*)"[\])}}/\\]+(:::[a-z]+)?'
    rf"|  {NODE} (-->|-\.->|==>|-\.-x)(\|{LABEL}\|)? {NODE}"
)


def decoded(text: str) -> str:
    """A label as Mermaid shows it: entity codes become characters; spaces without width are not seen."""
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), text).replace("\u200b", "")


@given(HOSTILE)
def test_a_label_is_shown_as_it_was_written(text: str):
    """Decoded once, a label is the title again; written, it has no character that could end or change it."""
    assert decoded(escaped(text)) == safe_line(text).replace("\u200b", "")
    assert re.fullmatch(r"(?:[\w ,…✕★◐◆✖]|#\d+;)*", escaped(text))


@given(st.lists(st.from_regex(r"[a-z0-9_-]{1,5}", fullmatch=True), unique=True, max_size=8))
def test_different_nodes_have_different_names(ids: list[str]):
    """No two ids share a name, and each name is one word that the language does not keep for itself."""
    names = {identifier(id_) for id_ in ids}
    assert len(names) == len(ids)
    assert all(re.fullmatch(NODE, name) for name in names)


@given(graphs())
def test_every_line_is_one_of_the_grammar(graph: StoryGraph):
    """Whatever the titles, the lines are a head, subgraphs with their ends, nodes, ways and classes."""
    lines = as_mermaid(graph).splitlines()
    assert all(LINE.fullmatch(line) for line in lines), [line for line in lines if not LINE.fullmatch(line)]
    assert sum(line.startswith("  subgraph") for line in lines) == lines.count("  end") == len(graph.bands())
    assert sum(line.startswith("    n_") for line in lines) == len(graph.nodes)


def test_phases_forgotten_nodes_and_endings_are_marked():
    """Phases are subgraphs; what no play reaches is dashed and says so; endings have their mark and kind."""
    told = as_mermaid(bakery())
    assert '  subgraph phase_choose["Choose"]\n    n_letter["The letter<br/>letter, start"]:::start\n' in told
    assert 'n_attic["The forgotten attic<br/>attic, no play reaches this"]:::unreachable' in told
    assert "n_attic -.-x" in told
    assert 'n_refused("✖ Refused<br/>refused, ending#58; failure"):::failure' in told
    assert 'n_autumn -.->|"calm"| n_quiz' in told
