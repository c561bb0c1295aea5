"""The text of a question file becomes a Bank, or a list of all that is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from isoquest.content import fields
from isoquest.content.decode import Decoder, Leaf
from isoquest.content.leaves import (
    misconception_leaf,
    read_clause,
    read_line,
    read_plain_id,
    read_prose,
    reference_leaf,
)
from isoquest.content.problems import Problem, Problems
from isoquest.content.question_checks import DECIMAL, check_bank
from isoquest.content.questions import Bank, Decimal, Question
from isoquest.content.reading import entry_keys, read_root
from isoquest.content.reference import Reference
from isoquest.content.yaml_tree import Node, Scalar, Source, decode_text


@dataclass(frozen=True, slots=True)
class BankReading:
    """What came of reading a bank: the bank where nothing is wrong with it, and every problem."""

    bank: Bank | None
    problems: tuple[Problem, ...]
    text: str = ""
    """The file's text, for excerpts."""


def read_decimal(decoder: Decoder, node: Node) -> Any:
    """A number such as `3` or `3.5`, kept exactly."""
    if isinstance(node, Scalar) and DECIMAL.fullmatch(node.text):
        return Fraction(node.text)
    hint = "write a point: 3.5" if isinstance(node, Scalar) and "," in node.text else ""
    return decoder.wrong(node, "a number such as 3 or 3.5", hint)


def read_bank(data: bytes, file: str, reference: Reference, bank_id: str = "") -> BankReading:
    """Read a bank from the bytes of a file; `bank_id` is by default the file's name without its ending."""
    problems = Problems()
    text = decode_text(data, file, problems)
    bank = _read(Source(file, text), reference, problems) if text is not None else None
    if bank is not None:
        object.__setattr__(bank, "id", bank_id or PurePath(file).stem)  # not yet seen by anyone: still being made
        object.__setattr__(bank, "content_hash", hashlib.sha256(data).hexdigest())
        object.__setattr__(bank, "file", file)
    return BankReading(bank, problems.in_file_order(), text or "")


def _read(source: Source, reference: Reference, problems: Problems) -> Bank | None:
    root = read_root(source, "bank", problems)
    if root is None:
        return None
    topics = tuple(entry_keys(root, "topics"))
    decoder = Decoder(source, problems, _leaves(topics, reference), independent=(Question,))
    parts = decoder.read_fields(root, Bank)
    check_bank(parts.get("questions", {}), parts.get("grading", "balanced"), problems)
    if "questions" in root.entries and not parts.get("questions") and not problems.errors:
        problems.add("empty-bank", "this bank has no questions", source.start(), hint="add one under `questions`")
    return Bank(**parts) if not problems.errors else None


def _leaves(topics: tuple[str, ...], reference: Reference) -> MappingType[Any, Leaf]:
    return {
        fields.Line: read_line,
        fields.Prose: read_prose,
        Decimal: read_decimal,
        fields.PlainId: read_plain_id,
        fields.Clause: read_clause,
        fields.TopicId: reference_leaf("topic", lambda: topics),
        fields.FactId: reference_leaf("fact", lambda: reference.facts, "unknown-fact"),
        fields.MisconceptionId: misconception_leaf(reference.misconceptions),
    }
