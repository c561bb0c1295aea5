"""A scenario's text becomes a scenario, or every mistake in it is reported in one pass where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from every_key import ALL_SPOTS, EVERY_KEY, Spot, as_data, changed
from generated import FILE, codes, loaded, read, scenario_texts, to_yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isoquest.content.problems import Problem, Severity
from isoquest.content.safe_text import UNSAFE


@pytest.mark.parametrize(
    ("path", "wrong", "code", "right"),
    [
        (("start",), "leter", "unknown-node", "letter"),
        (("standard",), "iso-901", "unknown-standard", "iso-9001"),
        (("meters", "budget", "at_min"), "closed_down", "unknown-node", "closed-down"),
        (("meters", "budget", "good"), "hihg", "wrong-type", "high"),
        (("nodes", "letter", "phase"), "chose", "wrong-type", "choose"),
        (("nodes", "letter", "topic"), "certificaton", "unknown-name", "certification"),
        (("nodes", "letter", "role"), "ownr", "unknown-name", "owner"),
        (("nodes", "letter", "choices", "ask", "because"), ["F-ISO-01"], "unknown-fact", "F-ISO-001"),
        (("nodes", "letter", "choices", "ask", "add"), {"buget": 1}, "unknown-name", "budget"),
        (("nodes", "letter", "choices", "ask", "set"), {"scop": True}, "unknown-name", "scope"),
        (("nodes", "letter", "choices", "ask", "close"), ["audit.no-polcy"], "unknown-name", "audit.no-policy"),
        (("nodes", "letter", "choices", "ask", "to"), "bord", "unknown-node", "board"),
        (("nodes", "letter", "choices", "ask", "when"), "worri < 3", "unknown-name", "worry"),
        (("nodes", "letter", "choices", "ask", "when"), "visited(bord)", "unknown-name", "board"),
        (("nodes", "letter", "choices", "ask", "when"), "chose(letter.asc)", "unknown-name", "letter.ask"),
        (("nodes", "letter", "choices", "ask", "when"), "open(audit.noscope)", "unknown-name", "audit.no-scope"),
        (("nodes", "closed-down", "ending", "kind"), "falure", "wrong-type", "failure"),
        (("nodes", "audit", "assess", "checks", "no-scope", "grade"), "miner", "wrong-type", "minor"),
    ],
)
def test_misspelt_name_is_reported_with_the_right_one(path: tuple[str, ...], wrong: Any, code: str, right: str):
    """A name that nothing bears is one error, and the hint names the nearest that there is."""
    (problem,) = read(changed(path, wrong)).problems
    assert (problem.code, problem.hint) == (code, f"did you mean `{right}`?")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("minutes",), "forty", "wrong-type"),
        (("minutes",), "4.5", "wrong-type"),
        (("minutes",), "1_000", "wrong-type"),
        (("minutes",), "٣", "wrong-type"),
        (("minutes",), "9" * 5000, "wrong-type"),
        (("meters", "budget", "start"), "61", "meter-range"),
        (("meters", "budget", "start"), "-11", "meter-range"),
        (("meters", "budget", "max"), "-10", "meter-range"),
        (("meters", "budget", "max"), "--5", "wrong-type"),
        (("meters", "budget", "max"), "+-5", "wrong-type"),
        (("meters", "budget", "hidden"), "yes", "wrong-type"),
        (("meters", "budget", "at_min"), "", "unknown-node"),
        (("evidence", "scope", "clause"), "4.3.", "wrong-type"),
        (("nodes", "letter", "choices", "ask", "add"), {"budget": "x"}, "wrong-type"),
        (("nodes", "letter", "choices", "ask", "add"), {"scope": "1"}, "unknown-name"),
        (("nodes", "letter", "choices", "ask", "set"), {"scope": 3}, "wrong-type"),
        (("nodes", "letter", "choices", "ask", "set"), {"worry": 101}, "meter-range"),
        (("nodes", "letter", "choices", "ask", "set"), {"worry": "maybe"}, "wrong-type"),
        (("nodes", "letter", "choices", "ask", "set"), {"budget": 3}, "two-effects"),
        (("nodes", "letter", "choices", "wait", "to"), [], "no-way-on"),
        (("nodes", "storm", "chance", "calm", "weight"), "0", "weight"),
        (("nodes", "storm", "chance", "calm", "weight"), "-1", "weight"),
        (("nodes", "storm", "chance", "gale", "to"), "storm", "circle"),
        (("nodes", "board", "to"), [{"node": "audit"}, {"node": "letter"}], "route-order"),
        (("nodes", "board", "to"), [{"node": "audit", "when": "scope"}], "route-order"),
        (
            ("nodes", "board", "to"),
            [{"when": "scope", "node": "audit"}, {"when": "policy", "node": "letter"}],
            "route-order",
        ),
        (("nodes", "audit", "assess", "sample"), "0", "sample"),
        (("nodes", "audit", "assess", "sample"), "3", "sample"),
        (("nodes", "audit", "assess", "sample"), "-1", "sample"),
        (("flags", "scope"), "also evidence", "two-meanings"),
        (("evidence", "worry"), "also a meter", "two-meanings"),
        (("flags", "worry"), "also a meter", "two-meanings"),
        (("title",), " \n ", "empty-text"),
        (("title",), "a\x1b[31m", "control-character"),
        (("title",), "a\u202eb", "control-character"),
        (("nodes", "board", "text"), "a\rb", "control-character"),
        (("nodes", "board", "text"), "a" * 20_001, "too-long"),
        (("nodes", "board", "choices"), {"x": {"text": "x", "to": "board"}}, "two-ways-on"),
        (("nodes", "storm", "chance"), {}, "no-way-on"),
    ],
)
def test_value_that_cannot_be_is_one_error(path: tuple[str, ...], value: Any, code: str):
    """One value that cannot be is one error: nothing else is reported in its wake."""
    reading = read(changed(path, value))
    errors = [problem.code for problem in reading.problems if problem.severity is Severity.ERROR]
    assert (reading.scenario, errors) == (None, [code])


@pytest.mark.parametrize("name", ["and", "majors", "visited", "true", "Budget", "my-budget", "1st", "ä", "", "a" * 61])
def test_name_that_no_expression_could_use_is_refused(name: str):
    """A meter, evidence or flag cannot bear a word of the language or anything that an expression cannot spell."""
    text = f"isoquest: 1\ntitle: a\nsummary: b\nmeters: {{'{name}': {{start: 1}}}}\nstart: c\nnodes: {{c: {MEETING}}}\n"
    (problem,) = read(text).problems
    assert problem.code in ("reserved", "wrong-type")
    assert (problem.place.line, problem.place.column) == (4, 10)


MEETING = "{phase: plan, text: They meet., ending: {kind: wise, title: Met, outcome: Done.}}"


@pytest.mark.parametrize("name", ["N", "ä", "a.b", "a b", "-a", "a/b", "../a", "a" * 61])
def test_id_with_other_characters_is_refused(name: str):
    """Ids of nodes are small letters, digits, `_` and `-`, so that `node.choice` can be written anywhere."""
    text = f"isoquest: 1\ntitle: a\nsummary: b\nstart: '{name}'\nnodes: {{'{name}': {MEETING}}}\n"
    assert codes(text) == ["wrong-type"]


@pytest.mark.parametrize(
    "value", ["no", "7.10", "12:30", "2026-01-01", "010", "0x1F", "1e3", "null", "~x", "on", "1_000", "+1", ".5"]
)
def test_text_stays_as_written(value: str):
    """What plain YAML would turn into a number, a day or `False` stays the text that it is."""
    text = f"isoquest: 1\ntitle: {value}\nsummary: b\nversion: {value}\nstart: c\nnodes: {{c: {MEETING}}}\n"
    scenario = loaded(text)
    assert (scenario.title, scenario.version) == (value, value)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40).filter(str.strip))
def test_any_honest_text_comes_through(text: str):
    """Letters, figures, signs and spaces of any script come through unchanged, but for runs of space on one line."""
    data = as_data()
    data["nodes"]["board"]["text"] = data["nodes"]["board"]["title"] = text
    board = loaded(to_yaml(data)).nodes["board"]
    assert (board.text, board.title) == (text.rstrip(), " ".join(text.split()))


def test_numbers_of_a_meter_are_those_that_expressions_and_effects_use():
    """A range written in any permitted way is the same for the meter, for expressions and for effects."""
    text = changed(("meters", "budget"), {"start": "+20", "min": "-123456789", "max": "+0050"})
    scenario = loaded(text)
    meter, slot = scenario.meters["budget"], scenario.names.meters["budget"]
    assert (meter.min, meter.max) == (slot.min, slot.max) == (-123456789, 50)
    assert scenario.nodes["letter"].choices["ask"].effects.shifts == ((0, -1, -123456789, 50),)


TEN = """\
isoquest: 1
titel: The Quay Laundry
summary: Nineteen people wash.
minutes: forty
meters:
  budget: {start: 120}
  worry: {start: 3, god: low}
