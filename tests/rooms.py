"""Small rooms for tests: a bank with a question of every type, a story with a vote, and students who sit down."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from isoquest.classroom.room.events import FORMAT, Joined, Opened
from isoquest.classroom.room.material import BANK_FILE, SCENARIO_FILE, read_material
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.seats import Seat
from isoquest.classroom.room.terms import Kind, Material, Terms
from isoquest.content.library import bundled_reference

BEGIN = 1_800_000_000_000
"""When the rooms of tests are opened, in milliseconds since 1970."""

BANK = """\
isoquest: 1
title: Small bank
topics: {basics: The basics}
questions:
  who:
    type: one
    topic: basics
    ask: Who issues the certificate?
    why: WHYCANARY certification bodies do.
    because: [F-ISO-018]
    options:
      iso: {text: ISO itself, why: REASONCANARYISO it certifies nobody.}
      body: {text: A certification body, right: true, why: REASONCANARYBODY it audits and certifies.}
      state: {text: The state, why: REASONCANARYSTATE it does not.}
  which:
    type: several
    topic: basics
    ask: Which of these can be certified to?
    why: WHYCANARY two of them.
    options:
      q: {text: ISO 9001, right: true}
      e: {text: ISO 14001, right: true}
      g: {text: ISO 9004}
      r: {text: ISO 31000}
  truth: {type: true-false, topic: basics, ask: ISO certifies companies., right: false, why: WHYCANARY no.}
  steps: {type: order, topic: basics, ask: In which order?, order: [First, Second, Third], why: WHYCANARY so.}
  pairs:
    type: match
    topic: basics
    ask: What belongs together?
    why: WHYCANARY so.
    pairs:
      - {left: ISO 9001, right: Quality}
      - {left: ISO 14001, right: Environment}
    extra: [Toys]
  years:
    type: number
    topic: basics
    ask: How many years does a certificate usually run?
    number: {value: 3, unit: years}
    why: WHYCANARY three.
  word: {type: text, topic: basics, ask: Who accredits?, accept: [SECRETACCEPTED], why: WHYCANARY they.}
  gaps:
    type: blanks
    topic: basics
    why: WHYCANARY both.
    ask: "A {what} audits, and {who} accredits."
    blanks:
      what: {accept: [body], choices: [body, bakery]}
      who: [SECRETBLANK]
"""

STORY = """\
isoquest: 1
title: Small story
summary: A letter.
meters: {budget: {start: 10, max: 20}}
start: letter
nodes:
  letter:
    phase: choose
    text: A customer wants **a certificate**.
    choices:
      ask: {text: Ask which one, add: {budget: -1}, score: 3, feedback: FEEDBACKCANARY good., to: pause}
      buy: {text: Buy one, add: {budget: -5}, feedback: FEEDBACKCANARY hasty., to: pause}
      wait: {text: Wait, feedback: FEEDBACKCANARY slow., to: late}
  pause: {phase: plan, text: A week passes., to: plan}
  plan:
    phase: plan
    text: NEXTSCENECANARY And now?
    choices:
      audit: {text: Audit, score: 2, feedback: Good., to: done}
      rest: {text: Rest, feedback: Well., to: late}
  done: {phase: after, text: It is done., ending: {kind: success, title: Done, outcome: It worked.}}
  late: {phase: after, text: It is late., ending: {kind: failure, title: Late, outcome: Too late.}}
"""


def seat_id(number: int) -> str:
    """The id of a seat, as a token's hash would give it."""
    return sha256(str(number).encode()).hexdigest()[:32]


def opened(kind: Kind = "quiz", terms: Terms | None = None, text: str = "", seed: int = 7) -> Opened:
    """The first event of a room."""
    file, usual = (BANK_FILE, BANK) if kind == "quiz" else (SCENARIO_FILE, STORY)
    material = Material("small", "small.yaml", {file: text or usual})
    return Opened(BEGIN, FORMAT, "KXM4TR", kind, "A small room", seed, "", material, terms or Terms())


def room(kind: Kind = "quiz", terms: Terms | None = None, students: int = 0, text: str = "", seed: int = 7) -> Room:
    """A room in which so many students sit, named Student 1, Student 2 …, in the teams in turn."""
    return seated(opened(kind, terms, text, seed), [f"Student {number}" for number in range(1, students + 1)])


def seated(first: Opened, names: Sequence[str]) -> Room:
    """The room that was opened so, in which students of these names sit, in the teams in turn."""
    content = read_material(first.material, bundled_reference()[0])
    assert not isinstance(content, str), content
    made = Room(first, content)
    teams = first.terms.teams or ("",)
    for number, name in enumerate(names):
        joined = Joined(BEGIN + 1, seat_id(number), name, teams[number % len(teams)])
        assert isinstance(made.take(joined), Taken)
    return made


def seats(of: Room) -> list[Seat]:
    """Everyone who is there."""
    return of.seats.present
