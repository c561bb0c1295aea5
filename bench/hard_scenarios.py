"""Scenarios that are hard for a checker: `python bench/hard_scenarios.py NAME FOLDER` writes one of them.

`rare-ending` is an honest story of 60 nodes: eight promises to keep or to break, four meters, and an ending behind all
eight promises and enough trust. `python bench/playthroughs.py` counts its playthroughs exactly. The others are made to
be out of reach: what is asked of a checker there is to keep within its budget and its memory, and to say so.

- `counters`: thirty counters 0..1,000,000, moved in odd steps round a loop and compared with numbers and each other
- `evidence`: a thousand flags, each set by a choice of its own and tested by a check of its own
- `growth`: a loop in which chance adds to four meters, left only while they stand in a certain relation
- `nest`: conditions nested fifteen deep, over flags that are set in any order
- `chain`: five thousand nodes in a row, and one question about all of them at the end
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from generated_scenarios import Dice, ending, yaml_text

PROMISES = {
    "letter_answered": "The letter was answered the same day",
    "scope_written": "The scope was written down",
    "risks_listed": "The risks were listed with those who run them",
    "welders_tested": "The welders were tested",
    "gauges_checked": "The gauges were checked",
    "supplier_seen": "The supplier was visited",
    "audit_done": "The internal audit was done",
    "review_held": "The management review was held",
}
"""The eight two-way flags."""

SCENES: Mapping[str, tuple[Mapping[str, int], ...]] = {
    "floor": ({"trust": 1, "spent": -1}, {"order": 1}),
    "office": ({"trust": -1, "spent": 1}, {"trust": 1, "order": -1}),
    "quay": ({"trust": 1, "spent": -1}, {"trust": -1, "order": 1}, {"spent": 1}),
}
"""What the choices of the three scenes of a chapter do; `spent` is the budget in the first half, then the weeks."""

CHAPTERS = 8
ENOUGH_TRUST = 10
"""Of trust, for the rare ending."""


def _head(title: str, **more: Any) -> dict[str, Any]:
    return {"isoquest": 1, "title": title, "summary": "For measuring only.", **more}


def _scene(text: str, choices: Mapping[str, Mapping[str, Any]], phase: str = "build") -> dict[str, Any]:
    return {"phase": phase, "text": text, "choices": {name: {"text": "So.", **c} for name, c in choices.items()}}


def rare_ending() -> str:
    """Sixty nodes, about 3.1e9 playthroughs; one uniform random play in about 18,000 comes to the rare ending."""
    nodes: dict[str, Any] = {}
    early = {CHAPTERS // 2: "promise-1", CHAPTERS: "promise-2"}
    for number in range(1, CHAPTERS + 1):
        spent = "budget" if number <= CHAPTERS // 2 else "weeks"
        nodes[f"fork-{number}"] = _scene("Where do you go?", {name: {"to": f"{name}-{number}"} for name in SCENES})
        for name, ways in SCENES.items():
            choices = {
                f"way-{way}": {
                    "add": {spent if meter == "spent" else meter: amount for meter, amount in moved.items()},
                    "to": f"evening-{number}",
                }
                for way, moved in enumerate(ways)
            }
            nodes[f"{name}-{number}"] = _scene("There is something to decide.", choices)
        onward = early.get(number, f"fork-{number + 1}")
        nodes[f"evening-{number}"] = {"phase": "run", "text": "The day is over.", "to": onward}
    for number, (promise, told) in enumerate(PROMISES.items(), start=1):
        onward = {1: f"fork-{CHAPTERS // 2 + 1}", len(PROMISES): "last-week"}.get(number, f"promise-{number + 1}")
        kept: dict[str, Any] = {"set": {promise: True}, "score": 3, "to": onward}
        nodes[f"promise-{number}"] = _scene(f"{told}, or it was not.", {"keep": kept, "break": {"to": onward}})
    return yaml_text(
        _head(
            "The rare ending",
            meters={
                "budget": {"start": 4, "min": 0, "max": 5, "at_min": "end-poor"},
                "weeks": {"start": 3, "min": 0, "max": 4, "at_min": "end-late"},
                "trust": {"start": 3, "min": 0, "max": 10},
                "order": {"start": 1, "min": 0, "max": 4},
            },
            flags=PROMISES,
            start="fork-1",
            nodes=nodes | _last_week(),
        )
    )


def _last_week() -> dict[str, Any]:
    rare = f"count({', '.join(PROMISES)}) == {len(PROMISES)} and trust >= {ENOUGH_TRUST}"
    checks = {
        "order": {"needs": "order >= 2", "grade": "minor", "finding": "The floor is untidy."},
        "audit": {"needs": "audit_done", "grade": "major", "finding": "There was no internal audit."},
    }
    verdicts = [
        {"when": rare, "node": "end-rare"},
        {"when": "majors > 0", "node": "end-major"},
        {"when": "minors > 0", "node": "end-minor"},
        {"node": "end-plain"},
    ]
    return {
        "last-week": _scene(
            "One week is left.",
            {
                "rest": {"add": {"trust": 1}, "to": "eve"},
                "tidy": {"add": {"order": 1}, "to": "eve"},
                "walk": {"when": "order >= 4", "to": "walk"},
            },
            "check",
        ),
        "walk": {"phase": "check", "text": "Once round the harbour.", "to": "eve"},
        "eve": {"phase": "check", "text": "The evening before.", "to": "audit"},
        "audit": {
            "phase": "audit",
            "text": "One auditor, one day.",
            "assess": {"checks": checks},
            "to": "closing",
        },
        "closing": {"phase": "audit", "text": "The auditor closes her folder.", "to": "verdict"},
        "verdict": {"to": verdicts},
        "end-rare": ending("success", "Everything was kept"),
        "end-plain": ending("success", "Certified"),
        "end-minor": ending("success", "Certified with a minor"),
        "end-major": ending("partial", "A major stays open"),
        "end-poor": ending("failure", "Out of money"),
        "end-late": ending("failure", "Out of time"),
    }


def counters() -> str:
    """Thirty counters 0..1,000,000 moved round a loop, asked for equality, order and each other."""
    dice = Dice(30)
    names = [f"counter_{number}" for number in range(30)]
    steps = (3, 7, 11, 101, 997, 9973, 31_337)

    def choice(number: int) -> dict[str, Any]:
        add = {name: dice.one(steps) * dice.one((1, 1, -1)) for name in dice.several(names, dice.between(3, 8))}
        made: dict[str, Any] = {"add": add, "to": f"n{(number + dice.between(1, 9)) % 60}"}
        if dice.happens(60):
            first, second = dice.several(names, 2)
            tests = (
                f"{first} == {dice.between(1, 1_000_000)}",
                f"{first} >= {dice.between(1, 1_000_000)}",
                f"{first} < {second}",
                f"{first} + {second} == {dice.between(1, 1_000_000)}",
            )
            made["when"] = dice.one(tests)
        return made

    nodes = {
        f"n{number}": _scene(
            "On and on.", {name: choice(number) for name in "bcd"} | {"a": {"to": f"n{(number + 1) % 60}"}}
        )
        for number in range(60)
    }
    nodes["n0"]["choices"]["stop"] = {"text": "Stop.", "when": f"{names[0]} == 777777", "to": "end"}
    nodes["end"] = ending("success", "Counted")
    meters = {name: {"start": dice.between(0, 1000), "min": 0, "max": 1_000_000} for name in names}
    return yaml_text(_head("Thirty counters", meters=meters, start="n0", nodes=nodes))


def evidence() -> str:
    """A thousand pieces of evidence, each taken or left, each tested in the audit."""
    names = [f"item_{number}" for number in range(1000)]
    nodes: dict[str, Any] = {}
    for number, name in enumerate(names):
        to = f"n{number + 1}" if number + 1 < len(names) else "audit"
        nodes[f"n{number}"] = _scene("Take it?", {"take": {"set": {name: True}, "to": to}, "leave": {"to": to}})
    checks = {
        f"check-{number}": {"needs": name, "grade": "minor", "finding": "It was not there."}
        for number, name in enumerate(names)
    }
    routes = [
        {"when": "minors == 0", "node": "end-all"},
        {"when": "minors == 500", "node": "end-half"},
        {"node": "end-some"},
    ]
    nodes["audit"] = {"phase": "audit", "text": "A long day.", "assess": {"checks": checks}, "to": routes}
    nodes["end-all"] = ending("success", "All of it")
    nodes["end-half"] = ending("partial", "Exactly half")
    nodes["end-some"] = ending("failure", "Some of it")
    declared = {name: f"Item {number}" for number, name in enumerate(names)}
    return yaml_text(_head("A thousand pieces of evidence", evidence=declared, start="n0", nodes=nodes))


def growth() -> str:
    """A loop in which chance adds to four meters, left only where they stand in a certain relation."""
    meters = {name: {"start": 0, "min": 0, "max": 100_000} for name in ("north", "east", "south", "west")}
    rolls = {
        f"{name}-{amount}": {"weight": 1, "add": {name: amount}, "to": "pause"}
        for name in meters
        for amount in range(1, 9)
    }
    leave = "north == east + 1 and south == west + 1 and north + south == 3001"
    choices: dict[str, dict[str, Any]] = {
        "again": {"to": "roll"},
        "swap": {"when": "north > 2 * east", "add": {"north": -13, "east": 5}, "to": "roll"},
        "leave": {"when": leave, "to": "end"},
    }
    nodes = {
        "roll": {"phase": "run", "text": "The dice fall.", "chance": rolls},
        "pause": _scene("And now?", choices),
        "end": ending("success", "Balanced"),
    }
    return yaml_text(_head("Random growth", meters=meters, start="roll", nodes=nodes))


def nest() -> str:
    """Forty nodes whose every choice has a condition nested fifteen deep, over 24 flags set in any order."""
    dice = Dice(15)
    flags = [f"f{number}" for number in range(24)]

    def condition(depth: int) -> str:
        if not depth:
            return dice.one(flags)
        inner = condition(depth - 1)
        return f"not ({inner})" if dice.happens(20) else f"({dice.one(flags)} {dice.one(('and', 'or'))} {inner})"

    def choice(number: int) -> dict[str, Any]:
        given = {name: dice.happens(60) for name in dice.several(flags, 3)}
        return {"when": condition(15), "set": given, "to": f"n{(number + dice.between(1, 7)) % 40}"}

    nodes = {
        f"n{number}": _scene(
            "A form with many boxes.",
            {name: choice(number) for name in "bcd"}
            | {"a": {"set": {dice.one(flags): True}, "to": f"n{(number + 1) % 40}"}},
        )
        for number in range(40)
    }
    nodes["n39"]["choices"]["out"] = {"text": "Out.", "when": f"count({', '.join(flags)}) == 23", "to": "end"}
    nodes["end"] = ending("success", "Out")
    return yaml_text(_head("Deep conditions", flags=dict.fromkeys(flags, "A box"), start="n0", nodes=nodes))


def chain() -> str:
    """Five thousand nodes in a row, each moving two meters, and one question about all of them at the end."""
    dice = Dice(5000)
    length = 5000
    meters = {name: {"start": 5000, "min": 0, "max": 100_000} for name in ("trust", "order")}

    def choice(number: int) -> dict[str, Any]:
        add = {name: dice.one((-7, -3, -1, 2, 5)) for name in meters}
        return {"add": add, "score": dice.between(0, 3), "to": f"n{number + 1}" if number + 1 < length else "gate"}

    nodes = {f"n{number}": _scene("One more.", {name: choice(number) for name in "ab"}) for number in range(length)}
    nodes["gate"] = _scene(
        "The end of the quay.",
        {"equal": {"when": "trust == order and trust == 4999", "to": "end-equal"}, "on": {"to": "end"}},
        "after",
    )
    nodes["end-equal"] = ending("success", "Equal")
    nodes["end"] = ending("partial", "Arrived")
    return yaml_text(_head("A long chain", meters=meters, start="n0", nodes=nodes))


HOSTILE_TO_CHECKER: Mapping[str, Callable[[], str]] = {
    "counters": counters,
    "evidence": evidence,
    "growth": growth,
    "nest": nest,
    "chain": chain,
}
"""What is made to be out of a checker's reach, by name."""

HARD: Mapping[str, Callable[[], str]] = {"rare-ending": rare_ending, **HOSTILE_TO_CHECKER}


def main() -> None:
    """Write the scenario that the command line asks for."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(HARD[name](), encoding="utf-8")


if __name__ == "__main__":
    main()
