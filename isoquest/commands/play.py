"""`isoquest play`: find the scenario, choose the front end, sit down."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from isoquest.authoring.overall import prove_bounds
from isoquest.authoring.report import summary
from isoquest.commands.beginning import Wish, begin
from isoquest.commands.decision_lists import journal_at
from isoquest.commands.desk import (
    Complaint,
    can_draw,
    line_reader,
    new_seed,
    own_library,
    plain_width,
    print_notices,
    proof_folders,
    with_store,
)
from isoquest.content.library import (
    NotFound,
    Shelved,
    bundled_reference,
    find,
    find_bank,
    is_bank,
    is_path,
    load,
    shelf,
)
from isoquest.content.model import Scenario
from isoquest.content.safe_text import safe_text
from isoquest.engine.journal import Journal, journal_of, to_text
from isoquest.engine.play import replay
from isoquest.progress.sitting import Sitting, resume
from isoquest.progress.store import Opened, SavedPlay

QUICKLY = 0.5
"""Seconds that a play line by line may wait for what all plays of its scenario can earn."""


@dataclass(frozen=True, slots=True)
class PlayOptions:
    """What `isoquest play` was asked for."""

    scenario: str | None = None
    seed: int | None = None
    go_on: bool = False
    wish: Wish = "ask"
    """Where to begin a scenario that follows another."""
    plain: bool = False
    replay: str | None = None
    save_replay: str | None = None


def play(options: PlayOptions) -> int:
    """Play as the options say; returns the exit code."""
    return with_store(lambda opened: _play(options, opened))


def _play(options: PlayOptions, opened: Opened) -> int:
    journal = _journal(options.replay) if options.replay is not None else None
    if options.go_on and (journal is not None or options.seed is not None):
        other = "--replay" if journal is not None else "--seed"
        raise Complaint(f"{other} and --continue exclude each other", 2)
    if options.wish != "ask" and (options.go_on or journal is not None):
        other = "--continue" if options.go_on else "--replay"
        raise Complaint(f"--{options.wish} and {other} exclude each other", 2)
    if options.save_replay is not None:
        _expect_writable(Path(options.save_replay))
    shelved = _shelved(options, journal)
    reading = load(shelved, own_library())
    if reading.scenario is None:
        told = summary(reading.problems)
        raise Complaint(f"`{shelved.id}` cannot be played: {told}. See: isoquest check {shelved.path}")
    sitting = _sitting(options, opened, shelved, reading.scenario, journal)
    if sitting is None:
        return 0
    if options.plain or not can_draw():
        code = _plain(sitting, opened)
    else:
        from isoquest.tui.app import run

        store = opened.store
        code = run(store, store.current_profile(), opened.notices, own_library(), sitting)
    if options.save_replay is not None:
        _write_replay(sitting, options.save_replay)
    return code


def _shelved(options: PlayOptions, journal: Journal | None) -> Shelved:
    name = options.scenario or (journal.scenario if journal else None)
    if name is None:
        on_shelf = shelf(own_library())
        if len(on_shelf) == 1:
            return on_shelf[0]
        names = ", ".join(shelved.id for shelved in on_shelf)
        raise Complaint(f"which scenario? There is: {names}", 2)
    found = find(name, own_library())
    asked = find_bank(name, own_library()) if isinstance(found, NotFound) else found
    if isinstance(asked, Shelved) and is_bank(asked.path):
        raise Complaint(f"`{name}` is a bank of questions: isoquest quiz {name}", 2)
    if isinstance(found, Shelved) and is_path(found.path):
        raise Complaint(f"`{name}` is a learning path; the one that is used is shown by: isoquest path", 2)
    if isinstance(found, NotFound):
        raise Complaint(f"there is no scenario `{name}`: {found.hint}", 2)
    return found


def _sitting(
    options: PlayOptions, opened: Opened, shelved: Shelved, scenario: Scenario, journal: Journal | None
) -> Sitting | None:
    """The play to sit down at; None where the player is asked where to begin, and leaves."""
    store = opened.store
    profile = store.current_profile()
    if options.go_on:
        under_way = [p for p in store.plays(profile.id, scenario.id, shelved.source) if p.ending is None]
        if not under_way:
            raise Complaint(f"no play of `{scenario.id}` is under way; leave out --continue to begin one")
        return _resumed(under_way[0], opened, scenario)
    if journal is None:
        seed = options.seed if options.seed is not None else new_seed()
        settled = options.wish == "ask" and options.seed is not None  # a seed is for plays that are alike
        return begin(store, shelved, scenario, seed, "standard-start" if settled else options.wish)
    seed = options.seed if options.seed is not None else journal.seed
    sitting = Sitting.begin(store, profile.id, scenario, shelved.source, seed)
    replayed = replay(scenario, seed, journal.decisions)
    for decision in replayed.play.decisions:
        sitting.decide(decision.choice)
    if journal.content_hash and journal.content_hash != scenario.content_hash:
        sitting.told.append("The scenario has been edited since this decision list was written.")
    if replayed.stopped is not None:
        sitting.told.append(f"{replayed.stopped.reason}. The play stands at the last decision that fits.")
    return sitting


def _resumed(saved: SavedPlay, opened: Opened, scenario: Scenario) -> Sitting:
    resumed = resume(opened.store, saved, scenario)
    sitting = resumed.sitting
    if resumed.stopped is not None:
        sitting = sitting.play_on_from(len(sitting.play.decisions))
        sitting.told.append(
            f"{resumed.stopped.reason}. You go on, as a separate play, from the last decision that fits; "
            "the old play is kept as it was."
        )
    elif resumed.edited:
        sitting.told.append("The scenario has been edited since; your decisions still fit.")
    return sitting


def _plain(sitting: Sitting, opened: Opened) -> int:
    from isoquest.plain.playing import PlainPlay

    print_notices(opened)
    overall = prove_bounds(sitting.play.scenario, proof_folders(), QUICKLY)
    player = PlainPlay(sitting, bundled_reference()[0], print, line_reader(), plain_width(), overall)
    left = player.run()
    player.standing_notice()
    if left != "over":
        path = shlex.quote(safe_text(sitting.saved.source or sitting.saved.scenario))
        print(
            f"\nLeft at decision {len(sitting.play.decisions) + 1}. To go on: isoquest play {path} --continue --plain"
        )
    return 0


def _journal(file: str) -> Journal:
    if not file:
        raise Complaint("--replay needs the name of a file", 2)
    journal = journal_at(Path(file), file, pipes=True)
    if isinstance(journal, str):
        raise Complaint(journal, 2)
    return journal


def _expect_writable(file: Path) -> None:
    """Complain before the play rather than behind it where the decision list cannot be written."""
    if os.path.isdir(file):  # noqa: PTH112 - never raises
        raise Complaint(f"the decision list cannot be written to {file}: that is a folder; name a file in it", 2)
    if not os.path.isdir(file.parent):  # noqa: PTH112
        raise Complaint(f"the decision list cannot be written to {file}: there is no folder {file.parent}", 2)
    if not os.access(file if os.path.exists(file) else file.parent, os.W_OK):  # noqa: PTH110
        raise Complaint(f"the decision list cannot be written to {file}: you have no permission", 2)


def _write_replay(sitting: Sitting, file: str) -> None:
    try:
        Path(file).write_text(to_text(journal_of(sitting.play)), encoding="utf-8")
    except OSError as error:
        raise Complaint(f"the decision list cannot be written to {file}: {error.strerror}") from None
