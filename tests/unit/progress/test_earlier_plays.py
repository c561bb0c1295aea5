"""The finished plays from which a new play can go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from progress_shelf import Shelf
from sequel import AUDIT_DAY, write_both

from isoquest.content.following import find_followed
from isoquest.content.library import load, scenario_at
from isoquest.content.model import Scenario
from isoquest.engine.play import Play
from isoquest.progress.earlier_plays import EarlierPlays, earlier_plays, go_on_from
from isoquest.progress.sitting import Sitting, resume
from isoquest.progress.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with the audit day and the year after."""
    return write_both(tmp_path / "library").parent


def scenario_of(library: Path, name: str) -> Scenario:
    """A scenario of the library."""
    scenario = load(scenario_at(library / name / "scenario.yaml")).scenario
    assert scenario is not None
    return scenario


def audit_day(store: Store, library: Path, *choices: str) -> Sitting:
    """A play of the audit day."""
    source = scenario_at(library / "audit-day" / "scenario.yaml").source
    scenario = scenario_of(library, "audit-day")
    sitting = Sitting.begin(store, store.current_profile().id, scenario, source, 1)
    for choice in choices:
        sitting.decide(choice)
    return sitting


def found(store: Store, library: Path) -> EarlierPlays:
    """What the present profile is offered for the year after."""
    year_after = scenario_of(library, "year-after")
    profile = store.current_profile().id
    return earlier_plays(store, profile, Play.begin(year_after, 1), find_followed(year_after, None), load)


def test_the_newest_three_that_can_be_carried_over_are_offered(store: Store, library: Path):
    """A play under way and one that ended where nothing goes on are passed over without a word."""
    for choice in ("show", "show", "hide", "leave", "hide"):
        audit_day(store, library, choice)
    audit_day(store, library)
    offered = found(store, library)
    assert [earlier.ending for earlier in offered.offered] == ["Refused", "Refused", "Certified"]
    assert offered.told == ()
    assert offered.offered[0].told.endswith(", after 1 decision")


def test_where_none_can_be_carried_over_the_reason_is_told(store: Store, library: Path):
    """The newest play's, in a sentence for the player."""
    for _ in range(2):
        audit_day(store, library, "leave")
    (told,) = found(store, library).told
    assert told.startswith("Your play of Audit Day ended at “Gone home”, and The Year After does not go on from there")
    assert found(store, library).offered == ()


def test_another_player_is_offered_nothing(store: Store, library: Path):
    """Plays belong to a profile."""
    audit_day(store, library, "show")
    other = store.add_profile("Ivar")
    assert not isinstance(other, str)
    store.use_profile(other.id)
    assert found(store, library) == EarlierPlays()


def test_plays_that_no_longer_fit_their_scenario_are_left_out_and_counted(store: Store, library: Path):
    """They are not forgotten, only not offered; the others are."""
    for choice in ("show", "hide", "show"):
        audit_day(store, library, choice)
    write_both(library, AUDIT_DAY.replace("show:", "open:"))
    offered = found(store, library)
    assert [earlier.ending for earlier in offered.offered] == ["Refused"]
    assert offered.told[0].startswith("Left out of your finished plays of Audit Day: 2, because")


def test_a_scenario_with_problems_is_told_with_the_command_that_shows_them(store: Store, library: Path):
    """Its plays wait until it is mended."""
    audit_day(store, library, "show")
    write_both(library, AUDIT_DAY.replace("title:", "titel:", 1))
    assert "See: isoquest check " in found(store, library).told[0]


def test_what_is_carried_over_is_kept_as_ordinary_decisions_without_cards(shelf: Shelf, library: Path):
    """Whoever takes the play up needs nothing but its list, and nothing of it comes back for review."""
    store = shelf.open()
    audit_day(store, library, "hide")
    year_after = scenario_of(library, "year-after")
    sitting = Sitting.begin(store, store.current_profile().id, year_after, "", 1)
    cards = store.card_count(store.current_profile().id)
    go_on_from(sitting, found(store, library).offered[0])
    (kept,) = shelf.open().plays(store.current_profile().id, "year-after")
    assert kept.decisions == ("hall.nothing", "cupboard.dust")
    assert store.card_count(store.current_profile().id) == cards
    assert sitting.told == ["You go on from your play of Audit Day, which ended at “Refused”."]
    assert resume(store, kept, year_after).stopped is None
