"""Problems told three ways: with a source excerpt and a caret, as plain sentences that read well aloud, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from isoquest.content.problems import Place, Problem, Severity
from isoquest.content.safe_text import safe_line

FORMATS = ("text", "plain", "json")
WIDEST_EXCERPT = 100
"""Characters of a source line shown; of a longer one, the part around the problem."""

_RED, _YELLOW, _BLUE, _BOLD, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"


def counted(number: int, one: str) -> str:
    """A number with its noun, such as `1 error` or `3 errors`."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def summary(problems: Iterable[Problem]) -> str:
    """How many problems there are, in words."""
    severities = [problem.severity for problem in problems]
    if not severities:
        return "no problems"
    parts = [counted(severities.count(s), str(s)) for s in (Severity.ERROR, Severity.WARNING) if s in severities]
    return ", ".join(parts)


def as_text(problem: Problem, lines: Mapping[str, list[str]], *, colour: bool) -> str:
    """One problem with the line it stands in; `lines` holds the lines of each file by its name."""

    def paint(style: str, text: str) -> str:
        return f"{style}{text}{_RESET}" if colour else text

    style = _RED if problem.severity is Severity.ERROR else _YELLOW
    head = f"{paint(style + _BOLD, str(problem.severity))} {paint(_BOLD, _sentence(problem))}"
    told = [head, *_excerpt(problem.place, lines, paint(style, "^"))]
    for label, place in problem.related:
        told += [f"  {safe_line(label)}", *_excerpt(place, lines, paint(_BLUE, "-"))]
    if problem.hint:
        told.append(f"  {paint(_BLUE, 'hint:')} {safe_line(problem.hint)}")
    return "\n".join(told)


def _sentence(problem: Problem) -> str:
    return f"[{problem.code}] {safe_line(problem.message)}"


def _excerpt(place: Place, lines: Mapping[str, list[str]], mark: str) -> list[str]:
    told = [f"  --> {safe_line(place.file)}:{place.line}:{place.column}"]
    source = lines.get(place.file, [])
    if place.line > len(source):
        return told
    line = source[place.line - 1].replace("\t", " ")
    start = place.column - 1
    length = max(1, place.end_column - place.column) if place.end_line == place.line else 1
    cut = max(0, start - WIDEST_EXCERPT // 2) if len(line) > WIDEST_EXCERPT else 0
    shown = line[cut : cut + WIDEST_EXCERPT]
    number = str(place.line)
    before = ("…" if cut else "") + safe_line_keeping_spaces(shown)
    caret = " " * (start - cut + (1 if cut else 0)) + mark * min(length, max(1, len(shown) - (start - cut)))
    return [*told, f"  {number} | {before}", f"  {' ' * len(number)} | {caret}"]


def safe_line_keeping_spaces(text: str) -> str:
    """A source line as it stands, each unsafe character replaced by one safe one."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def as_sentence(problem: Problem) -> str:
    """One problem as a line without symbols to skip: file, line, column, what, and the way out."""
    place = problem.place
    told = f"{safe_line(place.file)}, line {place.line}, column {place.column}: {problem.severity}: "
    told += f"{safe_line(problem.message)}. "
    told += "".join(f"See also line {place.line}: {safe_line(label)}. " for label, place in problem.related)
    hint = safe_line(problem.hint)
    if hint:
        told += hint[0].upper() + hint[1:] + ("" if hint.endswith(("?", ".")) else ".")
    return f"{told.strip()} ({problem.code})"


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as a JSON list; every field of a problem has its own name there."""
    return json.dumps([asdict(problem) for problem in problems], indent=2)
