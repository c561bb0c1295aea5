"""The text of a scenario file becomes a Scenario, or a list of all that is wrong with it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from isoquest.content import fields, model
from isoquest.content.asking import BankFinder, find_questions, no_banks
from isoquest.content.decode import Decoder, Finish, whole_number
from isoquest.content.leaves import leaves, misconception_leaf
from isoquest.content.names import MeterSlot, Names
from isoquest.content.problems import Problem, Problems, nearest
from isoquest.content.reference import Reference
from isoquest.content.whole import Parts, check_whole
from isoquest.content.yaml_tree import Mapping, Node, Scalar, Source, compose, decode_text

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a scenario: the scenario where nothing is wrong with it, and every problem."""

    scenario: model.Scenario | None
    problems: tuple[Problem, ...]
    text: str = ""
    """The file's text, for excerpts."""


def read_scenario(
    data: bytes, file: str, reference: Reference, scenario_id: str = "", banks: BankFinder = no_banks
) -> Reading:
    """Read a scenario from the bytes of a file.

    `file` is named in problems; `scenario_id` is the id to give, by default the name of the file's folder. `banks`
    gives the questions for nodes that ask some.
    """
    problems = Problems()
    text = decode_text(data, file, problems)
    if text is None:
        return Reading(None, problems.in_file_order())
    with _no_collection():
        scenario, bank_hashes = _read(Source(file, text), reference, problems, banks)
    if scenario is not None:
        object.__setattr__(scenario, "id", scenario_id or PurePath(file).parent.name)
        object.__setattr__(scenario, "content_hash", hashlib.sha256(data + bank_hashes.encode()).hexdigest())
        object.__setattr__(scenario, "file", file)
    return Reading(scenario, problems.in_file_order(), text)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the cycle collector, which would walk the growing tree again and again: half the time of loading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    source: Source, reference: Reference, problems: Problems, banks: BankFinder
) -> tuple[model.Scenario | None, str]:
    """The scenario, and the hashes of the banks that it asks questions from."""
    root = read_root(source, "scenario", problems)
    if root is None:
        return None, ""
    names = gather_names(root)
    topics, roles = entry_keys(root, "topics"), entry_keys(root, "roles")
    known = {
        **leaves(names, topics, reference.facts, reference.standards, roles),
        fields.MisconceptionId: misconception_leaf(reference.misconceptions),
    }
    decoder = Decoder(
        source,
        problems,
        known,
        dict.fromkeys((model.Choice, model.Outcome, model.Reward), _with_effects(names)),
        (model.Node, model.Meter, model.Evidence, model.Person),
    )
    parts = decoder.read_fields(root, model.Scenario)
    read = {name: parts[name] for name in Parts.__slots__ if name in parts}
    check_whole(Parts(**read, is_sequel="follows" in root.entries), problems)
    bank_hashes = find_questions(parts.get("nodes", {}), banks, problems)
    if problems.errors:
        return None, ""
    scenario = model.Scenario(**parts)
    object.__setattr__(scenario, "names", names)
    object.__setattr__(scenario, "place", source.start())
    if scenario.follows is not None:
        object.__setattr__(scenario, "follows_place", source.place(root.entries["follows"][1]))
    _complete(scenario)
    return scenario, bank_hashes


def read_root(source: Source, what: str, problems: Problems) -> Mapping | None:
    """The keys and values of a file of a known format, or None with the problem; `what` is what it should hold."""
    root = compose(source, problems)
    if root is not None and not isinstance(root, Mapping):
        problems.add("wrong-type", f"a {what} is a group of `key: value` lines", source.start())
        return None
    return root if root is not None and is_known_format(root, source, problems) else None


def is_known_format(root: Mapping, source: Source, problems: Problems) -> bool:
    """The file says that it is written in the format that is read here; otherwise the problem is noted."""
    entry = root.entries.get("isoquest")
    if entry is None:
        close = nearest("isoquest", root.entries)
        if close is not None:
            place = source.place(root.entries[close][0])
            problems.add("unknown-key", f"`{close}` is no key here", place, hint="did you mean `isoquest`?")
            return False
        message = "this does not say which format it is written in"
        problems.add("missing-key", message, source.start(), hint="begin the file with `isoquest: 1`")
        return False
    value = entry[1]
    if not isinstance(value, Scalar) or value.text != str(FORMAT_VERSION):
        shown = value.text[:20] if isinstance(value, Scalar) else "this"
        hint = f"this program reads format {FORMAT_VERSION}"
        problems.add("unknown-format", f"format `{shown}` is not known", source.place(value), hint=hint)
        return False
    return True


