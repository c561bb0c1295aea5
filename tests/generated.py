"""Scenarios drawn by hypothesis, as data and as YAML text, and the short ways to read and to walk through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from isoquest.content.bank_reading import read_bank
from isoquest.content.model import Scenario
from isoquest.content.problems import Problems
from isoquest.content.questions import Bank
from isoquest.content.reading import Reading, read_scenario
from isoquest.content.reference import read_reference
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import Refusal, State

CASES = Path(__file__).resolve().parent / "cases"

REFERENCE = read_reference(
    {
        "facts.yaml": b"""
F-ISO-001: {statement: ISO writes standards., source: ISO, confidence: H, as_of: 2026-11-22}
F-ISO-002: {statement: ISO certifies nobody., source: ISO, confidence: H, as_of: 2026-11-22}
""",
        "standards.yaml": b"""
iso-9001: {number: ISO 9001, title: Quality, kind: certifiable, purpose: Good work., as_of: 2026-11-22}
""",
        "misconceptions.yaml": b"""
iso-certifies: {believed: ISO certifies., instead: It publishes standards., because: F-ISO-002}
""",
    },
    Problems(),
)
"""Two facts, one standard and one misconception: enough for every scenario in the tests."""

_BANK = read_bank(
    b"""
isoquest: 1
title: Basics
topics: {purpose: What standards are for}
questions:
  iso: {type: true-false, topic: purpose, ask: ISO certifies., right: false, why: It publishes standards.}
""",
    "basics.yaml",
    REFERENCE,
)


def banks(name: str | None) -> Bank | str:
    """The bank `basics`, of one question; it also stands beside every scenario."""
    assert _BANK.bank is not None, _BANK.problems
    return _BANK.bank if name in (None, "basics") else f"there is no bank `{name}`"


FILE = "made-up/scenario.yaml"


def read(text: str | bytes) -> Reading:
    """What comes of reading a scenario's text."""
    return read_scenario(text.encode() if isinstance(text, str) else text, FILE, REFERENCE, banks=banks)


def loaded(text: str) -> Scenario:
    """The scenario of a text that has no error."""
    reading = read(text)
    assert reading.scenario is not None, reading.problems
    return reading.scenario


