"""A file that is being written, looked at again and again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from isoquest.authoring.previewing import PATIENCE, Version, Watched

STORY = """\
isoquest: 1
title: The yard
summary: A yard.
start: yard
nodes:
  yard: {phase: plan, text: A yard., ask: {}, to: end}
  end: {phase: after, text: The end., ending: {kind: wise, title: Home, outcome: Gone home.}}
"""
BANK = """\
isoquest: 1
title: Basics
topics: {purpose: What standards are for}
questions:
  iso: {type: true-false, topic: purpose, ask: ISO certifies., right: false, why: It publishes standards.}
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A scenario that asks the questions beside it."""
    (tmp_path / "questions.yaml").write_text(BANK, "utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def watched(story: Path) -> Watched:
    """The scenario, looked at once."""
    watched = Watched(story)
    assert title(watched.look()) == "The yard"
    return watched


def title(version: Version | None) -> str | None:
    """The title of a scenario; None where there is no version, or none that can be played."""
    return version.scenario.title if version is not None and version.scenario is not None else None


def test_what_stays_as_it_is_is_not_read_again(watched: Watched):
    """Nothing new is found where nothing was written."""
    assert watched.look() is None


def test_a_save_is_seen_at_once(watched: Watched, story: Path):
    """Whether the file is written or another one is put in its place."""
    story.write_text(STORY.replace("The yard", "The quay"), "utf-8")
    assert title(watched.look()) == "The quay"
    other = story.with_name(".scenario.yaml.swp")
    other.write_text(STORY.replace("The yard", "The dock"), "utf-8")
    other.replace(story)
    assert title(watched.look()) == "The dock"
    assert watched.look() is None


def test_what_cannot_be_read_is_told_when_it_stays_so(watched: Watched, story: Path):
    """A file that may be half written is looked at once more before anything is said."""
    story.write_text("", "utf-8")
    assert watched.look() is None
    story.write_text(STORY[:50], "utf-8")
    assert watched.look() is None
    broken = watched.look()
    assert broken is not None
    assert broken.content.form
    assert not broken.readable
    story.write_text(STORY, "utf-8")
    assert title(watched.look()) == "The yard"


def test_a_file_that_is_away_for_a_moment_is_waited_for(watched: Watched, story: Path):
    """Some editors take the old file away first; one that stays away is told."""
    story.unlink()
    assert watched.look() is None
    story.write_text(STORY, "utf-8")
    assert title(watched.look()) == "The yard"
    story.unlink()
    seen = [watched.look() for _ in range(PATIENCE + 2)]
    assert seen[:-1] == [None] * (PATIENCE + 1)
    assert seen[-1] is not None
    assert [problem.code for problem in seen[-1].content.form] == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_permission_lost_and_given_back_is_seen(watched: Watched, story: Path):
    """Neither changes what is in the file."""
    story.chmod(0)
    assert watched.look() is None
    assert not getattr(watched.look(), "readable", True)
    story.chmod(0o600)
    assert title(watched.look()) == "The yard"


def test_the_questions_beside_a_scenario_are_watched_too(watched: Watched, story: Path):
    """A change there is a change of the scenario, also while they cannot be read."""
    beside = story.with_name("questions.yaml")
    beside.write_text("questions: {", "utf-8")
    assert watched.look() is None
    assert not getattr(watched.look(), "readable", True)
    beside.write_text(BANK.replace("ISO certifies.", "ISO certifies companies."), "utf-8")
    version = watched.look()
    assert version is not None
    assert version.scenario is not None
    assert version.scenario.nodes["yard"].questions[0].ask == "ISO certifies companies."


def test_a_bank_is_a_file_like_any_other(tmp_path: Path):
    """What holds questions and no nodes is read as a bank."""
    path = tmp_path / "basics.yaml"
    path.write_text(BANK, "utf-8")
    version = Watched(path).look()
    assert version is not None
    assert version.bank is not None
    assert version.bank.title == "Basics"
