"""How the types of the model that mean more than their text are read: texts, ids, references, conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from typing import Any

from isoquest.content import fields, model
from isoquest.content.decode import MISSING, Decoder, Leaf
from isoquest.content.expressions import Condition, ExpressionProblem, compile_condition, parse_condition
from isoquest.content.expressions.parse import RESERVED
from isoquest.content.expressions.tokens import tokens
from isoquest.content.expressions.tree import AllOf
from isoquest.content.names import Names
from isoquest.content.problems import Place, Severity, did_you_mean
from isoquest.content.safe_text import UNSAFE, character_name
from isoquest.content.yaml_tree import Node, Scalar, Sequence

LONGEST_TEXT = 20_000
"""Characters of the longest text; far beyond what fits any screen."""
LONGEST_ID = 60

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])[^*]{1,80}(?<=[^\s*])\1(?![\w*])")

_CONDITION = "a condition such as `budget >= 20`"
"""What is wanted where a condition stands."""

PLAIN_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
NAME_ID = re.compile(r"[a-z][a-z0-9_]*")
CLAUSE = re.compile(r"(A\.)?\d{1,2}(\.\d{1,2}){0,3}")


def _text(decoder: Decoder, node: Node) -> Any:
    if not isinstance(node, Scalar):
        return decoder.wrong(node, "a text")
    text = node.text
    if not text.strip():
        hint = "a text with a comma or a colon inside `{ }` needs quotes" if node.plain else ""
        decoder.problems.add("empty-text", "a text is wanted here, not nothing", decoder.source.place(node), hint=hint)
        return MISSING
    if len(text) > LONGEST_TEXT:
        message = f"this text has {len(text)} characters; at most {LONGEST_TEXT} are read"
        decoder.problems.add("too-long", message, decoder.source.place(node), hint="split it over several nodes")
        return MISSING
    if not text.isprintable():
        unsafe = UNSAFE.search(text)
        if unsafe:
            message = f"this text holds {character_name(unsafe.group())}, which must not reach a terminal"
            decoder.problems.add("control-character", message, decoder.source.place(node), hint="delete it")
            return MISSING
    return text


def read_prose(decoder: Decoder, node: Node) -> Any:
    """Markdown of any number of paragraphs."""
    text = _text(decoder, node)
    return text if text is MISSING else text.rstrip()


def read_line(decoder: Decoder, node: Node) -> Any:
    """One line; line breaks become spaces. Markdown is for longer texts, so its marks are warned of here."""
    text = _text(decoder, node)
    if text is MISSING:
        return text
    marked = _EMPHASIS.search(text)
    if marked:
        message = f"`{marked.group()}` is shown with its marks: emphasis is for longer texts"
        decoder.problems.warn("marks-in-line", message, decoder.source.place(node), hint="leave the marks out")
    return " ".join(text.split())


def pattern_leaf(pattern: re.Pattern[str], wanted: str, reserved: Iterable[str] = ()) -> Leaf:
    """Reads text that fits a pattern and is not reserved."""
    kept = frozenset(reserved)

    def read(decoder: Decoder, node: Node) -> Any:
        if not isinstance(node, Scalar):
            return decoder.wrong(node, wanted)
        if node.text in kept:
            message = f"`{node.text}` is a word of the expression language and cannot be a name"
            decoder.problems.add("reserved", message, decoder.source.place(node), hint="choose another name")
            return MISSING
        if len(node.text) > LONGEST_ID or not pattern.fullmatch(node.text):
            return decoder.wrong(node, wanted)
        return node.text

    return read


read_plain_id = pattern_leaf(PLAIN_ID, "an id of small letters, digits, `_` and `-`")
read_clause = pattern_leaf(CLAUSE, "the number of a clause, such as 9.2 or A.5.1")


def reference_leaf(what: str, known: Callable[[], Iterable[str]], code: str = "unknown-name") -> Leaf:
    """Reads a name that must be one of those known."""
    names: frozenset[str] | None = None

    def read(decoder: Decoder, node: Node) -> Any:
        nonlocal names
        if names is None:
            names = frozenset(known())
        if not isinstance(node, Scalar):
            return decoder.wrong(node, f"the id of a {what}")
        if node.text not in names:
            message = f"there is no {what} `{node.text}`"
            decoder.problems.add(code, message, decoder.source.place(node), hint=did_you_mean(node.text, names))
            return MISSING
        return node.text

    return read


def misconception_leaf(known: Iterable[str]) -> Leaf:
    """Reads the id of a misconception that must be one of those known."""
    return reference_leaf("misconception", lambda: known, "unknown-misconception")


class GuardReader:
    """Reads conditions over the names of one scenario; a condition written twice is compiled once."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._made: dict[str, tuple[Condition, tuple[ExpressionProblem, ...]]] = {}

    def __call__(self, decoder: Decoder, node: Node) -> Any:
        """One condition, or a list of which all must hold."""
        scalars = node.items if isinstance(node, Sequence) else [node]
        if not scalars:
            return decoder.wrong(node, "a condition")
        conditions: list[Condition] = []
        texts: list[str] = []
        for scalar in scalars:
            if not isinstance(scalar, Scalar) or not scalar.text.strip():
                return decoder.wrong(scalar, _CONDITION)
            try:
                condition, warnings = self._parse(scalar.text)
            except ExpressionProblem as problem:
                self._note(decoder, scalar, problem, Severity.ERROR)
                return MISSING
            for warning in warnings:
                self._note(decoder, scalar, warning, Severity.WARNING)
            conditions.append(condition)
            texts.append(scalar.text.strip())
        whole = conditions[0] if len(conditions) == 1 else AllOf(tuple(conditions))
        text = texts[0] if len(texts) == 1 else " and ".join(f"({part})" for part in texts)
        return model.Guard(text, whole, compile_condition(whole), decoder.source.place(node))

    def _parse(self, text: str) -> tuple[Condition, tuple[ExpressionProblem, ...]]:
        made = self._made.get(text)
        if made is None:
            made = self._made[text] = parse_condition(text, self.names)
        return made

    def _note(self, decoder: Decoder, scalar: Scalar, problem: ExpressionProblem, severity: Severity) -> None:
        place, pointable = _characters(decoder, scalar)
        place = place.within(problem.start, problem.length) if pointable else place
        decoder.problems.add(problem.code, problem.message, place, hint=problem.hint, severity=severity)


