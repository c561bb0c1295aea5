"""What the tests of the progress room share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processes import programs
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
    with programs(ROOT) as start:
        yield start