def entry_keys(node: Node | None, *path: str) -> Iterable[str]:
    """The keys of the mapping that a path of keys leads to; none where there is no mapping."""
    for key in path:
        entry = node.entries.get(key) if isinstance(node, Mapping) else None
        node = entry[1] if entry else None
    return node.entries if isinstance(node, Mapping) else ()


def _whole(node: Node, key: str, default: int) -> int:
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    value = entry[1] if entry else None
    number = whole_number(value.text) if isinstance(value, Scalar) else None
    return default if number is None else number


def gather_names(root: Mapping) -> Names:
    """Every name that the tree declares, read leniently: what is wrong with one is noted when it is decoded."""
    entries = {key: value for key, (_, value) in root.entries.items()}
    meters = entries.get("meters")
    nodes = entries.get("nodes")
    slots = {
        name: MeterSlot(index, _whole(node, "min", 0), _whole(node, "max", 100))
        for index, (name, (_, node)) in enumerate(meters.entries.items() if isinstance(meters, Mapping) else ())
    }
    held = [*entry_keys(root, "evidence"), *entry_keys(root, "flags")]
    choices: list[str] = []
    checks: list[str] = []
    grades: dict[Any, int] = {}
    node_entries = nodes.entries if isinstance(nodes, Mapping) else {}
    for node_id, (_, node) in node_entries.items():
        choices.extend(f"{node_id}.{choice}" for choice in (*entry_keys(node, "choices"), *entry_keys(node, "chance")))
        for check in entry_keys(node, "assess", "checks"):
            grade = _keys_text(node, "assess", "checks", check, "grade")
            grades[grade] = grades.get(grade, 0) | 1 << len(checks)
            checks.append(f"{node_id}.{check}")
    return Names(
        meters=slots,
        held=_numbered(held),
        nodes=_numbered(node_entries),
        choices=_numbered(choices),
        checks=_numbered(checks),
        grades=grades,
    )


def _keys_text(node: Node, *path: str) -> str:
    current: Node | None = node
    for key in path:
        entry = current.entries.get(key) if isinstance(current, Mapping) else None
        current = entry[1] if entry else None
    return current.text if isinstance(current, Scalar) else ""


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _with_effects(names: Names) -> Finish:
    def finish(made: Any) -> None:
        if made.add or made.set or made.close:
            object.__setattr__(made, "effects", _effects(made, names))

    return finish


def _effects(decision: model.Choice | model.Outcome | model.Reward, names: Names) -> model.Effects:
    shifts, sets, give, take, close = [], [], 0, 0, 0
    for meter, amount in decision.add.items():
        slot = names.meters[meter]
        shifts.append((slot.index, amount, slot.min, slot.max))
    for name, value in decision.set.items():
        if name in names.meters:
            sets.append((names.meters[name].index, int(value)))
        elif value:
            give |= 1 << names.held[name]
        else:
            take |= 1 << names.held[name]
    for reference in decision.close:
        close |= names.assessment_mask(reference)
    return model.Effects(tuple(shifts), tuple(sets), give, take, close)


def _complete(scenario: model.Scenario) -> None:
    """Set what only the whole tells: labels that were left out, and each name's bit."""
    names = scenario.names
    for meter in scenario.meters.values():
        if not meter.name:
            object.__setattr__(meter, "name", meter.id.replace("_", " ").capitalize())
    for node_id, node in scenario.nodes.items():
        object.__setattr__(node, "bit", 1 << names.nodes[node_id])
        for decision in node.decisions:
            object.__setattr__(decision, "bit", 1 << names.choices[f"{node_id}.{decision.id}"])
        if node.assess:
            for check in node.assess.checks.values():
                object.__setattr__(check, "bit", 1 << names.checks[f"{node_id}.{check.id}"])
