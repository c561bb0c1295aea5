"""A proof in a few sentences: how much was decided, how well and how long one can play, where simple ways lead."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from isoquest.authoring.proof import Bound, Proof, Range

MOST_UNDECIDED = 8
"""Open questions that are told in full."""
SURE, RARE = 0.0005, 100_000


def proof_told(proof: Proof) -> Iterator[str]:
    """Sentences for the author, the most important first."""
    yield _decided(proof)
    for sentence in proof.undecided[:MOST_UNDECIDED]:
        yield f"not decided: {sentence}"
    if len(proof.undecided) > MOST_UNDECIDED:
        more = len(proof.undecided) - MOST_UNDECIDED
        yield f"not decided: {more} more questions; more time may help (--budget SECONDS)"
    score = _range(proof.score)
    if score:
        yield f"score of all plays: {score}"
    for node, found in proof.scores.items():
        told = _range(found)
        if told:
            yield f"score of plays that end at {node}: {told}"
    length = _range(proof.length)
    if length:
        yield f"decisions in a play: {length}"
    for name, endings in proof.strategies.items():
        yield f"{name}: ends at {', '.join(endings) or 'no ending'}"
    for node, chance in sorted(proof.odds.items(), key=lambda item: -item[1]):
        yield f"by lot, plays end at {node}: {chance_told(chance)}"


def _decided(proof: Proof) -> str:
    told = f"{proof.asked} questions about every play, "
    told += "all decided" if proof.complete else f"{len(proof.undecided)} not decided"
    if proof.states is not None:
        told += f", {proof.states} states looked at one by one"
    return f"{told} ({proof.seconds:.1f} s)"


def _range(found: Range) -> str:
    least, greatest = _bound(found.least, "least"), _bound(found.greatest, "most")
    if not least and not greatest:
        return ""
    return f"from {least or 'no known least'} to {greatest or 'no limit'}"


def _bound(bound: Bound | None, word: str) -> str:
    if bound is None:
        return ""
    if bound.exact:
        return str(bound.proved)
    return f"{bound.witnessed} (at {word} {bound.proved})"


def chance_told(chance: Fraction | float) -> str:
    """A chance in per cent, or as one in so many where it is small."""
    if chance >= SURE:
        return f"{float(chance):.1%}" if chance < 1 else "always"
    return f"once in {round(1 / chance)}" if chance else "never"
