"""Plays every bundled scenario at random, to see that each play comes to an ending and nothing breaks on the way.

Run: `python bench/library_plays.py [--plays N] [NAME …]` (default: 10,000 plays of every scenario; about a minute).

Half of the plays are uniform, half take what has been taken least often; each has a fresh seed for chance, and answers
questions at random: the players of `random_play.py`. An exception of the engine ends the script with its traceback, and
a play that ends anywhere but at an ending, or goes on for more than 10,000 decisions, is counted and told. So is every
ending that no play came to: what a proof says of it stands in `isoquest check`.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from measuring import heading
from random_play import Player
from story import story

from isoquest.content.library import shelf
from isoquest.content.model import Scenario


def played(scenario: Scenario, plays: int) -> tuple[Counter[str], int]:
    """How often each node was the last of a play, and how many plays were left because they went in circles."""
    players = [Player(scenario), Player(scenario, seed=2, least_used=True)]
    ends = Counter(players[number % 2].play() for number in range(plays))
    return ends, sum(player.left for player in players)


def told(scenario: Scenario, plays: int) -> bool:
    """Play and print a row; whether every play came to an ending."""
    begun = time.perf_counter()
    ends, left = played(scenario, plays)
    seconds = time.perf_counter() - begun
    endings = {node.id for node in scenario.nodes.values() if node.ending is not None}
    stuck = sum(count for node, count in ends.items() if node not in endings)
    met = f"{len(endings & ends.keys()):>2} of {len(endings):>2} endings"
    print(f"  {scenario.id:<26} {plays - stuck:>7,} of {plays:,} plays ended  {met}  {seconds:6.1f} s")
    if missed := sorted(endings - ends.keys()):
        print(f"    not come to: {', '.join(missed)}")
    if left:
        print(f"    {left:,} plays went on for more than 10,000 decisions")
    return not stuck


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser(description="Random plays of every bundled scenario.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these scenarios")
    parser.add_argument("--plays", type=int, default=10_000, metavar="N", help="plays of each (default: 10,000)")
    options = parser.parse_args()
    heading(f"{options.plays:,} random plays of each scenario.")
    names = options.names or [shelved.id for shelved in shelf()]
    ended = [told(story(name), options.plays) for name in names]
    if not all(ended):
        sys.exit("some plays came to no ending")


if __name__ == "__main__":
    main()
