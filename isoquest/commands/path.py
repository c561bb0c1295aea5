"""`isoquest path`: the learning path in plain lines, and how far you are on it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Literal

from isoquest.authoring.report import summary
from isoquest.commands.desk import Complaint, complain, own_library, print_notices, with_store
from isoquest.commands.printing import print_folded
from isoquest.content.learning_path import EVERYTHING, LearningPath
from isoquest.content.library import Shelved, learning_path, load, load_bank
from isoquest.content.model import Scenario
from isoquest.content.problems import did_you_mean
from isoquest.content.questions import Bank
from isoquest.content.safe_text import safe_line
from isoquest.progress.learning import Learning, learning_of
from isoquest.progress.path_standing import ENOUGH_ASKED, StageStanding, StepStanding
from isoquest.progress.store import Opened


def path(job: str | None, *, as_json: bool) -> int:
    """Print the learning path of the current profile; returns the exit code.

    `job` is the id of a job, or `all` for no job in particular; None for what was chosen in the app.
    """
    return with_store(lambda opened: _path(opened, job, as_json=as_json))


def _path(opened: Opened, job: str | None, *, as_json: bool) -> int:
    own = own_library()
    reading = learning_path(own)
    if reading.path is None:
        told = summary(reading.problems)
        raise Complaint(f"the learning path cannot be shown: {told}. See: isoquest check {shlex.quote(reading.file)}")
    if job is not None and job not in (EVERYTHING, *reading.path.jobs):
        jobs = (*reading.path.jobs, EVERYTHING)
        hint = did_you_mean(job, jobs, f"there are {', '.join(jobs)}")
        raise Complaint(f"there is no job `{job}`: {hint}", 2)
    store = opened.store
    learning = learning_of(store, store.current_profile().id, reading.path, own, _whole, job_id=job)
    if as_json:
        for notice in opened.notices:
            complain(notice.text)
        print(json.dumps({"file": reading.file, **_as_data(learning)}, indent=2))
        return 0
    print_notices(opened)
    for depth, line in _as_lines(learning):
        print_folded(safe_line(line), "  " * depth)
    return 0


def _whole(shelved: Shelved, kind: Literal["play", "quiz"]) -> Scenario | Bank | None:
    return load(shelved, own_library()).scenario if kind == "play" else load_bank(shelved).bank


def _as_lines(learning: Learning) -> Iterator[tuple[int, str]]:
    """Each line with how far it is indented."""
    yield 0, f"Learning path: {learning.path.title}"
    yield 0, ", ".join(learning.so_far)
    if learning.job is not None:
        yield 0, learning.job.about
    for stage in learning.standing.stages:
        yield 0, ""
        yield 0, f"{stage.stage.title}, {stage.done} of {stage.of} done. {stage.stage.about}"
        for each in stage.steps:
            yield from _step_lines(each)
    yield 0, ""
    yield from _closing(learning.path)


def _step_lines(standing: StepStanding) -> Iterator[tuple[int, str]]:
    state, *more = standing.told
    fault = "has problems" if standing.target.whole is None else ""
    facts = "; ".join(filter(None, (fault, *more, standing.target.length)))
    yield 1, f"{state}: {standing.target.title}" + (f" ({facts})" if facts else "")
    yield 2, standing.step.why
    yield 2, _command(standing)


def _command(standing: StepStanding) -> str:
    """What to type to set out on a step."""
    going_on = standing.under_way is not None
    count = "" if going_on or standing.step.kind == "play" else f" --count {ENOUGH_ASKED}"
    return f"isoquest {standing.step.kind} {shlex.quote(standing.step.content)}{count}" + " --continue" * going_on


def _closing(path: LearningPath) -> Iterator[tuple[int, str]]:
    if path.jobs:
        yield 0, "What a job needs of it: isoquest path --job JOB, where JOB is"
        for job in path.jobs.values():
            yield 1, f"{job.id}: {job.title}"


def _as_data(learning: Learning) -> dict[str, object]:
    standing = learning.standing
    return {
        "title": learning.path.title,
        "job": None if learning.job is None else learning.job.id,
        "jobs": {job.id: {"title": job.title, "about": job.about} for job in learning.path.jobs.values()},
        "done": standing.done,
        "of": standing.of,
        "next": None if standing.next is None else standing.next.step.id,
        "left": [each.step.id for stage in standing.stages for each in stage.left],
        "stages": [_stage_data(stage) for stage in standing.stages],
    }


def _stage_data(standing: StageStanding) -> dict[str, object]:
    stage = standing.stage
    steps = [_step_data(each) for each in standing.steps]
    return {
        "id": stage.id,
        "title": stage.title,
        "about": stage.about,
        "done": standing.done,
        "of": standing.of,
        "steps": steps,
    }


def _step_data(standing: StepStanding) -> dict[str, object]:
    step, target = standing.step, standing.target
    return {
        "id": step.id,
        "kind": step.kind,
        "content": step.content,
        "title": target.title,
        "why": step.why,
        "minutes": target.minutes,
        "state": standing.state,
        "ending": None if standing.ending is None else standing.ending.title,
        "share": standing.share,
        "share_wanted": step.wanted if step.kind == "quiz" else None,
    }
