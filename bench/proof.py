"""How much of a scenario the proof decides, in what time and with how much memory, over many scenarios.

Run: `python bench/proof.py [--quick | --library]` (with the checker's own budget of 20 s a scenario: about half an
hour; `--quick` takes one seed of five, and everything once: six minutes; `--library` proves the bundled scenarios
alone: a minute and a half).

1. Generated scenarios (`generated_scenarios.py`) of 50, 200 and 1,000 nodes, 10 and 30 variables, friendly and
   hostile, seeds 1 to 5: how many questions were left undecided, processor seconds (median and most), most memory.
2. The bundled scenarios and the story with the rare ending, five times each.
3. Scenarios made to be out of reach (`hard_scenarios.py`), with budgets of 5 s and 20 s: whether the budget was kept
   within 20 % and memory stayed under 512 MB.

Every proof runs in a process of its own, one after the other. Seconds are those of the proof alone, without starting
Python and loading the scenario: processor time, and for the budget wall time. Memory is the most that the whole process
held at once, interpreter and scenario included (`resource.getrusage`, so this needs a Unix system).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from generated_scenarios import SHAPES
from hard_scenarios import HOSTILE_TO_CHECKER
from measuring import heading
from story import Found, declared_in, story

from isoquest.content.library import shelf
from isoquest.content.model import Scenario

SIZES, VARIABLES, SEEDS = (50, 200, 1000), (10, 30), range(1, 6)
RUNS = 5
BUDGET, SHORT_BUDGET = 20.0, 5.0
MOST_OVER_BUDGET = 1.2
MOST_MEGABYTES = 512
BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024
"""`ru_maxrss` counts bytes on macOS, elsewhere units of 1,024."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a proof came to, and what it took."""

    goals: int
    """Questions asked."""
    decided: int
    """How many of them were proved or refuted."""
    seconds: float
    """Processor time."""
    wall_seconds: float
    peak_megabytes: float
    """Of this whole process since it began."""
    reachable: Found
    """What is declared, less what was proved to be out of reach."""


def decided(scenario: Scenario, budget: float) -> Decided:
    """A scenario proved within a budget of so many seconds of wall time."""
    from isoquest.authoring.prove import prove  # noqa: PLC0415 - so that its import is in nobody's time but its own

    began, processor = time.perf_counter(), time.process_time()
    proof = prove(scenario, budget=budget)
    seconds, wall_seconds = time.process_time() - processor, time.perf_counter() - began
    return Decided(
        goals=proof.asked,
        decided=max(0, proof.asked - len(proof.undecided)),
        seconds=seconds,
        wall_seconds=wall_seconds,
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_A_UNIT / 1_000_000,
        reachable=_reachable(scenario, frozenset(proof.unreachable)),
    )


def _reachable(scenario: Scenario, unreachable: frozenset[str]) -> Found:
    """What is left of a scenario without these nodes and these choices, written `node.choice`."""
    declared = declared_in(scenario)
    gone = [node for node in scenario.nodes.values() if node.id in unreachable]
    choices = sum(
        node.id in unreachable or f"{node.id}.{decision.id}" in unreachable
        for node in scenario.nodes.values()
        for decision in node.decisions
    )
    endings = sum(node.ending is not None for node in gone)
    return Found(declared.nodes - len(gone), declared.choices - choices, declared.endings - endings)


def decided_apart(name: str, budget: float) -> Decided:
    """Likewise, in a process of its own; a process that fails ends the script."""
    command = [sys.executable, __file__, "--one", name, "--budget", str(budget)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if ended.returncode != 0:
        sys.exit(f"the proof of `{name}` failed; what it said stands above")
    told = json.loads(ended.stdout)
    return Decided(**{**told, "reachable": Found(**told["reachable"])})


def row(label: str, taken: list[Decided]) -> None:
    """Print one row of the table for all seeds, or all runs, of one thing."""
    goals, left = sum(one.goals for one in taken), sum(one.goals - one.decided for one in taken)
    seconds = [one.seconds for one in taken]
    share = 100 * (goals - left) / goals if goals else 100
    print(
        f"  {label:<26} {left:>5,} / {goals:<7,} {share:7.2f} %  {statistics.median(seconds):8.2f} s "
        f"{max(seconds):8.2f} s  {max(one.peak_megabytes for one in taken):7.0f} MB",
        flush=True,
    )


def budget_row(name: str, budget: float, one: Decided) -> None:
    """Print one row on a scenario that is out of reach."""
    kept = "kept" if one.wall_seconds <= MOST_OVER_BUDGET * budget else "NOT KEPT"
    within = "within" if one.peak_megabytes <= MOST_MEGABYTES else "OVER"
    print(
        f"  {name:<12} {one.goals - one.decided:>5,} / {one.goals:<7,} budget {budget:4.0f} s, took "
        f"{one.wall_seconds:6.2f} s: {kept:<9} {one.peak_megabytes:5.0f} MB: {within} {MOST_MEGABYTES} MB",
        flush=True,
    )


def columns() -> None:
    """Print what the columns of the table are."""
    print(f"  {'':<26} {'undecided / asked':>15} {'decided':>9}  {'median':>10} {'most':>10}  {'memory':>10}")


def library(runs: int) -> None:
    """Measure and print the bundled scenarios."""
    for shelved in shelf():
        row(shelved.id, [decided_apart(shelved.id, BUDGET) for _ in range(runs)])


def report(sizes: Iterable[int], seeds: Iterable[int], runs: int) -> None:
    """Measure and print everything."""
    for nodes in sizes:
        for variables in VARIABLES:
            for shape in SHAPES:
                named = f"{shape}-{nodes}-{variables}"
                row(named, [decided_apart(f"{named}-{seed}", BUDGET) for seed in seeds])
    library(runs)
    row("rare-ending", [decided_apart("rare-ending", BUDGET) for _ in range(runs)])
    print("\nMade to be out of reach:")
    for name in HOSTILE_TO_CHECKER:
        for budget in (SHORT_BUDGET, BUDGET):
            budget_row(name, budget, decided_apart(name, budget))


def main() -> None:
    """Measure and print; or, in a process of its own, prove one scenario and tell the result as JSON."""
    parser = argparse.ArgumentParser(description="How much the proof decides, in what time and memory.")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_true", help="one seed of five, and everything once")
    which.add_argument("--library", action="store_true", help="the bundled scenarios alone")
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    parser.add_argument("--budget", type=float, default=BUDGET, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(asdict(decided(story(options.one), options.budget))))
        return
    heading(f"Proofs with a budget of {BUDGET:g} s, each in a process of its own.")
    columns()
    if options.library:
        library(RUNS)
    elif options.quick:
        report(SIZES, SEEDS[:1], 1)
    else:
        report(SIZES, SEEDS, RUNS)


if __name__ == "__main__":
    main()
