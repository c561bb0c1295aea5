"""The one place where all that is wrong with a file is put together: its form, what is proved of it, and its craft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from isoquest.authoring.allowing import apply_allowances
from isoquest.authoring.documented import Documented
from isoquest.authoring.remarks import LAYERS, Layer, Remark
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem, Severity
from isoquest.content.questions import Bank

Kind: TypeAlias = Literal["scenario", "bank", "reference", "path"]


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was read, once: whatever happens to it on disk from then on changes nothing here."""

    name: str
    """What an author calls it: the id of a scenario or bank, the folder of reference data, the file of a path."""
    kind: Kind
    file: str
    text: str
    """Empty where it could not be read."""
    form: tuple[Problem, ...]
    """What reading found."""
    whole: Scenario | Bank | None = None
    """What was read, where nothing keeps it from being played."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What a search through the plays of a scenario found."""

    problems: tuple[Problem, ...] = ()
    summaries: tuple[str, ...] = ()
    """Sentences that say what is known of the scenario as a whole."""
    complete: bool = True
    """Every question was decided within the budget."""
    interrupted: bool = False
    """Ctrl+C ended the search; what was found until then is here."""
    summary_lines: tuple[str, ...] = ()
    """The summaries as they are shown on a terminal, with tables."""


Stop: TypeAlias = Callable[[], bool]
"""Whether nobody waits for the answer any more."""
Prover: TypeAlias = Callable[[Scenario, float, Stop], Proved]
"""Searches a scenario for at most so many seconds, or until it is to stop."""
Linter: TypeAlias = Callable[[Scenario | Bank], Iterable[Problem]]
"""Finds the flaws of craft in a scenario or bank."""
Follower: TypeAlias = Callable[[Scenario], Iterable[Problem]]
"""Finds what is wrong with what a scenario says of the one that it follows."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is looked for beside form."""

    codes: Mapping[str, Documented]
    """Every code, with its layer."""
    prove: Prover | None = None
    lint: Linter | None = None
    follow: Follower | None = None
    budget: float = 20.0
    """Seconds that the proof of one scenario may take."""
    stop: Stop = _go_on


@dataclass(frozen=True, slots=True)
class Checked:
    """All that was found in one file."""

    content: Content
    remarks: tuple[Remark, ...]
    """By layer, then in the order of the file."""
    allowed: int = 0
    """How many problems the file's own comments allow."""
    layers: tuple[Layer, ...] = ("form",)
    """The layers that looked through it."""
    summaries: tuple[str, ...] = ()
    interrupted: bool = False
    summary_lines: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        """An error keeps it from being played, and every layer but form from looking at it."""
        return any(problem.severity is Severity.ERROR for problem in self.content.form)


def problems_of(content: Content, plan: Plan) -> Checked:
    """All that is wrong with a file, without what its comments allow.

    Craft is looked at before the proof is begun, so that Ctrl+C during a long proof loses nothing of it.
    """
    remarks = [Remark("form", problem) for problem in content.form]
    layers: list[Layer] = ["form"]
    proved = Proved()
    if isinstance(content.whole, Scenario) and plan.follow is not None:
        remarks += [Remark("form", problem) for problem in plan.follow(content.whole)]
    try:
        if content.whole is not None and plan.lint is not None:
            remarks += [Remark("craft", problem) for problem in plan.lint(content.whole)]
            layers.append("craft")
        if isinstance(content.whole, Scenario) and plan.prove is not None:
            proved = plan.prove(content.whole, plan.budget, plan.stop)
            stuck = {problem.place for problem in proved.problems if problem.code == "dead-end"}
            # where it has been decided, what reading could only fear is not told too
            remarks = [
                remark
                for remark in remarks
                if remark.problem.code != "maybe-stuck" or not (proved.complete or remark.problem.place in stuck)
            ]
            remarks += [Remark("proof", problem) for problem in proved.problems]
            layers.append("proof")
    except KeyboardInterrupt:
        proved = Proved(complete=False, interrupted=True)
    judged: set[Layer] = set()
    if not any(problem.severity is Severity.ERROR for problem in content.form):  # else much was not looked at
        judged = set(layers) - (set() if proved.complete else {"proof"})
    if isinstance(content.whole, Bank):
        judged.add("proof")  # a bank has nothing that could be proved

    def is_judged(code: str) -> bool:
        return plan.codes[code].layer in judged

    kept, allowed = apply_allowances(content.file, content.text, remarks, plan.codes.keys, is_judged)
    kept.sort(key=lambda remark: (LAYERS.index(remark.layer), remark.problem.place.line, remark.problem.place.column))
    ran = tuple(layer for layer in LAYERS if layer in layers)
    return Checked(content, tuple(kept), allowed, ran, proved.summaries, proved.interrupted, proved.summary_lines)
