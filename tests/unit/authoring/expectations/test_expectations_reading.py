"""Reading expectations: what is wrong is said where it stands, and the rest holds all the same."""

from __future__ import annotations

import pytest
from expecting import BAKERY, Written, play_of, problem_in, read
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.expectations.reading import read_expectations
from isoquest.engine.journal import Journal
from isoquest.engine.state import Decision

JOURNALS = {
    "mine.json": Journal("shop", "", 9, (Decision("letter", "ask"),)),
    "other.json": Journal("harbour", "", 9, (Decision("letter", "ask"),)),
}


def journals(name: str) -> Journal | str:
    """Two decision lists, one of them of another scenario."""
    return JOURNALS.get(name, f"`{name}` cannot be read: No such file or directory")


def test_a_play_has_its_decisions_here_or_in_a_file():
    """With the seed that stands beside them; without one, 1."""
    listed = play_of("seed: 4, decisions: [letter.ask, after.mend]")
    (from_file,) = read("plays: {a: {replay: mine.json}}", journals=journals).expectations.plays.values()
    assert [str(taken.decision) for taken in listed.taken] == ["letter.ask", "after.mend"]
    assert [str(taken.decision) for taken in from_file.taken] == ["letter.ask"]
    assert (listed.played_with, from_file.played_with, play_of("decisions: []").played_with) == (4, 9, 1)


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        (
            "plays: {a: {decisions: [letter]}}",
            "a decision, written `node.choice`, is wanted here, not `letter`",
            "letter",
        ),
        ("plays: {a: {decisions: [], ends: certifed}}", "there is no node `certifed`", "certifed"),
        ("plays: {a: {decisions: [], ends: after}}", "`after` is no ending", "after"),
        ("plays: {a: {decisions: [], stops: broke}}", "`broke` is an ending", "broke"),
        ("plays: {a: {decisions: [], stops: verdict}}", "`verdict` is passed at once: no play stops there", "verdict"),
        (
            "plays: {a: {decisions: [], found: audit.scop}}",
            "there is no check or assessment `audit.scop`",
            "audit.scop",
        ),
        ("plays: {a: {decisions: [], open: []}}", "`open` of `a` is empty, and so expects nothing", "a"),
        ("plays: {a: {decisions: [], holds: budgt > 3}}", "`budgt` is not declared", "budgt"),
        ("plays: {a: {ends: broke}}", "`a` has no decisions", "a"),
        ("plays: {a: {decisions: [], replay: mine.json}}", "`decisions` and `replay` stand in one play", "a"),
        ("plays: {a: {seed: 1, replay: mine.json}}", "`seed` and `replay` stand in one play", "a"),
        ("plays: {a: {decisions: [], ends: broke, stops: after}}", "`ends` and `stops` stand in one play", "a"),
        ("plays: {a: {replay: lost.json}}", "`lost.json` cannot be read: No such file or directory", "lost.json"),
        (
            "plays: {a: {replay: other.json}}",
            "the decisions in `other.json` belong to `harbour`, not to `shop`",
            "other.json",
        ),
        ("plays: {a: {decisions: []}, a: {decisions: []}}", "`a` stands twice here", "a"),
        (
            "plays: {A b: {decisions: []}}",
            "an id of small letters, digits, `_` and `-` is wanted here, not `A b`",
            "A b",
        ),
        ("never: []", "this list is empty, and so expects nothing", "["),
        ("never: {at: [], when: scope}", "`at` is empty here", "{"),
        ("never: {at: verdict, when: scope}", "`verdict` is passed at once: no play stops there", "verdict"),
        ("never: {at: after}", "`when` is missing here", "{"),
        ("sometimes: visited(bord)", "`bord` is no node", "bord"),
        ("always: budget > 20", "`budget > 20` is never true: `budget` is 0..20", "budget > 20"),
        ("play: {}", "`play` is no key here", "play"),
        ("", "this file expects nothing", "i"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, message: str, at: str):
    """One problem for one mistake."""
    found = problem_in(text, journals)
    assert (found.message, found.at) == (message, at)


def test_the_nearest_name_is_offered():
    """Of nodes, checks, names in conditions and keys."""
    assert problem_in("plays: {a: {decisions: [], ends: certifed}}").hint == "did you mean `certified`?"
    assert problem_in("plays: {a: {decisions: [], found: audit.scop}}").hint == "did you mean `audit.scope`?"
    assert problem_in("never: budgt == 0").hint == "did you mean `budget`?"
    assert problem_in("plays: {a: {decisions: [], end: broke}}").hint == "did you mean `ends`?"
    assert problem_in("plays: {a: {decisions: [], ends: after}}").hint == "write `stops: after`"


def test_one_mistake_hides_no_other_and_leaves_the_rest():
    """Plays and conditions without a mistake are still there to be checked."""
    reading = read(
        "plays:\n"
        "  bad: {decisions: [x], ends: nowhere}\n"
        "  good: {decisions: [letter.ask]}\n"
        "never: [budgt > 1, budget < 0 and scope, {at: nowhere, when: scope}, scope and not scope]\n"
    )
    assert [problem.code for problem in reading.problems] == [
        "wrong-type",
        "unknown-node",
        "unknown-name",
        "never-true",
        "unknown-node",
    ]
    assert list(reading.expectations.plays) == ["good"]
    assert [condition.when.text for condition in reading.expectations.never] == [
        "budget < 0 and scope",
        "scope and not scope",
    ]


def test_conditions_are_written_in_short_and_in_full():
    """Alone, in a list, with nodes to look at, and several that must all hold."""
    short, full, both = read(
        "never: [scope, {at: after, when: scope}]\nalways: {when: [scope, budget > 1]}"
    ).expectations.conditions
    assert (short.when.text, short.nodes, short.how) == ("scope", (), "never")
    assert (full.nodes, full.how) == (("after",), "never")
    assert (both.when.text, both.how) == ("(scope) and (budget > 1)", "always")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"plays: {}\n", "missing-key"),
        (b"isoquest: 9\n", "unknown-format"),
        (b"- isoquest\n", "wrong-type"),
        (b"\xff\xfe", "not-utf-8"),
        (b"isoquest: 1\nplays:\n  a:\n    score: >= 3\n", "yaml"),
        (b"isoquest: 1\nnever: &a [*a]\n", "anchor"),
    ],
)
def test_what_is_no_expectations_file_is_one_problem(data: bytes, code: str):
    """And then nothing is expected."""
    reading = read_expectations(data, "expectations.yaml", BAKERY)
    assert [problem.code for problem in reading.problems] == [code]
    assert not reading.expectations.plays
    assert not reading.expectations.conditions


@given(st.binary(max_size=60), st.sampled_from([b"", b"isoquest: 1\nplays:\n  a:\n    ", b"isoquest: 1\nnever:\n  - "]))
def test_any_bytes_are_read_or_refused(data: bytes, before: bytes):
    """Nothing raises, and what a problem says can be printed."""
    reading = read_expectations(before + data, "expectations.yaml", BAKERY)
    assert all(problem.message.isprintable() and problem.hint.isprintable() for problem in reading.problems)


def test_a_written_problem_shows_what_was_written():
    """The place of a play is its name."""
    assert problem_in("plays: {careful: {}}") == Written(
        "`careful` has no decisions", "give it `decisions`, or `replay` with the name of a file", "careful"
    )
