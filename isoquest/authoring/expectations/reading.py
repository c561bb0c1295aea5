"""The text of an expectations file becomes Expectations; what is wrong in it is noted, and the rest still holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from isoquest.authoring.expectations.limits import HOW, Limits, limits_in
from isoquest.authoring.expectations.model import (
    Condition,
    Conditions,
    Expectations,
    ExpectedPlay,
    NamedFinding,
    NamedNode,
    ReplayFile,
    Seed,
    Taken,
)
from isoquest.content.decode import MISSING, Decoder, Leaf
from isoquest.content.fields import FindingId, NodeId
from isoquest.content.leaves import LONGEST_TEXT, leaves
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Problems
from isoquest.content.reading import read_root
from isoquest.content.yaml_tree import Node, Scalar, Sequence, Source, decode_text
from isoquest.engine.journal import Journal
from isoquest.engine.state import Decision

EXPECTATION_FILE = "expectations.yaml"
"""The name of the file, beside the scenario."""
HOWS = ("never", "always", "sometimes")

JournalFinder: TypeAlias = Callable[[str], Journal | str]
"""The decision list in the file of that name, or a sentence that says why there is none."""


@dataclass(frozen=True, slots=True)
class ExpectationsReading:
    """What came of reading: the expectations that are right in themselves, and every problem."""

    expectations: Expectations
    problems: tuple[Problem, ...]
    text: str = ""
    """The file's text, for excerpts."""


def no_journals(name: str) -> str:
    """Where there are no files to look into."""
    return f"`{name}` cannot be looked for here"


def read_expectations(
    data: bytes, file: str, scenario: Scenario, journals: JournalFinder = no_journals
) -> ExpectationsReading:
    """Read the expectations of a scenario from the bytes of a file, which `file` names in problems.

    A decision is read by its form alone: whether it fits is seen when it is played.
    """
    problems = Problems()
    text = decode_text(data, file, problems)
    expectations = Expectations() if text is None else _read(Source(file, text), scenario, journals, problems)
    return ExpectationsReading(expectations, problems.in_file_order(), text or "")


def _read(source: Source, scenario: Scenario, journals: JournalFinder, problems: Problems) -> Expectations:
    root = read_root(source, "list of expectations", problems)
    if root is None:
        return Expectations()
    decoder = Decoder(source, problems, _leaves(scenario, journals), independent=(ExpectedPlay,))
    read = Expectations(**decoder.read_fields(root, Expectations))
    if not root.entries.keys() - {"isoquest"}:
        hint = "add `plays`, `never`, `always` or `sometimes`"
        problems.add("missing-key", "this file expects nothing", source.start(), hint=hint)
    for how in HOWS:
        for condition in getattr(read, how):
            object.__setattr__(condition, "how", how)  # not yet seen by anyone: still being made
    plays = {name: play for name, play in read.plays.items() if _is_sound(_wrong_with_play(play, scenario), problems)}
    sound = [c for c in read.conditions if _is_sound(_wrong_with_condition(c, scenario), problems)]
    never, always, sometimes = (tuple(c for c in sound if c.how == how) for how in HOWS)
    return replace(read, plays=plays, never=never, always=always, sometimes=sometimes)


def _is_sound(wrong: Iterator[Problem], problems: Problems) -> bool:
    """Nothing is wrong; otherwise it is noted."""
    before = len(problems.found)
    problems.found += wrong
    return len(problems.found) == before


def _leaves(scenario: Scenario, journals: JournalFinder) -> MappingType[Any, Leaf]:
    known = leaves(scenario.names, (), (), ())
    return {
        **known,
        Limits: _read_limits,
        Seed: _read_seed,
        Taken: _read_taken,
        NamedNode: _placed(known[NodeId], NamedNode),
        NamedFinding: _placed(known[FindingId], NamedFinding),
        ReplayFile: _replay_leaf(scenario, journals),
        Conditions: _read_conditions,
    }


def _placed(leaf: Leaf, kind: type[NamedNode | NamedFinding]) -> Leaf:
    """Reads what a leaf reads, and keeps where it stands."""

    def read(decoder: Decoder, node: Node) -> Any:
        name = leaf(decoder, node)
        return name if name is MISSING else kind(name, decoder.source.place(node))

    return read


def _read_limits(decoder: Decoder, node: Node) -> Any:
    limits = limits_in(node.text, decoder.source.place(node)) if isinstance(node, Scalar) else None
    if limits is None:
        decoder.problems.add("wrong-type", HOW, decoder.source.place(node))
    return MISSING if limits is None else limits


