"""A learning path: what to play and to answer in which order, and what a job needs of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from isoquest.content.decode import Decoder, Leaf, whole_number
from isoquest.content.fields import NOWHERE, Line, PlainId, worked_out
from isoquest.content.leaves import read_line, read_plain_id, reference_leaf
from isoquest.content.problems import Place, Problem, Problems
from isoquest.content.reading import entry_keys, read_root
from isoquest.content.yaml_tree import Mapping as Tree
from isoquest.content.yaml_tree import Node, Scalar, Source, decode_text

PATH_FILE = "path.yaml"
"""The name of the file, in the folder of a library."""
EVERYTHING = "all"
"""Stands for no job in particular, and so is the id of none."""
USUAL_SHARE = 70
"""Per cent from which a quiz counts where the path does not say."""
_FULL_SHARE = 100
"""Per cent: every mark there is."""

ScenarioId = Annotated[str, "ScenarioId"]
"""Reference to a scenario of the library."""
BankId = Annotated[str, "BankId"]
"""Reference to a bank of the library."""
NeedId = Annotated[str, "NeedId"]
"""Reference to a stage, or to a step of one."""
Percent = Annotated[int, "Percent"]
"""A whole number from 1 to 100."""


@dataclass(frozen=True, slots=True)
class Step:
    """A scenario to play, or a bank to answer questions of."""

    why: Line
    """What it is good for."""
    id: str = worked_out("")
    play: ScenarioId | None = None
    quiz: BankId | None = None
    share: Percent | None = None
    """Of a quiz: the per cent from which it counts."""
    place: Place = worked_out(NOWHERE)

    @property
    def kind(self) -> Literal["play", "quiz"]:
        """What is done there."""
        return "quiz" if self.play is None else "play"

    @property
    def content(self) -> str:
        """The id of its scenario or bank."""
        return self.play or self.quiz or ""

    @property
    def wanted(self) -> int:
        """The per cent from which a quiz counts."""
        return self.share or USUAL_SHARE


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that belong together."""

    title: Line
    about: Line
    steps: Mapping[PlainId, Step]
    id: str = worked_out("")
    any: int | None = None
    """How many of the steps are enough; all of them if left out."""
    place: Place = worked_out(NOWHERE)

    @property
    def enough(self) -> int:
        """How many of its steps have to be done."""
        return len(self.steps) if self.any is None else self.any


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody does, and which stages and steps that needs, each with what it is for."""

    title: Line
    about: Line
    needs: Mapping[NeedId, Line]
    id: str = worked_out("")
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The stages in their order, and the jobs that somebody may learn for."""

    isoquest: int
    title: Line
    stages: Mapping[PlainId, Stage]
    jobs: Mapping[PlainId, Job] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all stages, in their order."""
        return tuple(step for stage in self.stages.values() for step in stage.steps.values())

    def needed_by(self, job: Job | None) -> tuple[Stage, ...]:
        """The stages as far as a job needs them, told with what it needs them for; all as they are for no job.

        A stage of which only steps are named is cut down to those, and each of them is needed then.
        """
        if job is None:
            return tuple(self.stages.values())
        return tuple(cut for stage in self.stages.values() if (cut := _cut_to(stage, job.needs)) is not None)


def _cut_to(stage: Stage, needs: Mapping[str, str]) -> Stage | None:
    if stage.id in needs:
        return replace(stage, about=needs[stage.id])
    steps = {name: replace(step, why=needs[name]) for name, step in stage.steps.items() if name in needs}
    return replace(stage, steps=steps, any=None) if steps else None


@dataclass(frozen=True, slots=True)
class PathReading:
    """What came of reading a learning path: the path where nothing is wrong with it, and every problem."""

    path: LearningPath | None
    problems: tuple[Problem, ...]
    file: str
    text: str = ""
    """The file's text, for excerpts."""


def read_path(data: bytes, file: str, scenarios: Collection[str], banks: Collection[str]) -> PathReading:
    """Read a learning path from the bytes of a file, given the ids of the scenarios and banks that there are."""
    problems = Problems()
    text = decode_text(data, file, problems)
    path = _read(Source(file, text), scenarios, banks, problems) if text is not None else None
    return PathReading(path, problems.in_file_order(), file, text or "")


