"""How long `isoquest check` takes for the whole bundled library without the proof, against start-up alone.

Run: `python bench/checking.py [ROUNDS]` (default 15; about a minute).

Each round starts two processes, one after the other: `isoquest --version`, and `isoquest check` of the folder with the
bundled scenarios, banks and reference data. Measured is wall time from starting the process to its end, output thrown
away; the first round, which may compile bytecode, is not counted. The exit code is told, since a check that stops early
would be quick.

Target: the check takes at most one second more than start-up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from measuring import CHECKOUT, Figures, heading, interleaved, milliseconds, rows, seconds_of, times
from startup import CONSOLE_SCRIPT

LIBRARY = CHECKOUT / "scenarios"
WITHOUT_PROOF: tuple[str, ...] = ("--no-proof",)
"""What keeps `check` from proving anything."""
START, CHECK = "isoquest --version", "isoquest check, without proof"


def run(arguments: Sequence[str], home: str) -> int:
    """Run the program to its end; its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "ISOQUEST_HOME": home}
    command = [sys.executable, "-c", CONSOLE_SCRIPT, *arguments]
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    heading(f"Checking the whole library, whole processes, {rounds} rounds taken in turn.")
    check = ("check", *WITHOUT_PROOF, str(LIBRARY))
    with tempfile.TemporaryDirectory() as home:
        code = run(check, home)
        if code not in (0, 1):
            sys.exit(f"`isoquest {' '.join(check)}` ended with exit code {code}; what it said stands above")
        figures = interleaved(
            {
                START: lambda: seconds_of(lambda: run(("--version",), home)),
                CHECK: lambda: seconds_of(lambda: run(check, home)),
            },
            rounds,
        )
    more = Figures(tuple(ours - bare for ours, bare in zip(figures[CHECK].values, figures[START].values, strict=True)))
    rows((name, milliseconds(taken)) for name, taken in figures.items())
    print()
    rows([("check / start-up", times(figures[CHECK].over(figures[START]))), ("check - start-up", milliseconds(more))])
    print(f"\nThe check ended with exit code {code}: {'no problems' if code == 0 else 'it found problems'}.")


if __name__ == "__main__":
    main()
