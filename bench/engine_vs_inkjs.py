"""Decisions per second of IsoQuest's engine and of inkjs, the JavaScript runtime of ink, on the same generated story.

Run: `python bench/engine_vs_inkjs.py --install` once, which fetches inkjs with npm into a temporary folder, then
`python bench/engine_vs_inkjs.py [ROUNDS]` (default 15; about half a minute). Needs node and npm; without them the
script says so and ends.

A scenario of 60 nodes is generated, loaded by our library and translated into ink source, which inkjs's own compiler
compiles: meters and evidence become variables, a decision's effects assignments (clamped to the meter's range), its
feedback a line of text after the choice. Both sides then play the same games, chosen by the same small generator of
random numbers. Before anything is timed they tell some games moment by moment, and node, text, choices offered and
meters are compared.

One game, on both sides: begin anew; then until nothing is open: read the text, list the choices that are open, read the
text of one, take it, read its feedback. Loading and compiling are not timed. Neither side prints. Both are warmed up.

- "rules" goes from one immutable state to the next and keeps none; it also gives the list of what happened.
- "play" keeps every step of the game, as the program does: that is what undo, the debrief and saving rest on.
- inkjs changes one state in place and keeps no history.
- ink counts visits where a story asks for them, ours for every node and choice. ink makes lines of text out of a
  story's parts, with glue and inline logic; our text is there as written and its Markdown is parsed when it is drawn.

Figures are decisions per second of wall time. More is better.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from generate import scenario_text
from measuring import Figures, heading, interleaved, rows, times

from isoquest.content.library import bundled_reference
from isoquest.content.model import Choice, Node, Scenario
from isoquest.content.reading import read_scenario
from isoquest.engine.play import Play
from isoquest.engine.rules import Option, available, choose, start
from isoquest.engine.scene import scene_text
from isoquest.engine.state import Refusal, State

NODES = 60
GAMES = 200
GAMES_COMPARED = 100
WARMING_UP = 5
PLAYER = Path(__file__).with_name("inkjs_player.js")
INKJS_FOLDER = Path(tempfile.gettempdir()) / "isoquest-inkjs"


def next_number(number: int) -> int:
    """The generator that both sides share: 31 bits, the upper of which pick the choice."""
    return (number * 1103515245 + 12345) & 0x7FFFFFFF


def generated() -> Scenario:
    """The story that both sides play."""
    scenario = read_scenario(scenario_text(NODES).encode(), "generated/scenario.yaml", bundled_reference()[0]).scenario
    if scenario is None:
        sys.exit("the generated scenario cannot be read: see bench/generate.py")
    return scenario


def ink_source(scenario: Scenario) -> str:
    """A generated scenario in ink. Its conditions are written alike in both languages."""
    lines = [f"VAR {meter.id} = {meter.start}" for meter in scenario.meters.values()]
    lines += [f"VAR {evidence} = false" for evidence in scenario.evidence]
    lines += [f"-> {scenario.start}"]
    for node in scenario.nodes.values():
        lines += [f"=== {node.id} ===", *paragraphs(node.text)]
        for choice in node.choices.values():
            lines += ink_choice(scenario, choice)
        if not node.choices:
            lines.append("-> END")
    return "\n".join(lines) + "\n"


def ink_choice(scenario: Scenario, choice: Choice) -> Iterator[str]:
    """A choice that stays open when it has been taken, as ours do."""
    condition = f"{{{choice.when.text}}} " if choice.when else ""
    yield f"+ {condition}[{choice.text}]"
    for name, amount in choice.add.items():
        meter = scenario.meters[name]
        yield f"    ~ {name} = MAX({meter.min}, MIN({meter.max}, {name} + {amount}))"
    for name, value in choice.set.items():
        yield f"    ~ {name} = {str(value).lower()}"
    yield from (f"    {paragraph}" for paragraph in paragraphs(choice.feedback))
    yield f"    -> {choice.to[0].node}"


def paragraphs(text: str) -> list[str]:
    """Each paragraph of a text on one line."""
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n") if paragraph.strip()]


def open_options(scenario: Scenario, state: State) -> list[Option]:
    """The choices that can be taken."""
    return [option for option in available(scenario, state) if not option.locked]


def play_by_rules(scenario: Scenario, seed: int) -> int:
    """One game that keeps only the present state; how many decisions it took."""
    number, decisions, read = seed, 0, 0
    state = start(scenario, seed).state
    while True:
        read += len(scene_text(scenario, state))
        options = open_options(scenario, state)
        if not options:
            return decisions
        number = next_number(number)
        option = options[(number >> 16) % len(options)]
        read += len(option.text)
        step = choose(scenario, state, option.id)
        if isinstance(step, Refusal):
            raise TypeError(step.reason)
        state = step.state
        read += len(option.choice.feedback) if option.choice else 0
        decisions += 1


def play_with_history(scenario: Scenario, seed: int) -> int:
    """One game that keeps all its steps; how many decisions it took."""
    number, read = seed, 0
    play = Play.begin(scenario, seed)
    while True:
        read += len(scene_text(scenario, play.state))
        options = open_options(scenario, play.state)
        if not options:
            return len(play.steps) - 1
        number = next_number(number)
        option = options[(number >> 16) % len(options)]
        read += len(option.text)
        after = play.decide(option.id)
        if isinstance(after, Refusal):
            raise TypeError(after.reason)
        play = after
        read += len(option.choice.feedback) if option.choice else 0


def trace(scenario: Scenario, seed: int) -> list[dict[str, Any]]:
    """One game moment by moment, in the form in which inkjs_player.js tells it."""
    number, moments, feedback = seed, [], ""
    play = Play.begin(scenario, seed)
    while True:
        node: Node = scenario.nodes[play.state.node]
        options = open_options(scenario, play.state)
        moments.append(
            {
                "node": node.id if options else "",
                "text": " ".join(f"{feedback} {scene_text(scenario, play.state)}".split()),
                "choices": [option.text for option in options],
                "meters": list(play.state.meters),
            }
        )
        if not options:
            return moments
        number = next_number(number)
        option = options[(number >> 16) % len(options)]
        feedback = option.choice.feedback if option.choice else ""
        after = play.decide(option.id)
        if isinstance(after, Refusal):
            raise TypeError(after.reason)
        play = after


class Inkjs:
    """The other side: a process of node that plays on request."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.version: str = self.told()["node"]

    def told(self) -> Any:
        """The next thing that the process says."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            sys.exit("node ended early; what it said stands above")
        return json.loads(line)

    def asked(self, **request: object) -> Any:
        """The answer to a request."""
        if self.process.stdin is not None:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        return self.told()


@contextmanager
def inkjs(node: str, source: str) -> Iterator[Inkjs]:
    """A process of node with the story compiled in it."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.ink"
        story.write_text(source, encoding="utf-8")
        command = [node, "--expose-gc", str(PLAYER), str(INKJS_FOLDER), str(story)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
            yield Inkjs(process)


def compare(scenario: Scenario, other: Inkjs) -> None:
    """Print whether both sides tell the same games; end the script where they don't."""
    decisions, moments, narrowed = 0, 0, 0
    for seed in range(GAMES_COMPARED):
        ours = trace(scenario, seed)
        theirs = other.asked(trace=True, seed=seed, meters=list(scenario.meters))
        if ours != theirs:
            index = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), len(ours))
            sys.exit(
                f"game {seed} differs at moment {index}:\n  ours   {ours[index:][:1]}\n  inkjs  {theirs[index:][:1]}"
            )
        moments += len(ours)
        decisions += len(ours) - 1
        narrowed += sum(len(moment["choices"]) < len(scenario.nodes[moment["node"]].choices) for moment in ours[:-1])
    print(
        f"Check: {GAMES_COMPARED} games told by both sides, {decisions:,} decisions, {moments:,} moments.\nNode, text, "
        f"choices and meters are the same at every moment; at {narrowed} of them a condition closed a choice.\n"
    )


