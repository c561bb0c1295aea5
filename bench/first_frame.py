"""How long it takes from starting the process to the first frame, against a bare Textual app with the same widgets.

Run: `python bench/first_frame.py [ROUNDS]` (default 11; about half a minute).

First the real home screen is looked at once: which widgets stand in which, how large they are and what they show. Then
each round starts two fresh processes in turn, 80 x 24, without a terminal but with everything drawn that one would be
sent: `isoquest` as the command line starts it (reading its store, in which one play is under way), and a bare `App`
that composes the same tree out of Textual's own classes, with the same sizes and the same words, and has no styles,
bindings, store or content of its own. Measured is wall time from starting the process to the first frame with words in
it, and to the last frame that the start causes (there is none for half a second after it). The first round is not
counted.

Target: the first frame takes at most 1.25 times what the bare app takes.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

from drawn_frames import Frames, driver_that_tells
from measuring import CHECKOUT, Figures, heading, interleaved, milliseconds, rows, times
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import OptionList

from isoquest.commands.desk import opened_store, own_library
from isoquest.content.library import NotFound, find, load
from isoquest.progress.location import HOME_VARIABLE
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Refused
from isoquest.tui.app import IsoQuest

OURS, BARE = "isoquest", "bare Textual app"
SIZE = (80, 24)
QUIET = 0.5
SCENARIO = "harbour-machine-shop"


def describe(widget: Widget) -> dict[str, Any]:
    """A widget and those in it: Textual's class that it derives from, its size, and the words that it shows."""
    size = widget.outer_size
    lines = [strip.text.rstrip() for strip in widget.render_lines(Region(0, 0, *size))] if size else []
    options: list[str] = []
    if isinstance(widget, OptionList):
        shown = [line for line in lines if line]
        options = [shown[number] if number < len(shown) else "" for number in range(widget.option_count)]
    return {
        "kind": next(kind.__name__ for kind in type(widget).__mro__ if kind.__module__.startswith("textual.")),
        "size": list(size),
        "shown": widget.display,
        "lines": lines,
        "options": options,
        "children": [describe(child) for child in composed(widget)],
    }


def composed(widget: Widget) -> Iterator[Widget]:
    """The widgets in a widget, without those that Textual gives to every screen."""
    return (child for child in widget.children if not child.has_class("-textual-system"))


async def home_screen() -> list[dict[str, Any]]:
    """The widgets of the home screen."""
    opened, found = opened_store(), find(SCENARIO)
    scenario = None if isinstance(found, NotFound) else load(found).scenario
    if isinstance(opened, Refused) or scenario is None:
        sys.exit(f"the store or the scenario `{SCENARIO}` cannot be had here")
    frames = Frames()
    described: list[dict[str, Any]] = []

    async def look(pilot: Pilot[object]) -> None:
        await asyncio.sleep(QUIET)
        await frames.quiet(QUIET)
        described.extend(describe(child) for child in composed(pilot.app.screen))
        pilot.app.exit()

    with closing(opened.store) as store:
        Sitting.begin(store, store.current_profile().id, scenario, "", 0)
        app = IsoQuest(store, store.current_profile(), opened.notices, own_library())
        app.driver_class = driver_that_tells(frames.take)
        await app.run_async(size=SIZE, auto_pilot=look)
    return described


def kinds(described: list[dict[str, Any]]) -> Counter[str]:
    """How many widgets there are of each kind."""
    counted: Counter[str] = Counter()
    for each in described:
        counted[each["kind"]] += 1
        counted += kinds(each["children"])
    return counted


def moments(script: str, *arguments: str) -> list[float]:
    """Seconds from starting a fresh process to each of its frames."""
    environment = {
        **os.environ,
        "COLUMNS": str(SIZE[0]),
        "LINES": str(SIZE[1]),
        "PYTHONPATH": str(CHECKOUT),
        "TEXTUAL_DRIVER": "drawn_frames:StartDriver",
    }
    command = [sys.executable, str(Path(__file__).with_name(script)), *arguments]
    begun = monotonic()
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=60)
    return [moment - begun for moment in json.loads(ended.stdout)]


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    heading(f"Start of the process to the first frame, {SIZE[0]} x {SIZE[1]}, {rounds} rounds taken in turn.")
    settled: dict[str, list[float]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        described = asyncio.run(home_screen())
        tree = Path(home) / "tree.json"
        tree.write_text(json.dumps(described), encoding="utf-8")

        def first(name: str, *arguments: str) -> float:
            drawn = moments(*arguments)
            settled[name].append(drawn[-1])
            return drawn[0]

        measurements = {
            OURS: lambda: first(OURS, "start_isoquest.py"),
            BARE: lambda: first(BARE, "start_bare_app.py", str(tree)),
        }
        interleaved(measurements, 1)
        figures = interleaved(measurements, rounds)
    last = {name: Figures(tuple(values[1:])) for name, values in settled.items()}
    print("Widgets of the home screen: " + ", ".join(f"{number} {kind}" for kind, number in kinds(described).items()))
    rows(
        [
            *((f"{name}, first frame", milliseconds(taken)) for name, taken in figures.items()),
            *((f"{name}, last frame of the start", milliseconds(taken)) for name, taken in last.items()),
            (f"{OURS} / {BARE}, first frame", times(figures[OURS].over(figures[BARE]))),
            (f"{OURS} / {BARE}, last frame", times(last[OURS].over(last[BARE]))),
        ]
    )


if __name__ == "__main__":
    main()