start: leter
nodes:
  letter:
    phase: chose
    text: A letter.
    choices:
      ask: {text: Ask., to: bord}
      wait: {text: "Wait \\e[2J", to: board}
      wait: {text: Again., to: board}
  board:
    phase: plan
    text: Ilse nods.
    to:
      - {when: budget = 20, node: end}
      - {node: end}
  end:
    phase: after
    text: It is over.
    ending: {kind: failure, title: Closed}
"""


def test_ten_mistakes_are_reported_at_once():
    """No mistake hides another: each of ten, and the missing title, is reported with its line and column."""
    assert [(p.code, p.place.line, p.place.column) for p in read(TEN).problems] == [
        ("missing-key", 1, 1),
        ("unknown-key", 2, 1),
        ("wrong-type", 4, 10),
        ("meter-range", 6, 3),
        ("unknown-key", 7, 21),
        ("unknown-node", 8, 8),
        ("wrong-type", 11, 12),
        ("unknown-node", 14, 29),
        ("control-character", 15, 20),
        ("duplicate-key", 16, 7),
        ("expression", 21, 23),
        ("missing-key", 26, 13),
    ]


def test_broken_meter_does_not_make_its_uses_wrong():
    """Where a meter cannot be read, what is added to it and set elsewhere is not reported as well."""
    text = changed(("meters", "worry", "start"), "many")
    assert codes(text) == ["wrong-type"]


def test_broken_node_is_still_a_node():
    """Where a node cannot be read, ways that lead to it are not reported as well."""
    assert codes(changed(("nodes", "board", "phase"), "plann")) == ["wrong-type"]


def test_circle_through_an_edge_is_found():
    """A meter's edge can close a circle of nodes that are passed at once, just as a way can."""
    text = """
isoquest: 1
title: a
summary: b
meters: {budget: {start: 5, max: 10, at_min: mint}}
start: mint
nodes:
  mint: {chance: {more: {add: {budget: 5}, to: spend}}}
  spend: {chance: {all: {add: {budget: -10}, to: end}}}
  end: {phase: after, text: c, ending: {kind: wise, title: d, outcome: e}}
"""
    assert codes(text) == ["circle"]


