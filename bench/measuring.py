"""What the benchmarks share: runs taken in turn, medians and ratios of them, and words about the machine.

Importing this module puts the checkout that it stands in at the front of the import path, so that
`python bench/startup.py` measures this checkout and not an installed IsoQuest.
"""

from __future__ import annotations

import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

Measurement = Callable[[], float]
"""Does the work once and returns the figure that was measured, such as seconds."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What several runs of one thing measured, in the order of the rounds."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    def percentile(self, percent: int) -> float:
        """The smallest measured value that at least `percent` per cent of the values do not exceed."""
        ordered = sorted(self.values)
        return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]

    def over(self, other: Figures) -> Figures:
        """The ratio to `other` in each round. Taken round by round, so that a slow moment touches both sides."""
        return Figures(tuple(mine / theirs for mine, theirs in zip(self.values, other.values, strict=True)))


def interleaved(measurements: Mapping[str, Measurement], rounds: int) -> dict[str, Figures]:
    """The figures of several things measured in turn, `rounds` times, each round beginning with another of them."""
    names = list(measurements)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            taken[name].append(measurements[name]())
    return {name: Figures(tuple(values)) for name, values in taken.items()}


def seconds_of(work: Callable[[], object]) -> float:
    """Wall-clock seconds that `work` takes, begun with nothing left to collect from earlier runs."""
    gc.collect()
    begun = time.perf_counter()
    result = work()
    taken = time.perf_counter() - begun
    del result
    return taken


def processor_seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds that `work` takes in this process, which other programs on the machine hardly disturb."""
    gc.collect()
    begun = time.process_time()
    result = work()
    taken = time.process_time() - begun
    del result
    return taken


def milliseconds(figures: Figures) -> str:
    """Median and spread of figures in seconds."""
    low, high = figures.percentile(25) * 1000, figures.percentile(75) * 1000
    return f"{figures.median * 1000:8.1f} ms   (half of the runs: {low:.1f} to {high:.1f})"


def times(figures: Figures) -> str:
    """Median and spread of ratios."""
    return (
        f"{figures.median:8.2f} x    (half of the rounds: {figures.percentile(25):.2f} to {figures.percentile(75):.2f})"
    )


def machine() -> str:
    """The machine and its present load, in one line."""
    load = f"load average {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "load unknown"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores, {load}; {python}; {platform.system()} {platform.machine()}"


def heading(measured: str) -> None:
    """Print what is measured, and on what machine."""
    print(f"{measured}\nMachine: {machine()}\n")


def rows(lines: Iterable[tuple[str, str]]) -> None:
    """Print labels and figures in two columns."""
    listed: Sequence[tuple[str, str]] = list(lines)
    width = max(len(label) for label, _ in listed)
    for label, figure in listed:
        print(f"  {label:<{width}}  {figure}")
