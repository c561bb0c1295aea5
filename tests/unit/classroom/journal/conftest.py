"""What the tests of the journals share."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from processes import programs
from redis_server import redis_server

__all__ = ["redis_server"]

HERE = Path(__file__).parent
ROOT = HERE.parents[3]


@pytest.fixture
def run() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start Python programs of their own, which are ended after the test."""
    with programs(ROOT, HERE) as start:
        yield start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a lesson is to be kept, in a folder that is not there yet."""
    return tmp_path / "lessons" / "2026-11-23-ABC234.sqlite"