def codes(text: str | bytes) -> list[str]:
    """The codes of all problems of a text, in file order."""
    return [problem.code for problem in read(text).problems]


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # chosen by what is installed
    """Writes data as YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the answer is the same for all data
        return True


def to_yaml(data: Any, **style: Any) -> str:
    """Data as YAML text, in the order given."""
    return str(yaml.dump(data, Dumper=_Writer, sort_keys=False, **{"allow_unicode": True, **style}))


def open_ids(scenario: Scenario, state: State) -> list[str]:
    """The ids of what can be decided now."""
    return [option.id for option in available(scenario, state) if not option.locked]


def walk(scenario: Scenario, seed: int, picks: Sequence[int]) -> Play:
    """The play in which each pick takes one of the choices then open, as far as the play goes."""
    play = Play.begin(scenario, seed)
    for pick in picks:
        ids = open_ids(scenario, play.state)
        if not ids:
            break
        further = play.decide(ids[pick % len(ids)])
        assert not isinstance(further, Refusal)
        play = further
    return play


@dataclass(frozen=True, slots=True)
class Words:
    """The names that a drawn expression may use."""

    meters: Sequence[str]
    held: Sequence[str] = ()
    nodes: Sequence[str] = ()
    choices: Sequence[str] = ()
    checks: Sequence[str] = ()


GRADES = ("majors", "minors", "concerns")
COMPARATORS = ("==", "!=", "<", "<=", ">", ">=")

_pick = st.integers(0, 2**16)
_small = st.integers(0, 12)
_percent = st.integers(0, 99)
_flag = st.booleans()
_amount = st.integers(-15, 14).map(lambda amount: amount + (amount >= 0))


def _one(draw: st.DrawFn, options: Sequence[Any]) -> Any:
    """One of a few, several times as fast as a new `sampled_from`."""
    return options[draw(_pick) % len(options)]


def number_text(draw: st.DrawFn, words: Words, depth: int) -> str:
    """A number in the expression language, with no more brackets than it needs."""
    kind = draw(_pick) % (9 if depth else 3)
    match kind:
        case 0:
            return str(draw(_small))
        case 1:
            return _one(draw, words.meters)
        case 2:
            return _one(draw, GRADES) if words.checks else _one(draw, words.meters)
        case 3 | 4:
            sign = "+" if kind == 3 else "-"
            return f"{number_text(draw, words, depth - 1)} {sign} {number_text(draw, words, depth - 1)}"
        case 5:
            factor, operand = draw(_small), _operand(draw, words, depth)
            return f"{factor} * {operand}" if draw(_flag) else f"{operand}*{factor}"
        case 6:
            return f"-{_operand(draw, words, depth)}"
        case 7:
            items = [number_text(draw, words, depth - 1) for _ in range(1 + draw(_pick) % 3)]
            return f"{_one(draw, ('min', 'max'))}({', '.join(items)})"
        case _:
            conditions = [condition_text(draw, words, depth - 1) for _ in range(1 + draw(_pick) % 3)]
            return f"count({', '.join(conditions)})"


def _operand(draw: st.DrawFn, words: Words, depth: int) -> str:
    if draw(_flag):
        return _one(draw, words.meters)
    return f"({number_text(draw, words, depth - 1)})"


def condition_text(draw: st.DrawFn, words: Words, depth: int) -> str:
    """A condition in the expression language, with no more brackets than it needs."""
    match draw(_pick) % (9 if depth else 4):
        case 0 if words.held:
            return _one(draw, words.held)
        case 1 if words.nodes:
            return f"visited({_one(draw, words.nodes)})"
        case 2 if words.choices:
            return f"chose({_one(draw, words.choices)})"
        case 3 if words.checks:
            return f"{_one(draw, ('found', 'open'))}({_one(draw, words.checks)})"
        case 4:
            return f"not {condition_text(draw, words, depth - 1)}"
        case 5:
            return f"({condition_text(draw, words, depth - 1)})"
        case 6 | 7 as kind:
            word = "and" if kind == 6 else "or"
            return f"{condition_text(draw, words, depth - 1)} {word} {condition_text(draw, words, depth - 1)}"
        case _:
            comparator = _one(draw, COMPARATORS)
            depth = max(0, depth - 1)
            return f"{number_text(draw, words, depth)} {comparator} {number_text(draw, words, depth)}"


def conditions(words: Words, depth: int = 3) -> st.SearchStrategy[str]:
    """Conditions in the expression language that are short enough to be read."""
    return st.composite(condition_text)(words, depth).filter(lambda text: len(text) <= 400)


METERS = ("budget", "weeks", "trust")
HELD = ("scope", "policy", "promised")
TOPICS = ("people", "audits")
WAITING = ("choices", "choices", "choices", "read", "assess", "dice")
PASSED = ("passed", "chance")


class _Drawing:
    """One scenario while it is drawn: the kinds of its nodes first, so that all else can refer to them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        kinds = draw(st.lists(st.sampled_from(WAITING + PASSED), min_size=3, max_size=7))
        self.kinds = {f"n-{number}": kind for number, kind in enumerate(kinds)}
        self.nodes = (*self.kinds, "end-good", "end-bad")
        self.stops = [node for node in self.nodes if self.kinds.get(node) not in PASSED]
        self.checks = [
            f"{node}.{check}"
            for node, kind in self.kinds.items()
            if kind == "assess"
            for check in "abcd"[: 1 + draw(_pick) % 4]
        ]
        decided = [node for node, kind in self.kinds.items() if kind in ("choices", "dice", "chance")]
        self.choices = [f"{node}.{choice}" for node in decided for choice in "abc"[: 1 + draw(_pick) % 3]]
        self.words = Words(METERS, HELD, self.nodes, self.choices, self.checks)

    def maybe(self, percent: int) -> bool:
        return 100 - self.draw(_percent) <= percent

    def one(self, options: Sequence[Any]) -> Any:
        return _one(self.draw, options)

    def own(self, names: list[str], node: str) -> list[str]:
        return [name.partition(".")[2] for name in names if name.partition(".")[0] == node]

    def condition(self) -> str:
        text = condition_text(self.draw, self.words, 2)
        return text if len(text) <= 400 else "scope"

    def scenario(self) -> dict[str, Any]:
        return {
            "isoquest": 1,
            "title": "Drawn",
            "summary": "A drawn scenario.",
            "topics": dict.fromkeys(TOPICS, "A topic"),
            "meters": {name: self.meter() for name in METERS},
            "evidence": {"scope": "Scope", "policy": {"name": "Policy", "clause": "5.2"}},
            "flags": {"promised": "The customer was promised June"},
            "start": "n-0",
            "nodes": {
                **{node: self.node(node, kind) for node, kind in self.kinds.items()},
                "end-good": ending("success"),
                "end-bad": ending("failure"),
            },
        }

    def meter(self) -> dict[str, Any]:
        low = 5 - self.draw(_pick) % 26
        high = low + 1 + self.draw(_pick) % 25
        meter = {"start": low + self.draw(_pick) % (high - low + 1), "min": low, "max": high}
        meter["good"] = self.one(("high", "low", "neutral"))
        for edge in ("at_min", "at_max"):
            if self.maybe(30):
                meter[edge] = self.one(self.stops)
        if self.maybe(15):
            meter["hidden"] = True
        return meter

    def node(self, node: str, kind: str) -> dict[str, Any]:
        made: dict[str, Any] = {"phase": "build", "topic": self.one(TOPICS)}
        if kind not in PASSED:
            made["text"] = f"This is {node}."
        if self.maybe(20) and "text" in made:
            made["also"] = [{"when": self.condition(), "text": "More."}]
        match kind:
            case "choices":
                names = self.own(self.choices, node)
                made["choices"] = {name: self.choice(node, may_close=name != "a") for name in names}
            case "dice" | "chance":
                names = self.own(self.choices, node)
                made["chance"] = {name: {"weight": 1 + self.draw(_small), **self.decision(node)} for name in names}
            case "assess":
                names = self.own(self.checks, node)
                made["assess"] = {"checks": {name: self.check() for name in names}}
                if self.maybe(60):
                    made["assess"]["sample"] = 1 + self.draw(_pick) % len(names)
                made["to"] = self.routes(node)
            case _:
                made["to"] = self.routes(node)
        return made

    def check(self) -> dict[str, Any]:
        grade = self.one(("concern", "improvement", "minor", "major"))
        return {"needs": self.condition(), "grade": grade, "finding": "It was not there.", "clause": "9.2"}

    def choice(self, node: str, *, may_close: bool) -> dict[str, Any]:
        made = {"text": "Do it.", "score": self.draw(_pick) % 7 - 3, **self.decision(node)}
        if may_close and self.maybe(50):
            made["when"] = self.condition()
            if self.maybe(50):
                made["locked"] = "Not yet."
        if self.maybe(30):
            made["topic"] = self.one(TOPICS)
        if self.maybe(30):
            made["clause"] = self.one(("4.3", "9.2"))
        return made

    def decision(self, node: str) -> dict[str, Any]:
        made: dict[str, Any] = {"to": self.routes(node)}
        if self.maybe(60):
            made["add"] = {self.one(METERS): self.draw(_amount), self.one(METERS): self.draw(_amount)}
        if self.maybe(40):
            made["set"] = {self.one(HELD): self.draw(_flag)}
        if self.checks and self.maybe(30):
            check = self.one(self.checks)
            made["close"] = [self.one((check, check.partition(".")[0]))]
        return made

    def routes(self, node: str) -> list[dict[str, Any]] | str:
        """Ways on; from a node that is passed at once only to later ones, so that there is no circle."""
        onward = self.nodes if node in self.stops else self.nodes[self.nodes.index(node) + 1 :]
        if self.maybe(60):
            return self.target(onward)
        guarded = [{"when": self.condition(), "node": self.target(onward)} for _ in range(1 + self.draw(_pick) % 2)]
        return [*guarded, {"node": self.target(onward)}]

    def target(self, onward: Sequence[str]) -> str:
        """Seldom an ending, so that plays last."""
        return str(self.one(onward[:-2] if len(onward) > 2 and self.maybe(85) else onward))


def ending(kind: str) -> dict[str, Any]:
    """A node at which the play is over."""
    return {
        "phase": "after",
        "text": "It is over.",
        "ending": {"kind": kind, "title": "The end", "outcome": "It is over."},
    }


@st.composite
def scenario_data(draw: st.DrawFn) -> dict[str, Any]:
    """Scenarios without an error, as data: guards, chance, assessments, edges, closings, routes, endings."""
    return _Drawing(draw).scenario()


def scenario_texts() -> st.SearchStrategy[str]:
    """Scenarios without an error, as YAML text."""
    return scenario_data().map(to_yaml)


@st.composite
def plays(draw: st.DrawFn, most: int = 14) -> Play:
    """Plays of drawn scenarios, finished or not."""
    scenario = loaded(draw(scenario_texts()))
    picks = draw(st.lists(st.integers(0, 5), min_size=most // 4, max_size=most))
    return walk(scenario, draw(st.integers(0, 2**64 - 1)), picks)
