"""The scenario that uses every key of the model, and its keys one by one, to be changed."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

import yaml
from generated import CASES, to_yaml

from isoquest.content import model

EVERY_KEY = (CASES / "content" / "every-key.yaml").read_text(encoding="utf-8")
"""A scenario without a problem that uses every key of the model."""
_DATA = yaml.safe_load(EVERY_KEY)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclasses.dataclass(frozen=True)
class Spot:
    """One key of the model where it occurs in data."""

    kind: type
    field: str
    path: tuple[str | int, ...]

    def __str__(self) -> str:
        return f"{self.kind.__name__}.{self.field}"


def spots(kind: Any, data: Any, path: tuple[str | int, ...] = ()) -> Iterator[Spot]:
    """Every key of every dataclass that occurs in data of that type."""
    if get_origin(kind) is tuple:
        for index, item in enumerate(data if isinstance(data, list) else []):
            yield from spots(get_args(kind)[0], item, (*path, index))
    elif get_origin(kind) is Mapping:
        for key, value in data.items():
            yield from spots(get_args(kind)[1], value, (*path, key))
    elif type(None) in get_args(kind):
        yield from spots(get_args(kind)[0], data, path)
    elif dataclasses.is_dataclass(kind) and kind is not model.Guard and isinstance(data, dict):
        hints = get_type_hints(kind, include_extras=True)
        for name in data:
            yield Spot(kind, name, (*path, name))
            yield from spots(hints[name], data[name], (*path, name))


def as_data() -> Any:
    """The scenario with every key as plain data."""
    return copy.deepcopy(_DATA)


ALL_SPOTS = tuple({str(spot): spot for spot in spots(model.Scenario, as_data())}.values())
"""One place for each key of the model."""
RECORDS = tuple({spot.kind: spot for spot in ALL_SPOTS}.values())


def keys_of(kind: Any) -> list[dataclasses.Field[Any]]:
    """The fields of a dataclass that are keys in YAML."""
    return [field for field in dataclasses.fields(kind) if field.metadata.get("yaml", True)]


def changed(path: tuple[str | int, ...], value: Any) -> str:
    """The scenario with every key with the value at a path changed, as YAML."""
    data = as_data()
    owner = data
    for key in path[:-1]:
        owner = owner[key]
    owner[path[-1]] = value
    return to_yaml(data)


def without(path: tuple[str | int, ...]) -> str:
    """The scenario with every key but the one at a path."""
    data = as_data()
    owner = data
    for key in path[:-1]:
        owner = owner[key]
    del owner[path[-1]]
    return to_yaml(data)


def node_at(text: str, path: tuple[str | int, ...]) -> tuple[yaml.Node, yaml.Node]:
    """Key and value at a path, with their marks, as PyYAML's own composer sees them."""
    node = key_node = yaml.compose(text, _LOADER)
    for key in path:
        if isinstance(key, int):
            key_node = node = node.value[key]
        else:
            key_node, node = next(pair for pair in node.value if pair[0].value == key)
    return key_node, node


def renamed(data: Any, path: tuple[str | int, ...], name: str) -> Any:
    """Data with the key at a path renamed, in its place."""
    data = copy.deepcopy(data)
    owner = data
    for key in path[:-1]:
        owner = owner[key]
    entries = [(name if key == path[-1] else key, value) for key, value in owner.items()]
    owner.clear()
    owner.update(entries)
    return data
