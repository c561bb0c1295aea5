"""Problems as the workflow commands that GitHub Actions shows beside the lines of a change.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; the escapes are those of
`@actions/core`, toolkit/packages/core/src/command.ts.
"""

from __future__ import annotations

from isoquest.content.problems import Problem, Severity
from isoquest.content.safe_text import safe_text

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_command(problem: Problem) -> str:
    """One problem as one workflow command, on one line."""
    place = problem.place
    properties = {
        "file": place.file,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "col": str(place.column),
        "endColumn": str(place.end_column),
        "title": problem.code,
    }
    if place.end_line != place.line:  # columns belong to one line
        del properties["col"], properties["endColumn"]
    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return _printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _printable(text: str) -> str:
    return safe_text(text).replace("\t", " ")
