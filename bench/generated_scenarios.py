"""Write a generated scenario of a given shape: `python bench/generated_scenarios.py hostile 200 30 1 FOLDER`.

The arguments are the shape, how many nodes, how many variables (a third of them meters, the rest flags), and the seed;
the same arguments give the same text on every machine and every version of Python.

- *friendly*: 15 % of the choices have a condition, nearly always one flag that was set a few nodes earlier; the meters
  are looked at in the audit near the end.
- *hostile*: 55 % of the choices have one condition or two, among them equality, less-than and meter against meter;
  each choice moves two to five meters.

Both have two to four choices a node, most of them leading onward by one to six nodes and 3 % of them back, an audit
near the end, six endings, a chance node in about twenty-five, and meters 0..100 in steps of 1 or 5, a quarter of which
end the play at their lower edge.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

PHASES = ("choose", "plan", "build", "run", "check")
TAIL = 7
"""The nodes at the end: an audit and the endings."""
BAND = 6
"""In the friendly shape a flag belongs to this many nodes: the first half of them set it, the others ask for it."""

LEAP = 12
"""How far a choice can lead back at most."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """What tells one kind of generated scenario from another; shares are in per cent."""

    name: str
    guarded: int
    """Chance of a condition on a choice. Where all choices of a node came out with one, one of them mostly loses it,
    so that somewhat fewer have one in the end: 15 and 55."""
    most_moved: int
    least_moved: int
    local_flags: bool


FRIENDLY = Shape("friendly", guarded=16, least_moved=0, most_moved=2, local_flags=True)
HOSTILE = Shape("hostile", guarded=63, least_moved=2, most_moved=5, local_flags=False)
SHAPES = {shape.name: shape for shape in (FRIENDLY, HOSTILE)}


class Dice:
    """A stream of random numbers, by `Random.random` alone: the one method that Python promises never to change."""

    def __init__(self, seed: int) -> None:
        self.fraction = random.Random(seed).random

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.fraction() * (high - low + 1))

    def happens(self, percent: int) -> bool:
        """True in `percent` of 100 cases."""
        return self.between(1, 100) <= percent

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.between(0, len(items) - 1)]

    def several(self, items: Sequence[T], count: int) -> list[T]:
        """So many different items, fewer where there are fewer."""
        left = list(items)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(min(count, len(left)))]


def yaml_text(scenario: Mapping[str, Any]) -> str:
    """A scenario as YAML: what holds another group on lines of its own, the rest on one line."""
    return "\n".join(_lines(scenario, "")) + "\n"


def _lines(group: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in group.items():
        if isinstance(value, Mapping) and any(isinstance(part, Mapping | list) for part in value.values()):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}"


def ending(kind: str, title: str) -> dict[str, Any]:
    """A node at which the play is over."""
    return {
        "phase": "after",
        "text": f"{title}.",
        "ending": {"kind": kind, "title": title, "outcome": f"{title}, and that is all there is to tell."},
    }


def generated(shape: Shape, nodes: int, variables: int, seed: int) -> str:
    """A scenario of that shape as YAML text; needs at least 10 nodes and 6 variables."""
    return yaml_text(_Drawing(shape, nodes, variables, seed).scenario())


class _Drawing:
    """One scenario while it is drawn."""

    def __init__(self, shape: Shape, nodes: int, variables: int, seed: int) -> None:
        self.shape = shape
        self.dice = Dice(seed << 32 | nodes << 12 | variables << 2 | shape.guarded % 4)
        self.audit = nodes - TAIL
        meters = max(2, variables // 3)
        self.steps = {f"meter_{number}": self.dice.one((1, 5)) for number in range(meters)}
        self.meters = list(self.steps)
        self.flags = [f"flag_{number}" for number in range(variables - meters)]

    def scenario(self) -> dict[str, Any]:
        inner = {f"n{number}": self.node(number) for number in range(self.audit)}
        return {
            "isoquest": 1,
            "title": f"A {self.shape.name} company",
            "summary": "For measuring only.",
            "meters": {name: self.meter(name) for name in self.meters},
            "flags": dict.fromkeys(self.flags, "Remembered"),
            "start": "n0",
            "nodes": {
                **inner,
                "audit": self.assessment(),
                "end-clean": ending("success", "Certified"),
                "end-minors": ending("success", "Certified with minors"),
                "end-major": ending("partial", "A major stays open"),
                "end-many": ending("failure", "Refused"),
                "end-wise": ending("wise", "Rightly not certified"),
                "end-edge": ending("failure", "Nothing is left"),
            },
        }

    def meter(self, name: str) -> dict[str, Any]:
        made = {"start": self.steps[name] * self.dice.between(40 // self.steps[name], 60 // self.steps[name])}
        return {**made, "min": 0, "max": 100, **({"at_min": "end-edge"} if self.dice.happens(25) else {})}

    def node(self, number: int) -> dict[str, Any]:
        made = {"phase": PHASES[number * len(PHASES) // self.audit], "text": f"This is moment {number}."}
        if number and self.dice.happens(4):
            outcomes = "abc"[: self.dice.between(2, 3)]
            drawn = {
                name: {"weight": self.dice.between(1, 4), **self.decision(number, back=False)} for name in outcomes
            }
            return {**made, "chance": drawn}
        names = "abcd"[: self.dice.between(2, 4)]
        choices = {name: self.choice(number, back=name != "a") for name in names}
        if all("when" in choice for choice in choices.values()) and (number < LEAP or self.dice.happens(90)):
            del choices["a"]["when"]
        return {**made, "choices": choices}

    def choice(self, number: int, *, back: bool) -> dict[str, Any]:
        guard = {"when": self.guard(number)} if self.dice.happens(self.shape.guarded) else {}
        score = self.dice.between(-1, 3)
        return {"text": "Do it this way.", **guard, **self.decision(number, back=back), "score": score}

    def decision(self, number: int, *, back: bool) -> dict[str, Any]:
        """What a choice or an outcome does, and where it leads; `back`: perhaps back."""
        moved = self.dice.several(self.meters, self.dice.between(self.shape.least_moved, self.shape.most_moved))
        made: dict[str, Any] = {"add": {name: self.shift(name) for name in moved}} if moved else {}
        if self.shape.local_flags:
            if number % BAND < BAND // 2 and self.dice.happens(60):
                made["set"] = {self.flag_near(number): self.dice.happens(70)}
        elif self.dice.happens(40):
            made["set"] = {self.dice.one(self.flags): self.dice.happens(65)}
        return {**made, "to": self.target(number, back=back)}

    def shift(self, name: str) -> int:
        amount = self.steps[name] * self.dice.between(1, 6 if self.steps[name] == 1 else 3)
        return amount if self.dice.happens(50) else -amount

    def flag_near(self, number: int) -> str:
        return self.flags[number // BAND % len(self.flags)]

    def target(self, number: int, *, back: bool) -> str:
        if back and number >= LEAP and self.dice.happens(5):
            return f"n{number - self.dice.between(1, LEAP)}"
        if self.dice.happens(1) and number > self.audit // 2:
            return "end-wise"
        onward = number + self.dice.between(1, 6)
        return f"n{onward}" if onward < self.audit else "audit"

    def guard(self, number: int) -> str:
        if self.shape.local_flags:
            if self.dice.happens(85):
                return f"{self.dice.one(('', 'not '))}{self.flag_near(number)}"
            return self.comparison((">=", ">=", "<"))
        conditions = [self.condition() for _ in range(self.dice.between(1, 2))]
        return self.dice.one((" and ", " or ")).join(conditions)

    def condition(self) -> str:
        match self.dice.between(1, 10):
            case 1 | 2:
                return self.dice.one(self.flags)
            case 3:
                return f"not {self.dice.one(self.flags)}"
            case 4 | 5:
                return self.comparison(("==", "!="))
            case 6 | 7 | 8:
                return self.comparison(("<", ">="))
            case _:
                first, second = self.dice.several(self.meters, 2)
                return f"{first} {self.dice.one(('<', '>=', '=='))} {second}"

    def comparison(self, comparators: Sequence[str]) -> str:
        """A meter against a number that it can have."""
        name = self.dice.one(self.meters)
        number = self.steps[name] * self.dice.between(30 // self.steps[name], 70 // self.steps[name])
        return f"{name} {self.dice.one(comparators)} {number}"

    def assessment(self) -> dict[str, Any]:
        needs = [self.comparison((">=", ">=", "<")) for _ in self.meters]
        needs += [f"{self.dice.one(('', 'not '))}{flag}" for flag in self.dice.several(self.flags, 5)]
        checks = {
            f"check-{number}": {
                "needs": condition,
                "grade": "major" if number % 3 == 0 else "minor",
                "finding": "It was not there.",
            }
            for number, condition in enumerate(needs)
        }
        routes = [
            {"when": f"majors >= {len(self.meters) // 2}", "node": "end-many"},
            {"when": "majors > 0", "node": "end-major"},
            {"when": "minors > 0", "node": "end-minors"},
            {"node": "end-clean"},
        ]
        return {"phase": "audit", "text": "Two auditors.", "assess": {"checks": checks}, "to": routes}


def main() -> None:
    """Write the scenario that the command line asks for."""
    name, nodes, variables, seed, folder = sys.argv[1:6]
    Path(folder).mkdir(parents=True, exist_ok=True)
    text = generated(SHAPES[name], int(nodes), int(variables), int(seed))
    (Path(folder) / "scenario.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
