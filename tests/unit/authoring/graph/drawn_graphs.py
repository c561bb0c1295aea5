"""Graphs for the tests of pictures: with any text as a title, and a small company with one of everything."""

from __future__ import annotations

from typing import Any

from generated import loaded
from hypothesis import strategies as st

from isoquest.authoring.graph.from_scenario import story_graph
from isoquest.authoring.graph.story import PHASES, StoryEdge, StoryGraph, StoryNode

BAKERY = """\
isoquest: 1
title: The Corner Bakery
summary: Two ovens and a letter.
meters:
  budget: {start: 10, max: 20, unit: k€, at_min: broke}
evidence: {scope: Scope statement}
start: letter
nodes:
  letter:
    title: The letter
    phase: choose
    text: A customer wants **an ISO certificate**.
    choices:
      ask: {text: Ask which one., set: {scope: true}, to: plan}
      buy: {text: Buy one today., add: {budget: -10}, to: audit}
      wait: {when: budget > 15, locked: You would need more money., text: Wait a year., to: letter}
  plan:
    title: What will you do first?
    phase: plan
    text: There is time for one thing.
    choices:
      again: {text: Read the letter again., to: letter}
      work: {text: Begin., to: autumn}
      skip: {text: Skip., to: [{when: scope, node: gate}, {node: audit}]}
  autumn:
    phase: build
    chance:
      calm: {weight: 3, to: quiz}
      storm: {weight: 1, to: flood}
  flood: {title: Water in the cellar, phase: build, text: Wet., to: autumn}
  quiz: {title: The auditor asks, phase: build, text: Well?, ask: {bank: basics}, to: gate}
  gate:
    to:
      - {when: scope and budget > 3, node: audit}
      - {node: refused}
  audit:
    title: The audit
    phase: audit
    text: Two days.
    assess:
      checks:
        scope: {clause: "4.3", needs: scope, grade: major, finding: There is no scope.}
    to:
      - {when: majors > 0, node: refused}
      - {node: certified}
  certified: {phase: after, text: It hangs., ending: {kind: success, title: Certified, outcome: Yours.}}
  refused: {phase: after, text: Not yet., ending: {kind: failure, title: Refused, outcome: Not yet.}}
  broke: {title: No flour, phase: after, text: Empty., ending: {kind: failure, title: Broke, outcome: Closed.}}
  attic: {title: The forgotten attic, phase: run, text: Dust., choices: {down: {text: Down., to: cellar}}}
  cellar: {title: 地下室, phase: run, text: Dark., to: audit}
"""
"""Twelve nodes of every kind; `attic` and `cellar` are forgotten."""


def bakery() -> StoryGraph:
    """The graph of the small company."""
    return story_graph(loaded(BAKERY))


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "end",
            '"quoted" \\" trailing \\',
            "a[b](c){d}<e>|f|",
            "#35; #quot; &amp; &lt;b&gt;",
            "<script>alert(1)</script>",
            "-->|x| --- ==> ~~~",
            '%%{init: {"theme": "dark"}}%%',
            "\\n \\N \\l",
            "1. list",
            "]]> <!-- x -->",
            "$$x^2$$ @{shape: x}:::c fa:fa-car",
            "\x1b[31m\x00\u202e\ufffe\ud800",
            "日本語のタイトル 👩‍👩‍👧 e\u0301",
            "x" * 5000,
        ]
    ),
)
"""Titles that mean something to one language or another, or are no texts at all."""


@st.composite
def graphs(draw: st.DrawFn, most: int = 14) -> StoryGraph:
    """Graphs of any shape: circles, ways back over phases, lonely nodes, more than one way between the same two."""
    count = draw(st.integers(1, most))
    names = [draw(st.sampled_from(["end", "a-b", "a_b", "o", "class"])) + str(i) for i in range(count)]
    kinds: Any = st.sampled_from(["scene", "passed", "chance", "questions", "audit", "ending", "meter", "folded"])
    nodes = {}
    for name in names:
        kind = draw(kinds)
        nodes[name] = StoryNode(
            id=name,
            title=draw(HOSTILE),
            kind=kind,
            phase=draw(st.sampled_from([*PHASES, None])),
            ending=draw(st.sampled_from(["success", "partial", "wise", "failure"])) if kind == "ending" else None,
            reachable=draw(st.booleans()),
            start=name == names[0],
            note=draw(st.sampled_from(["", "7 nodes"])),
        )
    ends = st.sampled_from(names)
    ways = draw(st.lists(st.tuples(ends, ends, HOSTILE, HOSTILE, st.booleans()), max_size=2 * most))
    edges = tuple(
        StoryEdge(source, target, "choice", "go", text, condition=condition, reachable=reachable)
        for source, target, text, condition, reachable in ways
    )
    return StoryGraph(draw(HOSTILE), "Some nodes.", nodes, edges)
