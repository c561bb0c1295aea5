"""A desk to play at: a store and a folder of scenarios of the test's own, and a screen of fixed size."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from ui_desk import Desk


@pytest.fixture(autouse=True)
def garbage_is_searched_for_less() -> Iterator[None]:
    """Python searches among all objects twenty times less often: each app makes so many that it never stopped."""
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], 20 * before[2])
    yield
    gc.set_threshold(*before)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose progress is on disk in the test's own folder."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    sat_down = Desk(tmp_path)
    monkeypatch.setenv("ISOQUEST_HOME", str(sat_down.home))  # a debrief keeps what it has had proved
    yield sat_down
    sat_down.store.close()
