"""`isoquest preview`: an author's own file in the app, read again on every save."""

from __future__ import annotations

import shlex
from pathlib import Path
from threading import Lock
from time import monotonic, sleep

from isoquest.authoring.checking import Plan, Proved, Prover, Stop
from isoquest.authoring.documented import all_codes
from isoquest.authoring.previewing import Watched
from isoquest.commands.check import follower, linter
from isoquest.commands.desk import can_draw, complain, own_library, with_store
from isoquest.commands.proving import prover
from isoquest.content.library import NotFound, Shelved, find, find_bank, is_bank
from isoquest.content.model import Scenario
from isoquest.content.safe_text import safe_text
from isoquest.progress.store import Opened

PROOF_BUDGET = 5.0
"""Seconds that a proof may take; `isoquest check` takes longer where that helps."""
CALM = 1.0
"""Seconds without a save before a proof is begun: while one is made, a large file is read and drawn more slowly."""
BETWEEN_LOOKS = 0.05
"""Seconds between two looks at whether a proof can be begun."""


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

    own = own_library()
    watched = Watched(path, own)
    proves = once_left_alone(prover(silent=True))
    plan = Plan(all_codes(), prove=proves, lint=linter(), follow=follower(own), budget=PROOF_BUDGET)
    store = opened.store
    shown = Preview(path, watched, plan, seed)
    return run_preview(store, store.current_profile(), opened.notices, own, shown)


def once_left_alone(prove: Prover, calm: float = CALM) -> Prover:
    """Proves one version of a file at a time, and only one that has stood for `calm` seconds."""
    under_way = Lock()

    def proves(scenario: Scenario, budget: float, stop: Stop) -> Proved:
        begin = monotonic() + calm
        while not stop():
            if monotonic() >= begin and under_way.acquire(blocking=False):
                try:
                    return prove(scenario, budget, stop)
                finally:
                    under_way.release()
            sleep(BETWEEN_LOOKS)
        return Proved(complete=False)

    return proves
