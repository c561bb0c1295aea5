"""Events as lines of a journal."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import opened

from isoquest.classroom.room.events import (
    ORDERS,
    Answered,
    Decided,
    Joined,
    Opened,
    Ordered,
    Voted,
    from_text,
    to_text,
)

whole = st.integers(-(2**64) + 1, 2**64 - 1)
text = st.text(st.characters(exclude_categories=())) | st.sampled_from(["\ud800", "\x00", "\u2028", "a\nb"])
events = st.one_of(
    st.builds(Joined, whole, text, text, text),
    st.builds(Answered, whole, text, whole, whole, st.lists(text).map(tuple), st.none() | whole, whole),
    st.builds(Voted, whole, text, whole, whole, text),
    st.builds(Decided, whole, text, whole, whole, text),
    st.builds(Ordered, whole, st.sampled_from(ORDERS), st.none() | whole, text, whole),
    st.builds(lambda at, title, seed: replace(opened(), at=at, title=title, seed=seed), whole, text, whole),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(event=events)
def test_an_event_survives_being_a_line(event: Joined | Answered | Voted | Decided | Ordered | Opened):
    """Any event is one line of plain characters, and that line is the event again."""
    line = to_text(event)
    assert line.isascii()
    assert len(line.splitlines()) == 1
    assert from_text(line) == event


@given(line=st.text() | anything.map(json.dumps))
def test_any_other_line_is_refused_by_a_sentence(line: str):
    """Text and JSON of any shape are no events, and it is said why."""
    told = from_text(line)
    assert isinstance(told, str)
    assert told.startswith("this is no event of a lesson: ")


@given(event=events, data=st.data())
def test_an_event_with_a_damaged_part_is_refused(event: Joined | Answered | Opened, data: st.DataObject):
    """A part that is missing or of another type makes the whole line no event, or leaves an event of whole parts."""
    content = json.loads(to_text(event))
    part = data.draw(st.sampled_from(sorted(content)))
    if data.draw(st.booleans()):
        del content[part]
        assert isinstance(from_text(json.dumps(content)), str)
    else:
        content[part] = data.draw(anything)
        read = from_text(json.dumps(content))
        assert isinstance(read, str) or from_text(to_text(read)) == read


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"event":[]}',
        '{"event":"unknown"}',
        '{"event":"joined"}',
        '{"event":"joined","at":1e400,"seat":"","nickname":"","team":""}',
        '{"event":"joined","at":true,"seat":"","nickname":"","team":""}',
        '{"event":"joined","at":' + "9" * 5_000 + ',"seat":"","nickname":"","team":""}',
        '{"event":"ordered","at":1,"order":"explode","stage":null,"value":"","amount":0}',
        '{"event":"' + "x" * 10_000 + '"}',
    ],
)
def test_damaged_lines_are_told_of_shortly(line: str):
    """A sentence of bounded length, whatever stands in the line."""
    told = from_text(line)
    assert isinstance(told, str)
    assert len(told) < 200
