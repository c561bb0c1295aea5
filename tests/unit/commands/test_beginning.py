"""Where `isoquest play` begins a scenario that follows another."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sequel import write_both

from isoquest.cli import main
from isoquest.content.library import load, scenario_at
from isoquest.progress.saved import SavedPlay
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Opened, Store, open_store

CARRIED = ("hall.nothing", "cupboard.dust")
"""What a play brings that ended with a refusal; by hand the first choices are others."""


class Desk:
    """A player's folder with both scenarios, and a play of the first that ended with a refusal."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = home
        self.monkeypatch = monkeypatch
        monkeypatch.setenv("ISOQUEST_HOME", str(home))
        write_both(home / "scenarios")
        shelved = scenario_at(home / "scenarios" / "audit-day" / "scenario.yaml")
        scenario = load(shelved).scenario
        assert scenario is not None
        store = self.store()
        for choice in ("hide", "leave"):
            Sitting.begin(store, store.current_profile().id, scenario, shelved.source, 1).decide(choice)
        store.close()

    def store(self) -> Store:
        """The player's progress."""
        opened = open_store(self.home, lambda: datetime.now(UTC))
        assert isinstance(opened, Opened)
        return opened.store

    def play(self, typed: str, *options: str) -> int:
        """Play the year after, line by line; gives the exit code."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return main(["play", "year-after", "--plain", *options])

    def plays(self) -> list[SavedPlay]:
        """The plays of the year after, as they are kept."""
        store = self.store()
        found = store.plays(store.current_profile().id, "year-after")
        store.close()
        return list(found)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A player who can go on from one play."""
    return Desk(tmp_path / "home", monkeypatch)


@pytest.mark.parametrize(
    ("typed", "options", "decisions"),
    [
        ("1\n", [], CARRIED),
        ("one\n1\n1\n", [], (*CARRIED, "letter.read")),
        ("2\n", [], ()),
        ("", [], ()),
        ("", ["--standard-start"], ()),
        ("", ["--from-earlier"], CARRIED),
        ("1\n", ["--seed", "7"], ("hall.frame",)),
        ("1\n", ["--seed", "7", "--from-earlier"], (*CARRIED, "letter.read")),
    ],
)
def test_the_new_play_begins_where_it_was_asked_to(
    desk: Desk, typed: str, options: list[str], decisions: tuple[str, ...]
):
    """By number, or by an option without being asked; a seed, meant for plays that are alike, does not ask either."""
    assert desk.play(typed, *options) == 0
    assert [kept.decisions for kept in desk.plays()] == [decisions]


def test_leaving_at_the_question_begins_nothing(desk: Desk):
    """`q` there is as if the command had not been typed."""
    assert desk.play("q\n") == 0
    assert desk.plays() == []


def test_a_play_taken_up_again_does_not_ask(desk: Desk):
    """It has begun already."""
    desk.play("1\n")
    assert desk.play("1\n", "--continue") == 0
    assert [kept.decisions for kept in desk.plays()] == [(*CARRIED, "letter.read")]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["audit-day"], 1, "`audit-day` follows no other scenario."),
        (["year-after", "--continue"], 2, "--from-earlier and --continue exclude each other"),
    ],
)
def test_where_nothing_can_be_gone_on_from_the_reason_is_said(
    desk: Desk, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
):
    """Asked for by an option, it is a complaint, and nothing is begun."""
    assert main(["play", "--from-earlier", "--plain", *arguments]) == code
    assert said in capsys.readouterr().err
    assert desk.plays() == []
