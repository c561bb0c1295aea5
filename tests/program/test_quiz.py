"""Quizzes and reviews, as real processes."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from banks import EVERY_TYPE
from processes import Run, environment

from isoquest.content.library import bundled_folder


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    """A bank of every type of question."""
    file = tmp_path / "every.yaml"
    file.write_text(EVERY_TYPE, encoding="utf-8")
    return file


def test_a_quiz_without_a_terminal_asks_line_by_line(isoquest: Run):
    """A bundled question is put, answered, and explained with its source."""
    told = isoquest("quiz", "iso-basics", "--count", "1", "--seed", "3", typed="1947\n").stdout
    assert "Question 1 of 1" in told
    assert "(F-ISO-007, confirmed)" in told
    assert "Result: 100 % (1 of 1)" in told


def test_an_exam_goes_on_after_a_kill(isoquest: Run, bank_file: Path, home: Path):
    """Answers acknowledged before a kill -9 stand, and --continue puts the next question."""
    program = subprocess.Popen(
        [sys.executable, "-m", "isoquest", "quiz", str(bank_file), "--exam", "--topic", "process", "--seed", "4"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(home),
    )
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("3\n1\n3 2 1\n")
    program.stdin.flush()
    while "Noted." not in (line := program.stdout.readline()):
        assert line, "the program ended too early"
    program.send_signal(signal.SIGKILL)
    program.communicate(timeout=60)
    told = isoquest("quiz", bank_file, "--continue", typed="h\n").stdout
    assert "Question 1 of 4" not in told
    assert "Result: " in told


@pytest.mark.parametrize("way", ["path", "name"])
def test_a_quiz_goes_on_when_its_bank_is_gone(isoquest: Run, bank_file: Path, way: str):
    """The questions of a quiz under way were kept: deleting the file takes nothing from it."""
    isoquest("quiz", bank_file, "--seed", "1", typed="1\n")
    bank_file.unlink()
    told = isoquest("quiz", bank_file if way == "path" else "every", "--continue", typed="q\n")
    assert told.returncode == 0
    assert "you go on with the questions as they were" in told.stdout
    assert "there is no bank" in isoquest("quiz", bank_file).stderr


def test_missed_questions_come_back_in_review(isoquest: Run, bank_file: Path):
    """What was answered wrong is asked by `review`, also from a bank outside the library."""
    isoquest("quiz", bank_file, "--topic", "process", typed="1\n1\n" * 40)
    told = isoquest("review", typed="q\n").stdout
    assert "to review" in told


def test_nothing_to_review_is_said(isoquest: Run):
    """On the first day there is nothing to ask again, and it is told what will be."""
    told = isoquest("review").stdout
    assert "Nothing is left to review today." in told
    assert "What you miss in quizzes and scenarios will be asked here again." in told


def test_progress_lists_quizzes_too(isoquest: Run, bank_file: Path):
    """A quiz stands in the list beside the plays, for people and for programs."""
    isoquest("quiz", bank_file, "--topic", "process", typed="1\nq\n")
    assert "every: quiz under way, " in isoquest("progress").stdout
    assert [row["kind"] for row in json.loads(isoquest("progress", "--json").stdout)] == ["attempt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quiz"], "which bank?"),
        (["play", "iso-basics"], "isoquest quiz iso-basics"),
        (["play", str(bundled_folder() / "banks" / "iso-basics.yaml")], "is a bank of questions"),
        (["play", str(bundled_folder() / "path.yaml")], "is a learning path"),
        (["quiz", str(bundled_folder() / "path.yaml")], "is a learning path"),
        (["quiz", "iso-basic"], "did you mean `iso-basics`?"),
        (["quiz", "iso-basics", "--topic", "cooking"], "has no topic `cooking`"),
        (["quiz", "iso-basics", "--count", "0"], "--count takes a number from 1"),
        (["quiz", "iso-basics", "--minutes", "5"], "add --exam"),
        (["quiz", "iso-basics", "--exam", "--pass-mark", "101"], "--pass-mark takes a number from 1 to 100"),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(isoquest: Run, arguments: list[str], said: str):
    """What cannot be meant ends with exit code 2."""
    run = isoquest(*arguments)
    assert (run.returncode, said in run.stderr, "Traceback" in run.stderr) == (2, True, False)


def test_a_scenario_without_questions_is_no_bank(isoquest: Run, bakery: Path):
    """Whoever wants to be quizzed on a story is told how to play it."""
    run = isoquest("quiz", bakery / "scenario.yaml")
    assert (run.returncode, f"isoquest play {bakery / 'scenario.yaml'}" in run.stderr) == (2, True)


def test_a_broken_bank_names_the_way_to_its_problems(isoquest: Run, bank_file: Path):
    """A bank whose key cannot be is not asked, and `check` says where."""
    bank_file.write_text(EVERY_TYPE.replace("right: true, why: It audits", "why: It audits"), encoding="utf-8")
    assert "isoquest check" in isoquest("quiz", bank_file).stderr
    checked = isoquest("check", bank_file)
    assert checked.returncode == 1
    assert "no option is right" in checked.stdout
