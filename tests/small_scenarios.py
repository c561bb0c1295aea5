"""Small scenarios made at random with every part of the format, and all their states as the engine plays them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from generated import REFERENCE, banks

from isoquest.content.model import Scenario
from isoquest.content.reading import read_scenario
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.rules import available, choose, start
from isoquest.engine.scoring import marks_for
from isoquest.engine.state import Assessed, Chosen, Drawn, EdgeReached, Refusal, State, Step
from isoquest.quiz.asking import right_answer

METERS = {"money": (0, 4, 2), "trust": (0, 3, 1)}
FLAGS = ("told", "asked")
EVIDENCE = ("scope", "audit")


def small_scenario(seed: int) -> Scenario | None:
    """A scenario of five to eight nodes; None where chance made one that cannot be played."""
    text = yaml.safe_dump(_Maker(random.Random(seed)).scenario(), sort_keys=False)
    return read_scenario(text.encode(), "small/scenario.yaml", REFERENCE, banks=banks).scenario


class _Maker:
    """One scenario being made."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        count = dice.randint(3, 8)
        self.ids = [f"n{number}" for number in range(count)]
        self.endings = [f"e{number}" for number in range(dice.randint(1, 3))]
        self.kinds = {
            name: dice.choices(["choices", "to", "chance", "ask", "audit"], [8, 2, 2, 1, 2])[0] for name in self.ids
        }
        self.choices = {name: [f"c{number}" for number in range(dice.randint(1, 3))] for name in self.ids}
        self.checks = {name: [f"k{number}" for number in range(dice.randint(1, 3))] for name in self.ids}

    def scenario(self) -> dict[str, Any]:
        """The scenario as YAML would hold it."""
        nodes = {name: self.node(number, name) for number, name in enumerate(self.ids)}
        for name in self.endings:
            kind = self.dice.choice(["success", "failure", "partial"])
            nodes[name] = {
                "phase": "after",
                "text": "Over.",
                "ending": {"kind": kind, "title": name, "outcome": "So it ended."},
            }
            if self.dice.random() < 0.3:
                nodes[name]["also"] = [{"when": self.condition(), "text": "Also."}]
        meters: dict[str, Any] = {}
        for meter, (low, high, begin) in METERS.items():
            meters[meter] = {"start": begin, "min": low, "max": high}
            if self.dice.random() < 0.3:
                meters[meter][self.dice.choice(["at_min", "at_max"])] = self.dice.choice(self.endings)
        return {
            "isoquest": 1,
            "title": "Small",
            "summary": "Made at random.",
            "meters": meters,
            "evidence": dict.fromkeys(EVIDENCE, "A record"),
            "flags": dict.fromkeys(FLAGS, "A note"),
            "start": "n0",
            "nodes": nodes,
        }

    def node(self, number: int, name: str) -> dict[str, Any]:
        kind = self.kinds[name]
        made: dict[str, Any] = {"phase": "run"}
        if kind != "chance" or self.dice.random() < 0.4:
            made["text"] = "Something happens."
        if kind == "choices":
            made["choices"] = {choice: self.choice(number) for choice in self.choices[name]}
            if self.dice.random() < 0.2:
                made["also"] = [{"when": self.condition(), "text": "Also."}]
        elif kind == "chance":
            outcomes = self.choices[name]
            made["chance"] = {outcome: {**self.effects(), "to": self.routes(number)} for outcome in outcomes}
        else:
            made["to"] = self.routes(number)
        if kind == "ask":
            made["ask"] = {"bank": "basics", "count": 1, "score": self.dice.randint(0, 2)}
            made["right"] = self.effects()
            made["wrong"] = self.effects()
        if kind == "audit":
            made["assess"] = {"checks": {check: self.check() for check in self.checks[name]}}
            if self.dice.random() < 0.4:
                made["assess"]["sample"] = self.dice.randint(1, len(self.checks[name]))
        return made

    def check(self) -> dict[str, Any]:
        grade = self.dice.choice(["major", "minor", "minor", "concern"])
        return {"needs": self.condition(), "grade": grade, "finding": "It was not there."}

    def choice(self, number: int) -> dict[str, Any]:
        made: dict[str, Any] = {"text": "Do it.", **self.effects(), "score": self.dice.randint(-1, 2)}
        if self.dice.random() < 0.45:
            made["when"] = self.condition()
        made["to"] = self.routes(number)
        return made

    def effects(self) -> dict[str, Any]:
        made: dict[str, Any] = {}
        if self.dice.random() < 0.6:
            made["add"] = {self.dice.choice(list(METERS)): self.dice.choice([-3, -2, -1, 1, 2])}
        if self.dice.random() < 0.5:
            made["set"] = {self.dice.choice(FLAGS + EVIDENCE): self.dice.random() < 0.7}
        if self.dice.random() < 0.1:
            made.setdefault("set", {})["trust"] = self.dice.randint(0, 3)
            made.get("add", {}).pop("trust", None)
        audits = [name for name in self.ids if self.kinds[name] == "audit"]
        if audits and self.dice.random() < 0.2:
            audit = self.dice.choice(audits)
            made["close"] = [self.dice.choice([audit, f"{audit}.{self.dice.choice(self.checks[audit])}"])]
        return {key: value for key, value in made.items() if value}

    def routes(self, number: int) -> Any:
        if self.dice.random() < 0.75:
            return self.target(number)
        ways = [{"when": self.condition(), "node": self.target(number)} for _ in range(self.dice.randint(1, 2))]
        return [*ways, {"node": self.target(number)}]

    def target(self, number: int) -> str:
        if self.dice.random() < 0.12:
            return self.dice.choice(self.ids)
        return self.dice.choice([*self.ids[number + 1 :][:3], self.dice.choice(self.endings)])

    def condition(self, depth: int = 0) -> str:
        if depth < 2 and self.dice.random() < 0.3:
            parts = [self.condition(depth + 1), self.condition(depth + 1)]
            return f"({parts[0]} {self.dice.choice(['and', 'or'])} {parts[1]})"
        if self.dice.random() < 0.15:
            return f"not ({self.condition(depth + 1)})" if depth < 2 else "not told"
        return self.atom()

    def atom(self) -> str:
        dice = self.dice
        compare = dice.choice(["==", "!=", "<", "<=", ">", ">="])
        deciding = [name for name in self.ids if self.kinds[name] in ("choices", "chance")]
        audits = [name for name in self.ids if self.kinds[name] == "audit"]
        made = [
            dice.choice(FLAGS + EVIDENCE),
            f"money {compare} {dice.randint(0, 4)}",
            f"trust {compare} {dice.randint(0, 3)}",
            f"visited({dice.choice(self.ids + self.endings)})",
            dice.choice(
                [
                    "money >= trust",
                    f"money + 2 * trust {compare} {dice.randint(0, 9)}",
                    f"min(money, trust + 1) {compare} 2",
                    f"max(money - 1, trust) {compare} 2",
                    "count(told, scope, money > 2) >= 2",
                    f"count(told and scope, asked or audit) {compare} 1",
                ]
            ),
        ]
        if deciding:
            name = dice.choice(deciding)
            made.append(f"chose({name}.{dice.choice(self.choices[name])})")
        if audits:
            name = dice.choice(audits)
            check = dice.choice(["", "." + dice.choice(self.checks[name])])
            made += [
                f"found({name}{check})",
                f"open({name}{check})",
                f"{dice.choice(['majors', 'minors'])} {compare} 1",
            ]
        return dice.choice(made)


