"""A play with the outcome that it has now, as YAML to be added to an expectations file, of which all else stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from isoquest.authoring.expectations.reading import EXPECTATION_FILE
from isoquest.authoring.report.columns import wrapped
from isoquest.content import yaml_tree
from isoquest.content.problems import Problems
from isoquest.content.reading import read_root
from isoquest.content.yaml_tree import Mapping, Node, Scalar, Source, decode_text, lines_of
from isoquest.engine.play import Play
from isoquest.engine.scoring import score

WIDEST = 100
"""Columns of a recorded line, its indentation aside."""


class NotAddedError(Exception):
    """Why a play cannot be added: a sentence."""


def as_yaml(name: str, play: Play, indent: int = 2, decisions: Sequence[str] | None = None) -> list[str]:
    """The lines of an expected play, under its name, with the outcome that it has.

    `decisions` stand for those of the play, where it can be told more briefly.
    """
    written = [str(decision) for decision in play.decisions] if decisions is None else decisions
    names, state = play.scenario.names, play.state
    ending = play.scenario.nodes[state.node].ending is not None
    percent = score(play).path.percent
    found, still = (
        [check for check, bit in names.checks.items() if record >> bit & 1] for record in (state.found, state.open)
    )
    closed = [check for check in found if check not in still]
    lines = [
        f"seed: {state.seed}",
        f"{'ends' if ending else 'stops'}: {state.node}",
        *([] if percent is None else [f"score: {percent}"]),
        *_list("open", still),
        *_list("closed", closed),
        *(["decisions:"] if written else ["decisions: []"]),
        *(f"  - {decision}" for decision in written),
    ]
    return [f"{' ' * indent}{name}:", *(f"{' ' * 2 * indent}{line}" for line in lines)]


def _list(key: str, names: Sequence[str]) -> list[str]:
    """The lines of a key with a list of names, none where there are no names."""
    return wrapped(", ".join(names) + "]", WIDEST, f"{key}: [", "  ") if names else []


def with_play(data: bytes | None, name: str, play: Play) -> bytes:
    """The file with one more play, all that stood in it as it was; None: there is no file yet.

    Raises `NotAddedError` where there is a play of that name, or where the file is so written that none can be added.
    """
    if data is None:
        return "\n".join(["isoquest: 1", "plays:", *as_yaml(name, play), ""]).encode()
    problems = Problems()
    text = decode_text(data, EXPECTATION_FILE, problems)
    source = Source(EXPECTATION_FILE, text or "")
    root = read_root(source, "list of expectations", problems) if text is not None else None
    if root is None or text is None or problems.errors:
        raise NotAddedError(f"`{EXPECTATION_FILE}` has problems of its own; mend them first")
    lines = lines_of(text)
    at, added = _addition(root, lines, name, play)
    end = "\r\n" if "\r\n" in text else "\n"
    told = end.join([*lines[:at], *added, *(lines[at:] or [""])])
    _expect_all_kept(root, told, name, play)
    start = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return start + told.encode()


def _addition(root: Mapping, lines: list[str], name: str, play: Play) -> tuple[int, list[str]]:
    """The line before which the new lines go, counted from 0, and the new lines."""
    entry = root.entries.get("plays")
    if entry is None:
        return _behind(lines, len(lines)), ["plays:", *as_yaml(name, play)]
    key, plays = entry
    after = [other.start.line for other, _ in root.entries.values() if other.start.line > key.start.line]
    at = _behind(lines, min(after, default=len(lines)))
    if isinstance(plays, Scalar) and not plays.text and plays.plain:
        return at, as_yaml(name, play)
    if not isinstance(plays, Mapping) or not plays.entries or plays.start.line == key.start.line:
        raise NotAddedError("`plays` is not written as one play below the other, so none can be added; write it so")
    if name in plays.entries:
        raise NotAddedError(f"there is a play `{name}` already; choose another name, or delete that one")
    first = next(iter(plays.entries.values()))[0]
    return at, as_yaml(name, play, first.start.column)


def _behind(lines: list[str], at: int) -> int:
    """The line behind the last one above `at` that is neither empty nor a comment at the margin."""
    while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    return at


def _expect_all_kept(before: Mapping, told: str, name: str, play: Play) -> None:
    """Raise `NotAddedError` unless the new text reads as what it was, with the new play besides."""
    problems = Problems()
    after = read_root(Source(EXPECTATION_FILE, told), "list of expectations", problems)
    values = {} if after is None or problems.errors else _plain(after)
    added = values.get("plays", {}).pop(name, {}) if isinstance(values.get("plays"), dict) else {}
    wanted = {"plays": {}} | _plain(before)
    wanted["plays"] = wanted["plays"] or {}
    if values != wanted or added.get("decisions") != list(map(str, play.decisions)):
        raise NotAddedError(f"`{EXPECTATION_FILE}` is so written that no play can be added safely; add it by hand")


def _plain(node: Node) -> Any:
    """What a tree says, without where."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, yaml_tree.Sequence):
        return [_plain(item) for item in node.items]
    return {key: _plain(value) for key, (_, value) in node.entries.items()}