def _characters(decoder: Decoder, scalar: Scalar) -> tuple[Place, bool]:
    """Where the characters of a text stand one by one, and True; of a text of several lines its start, and False."""
    place = decoder.source.place(scalar)
    if scalar.block or scalar.start.line != scalar.end.line:
        return place, False
    return place.within(0 if scalar.plain else 1, len(scalar.text)), True


def read_stated(decoder: Decoder, node: Node) -> Any:
    """A condition over names that are not known yet; of its form, only what is part of no expression is seen."""
    if not isinstance(node, Scalar) or not node.text.strip():
        return decoder.wrong(node, _CONDITION)
    place, pointable = _characters(decoder, node)
    try:
        tokens(node.text)
    except ExpressionProblem as problem:
        place = place.within(problem.start, problem.length) if pointable else place
        decoder.problems.add(problem.code, problem.message, place, hint=problem.hint)
        return MISSING
    return model.Stated(node.text, place, pointable)


def leaves(
    names: Names,
    topics: Iterable[str],
    facts: Iterable[str],
    standards: Iterable[str],
    roles: Iterable[str] = (),
) -> MappingType[Any, Leaf]:
    """The readers for a scenario with these names, topics and roles, and known facts and standards."""
    return {
        fields.Line: read_line,
        fields.Prose: read_prose,
        fields.PlainId: read_plain_id,
        fields.NameId: pattern_leaf(NAME_ID, "a name of small letters, digits and `_`", RESERVED),
        fields.Clause: read_clause,
        fields.NodeId: reference_leaf("node", lambda: names.nodes, "unknown-node"),
        fields.TopicId: reference_leaf("topic", lambda: topics),
        fields.RoleId: reference_leaf("role", lambda: roles),
        fields.MeterId: reference_leaf("meter", lambda: names.meters),
        fields.MeterOrHeldId: reference_leaf("meter, evidence or flag", lambda: {**names.meters, **names.held}),
        fields.FindingId: reference_leaf(
            "check or assessment",
            lambda: {*names.checks, *(name.partition(".")[0] for name in names.checks)},
        ),
        fields.FactId: reference_leaf("fact", lambda: facts, "unknown-fact"),
        fields.StandardId: reference_leaf("standard", lambda: standards, "unknown-standard"),
        model.Guard: GuardReader(names),
        model.Stated: read_stated,
    }
