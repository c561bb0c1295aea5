"""`isoquest check`, as a real process."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from processes import SMALL, Run, environment

MARKED = SMALL.replace("title: The Corner Bakery", "title: The *Corner* Bakery")
"""One warning of form, on the second line, and nothing that form finds beside it."""


def scenario(folder: Path, text: str) -> Path:
    """A scenario in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


def test_check_says_where_and_how_to_mend(isoquest: Run, bakery: Path):
    """A misspelt name is shown with its line, a caret under it and the nearest valid name; exit code 1."""
    file = bakery / "scenario.yaml"
    file.write_text(SMALL.replace("needs: scope,", "needs: scop,"), encoding="utf-8")
    checked = isoquest("check", bakery)
    before = SMALL[: SMALL.index("scope, grade")]
    line, column = before.count("\n") + 1, len(before) - before.rindex("\n")
    assert checked.returncode == 1
    assert f"scenario.yaml:{line}:{column}" in checked.stdout
    assert "`scop` is not declared" in checked.stdout
    assert "did you mean `scope`?" in checked.stdout
    excerpt, caret = checked.stdout.splitlines()[2:4]
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "scop"


def test_check_speaks_three_ways(isoquest: Run, bakery: Path):
    """Plain output is a sentence a problem; JSON holds every field."""
    (bakery / "scenario.yaml").write_text(SMALL.replace("phase: choose", "phase: chose"), encoding="utf-8")
    (problem,) = json.loads(isoquest("check", bakery, "--format", "json").stdout)["problems"]
    spoken = isoquest("check", bakery, "--format", "plain").stdout
    assert (problem["code"], problem["place"]["line"], problem["severity"]) == ("wrong-type", 12, "error")
    assert "line 12, column 12: error:" in spoken
    assert "Did you mean `choose`?" in spoken


def test_author_text_reaches_no_terminal_as_a_command(isoquest: Run, bakery: Path):
    """An excerpt of a file with control characters shows none of them."""
    (bakery / "scenario.yaml").write_bytes(SMALL.replace("title: The letter", 'title: "\\e]52;c;x\\a"').encode())
    raw = isoquest("check", bakery).stdout
    (bakery / "scenario.yaml").write_bytes(SMALL.replace("title: The letter", "titel: \u202ethe letter").encode())
    assert "\x1b" not in raw
    assert "\u202e" not in isoquest("check", bakery).stdout


def test_without_a_path_the_current_folder_is_checked(home: Path, tmp_path: Path):
    """Where it holds content; elsewhere a sentence says what to type."""
    scenario(tmp_path / "work" / "bakery", MARKED)
    (tmp_path / "empty").mkdir()
    command = [sys.executable, "-m", "isoquest", "check"]
    there, nothing = (
        subprocess.run(
            command,
            cwd=tmp_path / folder,
            env=environment(home) | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        for folder in ("work", "empty")
    )
    assert "--> bakery/scenario.yaml:2:8" in there.stdout.replace("\\", "/")
    assert nothing.returncode == 2
    assert "type `isoquest check PATH`" in nothing.stderr


def test_an_interrupted_check_tells_what_it_knows(home: Path, tmp_path: Path):
    """Ctrl+C during the proof of the first of two scenarios: its other problems are told; exit code 130."""
    scenario(tmp_path / "work" / "a", MARKED)
    scenario(tmp_path / "work" / "b", MARKED)
    code = (
        "import os, signal, sys\n"
        "from isoquest.commands import check\n"
        "check._prover = lambda *_: lambda *_: os.kill(os.getpid(), signal.SIGINT) or signal.pause()\n"
        "from isoquest.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "check", tmp_path / "work", "--no-craft"],
        env=environment(home),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stderr) == (130, "")
    assert run.stdout.count("[marks-in-line]") == 1
    assert "Interrupted: a proof not finished, 1 file not looked at. Known so far:" in run.stdout


STUCK = """isoquest: 1
title: A short story
summary: One company.
meters: {budget: {start: 5}}
start: letter
nodes:
  letter:
    phase: choose
    text: A customer asks for a certificate.
    choices:
      ask: {text: Ask which standard is meant., add: {budget: -3}, to: board}
      wait: {text: Wait for a second letter., add: {budget: 1}, to: board}
  board:
    phase: plan
    text: The board meets.
    choices:
      course: {text: Book a course., when: budget >= 5, to: done}
  done:
    phase: after
    text: The certification body has decided.
    ending: {kind: failure, title: Over, outcome: That is how it ended.}
"""


def test_a_proved_problem_comes_with_a_play_that_runs(isoquest: Run, tmp_path: Path):
    """`--witnesses` writes the play that gets stuck, and `play --replay` comes to where it gets stuck."""
    stuck = scenario(tmp_path / "stuck", STUCK)
    told = json.loads(isoquest("check", stuck, "--format", "json", "--select", "proof").stdout)
    (error,) = [problem for problem in told["problems"] if problem["severity"] == "error"]
    assert (error["code"], error["layer"], error["witness"]["decisions"]) == ("dead-end", "proof", ["letter.ask"])
    isoquest("check", stuck, "--witnesses", tmp_path / "plays")
    (play,) = (tmp_path / "plays").glob("*dead-end*.json")
    assert "The play stands still" in isoquest("play", stuck, "--plain", "--replay", play).stdout


def test_what_is_proved_is_told_and_kept(isoquest: Run, tmp_path: Path):
    """Scores, lengths and chances stand below the problems; a second run takes them from what was kept."""
    stuck = scenario(tmp_path / "stuck", STUCK)
    first, second = (isoquest("check", stuck, "--odds").stdout for _ in range(2))
    assert "decisions in a play: from 1 to 2" in first
    assert "by lot, plays end at done: 50.0 %" in first
    assert first == second


def test_the_debrief_sets_a_play_beside_all_others(isoquest: Run, tmp_path: Path):
    """At the end of a play of one's own scenario stands what whole plays can earn, proved on the spot."""
    scored = STUCK.replace("meant., ", "meant., score: 2, ").replace("when: budget >= 5, ", "")
    bakery = scenario(tmp_path / "scored", scored)
    told = isoquest("play", bakery, "--plain", typed="2\n1\n").stdout
    assert "Your way earned 0 marks; whole plays earn from 0 to 2." in told
