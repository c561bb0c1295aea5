"""`isoquest coverage` with its options, in one process."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from isoquest.cli import main
from isoquest.content.library import bundled_reference

SURE = [fact for fact, one in bundled_reference()[0].facts.items() if one.confidence in "HK"]
SCENARIO = """\
isoquest: 1
title: The Corner Bakery
summary: Two ovens and a letter.
start: letter
nodes:
  letter:
    phase: choose
    text: A customer wants **an ISO certificate**.
    choices:
      ask: {text: Ask which one., to: home, because: [F-ISO-001]}
  home:
    phase: after
    text: The answer is on its way.
    ending: {kind: wise, title: Answered, outcome: You know what is wanted.}
"""
BANK = """\
isoquest: 1
title: Basics
topics: {a: A}
questions:
  all-of-it: {type: true-false, topic: a, ask: ISO certifies., right: false, why: No., because: [%s]}
"""


class Ended(NamedTuple):
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


Run: TypeAlias = Callable[..., Ended]


@pytest.fixture
def coverage(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, with a home folder of its own."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path / "home"))

    def run(*arguments: str | Path) -> Ended:
        try:
            code = main(["coverage", *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *capsys.readouterr())

    return run


def write(file: Path, text: str) -> Path:
    """A file with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def places(run: Ended) -> dict[str, list[str]]:
    """The places of each fact that is taught, as JSON tells them."""
    facts = json.loads(run.stdout)["facts"]
    named = {one["id"]: [each["name"] for each in one["in_scenarios"] + one["in_questions"]] for one in facts}
    return {fact: names for fact, names in named.items() if names}


def test_without_a_path_the_whole_library_is_looked_at(coverage: Run, tmp_path: Path):
    """The bundled scenarios and banks, and those of the user's own folder: together they leave nothing out."""
    write(tmp_path / "home" / "scenarios" / "bakery" / "scenario.yaml", SCENARIO)
    write(tmp_path / "home" / "scenarios" / "banks" / "mine.yaml", BANK % "F-ISO-001")
    run = coverage("--format", "json", "--strict")
    taught = places(run)["F-ISO-001"]
    assert {"bakery/letter.ask", "mine/all-of-it"} < set(taught)
    assert {name.partition("/")[0] for names in places(run).values() for name in names} > {
        "harbour-machine-shop",
        "iso-basics",
    }
    assert run.returncode == 0


def test_paths_are_taken_as_check_takes_them(coverage: Run, tmp_path: Path):
    """A scenario brings the questions beside it, a folder all that is in it; what is named twice counts once."""
    folder = write(tmp_path / "mine" / "bakery" / "scenario.yaml", SCENARIO).parent
    write(folder / "questions.yaml", BANK % "F-ISO-001, F-ISO-002")
    expected = {"F-ISO-001": ["bakery/letter.ask", "bakery/all-of-it"], "F-ISO-002": ["bakery/all-of-it"]}
    for paths in ([folder], [folder.parent], [folder / "scenario.yaml", folder]):
        assert places(coverage(*paths, "--format", "json")) == expected
    told = json.loads(coverage(folder, "--format", "json").stdout)
    assert (told["scenarios"], told["banks"]) == (1, 1)


def test_missing_ends_with_1_only_while_a_sure_fact_is_missing(coverage: Run, tmp_path: Path):
    """What is not confirmed need not be taught; without --missing the table is no verdict."""
    whole = write(tmp_path / "whole.yaml", BANK % ", ".join(SURE))
    most = write(tmp_path / "most.yaml", BANK % ", ".join(SURE[1:]))
    assert [coverage(whole, "--missing").returncode, coverage(most, "--missing").returncode] == [0, 1]
    assert coverage(most).returncode == 0
    told = coverage(most, "--missing").stdout
    assert f"\n{SURE[0]} " in told
    assert f"\n{SURE[1]} " not in told


def test_strict_ends_with_1_while_a_misconception_stands_nowhere(coverage: Run, tmp_path: Path):
    """A bank that teaches every fact does not yet put every misconception to the learner."""
    whole = write(tmp_path / "whole.yaml", BANK % ", ".join(SURE))
    assert [coverage(whole, flag).returncode for flag in ("--missing", "--strict")] == [0, 1]


def test_only_the_sections_asked_for_are_told(coverage: Run):
    """The facts of a section by what their ids begin with, the misconceptions by their name; others are refused."""
    told = json.loads(coverage("iso-basics", "--sections", "F-SUR, misconceptions", "--format", "json").stdout)
    assert {one["id"] for one in told["facts"]} == {fact for fact in SURE if fact.startswith("F-SUR")}
    assert len(told["misconceptions"]) == len(bundled_reference()[0].misconceptions)
    assert json.loads(coverage("iso-basics", "--sections", "F-ISO", "--format", "json").stdout)["misconceptions"] == []
    for typed in ("F-ISOO", ",", ""):
        run = coverage("iso-basics", "--sections", typed)
        assert (run.returncode, run.stdout) == (2, "")
        assert "F-ISO" in run.stderr


def test_a_file_with_errors_is_not_counted_and_said_to_be_so(coverage: Run, tmp_path: Path):
    """Such as one that cites a fact that there is not: the table goes on without it."""
    broken = write(tmp_path / "bakery" / "scenario.yaml", SCENARIO.replace("F-ISO-001", "F-ISO-999"))
    write(tmp_path / "banks" / "fine.yaml", BANK % "F-ISO-002")
    run = coverage(tmp_path, "--format", "json")
    assert places(run) == {"F-ISO-002": ["fine/all-of-it"]}
    assert json.loads(run.stdout)["not_counted"] == [str(broken)]
    assert "`bakery` is not counted: 1 error. See: isoquest check" in run.stderr
    assert run.returncode == 0


@pytest.mark.parametrize("arguments", [["no-such-bank"], ["--format", "svg"], ["iso-basics", "no-such-bank"]])
def test_wrong_usage_ends_with_2_and_tells_nothing(coverage: Run, arguments: list[str]):
    """Nothing at a path, and an unknown option."""
    run = coverage(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr


def test_reference_data_alone_teaches_nobody(coverage: Run, tmp_path: Path):
    """A folder in which there are facts and nothing that cites them is told apart from an empty one."""
    write(tmp_path / "reference" / "facts.yaml", "{}")
    run = coverage(tmp_path)
    assert (run.returncode, run.stdout) == (2, "")
    assert "there is no scenario and no bank here" in run.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_that_cannot_be_read_is_named(coverage: Run, tmp_path: Path):
    """With the system's reason, instead of an empty table."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    run = coverage(closed)
    assert (run.returncode, run.stdout) == (2, "")
    assert f"{closed}: this folder cannot be read" in run.stderr


def test_terms_are_listed_only_when_they_are_asked_for(coverage: Run):
    """Standards and glossary terms that no text names, in each format."""
    assert "no text names" not in coverage("iso-basics").stdout
    told = json.loads(coverage("iso-basics", "--terms", "--format", "json").stdout)
    assert told["unnamed_terms"]
    for form in ("text", "plain"):
        run = coverage("iso-basics", "--terms", "--format", form)
        assert f"Glossary terms that no text names ({len(told['unnamed_terms'])}): " in run.stdout
        assert f"Standards that no text names ({len(told['unnamed_standards'])}): " in run.stdout
