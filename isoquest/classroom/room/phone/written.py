"""Texts, questions and sources as values of JSON, with nothing in them that a page would take for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from isoquest.content.prose import Paragraph, Spans, Table, blocks, plain
from isoquest.content.question_checks import GAP
from isoquest.content.questions import Question
from isoquest.content.reference import Fact, Reference
from isoquest.content.safe_text import safe_line
from isoquest.quiz.asking import shown
from isoquest.quiz.drawing import Item

Json: TypeAlias = dict[str, Any]


@lru_cache(maxsize=1024)
def written(markdown: str) -> tuple[Json, ...]:
    """The blocks of a text. Shared: not to be changed."""
    made: list[Json] = []
    for block in blocks(markdown):
        match block:
            case Paragraph():
                made.append(
                    {
                        "kind": "p",
                        "heading": block.heading,
                        "indent": block.indent,
                        "marker": block.marker,
                        "spans": _spans(block.spans),
                    }
                )
            case Table():
                rows = [[_spans(cell) for cell in row] for row in block.rows]
                made.append({"kind": "table", "rows": rows})
            case _:
                made.append({"kind": "rule"})
    return tuple(made)


def _spans(spans: Spans) -> list[list[str]]:
    styled = []
    for span in spans:
        style = " ".join(letter for letter, on in (("b", span.strong), ("i", span.emphasis), ("c", span.code)) if on)
        styled.append([span.text, style])
    return styled


def question_asked(question: Question) -> tuple[Json, ...]:
    """What a question asks; the gaps of a text are numbered from 1."""
    if question.type != "blanks":
        return written(question.ask)
    numbers = {name: number for number, name in enumerate(question.blanks, start=1)}
    return written(re.sub(GAP, lambda gap: f"\\[{numbers.get(gap[1], 0)}\\]", question.ask))


def question_frame(question: Question) -> Json:
    """All of a question that is the same for everyone, and nothing of its key."""
    sides: list[Json] | None = None
    if question.type == "match":
        sides = [{"label": safe_line(pair.left), "choices": None} for pair in question.pairs]
    elif question.type == "blanks":
        # The choices by the alphabet: authors tend to write the right one first.
        sides = [
            {"label": f"[{number}]", "choices": sorted(map(safe_line, blank.choices), key=str.casefold) or None}
            for number, blank in enumerate(question.blanks.values(), start=1)
        ]
    return {
        "type": question.type,
        "ask": question_asked(question),
        "context": written(question.context) if question.context else None,
        "sides": sides,
        "unit": safe_line(question.number.unit) if question.number else "",
    }


def options_shown(item: Item) -> list[str] | None:
    """The texts to choose among, in the order of this item; None where one types."""
    if item.question.type in ("number", "text", "blanks"):
        return None
    return list(map(safe_line, shown(item)))


def question_shown(item: Item) -> Json:
    """A question in the order of this item."""
    return {**question_frame(item.question), "options": options_shown(item)}


def sources_told(facts: Iterable[str], reference: Reference) -> list[Json]:
    """The facts that something rests on, each once, with where it is known from."""
    known = [reference.facts[fact] for fact in dict.fromkeys(facts) if fact in reference.facts]
    return [{"text": plain(fact.statement), "source": _source(fact)} for fact in known]


def _source(fact: Fact) -> str:
    return safe_line(f"{fact.source}, as of {fact.as_of}" if fact.volatile else fact.source)
