"""`isoquest preview`: an author's own file in the app, read again on every save."""

from __future__ import annotations

import shlex
from pathlib import Path

from isoquest.authoring.checking import Plan
from isoquest.authoring.documented import all_codes
from isoquest.authoring.previewing import Watched
from isoquest.commands.check import linter
from isoquest.commands.desk import can_draw, complain, own_library, with_store
from isoquest.commands.proving import prover
from isoquest.content.library import NotFound, Shelved, find, find_bank, is_bank
from isoquest.content.safe_text import safe_text
from isoquest.progress.store import Opened

PROOF_BUDGET = 5.0
"""Seconds after a save within which the proof has to come; `isoquest check` takes longer where that helps."""


def preview(path: str, seed: int | None = None) -> int:
    """Show the scenario or bank at a path, or of a name, until its author quits; returns the exit code.

    No play, answer or card is kept. Without `seed` the plays have seed 1, so that each preview begins alike.
    """
    found = _found(path)
    if isinstance(found, NotFound):
        complain(f"there is no scenario and no bank `{path}`: {found.hint}")
        return 2
    if not can_draw():
        name = shlex.quote(safe_text(path))
        play = f"isoquest {'quiz' if is_bank(found.path) else 'play'} {name} --plain"
        complain(f"a preview is drawn on a terminal; this is none. Line by line: isoquest check {name}; {play}")
        return 2
    return with_store(lambda opened: _preview(found.path, 1 if seed is None else seed, opened))


def _found(path: str) -> Shelved | NotFound:
    found = find(path, own_library())
    if not isinstance(found, NotFound):
        return found
    bank = find_bank(path, own_library())
    return found if isinstance(bank, NotFound) else bank


def _preview(path: Path, seed: int, opened: Opened) -> int:
    from isoquest.tui.app import run_preview
    from isoquest.tui.screens.previewing import Preview

    watched = Watched(path, own_library())
    plan = Plan(all_codes(), prove=prover(silent=True), lint=linter(), budget=PROOF_BUDGET)
    store = opened.store
    shown = Preview(path, watched, plan, seed)
    return run_preview(store, store.current_profile(), opened.notices, own_library(), shown)
