"""`isoquest test`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from processes import SMALL

from isoquest.commands import test as command
from isoquest.commands.test import TestOptions as Options
from isoquest.engine.journal import Journal, to_text
from isoquest.engine.state import Decision

MET = """\
isoquest: 1
plays:
  asks: {decisions: [letter.ask], ends: certified, score: 100}
never: {at: certified, when: not scope}
"""
CAREFUL = Journal("corner-bakery", "", 3, (Decision("letter", "ask"), Decision("audit", "continue")))


class Ended(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Run: TypeAlias = Callable[..., Ended]


@pytest.fixture
def tests(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, with a home folder of its own."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))

    def run(*paths: str | Path, **options: object) -> Ended:
        code = command.test(Options(tuple(map(str, paths)), **options))
        return Ended(code, *capsys.readouterr())

    return run


def expecting(folder: Path, text: str) -> Path:
    """A scenario's folder with these expectations."""
    (folder / "expectations.yaml").write_text(text, encoding="utf-8")
    return folder


def test_all_met_ends_with_0(tests: Run, bakery: Path):
    """By its folder, its scenario file, or the file of expectations itself."""
    expecting(bakery, MET)
    for named in (bakery, bakery / "scenario.yaml", bakery / "expectations.yaml"):
        run = tests(named)
        assert (run.code, run.err) == (0, "")
        assert run.out.splitlines()[1:] == [
            "  passed       play asks: at certified, score 100 %",
            "  passed       never at certified: not scope",
            "corner-bakery: 1 play and 1 condition: 2 passed",
        ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MET.replace("letter.ask", "letter.buy"), "it ends at `broke`, not at `certified`"),
        (MET.replace("letter.ask", "letter.wait"), "You would need more money"),
        (MET.replace("not scope", "scope"), "a play brings this about at `certified`"),
        (MET.replace("certified", "certifed"), "did you mean `certified`?"),
        (MET.replace("isoquest: 1", "isoquest: 2"), "format `2` is not known"),
        ("", "this file is empty"),
    ],
)
def test_what_is_not_met_ends_with_1(tests: Run, bakery: Path, text: str, said: str):
    """A failed play or condition, and a file with problems."""
    run = tests(expecting(bakery, text))
    assert (run.code, run.err) == (1, "")
    assert said in run.out


def test_what_is_not_decided_is_not_met(tests: Run, bakery: Path):
    """The time being too short for it."""
    run = tests(expecting(bakery, "isoquest: 1\nsometimes: scope and budget == 10 and majors == 0\n"), budget=0.0)
    assert "not decided" in run.out
    assert run.code == 1


def test_a_scenario_that_cannot_be_played_is_not_met(tests: Run, bakery: Path):
    """With the way to its problems."""
    expecting(bakery, MET)
    (bakery / "scenario.yaml").write_text(SMALL.replace("start: letter", "start: lettre"), encoding="utf-8")
    run = tests(bakery)
    assert run.code == 1
    assert "cannot be played: 1 error" in run.out
    assert "hint: isoquest check " in run.out


