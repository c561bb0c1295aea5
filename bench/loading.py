"""How long it takes to load a scenario for play, against plain PyYAML building lists and dictionaries of the same file.

Run: `python bench/loading.py [ROUNDS]` (default 9; about half a minute).

Ours is `library.load`: the file's bytes become an immutable scenario in which every value has been checked and knows
its line and column, every name is resolved and every condition is parsed and compiled. The peer is
`yaml.load(text, CSafeLoader)` of the file's text, which checks nothing and keeps no position. Both begin at the path.
`library.load` keeps Python's cycle collector off while it works, the peer is measured as anyone would call it and also
with the collector off. The facts that scenarios cite are read once a process: that is measured apart.

Time is processor time of this process (there is one thread). Peak memory is what Python's own allocator handed out at
most, beyond what there was before (`tracemalloc`, in a run of its own); libyaml's buffers in C are not in it.

Target: the generated scenario of 1,000 nodes loads in at most 1.5 times the peer's time.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from generate import scenario_text
from measuring import heading, interleaved, milliseconds, processor_seconds_of, rows, times

from isoquest.content.library import SCENARIO_FILE, NotFound, Shelved, bundled_reference, find, load

NODES = 1000
BUNDLED = "harbour-machine-shop"
OURS, PLAIN, PLAIN_UNCOLLECTED = "library.load", "yaml.load", "yaml.load, collector off"


def shelved(name: str) -> Shelved:
    """The scenario of that name or at that path."""
    found = find(name)
    if isinstance(found, NotFound):
        sys.exit(f"there is no scenario `{name}` to measure: {found.hint}")
    if load(found).scenario is None:
        sys.exit(f"`{name}` cannot be loaded: see `isoquest check {name}`")
    return found


def plain(path: Path) -> Any:
    """What PyYAML's loader with the C parser makes of a file."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def plain_uncollected(path: Path) -> Any:
    """Likewise, without Python's cycle collector."""
    gc.disable()
    try:
        return plain(path)
    finally:
        gc.enable()


def peak(work: Callable[[], object]) -> int:
    """The most bytes that Python's allocator had handed out during `work`, beyond those before it."""
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    result = work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return most - before


def report(title: str, scenario: Shelved, rounds: int) -> None:
    """Measure one scenario and print."""
    works: dict[str, Callable[[], object]] = {
        OURS: lambda: load(scenario),
        PLAIN: lambda: plain(scenario.path),
        PLAIN_UNCOLLECTED: lambda: plain_uncollected(scenario.path),
    }
    measurements = {name: lambda work=work: processor_seconds_of(work) for name, work in works.items()}
    interleaved(measurements, 1)
    figures = interleaved(measurements, rounds)
    print(f"{title} ({scenario.path.stat().st_size / 1000:,.0f} kB)")
    rows((name, milliseconds(taken)) for name, taken in figures.items())
    rows((f"{OURS} / {name}", times(figures[OURS].over(figures[name]))) for name in (PLAIN, PLAIN_UNCOLLECTED))
    rows((f"peak memory of {name}", f"{peak(works[name]) / 1e6:8.1f} MB") for name in (OURS, PLAIN))
    print()


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    if not hasattr(yaml, "CSafeLoader"):
        sys.exit("PyYAML was built without libyaml here, so there is no CSafeLoader to measure against")
    heading(f"Loading a scenario, processor time, {rounds} rounds taken in turn.")
    once = processor_seconds_of(bundled_reference)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SCENARIO_FILE
        path.write_text(scenario_text(NODES), encoding="utf-8")
        report(f"Generated scenario of {NODES:,} nodes", shelved(folder), rounds)
    report(f"Bundled scenario {BUNDLED}", shelved(BUNDLED), rounds)
    print(f"Reference data (facts, standards, glossary), read once a process: {once * 1000:.1f} ms, first and only run")


if __name__ == "__main__":
    main()
