"""The JSON Schema of a file, drawn from the same dataclasses that decode it, so that editors complete and check.

It never refuses what the decoder accepts. Where a text is wanted, an editor's YAML may see a number, a truth value or
null (`7.10`, `true`, `~`) that the decoder takes as the text it is, so these are let through.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from isoquest.content import fields
from isoquest.content.expressions.parse import RESERVED
from isoquest.content.key_descriptions import DESCRIPTIONS
from isoquest.content.leaves import CLAUSE, LONGEST_ID, LONGEST_TEXT, NAME_ID, PLAIN_ID
from isoquest.content.model import Guard, Stated
from isoquest.content.question_checks import DECIMAL, PARTS
from isoquest.content.questions import Decimal, Question
from isoquest.content.reading import FORMAT_VERSION
from isoquest.content.reference import Reference

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema: TypeAlias = dict[str, Any]

_SCALAR = ["string", "number", "boolean", "null"]
_WHOLE = r"[+-]?[0-9]{1,9}"
_LARGEST = 999_999_999
_PLAIN_WORDS = "an id of small letters, digits, `_` and `-`"
_NAME_WORDS = "a name of small letters, digits and `_`"


def schema_for(root: type, reference: Reference) -> Schema:
    """The JSON Schema (draft 2020-12) of a file that holds a `root`, `Scenario` or `Bank`.

    Facts and standards are those of `reference`. Whether a condition parses, whether a name is declared, and whatever
    else only the whole file tells is left to `isoquest check`.
    """
    drawing = _Drawing(_text_kinds(reference))
    top = drawing.record(root)
    description = DESCRIPTIONS[root]["isoquest"]
    top["properties"]["isoquest"] = {"description": description, "enum": [FORMAT_VERSION, str(FORMAT_VERSION)]}
    title = f"IsoQuest {root.__name__.lower()}, format {FORMAT_VERSION}"
    return {"$schema": DIALECT, "title": title, **top, "$defs": dict(sorted(drawing.definitions.items()))}


def schema_text(root: type, reference: Reference) -> str:
    """The schema as the text of a JSON file, in ASCII so that no terminal or editor can spoil it."""
    return json.dumps(schema_for(root, reference), indent=2) + "\n"


def _text(what: str) -> Schema:
    return {"type": _SCALAR, "pattern": r"\S", "maxLength": LONGEST_TEXT, "patternErrorMessage": f"{what} is wanted"}


def _fitting(pattern: str, what: str, kinds: list[str] | None = None) -> Schema:
    """Text that fits a pattern from end to end; `patternErrorMessage` is what editors say in place of the pattern."""
    return {"type": kinds or _SCALAR, "pattern": f"^(?:{pattern})$", "patternErrorMessage": f"{what} is wanted"}


def _text_kinds(reference: Reference) -> MappingType[Any, Schema]:
    """What each kind of text may look like, by its type."""
    plain, name = PLAIN_ID.pattern, NAME_ID.pattern
    finding = rf"{plain}(\.{plain})?"
    return {
        fields.Line: _text("a line of text"),
        fields.Prose: _text("a text"),
        fields.PlainId: {**_fitting(plain, _PLAIN_WORDS), "maxLength": LONGEST_ID},
        fields.NameId: {**_fitting(name, _NAME_WORDS), "maxLength": LONGEST_ID, "not": {"enum": sorted(RESERVED)}},
        fields.Clause: _fitting(CLAUSE.pattern, "the number of a clause, such as 9.2,", ["string", "number"]),
        fields.NodeId: _fitting(plain, "the id of a node"),
        fields.TopicId: _fitting(plain, "the id of a topic"),
        fields.RoleId: _fitting(plain, "the id of a role"),
        fields.MeterId: _fitting(name, "the name of a meter"),
        fields.MeterOrHeldId: _fitting(name, "the name of a meter, evidence or flag"),
        fields.FindingId: _fitting(finding, "`node.check` or `node`"),
        fields.FactId: _known("fact", {id_: fact.statement for id_, fact in reference.facts.items()}),
        fields.MisconceptionId: _known(
            "misconception", {id_: each.believed for id_, each in reference.misconceptions.items()}
        ),
        fields.StandardId: _known(
            "standard", {id_: f"{each.number}: {each.title}" for id_, each in reference.standards.items()}
        ),
        Decimal: _fitting(DECIMAL.pattern, "a number such as 3 or 3.5", ["string", "number"]),
        Guard: _one_or_several({"type": _SCALAR, "pattern": r"\S"}, least=1),
        Stated: {"type": _SCALAR, "pattern": r"\S"},
    }


def _known(what: str, meanings: MappingType[str, str]) -> Schema:
    """One of some ids, each with what an editor shows beside it."""
    told = [" ".join(meaning.split()) for meaning in meanings.values()]
    return {"enum": list(meanings), "enumDescriptions": told, "errorMessage": f"the id of a {what} is wanted"}


def _one_or_several(item: Schema, least: int = 0) -> Schema:
    several = {"type": "array", "items": item}
    return {"anyOf": [item, several | {"minItems": least} if least else several]}


class _Drawing:
    """Draws schemas of types; each record and kind of text once, under `definitions`."""

    def __init__(self, text_kinds: MappingType[Any, Schema]) -> None:
        self.text_kinds = text_kinds
        self.definitions: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type; of a record or a kind of text, a reference to its definition."""
        if kind in self.text_kinds:
            return self._defined(_name(kind), lambda: self.text_kinds[kind])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is types.UnionType or origin is Union:
            return self._union([each for each in arguments if each is not type(None)])
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return _one_or_several(self.of(arguments[0]))
        if origin is MappingType:
            names, values = self.of(arguments[0]), self.of(arguments[1])
            return {"type": "object", "propertyNames": names, "additionalProperties": values}
        if kind is int:
            whole = _fitting(_WHOLE, "a whole number", ["integer", "string"])
            return {**whole, "minimum": -_LARGEST, "maximum": _LARGEST}
        if kind is bool:
            return _fitting("true|false", "`true` or `false`", ["boolean", "string"])
        if dataclasses.is_dataclass(kind):
            return self._defined(_name(kind), lambda: self._record_or_shorthand(kind))
        raise TypeError(f"no schema for {kind}")

    def _union(self, kinds: list[Any]) -> Schema:
        if len(kinds) == 1:
            return self.of(kinds[0])
        return {"anyOf": [self.of(kind) for kind in kinds]}

    def _defined(self, name: str, draw: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = {}  # drawn below; types may contain each other
            self.definitions[name] = draw()
        return {"$ref": f"#/$defs/{name}"}

    def _record_or_shorthand(self, kind: Any) -> Schema:
        shorthand: str | None = getattr(kind, "SHORTHAND", None)
        if shorthand is None:
            return self.record(kind)
        return {"anyOf": [self.of(get_type_hints(kind, include_extras=True)[shorthand]), self.record(kind)]}

    def record(self, kind: Any) -> Schema:
        """The schema of a dataclass as a group of keys."""
        hints = get_type_hints(kind, include_extras=True)
        properties: Schema = {}
        required = []
        for field in dataclasses.fields(kind):
            if not field.metadata.get("yaml", True):
                continue
            drawn_field = {"description": DESCRIPTIONS[kind][field.name], **self.of(hints[field.name])}
            if isinstance(field.default, int | str) and field.default != "":
                drawn_field["default"] = field.default
            if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                required.append(field.name)
            properties[field.name] = drawn_field
        drawn: Schema = {
            "description": _first_line(kind),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        if kind is Question:
            drawn["allOf"] = [_needs(question_type, parts[0]) for question_type, parts in PARTS.items()]
        return drawn


def _needs(question_type: str, part: str) -> Schema:
    """A question of that type cannot be without that part."""
    of_that_type = {"properties": {"type": {"const": question_type}}, "required": ["type"]}
    return {"if": of_that_type, "then": {"required": [part]}}


def _name(kind: Any) -> str:
    """What a type is called among the definitions."""
    return str(kind.__metadata__[0] if hasattr(kind, "__metadata__") else kind.__name__)


def _first_line(kind: type) -> str:
    return re.sub(r"\s+", " ", (kind.__doc__ or "").split("\n\n")[0]).strip()
