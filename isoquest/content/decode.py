"""A YAML tree decoded by target type into frozen dataclasses, every problem noted in one pass.

The type decides what a scalar means, so `7.10`, `no` and `12:30` stay text where text is wanted. A value that cannot be
read is `MISSING`; its owner goes on, so that one mistake hides no other.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Collection
from collections.abc import Mapping as MappingType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from isoquest.content.problems import Problems, did_you_mean
from isoquest.content.yaml_tree import Mapping, Node, Scalar, Sequence, Source


class _Missing:
    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()
"""Stands for a value that could not be read; its problem has been noted."""

Reader: TypeAlias = Callable[[Node], Any]
Leaf: TypeAlias = Callable[["Decoder", Node], Any]
Finish: TypeAlias = Callable[[Any], None]


def described(node: Node) -> str:
    """What a node is, in an author's words."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a group of `key: value` lines"
    if not node.text and node.plain:
        return "nothing"
    return f"`{node.text if len(node.text) <= 30 else node.text[:29] + '…'}`"  # noqa: PLR2004 - fits one line


def whole_number(text: str) -> int | None:
    """The number that a text writes in at most nine digits (beyond any meter, and never slow), or None."""
    return int(text) if re.fullmatch("[+-]?[0-9]{1,9}", text) else None


