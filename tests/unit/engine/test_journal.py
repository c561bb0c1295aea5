"""A decision list as a file: what was written is read again, and what is none is refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest
from generated import loaded
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.safe_text import UNSAFE
from isoquest.engine.journal import Journal, NotAJournal, from_text, to_text
from isoquest.engine.play import replay
from isoquest.engine.state import Decision

ids = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)
decisions = st.builds(Decision, ids, ids)
journals = st.builds(
    Journal, ids, st.text("0123456789abcdef", max_size=64), st.integers(), st.lists(decisions, max_size=9).map(tuple)
)

GOOD: dict[str, Any] = {
    "isoquest-replay": 1,
    "scenario": "quay",
    "content_hash": "ab",
    "seed": 7,
    "decisions": ["letter.ask", "board.continue"],
}


@given(journals)
def test_what_is_written_is_read(journal: Journal):
    """Any list survives being written and read."""
    assert from_text(to_text(journal)) == journal


@given(decisions)
def test_decision_is_read_as_it_is_written(decision: Decision):
    """A decision is `node.choice` and back."""
    assert Decision.read(str(decision)) == decision


def test_file_can_be_read_by_anyone():
    """The file is plain JSON with one decision a line."""
    text = to_text(Journal("quay", "ab", 7, (Decision("letter", "ask"), Decision("board", "continue"))))
    assert json.loads(text) == GOOD
    assert '    "letter.ask",\n' in text


def test_unknown_keys_do_not_matter():
    """A file with more in it than this program knows is read all the same."""
    assert from_text(json.dumps({**GOOD, "player": "Mara"})) == from_text(json.dumps(GOOD))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"isoquest-replay": 2}, "this decision list is of version 2; this program reads 1"),
        ({"isoquest-replay": "1"}, "this decision list is of version '1'; this program reads 1"),
        ({"isoquest-replay": [[1]]}, "this decision list is of another version; this program reads 1"),
        ({"isoquest-replay": "9" * 99}, f"this decision list is of version '{'9' * 19}; this program reads 1"),
        ({"scenario": "\x1b[2J"}, "`scenario` is not the id of a scenario"),
        ({"scenario": ""}, "`scenario` is not the id of a scenario"),
        ({"scenario": None}, "`scenario` is not the id of a scenario"),
        ({"seed": "7"}, "`seed` is not a whole number"),
        ({"seed": 7.0}, "`seed` is not a whole number"),
        ({"seed": True}, "`seed` is not a whole number"),
        ({"decisions": None}, "`decisions` is not a list of decisions"),
        ({"decisions": "letter.ask"}, "`decisions` is not a list of decisions"),
        ({"decisions": ["a.b"] * 100_001}, "`decisions` is not a list of decisions"),
        ({"decisions": ["letter.ask", "board"]}, "decision 2 is not written as `node.choice`"),
        ({"decisions": [["letter", "ask"]]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": ["a.b.c"]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": [".b"]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": ["a."]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": ["a\x1b[2J.b"]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": ["a.b\u202e"]}, "decision 1 is not written as `node.choice`"),
        ({"decisions": ["a.\ud800"]}, "decision 1 is not written as `node.choice`"),
    ],
)
def test_list_that_is_none_is_refused_with_a_reason(change: dict[str, Any], reason: str):
    """Each part that is not what it should be is named."""
    assert from_text(json.dumps(GOOD | change)) == NotAJournal(reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1, column 1: this is not JSON"),
        ('{\n "a"\n}', "line 3, column 1: this is not JSON"),
        ("[]", "this is no decision list: it has no `isoquest-replay`"),
        ("{}", "this is no decision list: it has no `isoquest-replay`"),
        ("[" * 100_000, "this is nested too deeply"),
        ('{"a":' * 100_000, "this is nested too deeply"),
        (f'{{"isoquest-replay": 1, "seed": {"9" * 5000}}}', "it holds a number that is too long"),
        (f'{{"isoquest-replay": {"9" * 5000}}}', "it holds a number that is too long"),
    ],
)
def test_file_that_is_something_else_is_refused_with_a_reason(text: str, reason: str):
    """Broken, foreign and hostile files are refused in one sentence."""
    assert from_text(text) == NotAJournal(reason)


@given(
    st.text(max_size=80)
    | st.recursive(
        st.none() | st.integers() | st.floats() | st.text(max_size=9),
        lambda v: st.lists(v) | st.dictionaries(st.sampled_from(list(GOOD)), v),
    ).map(json.dumps)
)
def test_no_text_raises(text: str):
    """Any text is a decision list or a reason why not."""
    assert isinstance(from_text(text), Journal | NotAJournal)


@given(st.lists(st.text(max_size=9), max_size=4))
def test_strangers_list_cannot_steer_the_terminal(written: list[str]):
    """Whatever a list from elsewhere holds, the sentence about it is safe to print."""
    journal = from_text(json.dumps(GOOD | {"decisions": [f"{text}.b" for text in written]}))
    scenario = loaded(
        "isoquest: 1\ntitle: a\nsummary: b\nstart: c\n"
        "nodes: {c: {phase: plan, text: d, ending: {kind: wise, title: e, outcome: f}}}\n"
    )
    if isinstance(journal, Journal):
        stopped = replay(scenario, 1, journal.decisions).stopped
        assert stopped is None or not UNSAFE.search(stopped.reason)