def test_a_library_is_tested_as_far_as_it_expects_something(tests: Run, bakery: Path, tmp_path: Path):
    """Scenarios without expectations are passed over, and nothing takes the file for a bank."""
    other = tmp_path / "dairy"
    other.mkdir()
    (other / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    expecting(bakery, MET)
    assert tests(tmp_path).out.splitlines()[-1] == "corner-bakery: 1 play and 1 condition: 2 passed"
    expecting(other, MET)
    run = tests(tmp_path, form="json")
    told = json.loads(run.out)
    assert [one["scenario"] for one in told["tested"]] == ["corner-bakery", "dairy"]
    assert (run.code, told["passed"], told["failed"], told["interrupted"]) == (0, 4, 0, False)


def test_without_a_file_one_is_shown(tests: Run, bakery: Path):
    """It fits the scenario: saved beside it, it is met."""
    run = tests(bakery)
    assert run.code == 2
    assert "there is no `expectations.yaml` beside `corner-bakery`" in run.err
    assert tests(expecting(bakery, run.out)).code == 0


@pytest.mark.parametrize("named", ["nothing-here", "iso-basics", ""])
def test_where_there_is_no_scenario_the_usage_is_wrong(tests: Run, named: str, tmp_path: Path):
    """Nothing at a path, and a bank; an empty folder too."""
    (tmp_path / "empty").mkdir()
    run = tests(named or tmp_path / "empty")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("isoquest: ")


def test_a_replay_file_is_a_play(tests: Run, bakery: Path, tmp_path: Path):
    """One in the scenario's folder; not one elsewhere, whatever path or link leads there."""
    text = "isoquest: 1\nplays: {asks: {replay: %s, ends: certified}}\n"
    (bakery / "careful.json").write_text(to_text(CAREFUL), encoding="utf-8")
    (tmp_path / "out.json").write_text(to_text(CAREFUL), encoding="utf-8")
    (bakery / "link.json").symlink_to(tmp_path / "out.json")
    os.mkfifo(bakery / "pipe.json")
    assert tests(expecting(bakery, text % "careful.json")).code == 0
    for name, said in (
        ("../out.json", "lies outside this folder"),
        (str(tmp_path / "out.json"), "lies outside this folder"),
        ("link.json", "leads outside this folder"),
        ("pipe.json", "no regular file"),
        ("scenario.yaml", "is no decision list: line 1, column 1: this is not JSON"),
        ("lost.json", "cannot be read: No such file"),
    ):
        run = tests(expecting(bakery, text % name))
        assert run.code == 1
        assert said in run.out


def test_a_play_is_recorded_as_it_comes_out(tests: Run, bakery: Path, tmp_path: Path):
    """In a new file or one that is there, of which nothing else changes; then it is met."""
    (tmp_path / "careful.json").write_text(to_text(CAREFUL), encoding="utf-8")
    file = str(tmp_path / "careful.json")
    assert tests(bakery, record=("first", file)).code == 0
    first = (bakery / "expectations.yaml").read_text("utf-8")
    (bakery / "expectations.yaml").write_text(f"{first}# mine\nsometimes: scope\n", encoding="utf-8")
    assert tests(bakery, record=("second", file)).code == 0
    both = (bakery / "expectations.yaml").read_text("utf-8")
    assert both.startswith(first)
    assert both.endswith("# mine\nsometimes: scope\n")
    assert tests(bakery).out.splitlines()[-1] == "corner-bakery: 2 plays and 1 condition: 3 passed"
    assert sorted(path.name for path in bakery.iterdir()) == ["expectations.yaml", "scenario.yaml"]


@pytest.mark.parametrize(
    ("name", "journal", "said", "code"),
    [
        ("two words", CAREFUL, "is no name of a play", 2),
        ("mine", Journal("harbour", "", 1, ()), "belong to `harbour`, not to `corner-bakery`", 2),
        ("mine", Journal("corner-bakery", "", 1, (Decision("letter", "run"),)), "decision 1 of ", 1),
        ("asks", CAREFUL, "there is a play `asks` already", 1),
        ("mine", None, "is no decision list", 2),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(  # noqa: PLR0913, PLR0917 - the fixtures and the cases
    tests: Run, bakery: Path, tmp_path: Path, name: str, journal: Journal | None, said: str, code: int
):
    """And says why."""
    (tmp_path / "play.json").write_text(to_text(journal) if journal else "[]", encoding="utf-8")
    expecting(bakery, MET.replace("plays:\n  asks: {", "plays:\n  asks:\n    {"))
    before = (bakery / "expectations.yaml").read_bytes()
    run = tests(bakery, record=(name, str(tmp_path / "play.json")))
    assert run.code == code
    assert said in run.err
    assert (bakery / "expectations.yaml").read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_an_interrupted_test_tells_what_it_knows(tests: Run, bakery: Path, monkeypatch: pytest.MonkeyPatch):
    """Ctrl+C while conditions are decided: the plays are told, the conditions are not decided; exit code 130."""
    monkeypatch.setattr(command, "check_conditions", lambda *_: os.kill(os.getpid(), signal.SIGINT) or signal.pause())
    run = tests(expecting(bakery, MET))
    assert run.code == 130
    assert "  passed       play asks" in run.out
    assert run.out.splitlines()[-1].startswith("Interrupted. corner-bakery: 1 play and 1 condition: 1 passed, 1 not")


def test_hostile_text_reaches_no_terminal(tests: Run, bakery: Path):
    """Whatever the form of the output."""
    hostile = 'isoquest: 1\nplays:\n  "\\e]0;x\\a": {decisions: ["a.\\e[2J"]}\nnever: "\\e[31m"\n'
    for form in ("text", "plain", "json"):
        run = tests(expecting(bakery, hostile), form=form)
        assert run.code == 1
        assert "\x1b" not in run.out + run.err
