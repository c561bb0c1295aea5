"""Write a generated scenario of N nodes, the same for the same N: `python bench/generate.py 1000 FOLDER`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

PHASES = ("choose", "plan", "build", "run", "check", "audit", "after")
METERS = ("budget", "weeks", "trust", "order")
EVIDENCE = 20
SENTENCE = (
    "The forklift waits at the gate while Mara counts the drawings again, and **two** of them carry last year's date."
)


def scenario_text(nodes: int, choices: int = 3, seed: int = 1) -> str:
    """A playable scenario as YAML: every node leads onward, a third of the choices have a condition."""
    draw = random.Random(seed)
    lines = [
        "isoquest: 1",
        "title: A generated company",
        "summary: For measuring only.",
        "meters:",
        *(f"  {name}: {{start: 50, min: 0, max: 100, good: high}}" for name in METERS),
        "evidence:",
        *(f"  item_{i}: Item number {i}" for i in range(EVIDENCE)),
        "start: n0",
        "nodes:",
    ]
    for number in range(nodes - 1):
        lines += [
            f"  n{number}:",
            f"    title: Node {number}",
            f"    phase: {PHASES[number * len(PHASES) // nodes]}",
            "    text: |",
            *(f"      {SENTENCE}" for _ in range(3)),
            "    choices:",
        ]
        for letter in "abcdef"[:choices]:
            target = min(nodes - 1, number + draw.randint(1, 3))
            lines += [
                f"      {letter}:",
                f"        text: {SENTENCE}",
                f"        add: {{{draw.choice(METERS)}: {draw.choice((-2, -1, 1, 2))}}}",
                f"        set: {{item_{draw.randrange(EVIDENCE)}: true}}",
                f"        score: {draw.randint(-1, 3)}",
                f"        feedback: {SENTENCE} {SENTENCE}",
            ]
            if letter != "a" and draw.randrange(2):
                evidence = draw.randrange(EVIDENCE)
                lines.append(f"        when: {draw.choice(METERS)} >= {draw.randint(1, 60)} or not item_{evidence}")
            lines.append(f"        to: n{target}")
    lines += [
        f"  n{nodes - 1}:",
        "    phase: after",
        "    text: The end of the road.",
        "    ending: {kind: success, title: Done, outcome: It is over.}",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the scenario that the command line asks for."""
    nodes, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scenario.yaml").write_text(scenario_text(nodes), encoding="utf-8")


if __name__ == "__main__":
    main()
