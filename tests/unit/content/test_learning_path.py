"""Learning paths: what is written is what is read, and what is wrong is told where it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.learning_path import PATH_FILE, LearningPath, PathReading, read_path

PATH = """\
isoquest: 1
title: A week
stages:
  monday:
    title: Monday
    about: Words.
    steps:
      letter: {play: quay, why: A letter.}
      words: {quiz: basics, share: 80, why: The words.}
  friday:
    title: Friday
    about: One of them.
    any: 1
    steps:
      boats: {play: quay, why: Boats.}
      nets: {quiz: basics, why: Nets.}
jobs:
  clerk:
    title: Clerk
    about: Answers letters.
    needs: {monday: Letters come., boats: By boat.}
"""


def read(text: str) -> PathReading:
    """A path read beside one scenario and one bank."""
    return read_path(text.encode(), PATH_FILE, {"quay"}, {"basics"})


def path(text: str = PATH) -> LearningPath:
    """A path without problems."""
    reading = read(text)
    assert reading.problems == ()
    assert reading.path is not None
    return reading.path


def test_a_path_is_read_as_it_is_written():
    """Stages and steps keep their order; a quiz counts from 70 per cent where nothing is said."""
    week = path()
    assert [(step.id, step.kind, step.content, step.wanted) for step in week.steps] == [
        ("letter", "play", "quay", 70),
        ("words", "quiz", "basics", 80),
        ("boats", "play", "quay", 70),
        ("nets", "quiz", "basics", 70),
    ]
    assert [(stage.id, stage.enough) for stage in week.stages.values()] == [("monday", 2), ("friday", 1)]


def test_a_job_is_told_what_it_needs_each_thing_for():
    """A stage that is named stays whole; of another one the steps that are named are left, and each is needed."""
    week = path()
    monday, friday = week.needed_by(week.jobs["clerk"])
    assert (monday.about, list(monday.steps), monday.enough) == ("Letters come.", ["letter", "words"], 2)
    assert ([step.why for step in friday.steps.values()], friday.enough) == (["By boat."], 1)


@given(st.sets(st.sampled_from(["monday", "friday"])), st.sets(st.sampled_from(["letter", "words", "boats", "nets"])))
def test_a_job_gets_what_it_names_and_nothing_else(stages: set[str], steps: set[str]):
    """Whatever a job names, once, is what it gets, in the order of the path."""
    week = path()
    steps -= {name for stage in stages for name in week.stages[stage].steps}
    needs = "".join(f", {name}: x" for name in sorted({*stages, *steps}))
    if not needs:
        return
    job = path(PATH.replace("{monday: Letters come., boats: By boat.}", f"{{{needs[2:]}}}")).jobs["clerk"]
    named = [name for stage in stages for name in week.stages[stage].steps] + list(steps)
    got = [name for stage in week.needed_by(job) for name in stage.steps]
    assert got == [step.id for step in week.steps if step.id in named]


@pytest.mark.parametrize(
    ("there", "instead", "code", "line", "hint"),
    [
        ("play: quay, why: A", "play: quai, why: A", "unknown-name", 8, "did you mean `quay`?"),
        ("quiz: basics, share", "quiz: basic, share", "unknown-name", 9, "did you mean `basics`?"),
        ("quiz: basics, why", "quiz: quay, why", "unknown-name", 16, "there is: basics"),
        ("needs: {monday", "needs: {munday", "unknown-name", 21, "did you mean `monday`?"),
        ("share: 80", "share: 101", "wrong-type", 9, ""),
        ("share: 80", "share: 0", "wrong-type", 9, ""),
        ("share: 80", "shere: 80", "unknown-key", 9, "did you mean `share`?"),
        ("any: 1", "any: 3", "wrong-type", 10, "leave `any` out where all are needed"),
        ("any: 1", "any: 0", "wrong-type", 10, "leave `any` out where all are needed"),
        ("quiz: basics, why", "why", "missing-key", 16, "give it `play` with a scenario, or `quiz` with a bank"),
        ("quiz: basics, why", "quiz: basics, play: quay, why", "wrong-type", 16, "make two steps of it"),
        ("play: quay, why: A", "play: quay, share: 5, why: A", "wrong-type", 8, "leave `share` out"),
        ("      boats", "      words", "two-meanings", 9, "give each stage and step an id of its own"),
        ("      boats", "      monday", "two-meanings", 15, "give each stage and step an id of its own"),
        (", boats: By boat.}", ", words: x}", "wrong-type", 18, "name the stage, or the steps that are needed"),
        ("{monday: Letters come., boats: By boat.}", "{}", "missing-key", 18, "name stages or steps under `needs`"),
        ("  clerk:", "  all:", "reserved", 18, "choose another name"),
        ("about: Words.", "", "missing-key", 5, ""),
        ("isoquest: 1", "isoquest: 2", "unknown-format", 1, "this program reads format 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(there: str, instead: str, code: str, line: int, hint: str):
    """One mistake is found, where it stands, with the way out; the path is not used."""
    assert there in PATH
    reading = read(PATH.replace(there, instead, 1))
    found = [(problem.code, problem.place.line, problem.hint) for problem in reading.problems]
    assert (code, line, hint) in found
    assert reading.path is None


@pytest.mark.parametrize("stages", ["{}", "{monday: {title: Monday, about: Words., steps: {}}}"])
def test_a_path_leads_somewhere(stages: str):
    """A path without stages, and a stage without steps, are told."""
    (problem,) = read(f"isoquest: 1\ntitle: A week\nstages: {stages}\n").problems
    assert (problem.code, "no st" in problem.message) == ("missing-key", True)


@given(st.one_of(st.binary(max_size=60), st.lists(st.sampled_from(PATH.splitlines()), max_size=12)))
def test_no_text_raises(text: bytes | Sequence[str]):
    """Any bytes, and any lines of a path in any order, are a path or problems."""
    data = text if isinstance(text, bytes) else "\n".join(text).encode()
    reading = read_path(data, PATH_FILE, {"quay"}, {"basics"})
    assert (reading.path is None) == bool(reading.problems)
