"""Blocks of a story, changes and scores as lines of plain text, wrapped to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from isoquest.content.model import Scenario
from isoquest.content.prose import Paragraph, Spans, Table, blocks, plain
from isoquest.content.reference import Fact, Reference
from isoquest.engine.changes import Changes, MeterChange
from isoquest.engine.scoring import Marks
from isoquest.engine.state import State

CONFIDENCE = {
    "H": "confirmed",
    "K": "professional knowledge",
    "M": "one secondary source",
    "U": "unconfirmed",
}
"""How sure a fact is, in words."""

ENDING_KINDS = {
    "success": "success",
    "partial": "a partial success",
    "wise": "a wise decision",
    "failure": "a failure",
}

GRADES = {
    "concern": "area of concern",
    "improvement": "opportunity for improvement",
    "minor": "minor nonconformity",
    "major": "major nonconformity",
}


def spans_text(spans: Spans) -> str:
    """A run of text; emphasis is left to the words, a link's address stands behind it."""
    parts = []
    for span in spans:
        parts.append(span.text)
        if span.link and span.link != span.text:
            parts.append(f" ({span.link})")
    return "".join(parts)


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """A text in lines of at most `width` columns, long words broken."""
    rest = " " * len(first) if rest is None else rest
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        lines += textwrap.wrap(line, width, initial_indent=first if number == 0 else rest, subsequent_indent=rest) or [
            first if number == 0 else ""
        ]
    return lines


def story(markdown: str, width: int) -> Iterator[str]:
    """The lines of a text, an empty one between blocks."""
    for number, block in enumerate(blocks(markdown)):
        if number and not (isinstance(block, Paragraph) and block.marker):
            yield ""
        if isinstance(block, Paragraph):
            indent = "  " * block.indent
            marker = f"{block.marker} " if block.marker else ""
            yield from wrapped(spans_text(block.spans), width, indent + marker, indent + " " * len(marker))
        elif isinstance(block, Table):
            yield from _table(block, width)
        else:
            yield "-" * min(width, 20)


def _table(table: Table, width: int) -> Iterator[str]:
    """A row a paragraph, each cell named by the head of its column: columns do not read well aloud."""
    heads = [spans_text(cell) for cell in table.rows[0]] if table.rows else []
    for row in table.rows[1:]:
        cells = [
            f"{head}: {spans_text(cell)}" if head else spans_text(cell) for head, cell in zip(heads, row, strict=False)
        ]
        yield from wrapped("; ".join(cells) + ".", width, "- ", "  ")


def amount(value: int, unit: str) -> str:
    """A meter's value with its unit."""
    return f"{value} {unit}" if unit else str(value)


def meter_change(change: MeterChange) -> str:
    """Old and new value, with sign and word."""
    difference = change.new - change.old
    word = {True: ", better", False: ", worse", None: ""}[change.welcome]
    unit = change.meter.unit
    return f"{change.meter.name}: {change.old} → {amount(change.new, unit)} ({difference:+d}{word})"


def changes_lines(changes: Changes) -> list[str]:
    """What changed, a line each."""
    return [
        *map(meter_change, changes.meters),
        *(f"You now hold: {evidence.name}" for evidence in changes.gained),
        *(f"You no longer hold: {evidence.name}" for evidence in changes.lost),
        *(f"Finding closed: {check.finding}" for check in changes.closed),
    ]


def standing(scenario: Scenario, state: State) -> str:
    """The meters on one line."""
    shown = [
        f"{meter.name} {amount(value, meter.unit)}"
        for meter, value in zip(scenario.meters.values(), state.meters, strict=True)
        if not meter.hidden
    ]
    return " · ".join(shown)


def facts_of(because: Iterable[str], reference: Reference) -> list[Fact]:
    """The facts of these ids."""
    return [reference.facts[fact] for fact in because if fact in reference.facts]


def source_line(fact: Fact) -> str:
    """Where a fact comes from and how sure it is, with its date where it may change."""
    dated = f", as of {fact.as_of}" if fact.volatile else ""
    return f"{fact.source} ({fact.id}, {CONFIDENCE[fact.confidence]}{dated})"


def fact_lines(fact: Fact, width: int) -> Iterator[str]:
    """A fact in full."""
    yield from story(fact.statement, width)
    yield from wrapped(source_line(fact), width, "  Source: ")


def often_believed(named: Iterable[str], reference: Reference, *, with_truth: bool) -> list[str]:
    """A sentence for each misconception of these ids: as people say it, and what holds where that is wanted."""
    told = [reference.misconceptions[name] for name in named if name in reference.misconceptions]
    return [f"Often believed: “{one.believed}”" + (f" {plain(one.instead)}" if with_truth else "") for one in told]


def marks_text(marks: Marks) -> str:
    """Marks as a percentage with what it comes from."""
    if marks.percent is None:
        return "nothing to score"
    decisions = "1 decision" if marks.decisions == 1 else f"{marks.decisions} decisions"
    return f"{marks.percent} % over {decisions} ({marks.earned} of {marks.best}, worst {marks.worst})"
