"""Plays and quizzes on a terminal that is narrow, or read aloud."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from banks import EVERY_TYPE, bank

from isoquest.content.reading import read_scenario
from isoquest.content.reference import Reference
from isoquest.plain.playing import PlainPlay
from isoquest.plain.quizzing import PlainQuiz
from isoquest.progress.quizzing import QuizSitting
from isoquest.progress.sitting import Sitting
from isoquest.progress.store import Opened, open_store
from isoquest.quiz.session import Terms

NARROW = 40
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

QUAY = """\
isoquest: 1
title: A quay
summary: A visit.
topics: {visit: Visits that are announced a long time before they come}
meters:
  calm: {start: 1, max: 9, name: Calm of everybody who has to be there on the day, at_min: over}
evidence: {scope: Scope statement}
start: gate
nodes:
  gate:
    title: The gate at the far end of the quay on a windy morning
    phase: choose
    topic: visit
    text: Somebody rings.
    choices:
      fly: {text: Fly., when: calm > 5, locked: Nobody on this quay has learnt to do that before breakfast., to: visit}
      open: {text: Open., set: {scope: true}, score: 3, feedback: Good morning., to: visit}
      close: {text: Close., add: {calm: -1}, feedback: Good night., to: visit}
  visit:
    title: The visit that had been announced for so long a time
    phase: audit
    assess:
      checks:
        scope: {clause: "4.3", needs: scope, grade: major, finding: None is written., conforms: It hangs.}
        plan: {needs: calm > 8, grade: minor, finding: None yet., conforms: All is planned.}
    to: over
  over: {phase: after, text: Gone., ending: {kind: success, title: Over, outcome: The visit is over.}}
"""


def played(home: Path, *lines: str) -> list[str]:
    """What is said in a play in which these lines are typed."""
    reading = read_scenario(QUAY.encode(), "quay/scenario.yaml", Reference())
    assert reading.scenario is not None, reading.problems
    opened = open_store(home, lambda: NOON)
    assert isinstance(opened, Opened)
    said: list[str] = []
    typed = iter(lines)
    with closing(opened.store) as store:
        sitting = Sitting.begin(store, store.current_profile().id, reading.scenario, "quay", 1)
        PlainPlay(sitting, Reference(), said.append, lambda _: next(typed, None), NARROW).run()
    return said


def test_no_line_of_a_play_is_wider_than_the_terminal(tmp_path: Path):
    """Refusals, help, titles and scores are wrapped as the story is."""
    said = played(tmp_path, "1", "nonsense", "g nothing that anybody has ever heard of", "?", "2", "u", "2", "1")
    assert any(line.startswith("Not open to you") for line in said)
    assert any(line.startswith("- Visits") for line in said)
    assert [line for line in said if len(line) > NARROW] == []


def test_what_an_assessment_found_is_told_in_words(tmp_path: Path):
    """What conforms and what does not is said, whether or not its mark is read aloud."""
    said = "\n".join(played(tmp_path, "2", "1"))
    assert "conforms, clause 4.3: It hangs." in said
    assert "minor nonconformity: None yet." in said


def test_no_line_of_a_quiz_is_wider_than_the_terminal(tmp_path: Path):
    """Neither are help, the word on certainty and what is said of an answer."""
    every = bank(EVERY_TYPE)
    opened = open_store(tmp_path, lambda: NOON)
    assert isinstance(opened, Opened)
    said: list[str] = []
    typed = iter(["?", "=", "1 2 3 4 5 6 7", *["1"] * 20, ":1", "nonsense", "h"])
    with closing(opened.store) as store:
        terms = Terms(mode="exam", certainty=True, topics=("process",))
        sitting = QuizSitting.begin(store, store.current_profile().id, every, EVERY_TYPE, "bank.yaml", 1, terms, NOON)
        PlainQuiz(sitting, Reference(), said.append, lambda _: next(typed, None), lambda: NOON, NARROW).run()
    assert "How sure are you?" in "\n".join(said)
    assert [line for line in said if len(line) > NARROW] == []
