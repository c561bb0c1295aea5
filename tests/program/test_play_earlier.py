"""Going on from an earlier play, as real processes."""

from __future__ import annotations

from pathlib import Path

from processes import Run
from sequel import write_both


def test_a_stream_of_ones_goes_on_from_the_newest_finished_play(isoquest: Run, home: Path):
    """The player is asked once, by number; the rest of the stream plays on from there to an ending."""
    write_both(home / "scenarios")
    isoquest("play", "audit-day", typed="2\n")
    told = isoquest("play", "year-after", "--plain", typed="1\n" * 50)
    assert told.returncode == 0
    assert told.stdout.startswith("You have played Audit Day to an end.")
    assert "1. The hall: A calendar." in told.stdout
    assert "Ending: Seen again" in told.stdout
