"""`isoquest graph`: a scenario as a picture of its ways, in a form for each place where pictures are shown."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from isoquest.authoring.graph.dot import as_dot
from isoquest.authoring.graph.from_scenario import story_graph
from isoquest.authoring.graph.mermaid import MOST_CHARACTERS, MOST_LINES, as_mermaid
from isoquest.authoring.graph.narrowing import focused, folded, with_meters_gathered
from isoquest.authoring.graph.story import StoryGraph, phase_name
from isoquest.authoring.graph.svg import as_svg
from isoquest.authoring.graph.text import as_text
from isoquest.authoring.proof import Proof
from isoquest.authoring.report import summary
from isoquest.commands.desk import Complaint, complain, own_library
from isoquest.content.library import NotFound, find, find_bank, load
from isoquest.content.model import Scenario
from isoquest.content.problems import did_you_mean

FORMATS: dict[str, Callable[[StoryGraph], str]] = {
    "text": as_text,
    "svg": as_svg,
    "mermaid": as_mermaid,
    "dot": as_dot,
}
"""The forms of a graph, and what writes each."""

SUFFIXES = {
    "": "text",
    ".txt": "text",
    ".svg": "svg",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
}
"""The form that the name of a file asks for."""

NO_PHASE = "none"
"""What `--fold` calls the nodes of no phase."""


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """What `isoquest graph` was asked for."""

    scenario: str
    form: str | None = None
    """One of `FORMATS`; left out: that of the output file's name, otherwise text."""
    fold: str | None = None
    """Phases parted by commas, or `all`."""
    focus: str | None = None
    steps: int = 2
    output: str | None = None
    """A file, or `-` or None for standard output."""
    force: bool = False
    """Write over a file that is there."""


def graph(options: GraphOptions, prove: Callable[[Scenario], Proof] | None = None) -> int:
    """Write the graph as the options say; 0 when it is written, 1 when the scenario has errors, 2 for wrong usage.

    `prove` finds what no play of a scenario reaches; without it, what no way leads to counts as unreachable.
    """
    try:
        return _graph(options, prove)
    except Complaint as complaint:
        complain(complaint.sentence)
        return complaint.code


def _graph(options: GraphOptions, prove: Callable[[Scenario], Proof] | None) -> int:
    to_file = options.output not in (None, "-")
    suffix = Path(options.output or "").suffix.lower() if to_file else ""
    if options.form is None and suffix not in SUFFIXES:
        known = ", ".join(ending for ending in SUFFIXES if ending)
        raise Complaint(f"a graph cannot be written as `{suffix}`: let the name end in {known}, or add --format", 2)
    form = options.form or SUFFIXES[suffix]
    if form not in FORMATS:
        raise Complaint(f"there is no format `{form}`: {did_you_mean(form, FORMATS)}", 2)
    scenario = _scenario(options.scenario)
    drawn = story_graph(scenario, prove(scenario) if prove else None)
    told = FORMATS[form](_narrowed(with_meters_gathered(drawn), options))
    if form == "mermaid":
        _warn_of_limits(told)
    if to_file:
        _write(str(options.output), told, force=options.force)
    else:
        _print(told, markup=form == "svg")
    return 0


def _scenario(name: str) -> Scenario:
    found = find(name, own_library())
    if isinstance(found, NotFound):
        if not isinstance(find_bank(name, own_library()), NotFound):
            raise Complaint(f"`{name}` is a bank of questions, and only a scenario can be drawn", 2)
        raise Complaint(f"there is no scenario `{name}`: {found.hint}", 2)
    reading = load(found, own_library())
    if reading.scenario is None:
        told = summary(reading.problems)
        raise Complaint(f"`{found.id}` cannot be drawn: {told}. See: isoquest check {shlex.quote(str(found.path))}")
    return reading.scenario


def _narrowed(drawn: StoryGraph, options: GraphOptions) -> StoryGraph:
    phases = _phases(drawn, options.fold)
    if options.focus is not None:
        focus = drawn.nodes.get(options.focus)
        if focus is None:
            hint = did_you_mean(options.focus, drawn.nodes, "--format text lists every node")
            raise Complaint(f"there is no node `{options.focus}`: {hint}", 2)
        if options.steps < 0:
            raise Complaint(f"--steps is {options.steps}, and has to be 0 or more", 2)
        if focus.phase in phases:
            told = f"`{focus.id}` is in the phase {phase_name(focus.phase)}, which --fold would hide"
            raise Complaint(f"{told}; leave that phase unfolded", 2)
        drawn = focused(drawn, focus.id, options.steps)
    return folded(drawn, phases)


def _phases(drawn: StoryGraph, fold: str | None) -> tuple[str | None, ...]:
    """The phases to fold, None for the nodes of none."""
    known = {phase or NO_PHASE: phase for phase in drawn.bands()}
    if fold is None:
        return ()
    if fold.strip().lower() == "all":
        return tuple(known.values())
    asked = [name.strip().lower() for name in fold.split(",")]
    for name in asked:
        if name not in known:
            there_is = ", ".join(known)
            hint = did_you_mean(name, known, f"in this scenario there is: {there_is}, or all")
            raise Complaint(f"there is no phase `{name}` to fold: {hint}", 2)
    return tuple(known[name] for name in asked)


def _warn_of_limits(told: str) -> None:
    arrows = sum(" --> " in line or "-->|" in line or ".->" in line or "==>" in line for line in told.splitlines())
    if arrows > MOST_LINES or len(told) > MOST_CHARACTERS:
        complain(
            f"Mermaid draws at most {MOST_LINES} lines and reads at most {MOST_CHARACTERS} characters unless its "
            f"`maxEdges` and `maxTextSize` are raised; this has {arrows} and {len(told)}. --fold makes it smaller"
        )


def _write(file: str, told: str, *, force: bool) -> None:
    try:
        with Path(file).open("w" if force else "x", encoding="utf-8", newline="\n") as stream:
            stream.write(told)
    except FileExistsError:
        raise Complaint(f"{file} is there already; name another file, or add --force to write over it", 2) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "that is no name of a file"
        raise Complaint(f"{file} cannot be written: {reason}", 2) from None


def _print(told: str, *, markup: bool) -> None:
    """Print it; an SVG whole even where the output has few characters, for its codes need none."""
    if markup and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        told = told.encode("ascii", "xmlcharrefreplace").decode("ascii")
    sys.stdout.write(told)
