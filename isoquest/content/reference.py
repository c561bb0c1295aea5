"""The shared reference data: facts with their sources, standards, the glossary, clauses, and what is often believed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Annotated, Any, Literal

from isoquest.content.clauses import ClauseEntry
from isoquest.content.decode import MISSING, Decoder, Leaf
from isoquest.content.fields import NOWHERE, Clause, FactId, Line, PlainId, Prose, StandardId, worked_out
from isoquest.content.leaves import pattern_leaf, read_clause, read_line, read_plain_id, read_prose, reference_leaf
from isoquest.content.problems import Place, Problems
from isoquest.content.yaml_tree import Mapping as Tree
from isoquest.content.yaml_tree import Node, Scalar, Source, compose, decode_text

Date = Annotated[str, "Date"]
"""A day as `YYYY-MM-DD`."""
FactKey = Annotated[str, "FactKey"]
"""Id of a fact, such as F-ISO-001."""
TermId = Annotated[str, "TermId"]
"""Reference to an entry of the glossary."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the game teaches, in its own words, with where it comes from and how sure it is."""

    statement: Prose
    source: Line
    confidence: Literal["H", "K", "M", "U"]
    """H confirmed; K professional knowledge of the named document; M one secondary source; U unconfirmed."""
    as_of: Date
    id: str = worked_out("")
    volatile: bool = False
    """Likely to change: shown to the learner with its date."""
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard or scheme that an organisation may choose or meet."""

    number: Line
    title: Line
    kind: Literal["certifiable", "guidance", "accreditation", "scheme"]
    purpose: Prose
    as_of: Date
    id: str = worked_out("")
    edition: Line = ""
    field: Line = ""
    suits: Prose = ""
    """Who should choose it, and who should not."""
    typical: Line = ""
    """One organisation for which it is right, as concrete as a neighbour."""
    worries: tuple[Line, ...] = ()
    """The words that those say who need it without knowing its number."""
    note: Prose = ""
    because: tuple[FactId, ...] = ()
    place: Place = worked_out(NOWHERE)

    @property
    def with_edition(self) -> str:
        """Its number with its edition, as one is cited: ISO 9001:2026, but FSSC 22000, Version 7."""
        if not self.edition:
            return self.number
        return f"{self.number}{':' if self.edition[0].isdigit() else ', '}{self.edition}"


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary."""

    term: Line
    meaning: Prose
    id: str = worked_out("")
    also: tuple[Line, ...] = ()
    confused_with: tuple[TermId, ...] = ()
    difference: Prose = ""
    because: tuple[FactId, ...] = ()
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Misconception:
    """Something that is often believed and is not so."""

    believed: Line
    """The wrong sentence, as people say it."""
    instead: Prose
    """What holds."""
    because: tuple[FactId, ...]
    id: str = worked_out("")
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference data, by id."""

    facts: Mapping[FactKey, Fact] = field(default_factory=lambda: MappingProxyType({}))
    standards: Mapping[PlainId, Standard] = field(default_factory=lambda: MappingProxyType({}))
    glossary: Mapping[PlainId, Term] = field(default_factory=lambda: MappingProxyType({}))
    clauses: Mapping[Clause, ClauseEntry] = field(default_factory=lambda: MappingProxyType({}))
    misconceptions: Mapping[PlainId, Misconception] = field(default_factory=lambda: MappingProxyType({}))


FILES = {
    "facts": "facts.yaml",
    "standards": "standards.yaml",
    "glossary": "glossary.yaml",
    "clauses": "clauses.yaml",
    "misconceptions": "misconceptions.yaml",
}
"""The file that holds each part, in the order of reading: later parts refer to earlier ones."""
_ENTRIES = (Fact, Standard, Term, ClauseEntry, Misconception)


def _read_date(decoder: Decoder, node: Node) -> Any:
    if isinstance(node, Scalar):
        try:
            if dt.date.fromisoformat(node.text).isoformat() == node.text:  # it reads 20261122 and 2026-W47 as well
                return node.text
        except ValueError:
            pass
    return decoder.wrong(node, "a day such as 2026-11-22")


def read_reference(files: Mapping[str, bytes], problems: Problems, folder: str = "") -> Reference:
    """The reference data in the given files, by the names in FILES; what is not given is empty.

    Problems name the files as those of `folder`.
    """
    parts: dict[str, Any] = {}
    kinds = {
        "facts": Mapping[FactKey, Fact],
        "standards": Mapping[PlainId, Standard],
        "glossary": Mapping[PlainId, Term],
        "clauses": Mapping[Clause, ClauseEntry],
        "misconceptions": Mapping[PlainId, Misconception],
    }
    for part, kind in kinds.items():
        if FILES[part] not in files:
            continue
        file = str(PurePath(folder, FILES[part]))
        text = decode_text(files[FILES[part]], file, problems)
        root = compose(source := Source(file, text), problems) if text is not None else None
        if root is None:
            continue
        terms = frozenset(root.entries) if isinstance(root, Tree) else frozenset()
        known: Mapping[Any, Leaf] = {
            Line: read_line,
            Prose: read_prose,
            Date: _read_date,
            PlainId: read_plain_id,
            Clause: read_clause,
            StandardId: reference_leaf("standard", lambda: parts.get("standards", {}), "unknown-standard"),
            FactKey: pattern_leaf(re.compile(r"F-[A-Z]{2,4}-\d{3}[a-z]?"), "an id such as F-ISO-001"),
            FactId: reference_leaf("fact", lambda: parts.get("facts", {}), "unknown-fact"),
            TermId: reference_leaf("term", lambda: terms),  # noqa: B023 - read within this round
        }
        value = Decoder(source, problems, known, independent=_ENTRIES).read(root, kind)
        if value is not MISSING:
            parts[part] = value
    return Reference(**parts)
