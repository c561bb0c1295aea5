"""`isoquest check` with its options, in one process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from isoquest.cli import main

SMALL = """\
isoquest: 1
title: The Corner Bakery
summary: Two ovens and a letter.
start: letter
nodes:
  letter:
    phase: choose
    text: A customer wants **an ISO certificate**.
    choices:
      ask: {text: Ask which one., to: home}
  home:
    phase: after
    text: The answer is on its way.
    ending: {kind: wise, title: Answered, outcome: You know what is wanted.}
"""
MARKED = SMALL.replace("title: The Corner Bakery", "title: The *Corner* Bakery")
"""One warning of form, on the second line, and nothing that form finds beside it."""


def scenario(folder: Path, text: str) -> Path:
    """A scenario in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


class Ended(NamedTuple):
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


Run: TypeAlias = Callable[..., Ended]


@pytest.fixture
def isoquest(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, with a home folder of its own."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))

    def run(*arguments: str | Path) -> Ended:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A small scenario."""
    return scenario(tmp_path / "corner-bakery", SMALL)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_an_excerpt_shows_the_line_whatever_ends_it(isoquest: Run, bakery: Path, end: str):
    """The ends of lines that other systems write are no part of what is shown."""
    text = SMALL.replace("phase: choose", "phase: chose").replace("\n", end)
    (bakery / "scenario.yaml").write_bytes(text.encode())
    assert "  7 |     phase: chose\n" in isoquest("check", bakery).stdout


def test_check_names_the_file_of_reference_data(isoquest: Run, tmp_path: Path):
    """A problem in facts, standards or glossary is told with the path of its file."""
    (tmp_path / "facts.yaml").write_text("F-ISO-1: {}\n", encoding="utf-8")
    assert f"{tmp_path / 'facts.yaml'}:1:1" in isoquest("check", tmp_path).stdout


def test_check_says_that_a_folder_holds_nothing(isoquest: Run, tmp_path: Path):
    """An empty folder is told apart from a name that is unknown."""
    assert "there is no scenario, bank or reference data" in isoquest("check", tmp_path).stderr


def test_a_clean_file_ends_with_0_and_problems_with_1(isoquest: Run, tmp_path: Path):
    """Warnings are problems; what is selected decides."""
    clean, marked = scenario(tmp_path / "clean", SMALL), scenario(tmp_path / "marked", MARKED)
    codes = [
        isoquest("check", clean, "--select", "form").returncode,
        isoquest("check", marked, "--select", "form").returncode,
        isoquest("check", marked, "--select", "form", "--ignore", "marks-in-line").returncode,
        isoquest("check", marked, "--select", "no-way-on").returncode,
    ]
    assert codes == [0, 1, 0, 0]


def test_a_file_that_cannot_be_played_is_never_clean(isoquest: Run, tmp_path: Path):
    """Errors may be ignored in what is told; the exit code and the last lines still say that they are there."""
    broken = scenario(tmp_path / "broken", SMALL.replace("start: letter", "start: lettre"))
    for options in (["--ignore", "form"], ["--select", "craft"], ["--ignore", "unknown-node"]):
        run = isoquest("check", broken, *options)
        assert run.returncode == 1
        assert "unknown-node" not in run.stdout
        assert "broken has errors that are not shown here, and cannot be played" in run.stdout
    (told,) = json.loads(isoquest("check", broken, "--ignore", "form", "--format", "json").stdout)["checked"]
    assert told["playable"] is False


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--select", "no-kye"], "did you mean `no-key`?"),
        (["--ignore", "frm"], "did you mean `form`?"),
        (["--explain", "no-kye"], "did you mean `no-key`?"),
        (["--explain", "no-key", "iso-basics"], "stands without a PATH"),
        (["iso-basics", "--budget", "never"], "no number of seconds"),
        (["iso-basics", "--budget", "nan"], "no number of seconds"),
    ],
)
def test_a_wrong_option_is_refused_with_the_way_out(isoquest: Run, options: list[str], said: str):
    """Exit code 2, and a sentence on standard error."""
    run = isoquest("check", *options)
    assert (run.returncode, run.stdout) == (2, "")
    assert said in run.stderr


def test_a_comment_lets_a_warning_stand(isoquest: Run, tmp_path: Path):
    """The warning is counted, not told; a comment that allows nothing is told."""
    reason = "  # allow: marks-in-line because the stars are painted on the shop"
    allowed = scenario(tmp_path / "shop", MARKED.replace("Bakery\n", f"Bakery{reason}\n", 1))
    run = isoquest("check", allowed, "--select", "form")
    assert (run.returncode, run.stdout) == (0, "shop: no problems, 1 allowed by comments\n")
    scenario(allowed, SMALL.replace("Bakery\n", f"Bakery{reason}\n", 1))
    assert "[allow-unused]" in isoquest("check", allowed, "--select", "form").stdout


def test_github_is_told_in_workflow_commands(isoquest: Run, tmp_path: Path):
    """Each problem is one line that a workflow shows beside the line of the file."""
    marked = scenario(tmp_path / "50% off, today", MARKED)
    first = isoquest("check", marked, "--select", "form", "--format", "github").stdout.splitlines()[0]
    assert first.startswith("::warning file=")
    assert "50%25 off%2C today" in first
    assert ",line=2,endLine=2,col=8,endColumn=27,title=marks-in-line::" in first


def test_questions_beside_a_scenario_are_checked_with_it(isoquest: Run, bakery: Path):
    """Their problems are told with their own file, once, however the folder is named."""
    bank = "isoquest: 1\ntitle: t\ntopics: {a: A}\nquestions: {}\n"
    (bakery / "questions.yaml").write_text(bank, encoding="utf-8")
    run = isoquest("check", bakery, bakery, bakery / "scenario.yaml", "--select", "form", "--format", "json")
    told = json.loads(run.stdout)
    assert [one["name"] for one in told["checked"]] == ["corner-bakery", "corner-bakery/questions.yaml"]
    assert [problem["code"] for problem in told["problems"]] == ["empty-bank"]


def test_a_code_is_explained_with_its_examples(isoquest: Run):
    """By its name; without a name, every code is listed."""
    page, index = isoquest("check", "--explain", "no-key"), isoquest("check", "--explain")
    assert (page.returncode, index.returncode) == (0, 0)
    assert "This fails (bank):" in page.stdout
    assert "  no-key " in index.stdout
    assert isoquest("check", "--explain", "all").stdout == index.stdout


def test_an_explanation_for_no_terminal_keeps_within_80_columns(isoquest: Run):
    """Its sentences do; what is shown of a file stands as it is."""
    lines = isoquest("check", "--explain", "no-key").stdout.splitlines()
    assert max(len(line) for line in lines if not line.startswith("    ")) <= 80
    assert max(map(len, isoquest("check", "--explain").stdout.splitlines())) <= 80


def test_the_bundled_library_is_found_from_its_folder(isoquest: Run, tmp_path: Path):
    """A copy of the whole library is checked in one command, and nothing is wrong with its form."""
    shutil.copytree(Path(__file__).resolve().parents[3] / "scenarios", tmp_path / "library")
    run = isoquest("check", tmp_path / "library", "--select", "form", "--format", "json")
    assert run.returncode == 0, run.stdout
    assert {one["kind"] for one in json.loads(run.stdout)["checked"]} == {"scenario", "bank", "reference", "path"}
