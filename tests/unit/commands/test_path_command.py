"""`isoquest path`, in one process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from isoquest.cli import main
from isoquest.commands.desk import opened_store
from isoquest.content.learning_path import PATH_FILE
from isoquest.progress.learning import JOB
from isoquest.progress.store import Opened, Store

OWN = """\
isoquest: 1
title: A week
stages:
  monday:
    title: Monday
    about: Words.
    steps:
      letter: {play: is-iso-a-certificate, why: A letter.}
      words: {quiz: iso-basics, why: The words.}
jobs:
  clerk: {title: Clerk, about: Answers letters., needs: {words: Letters have words.}}
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The progress of a user whose own library has a learning path."""
    monkeypatch.setenv("ISOQUEST_HOME", str(tmp_path))
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / PATH_FILE).write_text(OWN, encoding="utf-8")
    opened = opened_store()
    assert isinstance(opened, Opened)
    yield opened.store
    opened.store.close()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    """What is told to programs."""
    assert main(["path", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_path_of_ones_own_is_told_with_what_was_done(store: Store, capsys: pytest.CaptureFixture[str]):
    """A play that ended counts and shows its ending; the lines say the same, and what to type next."""
    store.begin(1, "is-iso-a-certificate", "", "1", "", 1, ["a.b"], ending="gone", summary="Out of time")
    found = told(capsys)
    (stage,) = found["stages"]
    assert (found["title"], found["done"], found["of"]) == ("A week", 1, 2)
    assert (found["next"], found["left"]) == ("words", ["words"])
    assert [(step["state"], step["minutes"], step["share_wanted"]) for step in stage["steps"]] == [
        ("done", 10, None),
        ("not begun", 10, 70),
    ]
    assert main(["path"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  done: Are You ISO Certified? (best ending: Out of time; 10 min)" in lines
    assert "    isoquest quiz iso-basics --count 10" in lines


def test_the_job_that_was_chosen_holds_until_another_is_named(store: Store, capsys: pytest.CaptureFixture[str]):
    """Without `--job` it is the one kept for the profile, `all` is the whole path, and looking changes nothing."""
    assert told(capsys)["job"] is None
    store.set_setting(1, JOB, "clerk")
    for arguments, job, of in (([], "clerk", 1), (["--job", "all"], None, 2), ([], "clerk", 1)):
        found = told(capsys, *arguments)
        assert (found["job"], found["of"]) == (job, of)


@pytest.mark.usefixtures("store")
def test_a_job_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]):
    """The nearest one is offered, and the exit code is 2."""
    assert main(["path", "--job", "clark"]) == 2
    assert capsys.readouterr().err == "isoquest: there is no job `clark`: did you mean `clerk`?\n"


@pytest.mark.usefixtures("store")
def test_a_path_with_problems_is_not_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The command says where to look, and `isoquest check` tells each problem of the file and of its folder."""
    file = tmp_path / "scenarios" / PATH_FILE
    file.write_text(OWN.replace("iso-basics", "iso-basic"), encoding="utf-8")
    assert main(["path"]) == 1
    assert f"isoquest check {file}" in " ".join(capsys.readouterr().err.split())
    for named in (file, file.parent):
        assert main(["check", str(named), "--format", "json"]) == 1
        found = json.loads(capsys.readouterr().out)
        assert [(each["kind"], each["file"]) for each in found["checked"]] == [("path", str(file))]
        assert [(each["code"], each["place"]["line"]) for each in found["problems"]] == [("unknown-name", 9)]
