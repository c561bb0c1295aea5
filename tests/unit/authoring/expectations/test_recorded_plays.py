"""A recorded play is met by the scenario that it was recorded on, and nothing else in the file is touched."""

from __future__ import annotations

import pytest
from expecting import BAKERY, play_of
from generated import plays
from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.playing import played
from isoquest.authoring.expectations.reading import read_expectations
from isoquest.authoring.expectations.recording import NotAddedError, with_play
from isoquest.content.model import Scenario
from isoquest.engine.play import Play

CAREFUL = played(BAKERY, play_of("decisions: [letter.ask, after.mend]")).play


def verdicts(data: bytes, scenario: Scenario) -> dict[str, str]:
    """What comes of the plays in a file that is right in itself."""
    reading = read_expectations(data, "expectations.yaml", scenario)
    assert reading.problems == ()
    return {name: check_play(scenario, play).verdict for name, play in reading.expectations.plays.items()}


@given(plays())
def test_a_recorded_play_passes(play: Play):
    """Whatever play of whatever scenario, in a new file."""
    assert verdicts(with_play(None, "mine", play), play.scenario) == {"mine": "passed"}


FILES = (
    "isoquest: 1\nplays:\n  first: {decisions: [], stops: letter}\n",
    "isoquest: 1\nplays:\n    first:\n        decisions:\n        - letter.buy\n# the rest\nnever: visited(broke)\n",
    "# mine\nisoquest: 1\nalways: visited(letter)   # as ever",
    "isoquest: 1\nplays:\n\n# nothing yet\n",
    "isoquest: 1\nplays:\n  first:\n    about: >\n      The short\n      way.\n    decisions: []\n\n\nnever: scope\n\n",
    "isoquest: 1\nplays:\n  first:\n    decisions: [letter.buy,\n]\n    ends: broke\n",
)


@pytest.mark.parametrize("text", FILES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_everything_else_in_the_file_stays(text: str, end: str, mark: str):
    """Every line that was there is there, in its order, with its ending; the mark at the beginning too."""
    before = (mark + text.replace("\n", end)).encode()
    after = with_play(before, "mine", CAREFUL)
    old, new = before.decode().splitlines(), after.decode().splitlines()
    rest = iter(new)
    assert all(line in rest for line in old)
    assert after.count(b"\n") == after.count(end.encode())
    assert verdicts(after, BAKERY)["mine"] == "passed"
    again = verdicts(with_play(after, "once-more", CAREFUL), BAKERY)
    assert list(again)[-2:] == ["mine", "once-more"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("isoquest: 1\nplays:\n  mine: {decisions: []}\n", "there is a play `mine` already"),
        ("isoquest: 1\nplays: {a: {decisions: []}}\n", "not written as one play below the other"),
        ("isoquest: 1\nplays: [a]\n", "not written as one play below the other"),
        ("{isoquest: 1}\n", "so written that no play can be added safely"),
        ("isoquest: 1\n...\n", "so written that no play can be added safely"),
        ("", "has problems of its own"),
        ("isoquest: 1\nplays: {", "has problems of its own"),
        ("isoquest: 2\n", "has problems of its own"),
    ],
)
def test_where_no_play_can_be_added_it_says_why(text: str, said: str):
    """And gives nothing that could be written."""
    with pytest.raises(NotAddedError, match=said):
        with_play(text.encode(), "mine", CAREFUL)


@given(st.text(alphabet="isoquet: 1pla\n {}[]-#'\"|>", max_size=60))
def test_any_text_is_added_to_safely_or_not_at_all(rest: str):
    """What was read of the file before is read of it after."""
    before = f"isoquest: 1\n{rest}".encode()
    try:
        after = with_play(before, "mine", CAREFUL)
    except NotAddedError:
        return
    read = read_expectations(after, "expectations.yaml", BAKERY)
    assert "mine" in read.expectations.plays
    old = read_expectations(before, "expectations.yaml", BAKERY).expectations
    assert set(old.plays) | {"mine"} == set(read.expectations.plays)
    assert old.conditions == read.expectations.conditions
