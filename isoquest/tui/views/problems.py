"""Problems in a file: how many, each in short, and each in full with the lines around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from textual.content import Content
from textual.visual import Visual

from isoquest.authoring.report.plays import all_decisions
from isoquest.content.problems import Place, Problem, Severity
from isoquest.tui.one_line import line
from isoquest.tui.visuals import Hanging, Stack
from isoquest.tui.words import SEVERITIES, counted

AROUND = 2
"""Lines of the file shown before the one with the problem, and after it."""
LONGEST_LINE = 400
"""Characters of a line of the file that are shown at most."""


def tally(problems: Sequence[Problem]) -> Content:
    """How many errors and warnings there are, with their marks."""
    parts = []
    for severity, (mark, word, style) in SEVERITIES.items():
        number = sum(problem.severity == severity for problem in problems)
        if number:
            parts.append(Content.styled(f"{mark} {counted(number, word)}", style))
    if not any(problem.severity is not Severity.NOTE for problem in problems):
        parts.insert(0, Content.styled("✓ no problems", "$better"))
    return Content(" ").join(parts)


def problem_line(problem: Problem, file: str) -> Content:
    """A problem in short: where, which kind, what and the way out; the file is named where it is another one."""
    mark, _, style = SEVERITIES[problem.severity]
    where = f"line {problem.place.line}"
    if problem.place.file != file:
        where = f"{PurePath(problem.place.file).name} {where}"
    parts: list[Content | str] = [
        Content.styled(f"{mark} ", f"bold {style}"),
        line(where, "bold"),
        "  ",
        line(problem.code, "$quiet"),
    ]
    told = Content.assemble(*parts, "\n", line(problem.message))
    return Content.assemble(told, "\n", line(f"→ {problem.hint}", "$quiet")) if problem.hint else told


def problem_in_full(problem: Problem, lines: Mapping[str, Sequence[str]]) -> Visual:
    """All there is to say of a problem: what, the way out, and the part of the file where it stands."""
    mark, word, style = SEVERITIES[problem.severity]
    head = Content.assemble(
        (f"{mark} {word.capitalize()}", f"bold {style}"),
        "  ",
        line(problem.code, "$quiet"),
        "\n",
        line(problem.message),
    )
    parts: list[Visual] = [head]
    if problem.hint:
        parts.append(Hanging(Content.styled("→", "bold $accent"), line(problem.hint)))
    parts.append(excerpt(problem.place, lines, style))
    for label, place in problem.related:
        parts.append(Stack([line(label), excerpt(place, lines, "$primary")], gap=0))
    if problem.witness is not None:
        parts.append(line(f"Seen with seed {problem.witness.seed}: {all_decisions(problem.witness)}"))
    return Stack(parts)


def excerpt(place: Place, lines: Mapping[str, Sequence[str]], style: str) -> Visual:
    """The file's name and place, and its lines there, with a mark under what is meant."""
    rows: list[Visual] = [line(f"{place.file}, line {place.line}, column {place.column}", "$quiet")]
    source = lines.get(place.file, ())
    width = len(str(min(len(source), place.line + AROUND)))
    for number in range(max(1, place.line - AROUND), min(len(source), place.line + AROUND) + 1):
        text = "".join(map(_shown, source[number - 1][:LONGEST_LINE]))
        here = number == place.line
        lead = Content.styled(f"{'▸' if here else ' '} {number:>{width}} │", style if here else "$rule")
        rows.append(Hanging(lead, _marked(text, place, style) if here else Content(text)))
    return Stack(rows, gap=0)


def _marked(text: str, place: Place, style: str) -> Content:
    """The line with what is meant underlined in it, so that it stays marked where the line is wrapped."""
    start = min(place.column - 1, len(text))
    end = place.end_column - 1 if place.end_line == place.line else len(text)
    end = min(len(text), max(start + 1, end))
    return Content.assemble(text[:start], (text[start:end], f"bold underline {style}"), text[end:])


def _shown(character: str) -> str:
    """A character of the file in one column's place, whatever it would do to a terminal."""
    return character if character.isprintable() else " " if character == "\t" else "\ufffd"
