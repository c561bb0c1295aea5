"""Problems told to programs."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.checking import Checked, Content
from isoquest.authoring.remarks import Remark
from isoquest.authoring.report.for_programs import as_json
from isoquest.authoring.report.github import as_command
from isoquest.content.problems import Place, Problem, Severity, Witness

PLACE = Place("f", 1, 2, 1, 3)


def test_json_tells_every_field():
    """The JSON of a check names what was checked, each problem with its layer, and what they come to."""
    problem = Problem(
        "code", "wrong", PLACE, Severity.WARNING, "mend it", (("first here", PLACE),), Witness(7, ("a.b",))
    )
    content = Content("bakery", "scenario", "f", "", ())
    told = json.loads(as_json([Checked(content, (Remark("craft", problem),), 2, ("form", "craft"), ("all well",))]))
    place = {"file": "f", "line": 1, "column": 2, "end_line": 1, "end_column": 3}
    assert told == {
        "checked": [
            {
                "name": "bakery",
                "kind": "scenario",
                "file": "f",
                "playable": True,
                "layers": ["form", "craft"],
                "summaries": ["all well"],
            }
        ],
        "problems": [
            {
                "code": "code",
                "layer": "craft",
                "severity": "warning",
                "message": "wrong",
                "hint": "mend it",
                "place": place,
                "related": [{"label": "first here", "place": place}],
                "witness": {"seed": 7, "decisions": ["a.b"]},
            }
        ],
        "errors": 0,
        "warnings": 1,
        "notes": 0,
        "allowed": 2,
        "interrupted": False,
    }


def _unescaped(text: str, *, is_property: bool) -> str:
    """A value as the runner of GitHub Actions reads it: its ActionCommand.cs, unescaping in this order."""
    escapes = [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if is_property else []), ("%25", "%")]
    for written, meant in escapes:
        text = text.replace(written, meant)
    return text


@given(file=st.text("a/:,%\r\n é;=0A25", min_size=1), message=st.text("ab:,%\r\n é0A3C"), hint=st.text("a%:,"))
def test_a_workflow_command_is_read_back(file: str, message: str, hint: str):
    """Whatever stands in a file name or a message, the runner reads one command with just that in it."""
    command = as_command(Problem("no-key", message, Place(file, 3, 5, 3, 9), hint=hint))
    assert len(command.splitlines()) == 1
    matched = re.fullmatch(r"::error ([^:]*)::(.*)", command)
    assert matched is not None
    properties = dict(part.split("=", 1) for part in matched[1].split(","))
    read = {name: _unescaped(value, is_property=True) for name, value in properties.items()}
    assert read == {"file": file, "line": "3", "endLine": "3", "col": "5", "endColumn": "9", "title": "no-key"}
    assert _unescaped(matched[2], is_property=False) == message + (f" ({hint})" if hint else "")


def test_severities_have_the_names_of_workflow_commands():
    """An error, a warning and a notice; no columns where a problem spans lines."""
    told = [as_command(Problem("c", "m", PLACE, severity)) for severity in Severity]
    assert [command.split(" ")[0] for command in told] == ["::error", "::warning", "::notice"]
    spanning = as_command(Problem("c", "m", Place("f", 1, 2, 3, 4)))
    assert spanning == "::error file=f,line=1,endLine=3,title=c::m"
