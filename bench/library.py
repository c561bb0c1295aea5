"""How long it takes to load and list the whole bundled library, against plain PyYAML reading the same files.

Run: `python bench/library.py [ROUNDS]` (default 7; about five seconds).

Ours is what `isoquest list` does in its process: every scenario and every bank is found, read, checked and made into
the line that lists it, the facts and standards that they cite included; what it prints is thrown away. The peer is
`yaml.load(text, CSafeLoader)` of each of those files once, reference data included: it checks nothing, keeps no
position and lists nothing. Time is processor time of this process.

Target: at most 1.5 times the peer's time.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from pathlib import Path

import yaml
from measuring import heading, interleaved, milliseconds, processor_seconds_of, rows, times

from isoquest.commands.shelf import list_scenarios
from isoquest.content.library import bundled_folder, bundled_reference, shelf, shelf_of_banks
from isoquest.content.reference import FILES


def files() -> list[Path]:
    """Every content file that listing the library reads."""
    reference = [bundled_folder() / "reference" / name for name in FILES.values()]
    return [shelved.path for shelved in (*shelf(), *shelf_of_banks())] + [path for path in reference if path.is_file()]


def listed() -> None:
    """The whole library listed, as by a process that has read nothing yet."""
    bundled_reference.cache_clear()
    with redirect_stdout(io.StringIO()):
        list_scenarios(as_json=False)


def plainly_read(paths: list[Path]) -> None:
    """Each file as lists and dictionaries."""
    for path in paths:
        yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    paths = files()
    size = sum(path.stat().st_size for path in paths)
    heading(f"{len(paths)} files of the library ({size / 1e6:.1f} MB), processor time, {rounds} rounds taken in turn.")
    works = {
        "isoquest list": lambda: processor_seconds_of(listed),
        "yaml.load": lambda: processor_seconds_of(lambda: plainly_read(paths)),
    }
    interleaved(works, 1)
    figures = interleaved(works, rounds)
    rows((name, milliseconds(taken)) for name, taken in figures.items())
    rows([("isoquest list / yaml.load", times(figures["isoquest list"].over(figures["yaml.load"])))])


if __name__ == "__main__":
    main()