def _read_seed(decoder: Decoder, node: Node) -> Any:
    if isinstance(node, Scalar) and re.fullmatch("[+-]?[0-9]{1,20}", node.text):  # the engine keeps 64 bits of it
        return int(node.text)
    return decoder.wrong(node, "a whole number of at most twenty digits")


def _read_taken(decoder: Decoder, node: Node) -> Any:
    text = node.text.strip() if isinstance(node, Scalar) else ""
    decision = Decision.read(text) if len(text) <= LONGEST_TEXT else None
    if decision is None:
        return decoder.wrong(node, "a decision, written `node.choice`,")
    return Taken(decision, decoder.source.place(node))


def _read_conditions(decoder: Decoder, node: Node) -> Any:
    items = node.items if isinstance(node, Sequence) else [node]
    if not items:
        message, hint = "this list is empty, and so expects nothing", "add a condition, or take the list out"
        decoder.problems.add("wrong-type", message, decoder.source.place(node), hint=hint)
    read = [decoder.read(item, Condition) for item in items]
    return tuple(condition for condition in read if condition is not MISSING)


def _replay_leaf(scenario: Scenario, journals: JournalFinder) -> Leaf:
    def read(decoder: Decoder, node: Node) -> Any:
        if not isinstance(node, Scalar) or not node.text.strip():
            return decoder.wrong(node, "the name of a file")
        place = decoder.source.place(node)
        journal = journals(node.text)
        if isinstance(journal, str):
            hint = "`isoquest play NAME --save-replay FILE` writes one"
            decoder.problems.add("unreadable", journal, place, hint=hint)
            return MISSING
        if journal.scenario != scenario.id:
            message = f"the decisions in `{node.text}` belong to `{journal.scenario}`, not to `{scenario.id}`"
            decoder.problems.add("unreadable", message, place, hint="name a decision list of this scenario")
            return MISSING
        return ReplayFile(node.text, journal, place)

    return read


def _wrong_with_play(play: ExpectedPlay, scenario: Scenario) -> Iterator[Problem]:
    """What is wrong with a play though each of its keys reads well."""
    if play.decisions is None and play.replay is None:
        hint = "give it `decisions`, or `replay` with the name of a file"
        yield Problem("missing-key", f"`{play.id}` has no decisions", play.place, hint=hint)
    for first, second in (("decisions", "replay"), ("seed", "replay"), ("ends", "stops")):
        if getattr(play, first) is not None and getattr(play, second) is not None:
            message = f"`{first}` and `{second}` stand in one play"
            yield Problem("wrong-type", message, play.place, hint=f"keep one: {_WHY_ONE[first]}")
    for key in ("found", "not_found", "open", "closed"):
        if getattr(play, key) == ():
            message = f"`{key}` of `{play.id}` is empty, and so expects nothing"
            yield Problem("wrong-type", message, play.place, hint="name checks (`node.check`) or assessments (`node`)")
    if play.ends is not None and scenario.nodes[play.ends.id].ending is None:
        message = f"`{play.ends.id}` is no ending"
        yield Problem("wrong-type", message, play.ends.place, hint=f"write `stops: {play.ends.id}`")
    if play.stops is not None:
        yield from _wrong_with_stop(play.stops, scenario)


_WHY_ONE = {
    "decisions": "the decisions stand here or in a file",
    "seed": "a replay has its own seed",
    "ends": "a play ends at an ending or stops before",
}


def _wrong_with_stop(stops: NamedNode, scenario: Scenario) -> Iterator[Problem]:
    if scenario.nodes[stops.id].ending is not None:
        yield Problem("wrong-type", f"`{stops.id}` is an ending", stops.place, hint=f"write `ends: {stops.id}`")
    else:
        yield from _wrong_with_place(stops, scenario)


def _wrong_with_condition(condition: Condition, scenario: Scenario) -> Iterator[Problem]:
    if condition.at == ():
        hint = "name nodes, or leave `at` out, which means anywhere"
        yield Problem("wrong-type", "`at` is empty here", condition.place, hint=hint)
    for node in condition.at or ():
        yield from _wrong_with_place(node, scenario)


def _wrong_with_place(named: NamedNode, scenario: Scenario) -> Iterator[Problem]:
    if not scenario.nodes[named.id].waits:
        message = f"`{named.id}` is passed at once: no play stops there"
        yield Problem("wrong-type", message, named.place, hint="name a node with a text, choices or an ending")
