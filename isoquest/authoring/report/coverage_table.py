"""Which facts are taught where, told to people and programs: a table, sentences for a voice, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isoquest.authoring.coverage import Coverage, Unnamed, by_section, tally
from isoquest.authoring.misconceptions_met import Meeting
from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.counting import counted, listed
from isoquest.authoring.report.misconception_table import (
    misconception_lines,
    misconception_sentences,
    misconceptions_counted,
    misconceptions_for_programs,
)
from isoquest.authoring.report.places import NOWHERE, RED, place_for_programs, places_told
from isoquest.authoring.report.terminal import Paper
from isoquest.content.prose import plain
from isoquest.content.safe_text import safe_line

NOT_KEYED = "M and U are not to be keyed: no answer may hang on them."
_HEAD = ("fact", "sure", "stories", "questions")
_PLACES = "taught at"
_NARROW = 72
"""Columns of a terminal below which the places of a fact stand in lines of their own."""
_INDENT = " " * 13
"""Before what goes on beside the column of ids."""


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """All that is told: every fact with its places, what they were looked for in, and what no text names."""

    covered: tuple[Coverage, ...]
    scenarios: int
    banks: int
    unnamed: Unnamed | None = None
    """None where nobody asked for it."""
    missing: bool = False
    """What is taught or met is left out of what is listed; the counts are of all."""
    meetings: tuple[Meeting, ...] = ()
    """The misconceptions that are asked for, and where each is met."""

    @property
    def listed(self) -> tuple[Coverage, ...]:
        """The facts to list."""
        return tuple(one for one in self.covered if not (self.missing and one.taught))


def as_table(report: CoverageReport, paper: Paper) -> Iterator[str]:
    """The lines for a terminal: a section for each beginning of ids, a row a fact, the counts last."""
    if report.listed:
        yield (_row(_HEAD) + ("" if _is_narrow(paper) else _PLACES)).rstrip()
    of_all = by_section(report.covered)
    for section, facts in by_section(report.listed).items():
        every = of_all[section]
        yield ""
        yield paper.bold(f"{safe_line(section)}: {sum(one.taught for one in every)} of {len(every)} taught")
        for one in facts:
            yield from _lines(one, paper, told=report.missing)
    told = list(misconception_lines(report.meetings, paper, missing=report.missing))
    yield from ("", *told) if told else ()
    if report.listed or told:
        yield ""
    for sentence in _closing(report, star="* " if any(not one.sure for one in report.listed) else ""):
        yield from wrapped(sentence, paper.width, rest="  ")


def _lines(one: Coverage, paper: Paper, *, told: bool) -> list[str]:
    """One fact, its places beside it or, where that is too narrow, below."""
    numbers = (str(len(one.in_scenarios)), str(len(one.in_questions)))
    row = _row((one.fact.id, one.fact.confidence + ("" if one.sure else "*"), *numbers))
    where = _where(one, told=told)
    if _is_narrow(paper):
        lines = [row.rstrip(), *wrapped(where, paper.width, "  ", "  ")]
    else:
        lines = wrapped(where, paper.width, row, _INDENT)
    if one.taught or not one.sure:
        return lines
    return "\n".join(lines).replace(NOWHERE, paper.paint(RED, NOWHERE), 1).split("\n")


def _is_narrow(paper: Paper) -> bool:
    return paper.width is not None and paper.width < _NARROW


def as_sentences(report: CoverageReport) -> Iterator[str]:
    """A sentence a fact, one a line, and the counts last."""
    for one in report.listed:
        sure = one.fact.confidence if one.sure else f"{one.fact.confidence}, not to be keyed"
        stories, questions = counted(len(one.in_scenarios), "time"), counted(len(one.in_questions), "time")
        told = f"taught {stories} in stories, {questions} in questions: " if one.taught else "taught "
        sentence = f"{one.fact.id}, {sure}: {told}{_where(one, told=report.missing)}"
        yield sentence if sentence.endswith(".") else f"{sentence}."
    yield from misconception_sentences(report.meetings, missing=report.missing)
    yield from _closing(report, star="")


def as_json(report: CoverageReport, not_counted: Sequence[str]) -> str:
    """Everything in one JSON object, whose keys docs/check.md tells; every place of a fact is there."""
    told: dict[str, Any] = {
        "facts": [_fact(one) for one in report.listed],
        "by_confidence": _counts(report.covered),
        "by_section": {section: _counts(facts) for section, facts in by_section(report.covered).items()},
        "misconceptions": misconceptions_for_programs(report.meetings, missing=report.missing),
        "misconceptions_met": {"met": sum(one.met for one in report.meetings), "of": len(report.meetings)},
        "scenarios": report.scenarios,
        "banks": report.banks,
        "not_counted": list(not_counted),
    }
    if report.unnamed is not None:
        told["unnamed_standards"] = [standard.id for standard in report.unnamed.standards]
        told["unnamed_terms"] = [term.id for term in report.unnamed.terms]
    return json.dumps(told, indent=2)


def _row(cells: Sequence[str]) -> str:
    fact, sure, stories, questions = cells
    return f"{fact:<11}  {sure:<4}  {stories:>7}  {questions:>9}  "


def _where(one: Coverage, *, told: bool) -> str:
    """The first places; of a fact that nobody teaches, if it is to be told, what it says."""
    return places_told(one.in_scenarios, one.in_questions, plain(one.fact.statement) if told else "")


def _closing(report: CoverageReport, star: str) -> Iterator[str]:
    """What no text names, where that is asked for, and what it all comes to."""
    if report.unnamed is not None:
        yield from _unnamed("Standard", [standard.number for standard in report.unnamed.standards])
        yield from _unnamed("Glossary term", [term.term for term in report.unnamed.terms])
    if report.covered:
        yield f"Every fact of confidence H and K taught? {_by_section_told(report.covered)}."
    if report.meetings:
        yield misconceptions_counted(report.meetings)
    looked = listed([counted(report.scenarios, "scenario"), counted(report.banks, "bank")])
    if not report.covered and report.meetings:
        yield f"Looked at {looked}."
        return
    known, whole = sum(one.taught for one in report.covered), counted(len(report.covered), "fact")
    counts = (f"{sure} {taught} of {there_are}" for sure, (taught, there_are) in tally(report.covered).items())
    yield f"{known} of {whole} taught in {looked}: {', '.join(counts) or 'there are none'}."
    if any(not one.sure for one in report.listed):
        yield star + NOT_KEYED


def _by_section_told(covered: Sequence[Coverage]) -> str:
    """For each section yes or, with what is lacking, no."""
    told = []
    for section, facts in by_section(covered).items():
        lacking = [one.fact.id for one in facts if one.sure and not one.taught]
        told.append(f"{section} no ({', '.join(lacking)})" if lacking else f"{section} yes")
    return safe_line("; ".join(told))


def _unnamed(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{what}s that no text names ({len(names)}): {safe_line('; '.join(names))}."
    else:
        yield f"Every {what.lower()} is named in some text."


def _fact(one: Coverage) -> dict[str, Any]:
    return {
        "id": one.fact.id,
        "statement": plain(one.fact.statement),
        "confidence": one.fact.confidence,
        "may_be_keyed": one.sure,
        "in_scenarios": [place_for_programs(place) for place in one.in_scenarios],
        "in_questions": [place_for_programs(place) for place in one.in_questions],
    }


def _counts(facts: Sequence[Coverage]) -> Mapping[str, Any]:
    return {confidence: {"taught": taught, "of": whole} for confidence, (taught, whole) in tally(facts).items()}
