"""What lets a player find the best choice without reading: its length, its place; and two choices that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from isoquest.authoring.lint.binomial import FALSE_ALARM, at_least
from isoquest.authoring.lint.rule import Background, ScenarioRule
from isoquest.authoring.lint.texts import finding
from isoquest.content.folding import folded
from isoquest.content.model import Choice, Node, Scenario
from isoquest.content.problems import Problem

FEWEST_NODES = 5
"""Nodes below which even a pattern at each of them may be luck."""


def judged_nodes(scenario: Scenario) -> Iterator[tuple[tuple[Choice, ...], frozenset[str]]]:
    """The choices of each node where some are better than others, with the ids of the best."""
    for node in scenario.nodes.values():
        choices = tuple(node.choices.values())
        best = max((choice.score for choice in choices), default=0)
        ids = frozenset(choice.id for choice in choices if choice.score == best)
        if 0 < len(ids) < len(choices):
            yield choices, ids


def longest_is_best(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """The longest choice is the best one more often than chance would have it."""
    hits, chances = 0, []
    for choices, best in judged_nodes(scenario):
        by_length = sorted(choices, key=lambda choice: len(choice.text), reverse=True)
        if len(by_length[0].text) > len(by_length[1].text):
            hits += by_length[0].id in best
            chances.append(Fraction(len(best), len(choices)))
    if _is_pattern(hits, chances, FALSE_ALARM):
        expected = float(sum(chances))
        message = (
            f"the longest choice is the best one at {hits} of {len(chances)} nodes; {expected:.0f} would be chance, so "
            "players can go by length"
        )
        hint = "shorten best choices, or give the tempting ones their reasons as well"
        yield finding("longest-choice-best", message, scenario.place, hint)


def place_is_best(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """The best choice stands at one place more often than chance would have it."""
    nodes = list(judged_nodes(scenario))
    places = (("first", 0), ("second", 1), ("third", 2), ("last", -1))
    for name, index in places:
        fitting = [(choices, best) for choices, best in nodes if len(choices) > max(index, 1)]
        chances = [Fraction(len(best), len(choices)) for choices, best in fitting]
        hits = sum(choices[index].id in best for choices, best in fitting)
        if _is_pattern(hits, chances, FALSE_ALARM / len(places)):
            message = (
                f"the {name} choice is the best one at {hits} of {len(fitting)} nodes; "
                f"{float(sum(chances)):.0f} would be chance, so players can go by place"
            )
            hint = "move the best choice elsewhere at some of the nodes"
            yield finding("best-choice-placed", message, scenario.place, hint)
            return


def same_texts(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Two choices of one node that say the same and may be open together."""
    for node in scenario.nodes.values():
        yield from _same_texts(node)


def _same_texts(node: Node) -> Iterator[Problem]:
    seen: dict[str, list[Choice]] = {}
    for choice in node.choices.values():
        twins = seen.setdefault(folded(choice.text), [])
        for twin in twins:
            guards = (twin.when, choice.when)
            if None in guards or guards[0] == guards[1]:  # two conditions that differ may well exclude each other
                message = f"`{twin.id}` and `{choice.id}` of `{node.id}` say the same"
                hint = "say in each what it does that the other does not, or keep one"
                yield finding("same-choice", message, choice.place, hint)
                break
        twins.append(choice)


def _is_pattern(hits: int, chances: Sequence[Fraction], sure: Fraction) -> bool:
    return len(chances) >= FEWEST_NODES and hits > sum(chances) and at_least(hits, chances) < sure


_LENGTH = "Haladyna, Downing and Rodriguez 2002, rule 24: keep the length of choices about equal"
_PLACE = "Haladyna, Downing and Rodriguez 2002, rule 20: vary the location of the right answer"

RULES = (
    ScenarioRule("longest-choice-best", f"{_LENGTH}; exact one-sided test, p < 0.01", longest_is_best),
    ScenarioRule("best-choice-placed", f"{_PLACE}; exact one-sided test, p < 0.01 over four places", place_is_best),
    ScenarioRule("same-choice", "house rule: what cannot be told apart cannot be chosen between", same_texts),
)