@pytest.mark.parametrize(
    ("written", "line", "column", "end"),
    [
        ("when: budget = 2", 1, 14, 15),
        ("when: 'budget = 2'", 1, 15, 16),
        ('when: "budget = 2"', 1, 15, 16),
        ("when: [promised, budget = 2]", 1, 25, 26),
        ("when: budjet > 2", 1, 7, 13),
        ("when: |\n  budget = 2", 1, 7, 8),
    ],
)
def test_problem_of_a_condition_points_at_the_very_word(written: str, line: int, column: int, end: int):
    """The place is that of the wrong word in the file, whether quoted or not, alone or in a list."""
    block = "  first:\n    phase: plan\n    text: a\n    to: board\n    also:\n    - text: more\n      "
    text = EVERY_KEY.replace("nodes:\n", "nodes:\n" + block + written.replace("\n", "\n      ") + "\n")
    above = text[: text.index(block) + len(block)].count("\n")
    (problem,) = read(text).problems
    assert (problem.place.line, problem.place.column, problem.place.end_column) == (above + line, column + 6, end + 6)


def test_warning_does_not_keep_a_scenario_from_being_played():
    """A comparison that the ranges decide is a warning; the scenario is there."""
    reading = read(changed(("nodes", "letter", "choices", "ask", "when"), "budget >= 120"))
    assert [(p.code, p.severity) for p in reading.problems] == [("never-true", Severity.WARNING)]
    assert reading.scenario is not None


def test_everything_conditional_is_a_warning():
    """A node at which every choice has a condition may leave the player stuck, and says so."""
    assert codes(changed(("nodes", "letter", "choices", "wait", "when"), "scope")) == ["maybe-stuck"]


@pytest.mark.parametrize(
    ("node", "told"),
    [
        ("letter", []),
        ("quiz", []),
        ("storm", ["no-effect"]),
        ("board", ["no-effect"]),
        ("audit", ["no-effect"]),
        ("closed-down", ["no-effect"]),
    ],
)
def test_role_where_nothing_is_decided_is_warned_of(node: str, told: list[str]):
    """Choices and questions are decided; chance, audits, pages that are read and endings are nobody's decision."""
    reading = read(changed(("nodes", node, "role"), "owner"))
    assert [problem.code for problem in reading.problems] == told
    assert reading.scenario is not None
    assert reading.scenario.nodes[node].role == "owner"


