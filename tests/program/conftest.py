"""The program as a user runs it: real processes with a home folder of their own."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from processes import SMALL, Run, environment, run_here
from redis_server import redis_server

__all__ = ["redis_server"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty data folder."""
    return tmp_path / "home"


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A small scenario of an author's own, outside the library."""
    folder = tmp_path / "corner-bakery"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(SMALL, encoding="utf-8")
    return folder


@pytest.fixture
def isoquest(home: Path) -> Run:
    """Run the program with some arguments and input; never with a terminal."""

    def run(*arguments: str | Path, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "isoquest", *map(str, arguments)],
            input=typed,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment(home) | variables,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def inside(home: Path, tmp_path: Path) -> Run:
    """Likewise within this process, many times as fast: for what the program says, whatever process says it."""
    return partial(run_here, home, tmp_path)