class Decoder:
    """Reads nodes of one file. `leaves` reads types that mean more than their text; `finish` completes dataclasses."""

    def __init__(
        self,
        source: Source,
        problems: Problems,
        leaves: MappingType[Any, Leaf],
        finish: MappingType[type, Finish] | None = None,
        independent: Collection[type] = (),
    ) -> None:
        self.source = source
        self.problems = problems
        self.leaves = leaves
        self.finish = finish or {}
        self.independent = independent
        """Kinds of entries of which one that is broken leaves its neighbours whole; elsewhere it breaks its owner."""
        self._readers: dict[Any, Reader] = {}

    def read(self, node: Node, kind: Any) -> Any:
        """The value of a node as `kind`, or MISSING with its problems noted."""
        return self.reader(kind)(node)

    def read_fields(self, node: Mapping, kind: Any) -> dict[str, Any]:
        """The fields of a dataclass that could be read, by name, whether or not they are all that it needs."""
        fields, required = _fields_of(kind)
        hints = get_type_hints(kind, include_extras=True)
        values, _ = self._fields(node, {name: self.reader(hints[name]) for name in fields}, required)
        return values

    def wrong(self, node: Node, wanted: str, hint: str = "") -> Any:
        """Note that a node is not what is wanted, and return MISSING."""
        self.problems.add(
            "wrong-type", f"{wanted} is wanted here, not {described(node)}", self.source.place(node), hint=hint
        )
        return MISSING

    def reader(self, kind: Any) -> Reader:
        """The function that reads nodes as `kind`; made once."""
        made = self._readers.get(kind)
        if made is None:
            made = self._readers[kind] = self._make_reader(kind)
        return made

    def _make_reader(self, kind: Any) -> Reader:
        if kind in self.leaves:
            leaf = self.leaves[kind]
            return lambda node: leaf(self, node)
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is types.UnionType or origin is Union:
            return self._union(tuple(a for a in arguments if a is not type(None)))
        if origin is Literal:
            return self._one_of(tuple(map(str, arguments)))
        if origin is tuple:
            return self._several(arguments[0])
        if origin in (dict, MappingType):
            return self._keyed(arguments[0], arguments[1])
        if kind is int:
            return self._whole_number
        if kind is bool:
            return self._truth
        if kind is str:
            return lambda node: node.text if isinstance(node, Scalar) else self.wrong(node, "a text")
        if dataclasses.is_dataclass(kind):
            return self._record(kind)
        raise TypeError(f"no reader for {kind}")

    def _union(self, kinds: tuple[Any, ...]) -> Reader:
        if len(kinds) == 1:
            return self.reader(kinds[0])
        if set(kinds) == {int, bool}:
            return self._whole_number_or_truth
        raise TypeError(f"no reader for a union of {kinds}")

    def _whole_number_or_truth(self, node: Node) -> Any:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        if isinstance(node, Scalar) and node.text.lstrip("+-").isdecimal():
            return self._whole_number(node)
        return self.wrong(node, "`true`, `false` or a whole number")

    def _whole_number(self, node: Node) -> Any:
        if not isinstance(node, Scalar):
            return self.wrong(node, "a whole number")
        number = whole_number(node.text)
        if number is not None:
            return number
        too_long = re.fullmatch("[+-]?[0-9]+", node.text)
        return self.wrong(node, "a number of at most nine digits" if too_long else "a whole number")

    def _truth(self, node: Node) -> Any:
        if isinstance(node, Scalar) and node.text in ("true", "false"):
            return node.text == "true"
        if isinstance(node, Scalar) and node.text.lower() in ("yes", "on", "no", "off"):
            hint = f"write `{'true' if node.text.lower() in ('yes', 'on') else 'false'}`"
            return self.wrong(node, "`true` or `false`", hint)
        return self.wrong(node, "`true` or `false`")

    def _one_of(self, words: tuple[str, ...]) -> Reader:
        def read(node: Node) -> Any:
            if isinstance(node, Scalar) and node.text in words:
                return node.text
            hint = did_you_mean(node.text, words) if isinstance(node, Scalar) else ""
            return self.wrong(node, "one of " + ", ".join(f"`{word}`" for word in words), hint)

        return read

    def _several(self, kind: Any) -> Reader:
        item = self.reader(kind)

        def read(node: Node) -> Any:
            if isinstance(node, Sequence):
                values = [item(entry) for entry in node.items]
                return MISSING if MISSING in values else tuple(values)
            value = item(node)
            return MISSING if value is MISSING else (value,)

        return read

    def _keyed(self, key_kind: Any, kind: Any) -> Reader:
        read_key, read_value = self.reader(key_kind), self.reader(kind)
        takes_id = dataclasses.is_dataclass(kind) and any(f.name == "id" for f in dataclasses.fields(kind))

        def read(node: Node) -> Any:
            if not isinstance(node, Mapping):
                return self.wrong(node, "a group of `key: value` lines")
            values = {}
            for key_node, value_node in node.entries.values():
                key, value = read_key(key_node), read_value(value_node)
                if key is MISSING or value is MISSING:
                    continue
                if takes_id:
                    object.__setattr__(value, "id", key)  # not yet seen by anyone: still being made
                    object.__setattr__(value, "place", self.source.place(key_node))
                values[key] = value
            broken = len(values) < len(node.entries) and kind not in self.independent
            return MISSING if broken else types.MappingProxyType(values)

        return read

    def _record(self, kind: Any) -> Reader:
        fields, required = _fields_of(kind)
        hints = get_type_hints(kind, include_extras=True)
        readers: dict[str, Reader] = {}
        has_place = any(f.name == "place" for f in dataclasses.fields(kind))
        shorthand: str | None = getattr(kind, "SHORTHAND", None)
        finish = self.finish.get(kind)

        def read(node: Node) -> Any:
            if not readers:  # made at first use, so that types may contain each other
                readers.update({name: self.reader(hints[name]) for name in fields})
            values: Any
            if isinstance(node, Mapping):
                values, broken = self._fields(node, readers, required)
                if broken:
                    return MISSING
            elif shorthand is not None:
                value = readers[shorthand](node)
                values = MISSING if value is MISSING else {shorthand: value}
            else:
                hint = "give it " + ", ".join(f"`{name}`" for name in list(required or fields)[:4])
                values = self.wrong(node, "a group of `key: value` lines", hint)
            if values is MISSING:
                return MISSING
            made = kind(**values)
            if has_place:
                object.__setattr__(made, "place", self.source.place(node))  # likewise still being made
            if finish is not None:
                finish(made)
            return made

        return read

    def _fields(
        self, node: Mapping, readers: dict[str, Reader], required: tuple[str, ...]
    ) -> tuple[dict[str, Any], bool]:
        values: dict[str, Any] = {}
        broken = False
        for key, (key_node, value_node) in node.entries.items():
            reader = readers.get(key)
            if reader is None:
                place = self.source.place(key_node)
                self.problems.add("unknown-key", f"`{key}` is no key here", place, hint=did_you_mean(key, readers))
                continue
            value = reader(value_node)
            if value is MISSING:
                broken = True
            else:
                values[key] = value
        for name in required:
            if name not in node.entries:
                self.problems.add("missing-key", f"`{name}` is missing here", self.source.place(node))
                broken = True
        return values, broken


def _fields_of(kind: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a dataclass's keys in YAML, and of those that must be there."""
    fields = [f for f in dataclasses.fields(kind) if f.metadata.get("yaml", True)]
    required = (f for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING)
    return tuple(f.name for f in fields), tuple(f.name for f in required)
