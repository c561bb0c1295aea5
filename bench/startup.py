"""How long whole processes of `isoquest` take that draw nothing, against an interpreter that does nothing.

Run: `python bench/startup.py [ROUNDS]` (default 21; about 15 seconds).

Each round starts three processes, one after the other: `python -c pass`, `isoquest --version` and `isoquest list`, with
the statements of the console script that an installation makes. Measured is wall time from starting the process to its
end, output thrown away; the first round, which may compile bytecode, is not counted. A last run of each command looks
into `sys.modules` at its end.

Target: neither command imports Textual or Rich.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from measuring import CHECKOUT, Measurement, heading, interleaved, milliseconds, rows, seconds_of, times

CONSOLE_SCRIPT = "import sys; from isoquest.cli import main; sys.exit(main())"
"""What the installed command `isoquest` runs."""
LOOK_INSIDE = """\
import atexit, sys
def tell():
    packages = {name.partition(".")[0] for name in sys.modules}
    drawing = ", ".join(sorted(packages & {"textual", "rich"})) or "none"
    sys.stderr.write(f"{len(sys.modules)} modules imported; Textual or Rich among them: {drawing}")
atexit.register(tell)
"""
BARE = "python -c pass"
COMMANDS = {"isoquest --version": ("--version",), "isoquest list": ("list",)}


def run(code: str, arguments: Sequence[str], home: str) -> str:
    """Run a fresh interpreter on this checkout to its end; what it wrote to standard error."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "ISOQUEST_HOME": home}
    ended = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return ended.stderr


def measurement(code: str, arguments: Sequence[str], home: str) -> Measurement:
    """One whole process, timed."""
    return lambda: seconds_of(lambda: run(code, arguments, home))


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    heading(f"Whole processes from start to end, {rounds} rounds taken in turn.")
    with tempfile.TemporaryDirectory() as home:
        measurements = {BARE: measurement("pass", (), home)}
        for name, arguments in COMMANDS.items():
            measurements[name] = measurement(CONSOLE_SCRIPT, arguments, home)
        interleaved(measurements, 1)
        figures = interleaved(measurements, rounds)
        rows((name, milliseconds(taken)) for name, taken in figures.items())
        print()
        rows((f"{name} / {BARE}", times(figures[name].over(figures[BARE]))) for name in COMMANDS)
        print()
        rows((name, run(LOOK_INSIDE + CONSOLE_SCRIPT, arguments, home)) for name, arguments in COMMANDS.items())


if __name__ == "__main__":
    main()
