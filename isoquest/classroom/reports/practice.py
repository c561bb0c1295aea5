"""Questions to practise after a lesson, as a bank of their own in the author's own lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import yaml

from isoquest.content.bank_reading import read_bank
from isoquest.content.fields import WORKED_OUT
from isoquest.content.problems import Problems
from isoquest.content.questions import AnswerOption, Bank, Blank, Pair, Quantity, Question
from isoquest.content.reference import Fact, Misconception, Reference
from isoquest.content.yaml_tree import Mapping as Tree
from isoquest.content.yaml_tree import Source, compose, lines_of
from isoquest.quiz.asking import decimal_text

TITLE = "Practice: "


def practice_bank(bank: Bank, text: str, questions: Collection[str]) -> str:
    """A bank of these questions of `bank`, as YAML; `text` is the file that the bank was read from.

    Each question stands as its author wrote it, comments included, where its lines can be taken whole; otherwise all
    are written anew. Either way they read as the same questions, in the order of the bank. Raises ValueError without
    a question.
    """
    wanted = [each for name, each in bank.questions.items() if name in questions]
    if not wanted:
        raise ValueError("a bank has at least one question")
    head = _head(bank, wanted)
    lines = _lines(text, [question.id for question in wanted])
    if lines is not None:
        kept = f"{head}questions:\n{lines}"
        if _same(kept, bank, wanted):
            return kept
    return head + _dumped({"questions": {question.id: _written(question) for question in wanted}})


def _head(bank: Bank, wanted: Collection[Question]) -> str:
    """Everything above the questions."""
    used = {question.topic for question in wanted}
    content: dict[str, Any] = {"isoquest": 1, "title": f"{TITLE}{bank.title.removeprefix(TITLE)}"}
    if bank.grading != "balanced":
        content["grading"] = bank.grading
    content["topics"] = {name: told for name, told in bank.topics.items() if name in used}
    return _dumped(content)


def _lines(text: str, wanted: Collection[str]) -> str | None:
    """The lines of these questions; None where they do not stand in lines of their own."""
    source = Source("", text.removeprefix("\ufeff"))
    root = compose(source, Problems())
    entry = root.entries.get("questions") if isinstance(root, Tree) else None
    if not isinstance(root, Tree) or entry is None or not isinstance(entry[1], Tree):
        return None
    starts = {name: key.start for name, (key, _) in entry[1].entries.items()}
    lines = lines_of(source.text)
    after = [key.start.line for key, _ in root.entries.values() if key.start.line > entry[0].start.line]
    ends = sorted([*(mark.line for mark in starts.values()), *after, len(lines)])
    taken: list[str] = []
    for name, start in starts.items():
        if name not in wanted:
            continue
        first, column = start.line, start.column
        end = next(line for line in ends if line > first)
        comments = first
        while comments and lines[comments - 1].strip().startswith("#"):
            comments -= 1
        while end > first + 1 and _beside(lines[end - 1], column):
            end -= 1
        taken += [*lines[comments:end], ""]
    return "\n".join(taken)


def _beside(line: str, column: int) -> bool:
    """A line that is empty, or a comment that belongs to the next question rather than to this one."""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip()) <= column)


def _same(text: str, bank: Bank, wanted: Collection[Question]) -> bool:
    """The text reads as a bank of these very questions, graded as before."""
    read = read_bank(text.encode(), "practice.yaml", _knowing(wanted)).bank
    if read is None or list(read.questions) != [question.id for question in wanted]:
        return False
    pairs = zip(read.questions.values(), wanted, strict=True)
    return all(
        made == question
        and list(made.options) == list(question.options)
        and list(made.blanks) == list(question.blanks)
        and read.rule_for(made) == bank.rule_for(question)
        for made, question in pairs
    )


def _knowing(wanted: Collection[Question]) -> Reference:
    """Reference data in which every fact and misconception that the questions name is known."""
    facts = {name: Fact(name, name, "U", "2000-01-01") for question in wanted for name in question.because}
    named = [question.misconception for question in wanted]
    named += [option.misconception for question in wanted for option in question.options.values()]
    misconceptions = {name: Misconception(name, name, ()) for name in named if name}
    return Reference(facts=MappingProxyType(facts), misconceptions=MappingProxyType(misconceptions))


def _written(part: Question | AnswerOption | Pair | Quantity | Blank) -> dict[str, Any]:
    """A part of a question by its keys, with what need not be said left out."""
    written: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        needed = each.name in ("type", "ask", "topic", "text", "left", "value", "accept")
        said = value is not None if each.name == "right" and isinstance(part, Question) else value not in _UNSAID
        if each.metadata != WORKED_OUT and (said or (needed and value)):
            written[each.name] = _value(value)
    if isinstance(part, Question) and part.difficulty == Question.__dataclass_fields__["difficulty"].default:
        del written["difficulty"]
    return written


_UNSAID: tuple[object, ...] = (None, "", (), {}, False, Fraction(0))


def _value(value: Any) -> Any:
    match value:
        case bool() | int() | str():
            return value
        case Fraction():
            return _Number(decimal_text(value))
        case tuple():
            return [_value(each) for each in value]
        case Mapping():
            return {key: _value(each) for key, each in value.items()}
        case _:
            return _written(value)


class _Number(str):
    """A number that is written without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes without anchors, which content does not have."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _number(dumper: yaml.SafeDumper, number: _Number) -> yaml.Node:
    kind = "float" if "." in number else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(number))


_Dumper.add_representer(_Number, _number)


def _dumped(content: Mapping[str, Any]) -> str:
    return yaml.dump(dict(content), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