@dataclass(slots=True)
class Played:
    """Everything that the engine can bring about in a scenario: found by trying, with many seeds at every state."""

    scenario: Scenario
    states: list[State] = field(default_factory=list)
    """Seeds and positions left out."""
    steps: list[list[tuple[int, int, Step]]] = field(default_factory=list)
    """For each state: the state that a step leads to, what it scores, and the step."""
    begun: list[int] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)


SEEDS = 150
"""Tried at every state where something is drawn: what chance can bring there is missed only when it is rare."""


def bare(state: State) -> State:
    """The state without what only concerns chance."""
    return state._replace(seed=0, drawn=0, asked=0)


def play_everything(scenario: Scenario, most: int = 1500) -> Played | None:
    """Every state of a scenario; None where there are more than `most`."""
    played = Played(scenario)
    numbers: dict[State, int] = {}

    def number_of(state: State) -> int:
        key = bare(state)
        if key not in numbers:
            numbers[key] = len(played.states)
            played.states.append(key)
        return numbers[key]

    for seed in range(SEEDS):
        step = start(scenario, seed)
        played.events += step.events
        played.begun.append(number_of(step.state))
    here = 0
    while here < len(played.states):
        if len(played.states) > most:
            return None
        ways = {}
        for marks, step in _steps(scenario, played.states[here]):
            played.events += step.events
            ways[number_of(step.state), marks, step.events] = step
        played.steps.append([(target, marks, step) for (target, marks, _), step in ways.items()])
        here += 1
    return played


def _steps(scenario: Scenario, state: State) -> Iterator[tuple[int, Step]]:
    asks = scenario.nodes[state.node].ask is not None
    drawn = asks
    for seed in range(SEEDS):
        seeded = state._replace(seed=seed)
        if asks:
            item = question_now(scenario, seeded)
            ids = [] if item is None else [choice_for(item.question, a) for a in (right_answer(item.question), ())]
        else:
            ids = [option.id for option in available(scenario, seeded) if not option.locked]
        for choice in ids:
            step = choose(scenario, seeded, choice)
            assert not isinstance(step, Refusal)
            yield marks_for(scenario, seeded, choice).earned, step
            drawn = drawn or step.state.drawn > 0
        if not drawn:
            return


__all__ = ["Assessed", "Chosen", "Drawn", "EdgeReached", "Played", "play_everything", "small_scenario"]
