"""What the tests of the progress room share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from progress_shelf import Shelf

from isoquest.progress.store import Store

ROOT = Path(__file__).parents[3]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A folder for progress files that is not there yet."""
    made = Shelf(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def store(shelf: Shelf) -> Store:
    """A store in a fresh folder."""
    return shelf.open()


@pytest.fixture
def run() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python programs of their own, which are ended after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(program: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