def our_speed(scenario: Scenario, play_one: Callable[[Scenario, int], int], counted: list[int]) -> float:
    """Decisions per second of our side."""
    gc.collect()
    begun = time.perf_counter()
    decisions = sum(play_one(scenario, seed) for seed in range(GAMES))
    taken = time.perf_counter() - begun
    counted.append(decisions)
    return decisions / taken


def their_speed(other: Inkjs, counted: list[int]) -> float:
    """Decisions per second of inkjs."""
    answer = other.asked(seed=0, plays=GAMES)
    counted.append(answer["decisions"])
    return float(answer["decisions"] / answer["seconds"])


def speed(figures: Figures) -> str:
    """Median and spread of decisions per second."""
    low, high = figures.percentile(25), figures.percentile(75)
    return f"{figures.median:10,.0f} decisions/s   (half of the runs: {low:,.0f} to {high:,.0f})"


def installed_version() -> str | None:
    """The version of inkjs in its folder, if it is there."""
    package = INKJS_FOLDER / "node_modules" / "inkjs" / "package.json"
    return json.loads(package.read_text(encoding="utf-8"))["version"] if package.is_file() else None


def main() -> None:
    """Measure and print."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("This benchmark needs node and npm, which are not here; nothing was measured.")
        return
    if "--install" in sys.argv:
        subprocess.run([npm, "install", "inkjs@latest", "--prefix", str(INKJS_FOLDER)], check=True)
        return
    version = installed_version()
    if version is None:
        print("inkjs is not installed yet; run: python bench/engine_vs_inkjs.py --install")
        return
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    scenario = generated()
    with inkjs(node, ink_source(scenario)) as other:
        heading(
            f"The same {GAMES} games on a story of {NODES} nodes, {rounds} rounds taken in turn: "
            f"our engine, and inkjs {version} on node {other.version}."
        )
        compare(scenario, other)
        counted: list[int] = []
        measurements = {
            "rules": lambda: our_speed(scenario, play_by_rules, counted),
            "play": lambda: our_speed(scenario, play_with_history, counted),
            "inkjs": lambda: their_speed(other, counted),
        }
        interleaved(measurements, WARMING_UP)
        figures = interleaved(measurements, rounds)
    same = "the same number in every run" if len(set(counted)) == 1 else "NOT the same number in every run"
    rows((name, speed(taken)) for name, taken in figures.items())
    print()
    rows((f"{name} / inkjs", times(figures[name].over(figures["inkjs"]))) for name in ("rules", "play"))
    print(f"\n{counted[0]:,} decisions a run, {same}.")


if __name__ == "__main__":
    main()