def test_scenario_without_roles_leaves_every_decision_to_everybody():
    """Roles may be left out, and a role that no node names is no problem, like a topic that none names."""
    data = as_data()
    del data["nodes"]["letter"]["role"]
    assert (codes(to_yaml(data)), dict(loaded(to_yaml(data)).roles)) == ([], {"owner": "The owner"})
    del data["roles"]
    scenario = loaded(to_yaml(data))
    assert (dict(scenario.roles), {node.role for node in scenario.nodes.values()}) == ({}, {None})


def test_scenario_knows_where_it_comes_from():
    """Its id is the folder's name, its hash that of the bytes, its file the one that was named."""
    one, other = loaded(EVERY_KEY), loaded(EVERY_KEY + "# a note\n")
    assert (one.id, one.file) == ("made-up", FILE)
    assert one.content_hash != other.content_hash


@given(scenario_texts())
def test_every_drawn_scenario_is_without_error(text: str):
    """The scenarios that other tests draw are scenarios, whatever warnings they bring."""
    reading = read(text)
    assert reading.scenario is not None, reading.problems


def assert_in_file(text: str, problems: tuple[Problem, ...]) -> None:
    """Every problem and every related place lies in the text and is fit to print."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        for place in (problem.place, *(place for _, place in problem.related)):
            assert 1 <= place.line <= place.end_line <= len(lines), problem
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
            assert place.column < place.end_column <= len(lines[place.line - 1]) + 2, problem
        assert not UNSAFE.search(problem.message + problem.hint)
        assert "MISSING" not in problem.message


bits = st.sampled_from(
    [
        "",
        " ",
        "\n",
        ":",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "|",
        "&a ",
        "*a",
        "!!x ",
        "# ",
        "\t",
        ",",
        "?",
        "--- ",
        "...",
        "~",
        "é",
        "\U0001f600",
        "-",
        "0",
        "9" * 12,
        "true",
        "not ",
        "(",
        ")",
        "==",
        "\\",
        "%",
        "@",
        "\r",
        "visited(",
    ]
)
edits = st.tuples(
    st.sampled_from(["delete", "replace", "insert", "double line", "drop line", "swap lines", "indent line"]),
    st.integers(0, len(EVERY_KEY) - 1),
    bits,
)


def mutated(text: str, edit: tuple[str, int, str]) -> str:
    """A text with one small edit."""
    kind, at, bit = edit
    at %= len(text) or 1
    if kind in ("delete", "replace", "insert"):
        return text[:at] + ("" if kind == "delete" else bit) + text[at + (kind != "insert") :]
    lines = text.split("\n")
    row = at % len(lines)
    if kind == "swap lines":
        lines[row], lines[-row] = lines[-row], lines[row]
    elif kind == "indent line":
        lines[row] = " " * (at % 5) + lines[row].lstrip()
    else:
        lines[row : row + 1] = [lines[row]] * 2 if kind == "double line" else []
    return "\n".join(lines)


@pytest.mark.usefixtures("each_loader")
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(edits, min_size=1, max_size=4))
def test_no_edit_raises(changes: list[tuple[str, int, str]]):
    """Whatever slip of the keyboard befalls a scenario, the problems lie in the file and nothing is raised."""
    text = EVERY_KEY
    for edit in changes:
        text = mutated(text, edit)
    reading = read(text)
    assert_in_file(text, reading.problems)
    assert (reading.scenario is None) == any(p.severity is Severity.ERROR for p in reading.problems)


@settings(max_examples=80)
@given(
    st.sampled_from(ALL_SPOTS),
    st.recursive(bits, lambda inner: st.lists(inner) | st.dictionaries(bits, inner), max_leaves=5),
)
def test_no_value_raises(spot: Spot, value: Any):
    """Whatever stands behind any key of the model, nothing is raised."""
    text = changed(spot.path, value)
    assert_in_file(text, read(text).problems)


def test_emphasis_in_a_line_is_warned_of():
    """A choice's text is one line and shows its marks; the author is told, and the scenario can be played."""
    text = (
        "isoquest: 1\ntitle: T\nsummary: S\nstart: a\nnodes:\n"
        "  a: {phase: choose, text: A *b*., choices: {go: {text: Do *this* at 3 * 4 * 5., to: b}}}\n"
        "  b: {phase: after, text: B, ending: {kind: wise, title: T, outcome: O}}\n"
    )
    reading = read(text)
    assert [(problem.code, "`*this*`" in problem.message) for problem in reading.problems] == [("marks-in-line", True)]
    assert reading.scenario is not None