def _read(
    source: Source, scenarios: Collection[str], banks: Collection[str], problems: Problems
) -> LearningPath | None:
    root = read_root(source, "learning path", problems)
    if root is None:
        return None
    stages = tuple(entry_keys(root, "stages"))
    names = {*stages, *(step for stage in stages for step in entry_keys(root, "stages", stage, "steps"))}
    leaves: Mapping[Any, Leaf] = {
        Line: read_line,
        PlainId: read_plain_id,
        ScenarioId: reference_leaf("scenario", lambda: scenarios),
        BankId: reference_leaf("bank", lambda: banks),
        NeedId: reference_leaf("stage or step", lambda: names),
        Percent: _read_percent,
    }
    decoder = Decoder(source, problems, leaves, independent=(Stage, Job))
    parts = decoder.read_fields(root, LearningPath)
    _check(parts.get("stages", {}), parts.get("jobs", {}), problems)
    if isinstance(_value(root, "stages"), Tree) and not stages:
        problems.add("missing-key", "this path has no stages", source.start(), hint="add one under `stages`")
    return LearningPath(**parts) if not problems.errors else None


def _value(root: Tree, key: str) -> Node | None:
    return root.entries[key][1] if key in root.entries else None


def _read_percent(decoder: Decoder, node: Node) -> Any:
    number = whole_number(node.text) if isinstance(node, Scalar) else None
    if number is not None and 1 <= number <= _FULL_SHARE:
        return number
    return decoder.wrong(node, "a whole number of per cent from 1 to 100")


def _check(stages: Mapping[str, Stage], jobs: Mapping[str, Job], problems: Problems) -> None:
    """Note what is wrong though each part reads well."""
    problems.found += [problem for stage in stages.values() for problem in _wrong_with_stage(stage)]
    names = Counter([*stages, *(name for stage in stages.values() for name in stage.steps)])
    for stage in stages.values():
        for step in stage.steps.values():
            if names[step.id] > 1:
                message = f"`{step.id}` names two things, so a job could mean either"
                problems.add("two-meanings", message, step.place, hint="give each stage and step an id of its own")
    for job in jobs.values():
        problems.found += _wrong_with_job(job, stages)


def _wrong_with_stage(stage: Stage) -> Iterator[Problem]:
    if not stage.steps:
        yield Problem("missing-key", f"`{stage.id}` has no steps", stage.place, hint="add one under `steps`")
    elif stage.any is not None and not 1 <= stage.any <= len(stage.steps):
        message = f"`any` of `{stage.id}` is {stage.any}; it can be 1 to {len(stage.steps)}, the number of its steps"
        yield Problem("wrong-type", message, stage.place, hint="leave `any` out where all are needed")
    for step in stage.steps.values():
        if step.play is None and step.quiz is None:
            hint = "give it `play` with a scenario, or `quiz` with a bank"
            yield Problem("missing-key", f"`{step.id}` names nothing to do", step.place, hint=hint)
        elif step.play is not None and step.quiz is not None:
            yield Problem("wrong-type", "`play` and `quiz` stand in one step", step.place, hint="make two steps of it")
        elif step.play is not None and step.share is not None:
            message = "`share` belongs to a quiz: a play counts whatever its ending"
            yield Problem("wrong-type", message, step.place, hint="leave `share` out")


def _wrong_with_job(job: Job, stages: Mapping[str, Stage]) -> Iterator[Problem]:
    if job.id == EVERYTHING:
        message = f"`{EVERYTHING}` stands for the whole path and cannot name a job"
        yield Problem("reserved", message, job.place, hint="choose another name")
    if not job.needs:
        yield Problem("missing-key", f"`{job.id}` needs nothing", job.place, hint="name stages or steps under `needs`")
    for stage in stages.values():
        within = [name for name in stage.steps if name in job.needs]
        if stage.id in job.needs and within:
            message = f"`{job.id}` needs `{stage.id}` and, within it, `{within[0]}` once more"
            yield Problem("wrong-type", message, job.place, hint="name the stage, or the steps that are needed")
