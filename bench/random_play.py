"""What random play finds of a scenario in a given time, beside what a proof over all playthroughs says.

Run: `python bench/random_play.py [NAME or PATH] [--seconds S]` (default: the bundled scenario, 10 seconds for each of
the two players). Besides the scenarios of the library and paths, NAME may be one of `bench/hard_scenarios.py`, such as
`rare-ending`, or a generated one such as `hostile-200-30-1` (shape, nodes, variables, seed).

The *uniform* player takes each of the open choices with the same probability. The *least-used* player takes, of the
open choices, one that it has taken least often in all its plays. Both leave what is only to be read, and answer a
question with one of its answers at random; every play has a fresh seed for chance. They go by the engine's own rules,
look at no text, build no list of locked choices, and note what they have met once a play, from the records that the
state keeps anyway: nothing slows them down that a search for gaps could do without. A play that goes on for more than
10,000 decisions is left. The proof runs first and alone; loading is in nobody's time. Each is given wall time on one
core.

This is the idea of ChoiceScript's randomtest, not its program. There, scripts of *choice, *if and *goto are executed in
JavaScript and each line that is run is counted; the least-used option is taken unless `avoidUsedOptions=false` asks for
uniform play; a run plays a set number of times (`num`), seeds each play by its number, and stops at the first error.
It reports how often each line was run. Of a line that was never run it cannot say whether it ever could be.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from dataclasses import dataclass

from measuring import heading
from proof import decided
from story import Found, declared_in, story

from isoquest.content.model import Choice, Scenario
from isoquest.content.questions import Question
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.rules import choose, start
from isoquest.engine.state import CONTINUE, Refusal, State
from isoquest.quiz.answers import Answer, option_ids, right_sides

LONGEST_PLAY = 10_000
"""Decisions after which a play is left: it goes in circles."""
MOMENTS = (0.5, 1, 2, 5, 10, 20, 60)
"""Seconds at which the table has a row."""


class Player:
    """A random player, uniform or `least_used`, and what it has met in all its plays."""

    def __init__(self, scenario: Scenario, seed: int = 1, *, least_used: bool = False) -> None:
        self.scenario = scenario
        self.draw = random.Random(seed)
        self.plays = 0
        self.visited = 0
        self.chosen = 0
        self.left = 0
        """Plays that were left because they went on too long."""
        self.uses = Counter[int]() if least_used else None
        """How often each choice has been taken, by its bit."""
        self.choices = {node.id: tuple(node.choices.values()) for node in scenario.nodes.values()}
        self.endings = sum(node.bit for node in scenario.nodes.values() if node.ending)

    @property
    def found(self) -> Found:
        """What has been met so far."""
        return Found(self.visited.bit_count(), self.chosen.bit_count(), (self.visited & self.endings).bit_count())

    def play(self) -> str:
        """Play once; the node at which the play ended, or was left."""
        scenario, choices, fraction = self.scenario, self.choices, self.draw.random
        state = start(scenario, self.draw.getrandbits(64)).state
        for _ in range(LONGEST_PLAY):
            offered = choices[state.node]
            if offered:
                options: list[Choice] = [c for c in offered if c.when is None or c.when.holds(state)]
                if not options:
                    break
                if self.uses is not None:
                    options = self.least_used(options)
                choice = options[int(fraction() * len(options))]
                decision = choice.id
                if self.uses is not None:
                    self.uses[choice.bit] += 1
            elif scenario.nodes[state.node].ending is not None:
                break
            else:
                question = question_now(scenario, state)
                decision = choice_for(question.question, self.answer(question.question)) if question else CONTINUE
            step = choose(scenario, state, decision)
            if isinstance(step, Refusal):
                raise TypeError(step.reason)
            state = step.state
        else:
            self.left += 1
        return self.note(state)

    def least_used(self, options: list[Choice]) -> list[Choice]:
        """Those of the options that have been taken least often."""
        uses = [self.uses[option.bit] if self.uses else 0 for option in options]
        fewest = min(uses)
        return [option for option, used in zip(options, uses, strict=True) if used == fewest]

    def note(self, state: State) -> str:
        """Note what a play has met, by the state at its end."""
        self.plays += 1
        self.visited |= state.visited
        self.chosen |= state.chosen
        return state.node

    def answer(self, question: Question) -> Answer:
        """One of the answers to a question."""
        match question.type:
            case "one" | "true-false":
                return (self.draw.choice(option_ids(question)),)
            case "several":
                return tuple(option for option in option_ids(question) if self.draw.getrandbits(1))
            case "order":
                places = [str(place) for place in range(len(question.order))]
                self.draw.shuffle(places)
                return tuple(places)
            case "match":
                count = len(right_sides(question))
                return tuple(str(self.draw.randrange(count)) for _ in question.pairs)
            case "number":
                right = question.number.value if question.number else 0
                return (self.draw.choice((f"{float(right):.9f}", "0")),)
            case "text":
                return (self.draw.choice((*question.accept, "something else")),)
            case "blanks":
                return tuple(
                    self.draw.choice((*(blank.choices or blank.accept), "something else"))
                    for blank in question.blanks.values()
                )


@dataclass(frozen=True, slots=True)
class Row:
    """What had been found after some seconds."""

    seconds: float
    plays: int
    found: Found


def played(player: Player, seconds: float) -> list[Row]:
    """Random play for so many seconds of wall time, with a row at each of the moments on the way."""
    moments = [moment for moment in MOMENTS if moment < seconds] + [seconds]
    told: list[Row] = []
    begun = time.perf_counter()
    for moment in moments:
        while time.perf_counter() - begun < moment:
            player.play()
        told.append(Row(moment, player.plays, player.found))
    return told


def line(label: str, plays: str, found: Found, of: Found) -> str:
    """One row of the table: counts, and their shares of what can be reached."""
    parts = ((found.nodes, of.nodes), (found.choices, of.choices), (found.endings, of.endings))
    columns = (f"{part:>6,} {100 * part / whole if whole else 100:>4.0f} %" for part, whole in parts)
    return f"  {label:<28} {plays:>10} " + "  ".join(columns)


def main() -> None:
    """Prove, play and print."""
    parser = argparse.ArgumentParser(description="What random play finds, beside what is proved.")
    parser.add_argument("scenario", nargs="?", default="harbour-machine-shop", metavar="NAME or PATH")
    parser.add_argument("--seconds", type=float, default=10, metavar="S", help="how long to play (default: 10)")
    options = parser.parse_args()
    scenario = story(options.scenario)
    heading(f"{scenario.title}: random play for {options.seconds:g} s, beside the proof with the same budget.")
    declared = declared_in(scenario)
    proof = decided(scenario, options.seconds)
    reachable = proof.reachable
    print(f"  {'':<28} {'plays':>10} {'nodes':>13}  {'choices':>13}  {'endings':>13}")
    print(line("declared", "", declared, reachable))
    print(line(f"not unreachable, {proof.wall_seconds:.1f} s", "", reachable, reachable))
    left = 0
    for name in ("uniform", "least-used"):
        player = Player(scenario, least_used=name == "least-used")
        for row in played(player, options.seconds):
            print(line(f"{name} play, {row.seconds:g} s", f"{row.plays:,}", row.found, reachable))
        left += player.left
    print(f"\nThe proof decided {proof.decided:,} of {proof.goals:,} questions. `not unreachable` is what is declared,")
    print("less what it proved that no play comes to: with every question decided, exactly what can be reached.")
    print("The shares are of that.")
    if left:
        print(f"{left:,} plays went on for more than {LONGEST_PLAY:,} decisions and were left.")


if __name__ == "__main__":
    main()
