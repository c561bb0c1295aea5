"""Somebody on a learning path: the path, the job that they learn for, and how far they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from isoquest.content.learning_path import EVERYTHING, Job, LearningPath
from isoquest.content.library import Shelved, step_content
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.progress.path_standing import PathStanding, Target, records_of, standing_on
from isoquest.progress.store import Store

JOB = "learning-path-job"
"""The key under which a profile's job is kept."""
Read: TypeAlias = Callable[[Shelved, Literal["play", "quiz"]], Scenario | Bank | None]
"""Reads the scenario of a play or the bank of a quiz; None where it has problems."""


@dataclass(frozen=True, slots=True)
class Learning:
    """A learning path with somebody on it."""

    path: LearningPath
    job: Job | None
    """None where they learn for no job in particular."""
    standing: PathStanding

    @property
    def so_far(self) -> tuple[str, ...]:
        """The job, where there is one, how many steps are done, and what comes next; some of it an author's words."""
        standing = self.standing
        whose = [self.job.title] if self.job is not None else []
        coming = f"next: {standing.next.target.title}" if standing.next is not None else "nothing is left"
        return *whose, f"{standing.done} of {standing.of} done", coming


def learning_of(  # noqa: PLR0913 - who, on which path, for which job, and how to read what is there
    store: Store,
    profile_id: int,
    path: LearningPath,
    own: Path | None,
    read: Read,
    *,
    job_id: str | None = None,
    sparing: bool = False,
) -> Learning:
    """A profile on a path, learning for the job of this id, or where none is given the one that they chose.

    An id that the path does not know stands for no job in particular. It waits for the disk, and reads all that the
    path leads to; `sparing`, of what was never tried the next step alone, and the others bear their ids as titles.
    """
    job = path.jobs.get(store.setting(profile_id, JOB, EVERYTHING) if job_id is None else job_id)
    stages = path.needed_by(job)
    records = (*store.plays(profile_id), *store.attempts(profile_id))
    targets = {}
    for step in path.steps:
        shelved = step_content(step, own)
        if isinstance(shelved, Shelved):
            wanted = not sparing or records_of(step, shelved, records)
            targets[step.id] = Target(shelved, read(shelved, step.kind) if wanted else None)
    standing = standing_on(stages, targets, records)
    if sparing and standing.next is not None:
        step, shelved = standing.next.step, standing.next.target.shelved
        targets[step.id] = Target(shelved, read(shelved, step.kind))
        standing = standing_on(stages, targets, records)
    return Learning(path, job, standing)
