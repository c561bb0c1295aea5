"""The comments of a YAML file, which its parser drops."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from isoquest.content import yaml_tree
from isoquest.content.yaml_tree import lines_of

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(?=#)")
_TO_LINE_END = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` to the end of its line. Lines and columns count from 1."""

    text: str
    """Without the `#`."""
    line: int
    column: int
    """Where the `#` stands."""
    alone: bool
    """Nothing but space stands before it on its line."""


def comments_of(text: str) -> tuple[Comment, ...]:
    """Every comment of a YAML text, in its order; none where the text is no YAML.

    Between the scalars of a YAML file a `#` begins a comment and cannot stand otherwise (YAML 1.2.2, section 6.6);
    the parser's own marks say where each scalar begins and ends.
    """
    try:
        outside = list(_outside_scalars(text))
    except (yaml.YAMLError, ValueError, OverflowError):
        return ()
    found: list[Comment] = []
    line, line_start, counted = 1, 0, 0
    for start, end in outside:
        at = text.find("#", start, end)
        while at != -1:
            ends = _TO_LINE_END.match(text, at)
            assert ends is not None  # noqa: S101 - it matches the empty text too
            passed = lines_of(text[counted:at])
            if len(passed) > 1:
                line += len(passed) - 1
                line_start = at - len(passed[-1])
            counted = at
            found.append(Comment(text[at + 1 : ends.end()], line, at - line_start + 1, not text[line_start:at].strip()))
            at = text.find("#", ends.end(), end)
    return tuple(found)


def _outside_scalars(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that belong to no scalar, each as its start and end."""
    loader = yaml_tree.Loader(text)  # type: ignore[attr-defined] # whichever of the two there is
    behind = 0
    while True:
        event = loader.get_event()
        if event is None or event.__class__ is yaml.StreamEndEvent:
            break
        if event.__class__ is not yaml.ScalarEvent:
            continue
        start, end = _stretch(event)
        if end <= behind:
            continue
        yield behind, start
        behind = end
        head = _BLOCK_HEAD.match(text, start) if event.style in ("|", ">") else None
        if head is not None:  # behind the sign of a block its line may end in a comment
            ends = _TO_LINE_END.match(text, head.end())
            yield head.end(), ends.end() if ends else head.end()
    yield behind, len(text)


def _stretch(event: Any) -> tuple[int, int]:
    """Where a scalar begins and ends; every event that a parser gives has both marks."""
    return event.start_mark.index, event.end_mark.index
