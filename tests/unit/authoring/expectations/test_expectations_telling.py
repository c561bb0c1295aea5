"""Outcomes told to people and programs."""

from __future__ import annotations

import json

from expecting import BAKERY, read

from isoquest.authoring.expectations.condition_checks import check_conditions
from isoquest.authoring.expectations.for_programs import as_json
from isoquest.authoring.expectations.outcome import ConditionOutcome, FileOutcome
from isoquest.authoring.expectations.play_checks import check_play
from isoquest.authoring.expectations.telling import closing, spoken, told
from isoquest.authoring.report.columns import columns
from isoquest.authoring.report.terminal import Paper

TEXT = """\
plays:
  careful: {decisions: [letter.ask, after.mend], ends: certified}
  cheap: {about: "The \\"cheap\\" way, \\u4e2d.", decisions: [letter.buy], ends: certified}
never: {at: after, about: Nobody comes here poor., when: budget < 7}
sometimes: scope
always: budgt
"""


def came_of(text: str = TEXT) -> FileOutcome:
    """What comes of a file."""
    reading = read(text)
    expected = reading.expectations
    outcomes = (
        *(check_play(BAKERY, play) for play in expected.plays.values()),
        *check_conditions(BAKERY, expected.conditions, 60),
    )
    return FileOutcome("shop", "shop/expectations.yaml", reading.text, reading.problems, outcomes)


def test_each_expectation_has_its_line_and_each_failure_its_excerpt():
    """The marks stand under what was written."""
    lines = list(told(came_of(), Paper()))
    text = "\n".join(lines)
    assert "  passed       play careful: at certified, score 100 %" in lines
    assert "  failed       play cheap: at broke, score 0 %" in lines
    assert "  passed       sometimes: scope" in lines
    assert "error [unknown-name] `budgt` is not declared" in text
    source, marks = lines[lines.index("               it ends at `broke`, not at `certified`") + 2 :][:2]
    assert source[marks.index("^") : marks.rindex("^") + 1] == "certified"
    assert "Nobody comes here poor." in text
    assert "seen with seed 1: letter.guess, night.continue, audit.continue" in text


def test_lines_keep_within_the_paper():
    """But for excerpts, which keep within theirs, and for words that are longer than a line."""
    lines = [part for line in told(came_of(), Paper(60)) for part in line.split("\n")]
    assert max(map(columns, lines)) <= 76


def test_colour_is_added_and_nothing_else():
    """Without its escapes, a coloured text is the plain one."""
    plain, coloured = ("\n".join(told(came_of(), Paper(colour=colour))) for colour in (False, True))
    assert coloured != plain
    for escape in ("\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[36m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(escape, "")
    assert coloured == plain


def test_sentences_are_one_a_line():
    """Each begins with what became of it, or with where it stands."""
    lines = list(spoken(came_of()))
    assert lines[1] == "Passed: shop, play careful: at certified, score 100 %."
    assert all(line.startswith(("Passed: ", "Failed: ", "expectations.yaml, line ")) for line in lines)
    assert all(line.endswith((".", ")")) for line in lines)


def test_the_last_line_counts():
    """What was not decided is not counted as passed; nor is a file with problems a success."""
    outcome = came_of()
    assert closing([outcome]) == "shop: 2 plays and 2 conditions: 2 passed, 2 failed, 1 problem in the file"
    assert closing([outcome, outcome]).startswith("2 scenarios: 4 plays and 4 conditions: 4 passed, 4 failed")
    (condition,) = read("sometimes: scope").expectations.conditions
    undecided = FileOutcome("shop", "", "", (), (ConditionOutcome(condition, "undecided", why="no time"),))
    assert closing([undecided]) == "shop: 0 plays and 1 condition: 0 passed, 1 not decided"
    assert list(told(undecided, Paper()))[1:] == ["  not decided  sometimes: scope (no time)"]
    assert not undecided.success
    assert not outcome.success


def test_programs_are_told_everything():
    """Plays with where they stand, conditions with what shows them."""
    (one,) = (read_back := json.loads(as_json([came_of()])))["tested"]
    assert (read_back["passed"], read_back["failed"], read_back["undecided"], read_back["problems"]) == (2, 2, 0, 1)
    cheap = one["plays"][1]
    assert (cheap["verdict"], cheap["node"], cheap["percent"], cheap["findings"]) == ("failed", "broke", 0, [])
    assert cheap["failures"][0]["message"] == "it ends at `broke`, not at `certified`"
    never, sometimes = one["conditions"]
    assert never["failures"][0]["witness"]["decisions"][0] == "letter.guess"
    assert (sometimes["how"], sometimes["verdict"], sometimes["shown_by"]["seed"]) == ("sometimes", "passed", 1)


def test_hostile_text_reaches_no_terminal():
    """Names, texts and decisions of a file are told without what steers a terminal."""
    hostile = (
        'plays:\n  a: {about: "\\e]52;c;x\\a", decisions: ["letter.\\e[31m", "a.\\u202eb"]}\nnever: "scope \\e[2J"\n'
    )
    outcome = came_of(hostile)
    for text in ("\n".join(told(outcome, Paper())), "\n".join(spoken(outcome)), as_json([outcome])):
        assert "\x1b" not in text
        assert "\u202e" not in text
