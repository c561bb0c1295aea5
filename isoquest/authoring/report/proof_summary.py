"""A proof in short: how much was decided, how well and how long one can play, where simple ways to play lead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from isoquest.authoring.proof import Bound, Proof, Range
from isoquest.authoring.report.columns import columns

MOST_UNDECIDED = 8
"""Open questions that are told in full."""
SURE = 0.0005
"""Chances from here on are told in per cent."""
NO_LIMIT = "no limit known"
BRACKETS = "A play was found for each number; no play goes beyond the one in brackets."


def proof_sentences(proof: Proof) -> Iterator[str]:
    """Sentences for the author, the most important first: for a voice, and for programs."""
    yield from _decided(proof)
    for whose, found in _scores(proof, "all plays", "plays that end at "):
        yield f"score of {whose}, in marks: {_range(found)}"
    yield from _ways(proof)


def proof_lines(proof: Proof) -> Iterator[str]:
    """The same for the eye, with the scores as a table."""
    yield from _decided(proof)
    scores = list(_scores(proof, "  all plays", "  "))
    if scores:
        head = ("score in marks", "worst", "", "best", "")
        yield from _table([head, *((whose, *_cells(found.least), *_cells(found.greatest)) for whose, found in scores)])
    if any(bound and not bound.exact for _, found in scores for bound in (found.least, found.greatest)):
        yield BRACKETS
    yield from _ways(proof)


def _decided(proof: Proof) -> Iterator[str]:
    told = f"{proof.asked} questions about every play, "
    told += "all decided" if proof.complete else f"{len(proof.undecided)} not decided"
    if proof.states is not None:
        told += f", {proof.states} states looked at one by one"
    yield f"{told} ({proof.seconds:.1f} s)"
    for sentence in proof.undecided[:MOST_UNDECIDED]:
        yield f"not decided: {sentence}"
    if len(proof.undecided) > MOST_UNDECIDED:
        more = len(proof.undecided) - MOST_UNDECIDED
        yield f"not decided: {more} more questions; more time may help (--budget SECONDS)"


def _scores(proof: Proof, everything: str, ending: str) -> Iterator[tuple[str, Range]]:
    """What is known of the score: of all plays, and of those that come to each ending."""
    named = ((f"{ending}{node}", found) for node, found in proof.scores.items())
    for whose, found in chain([(everything, proof.score)], named):
        if found.least or found.greatest:
            yield whose, found


def _ways(proof: Proof) -> Iterator[str]:
    if proof.length.least or proof.length.greatest:
        yield f"decisions in a play: {_range(proof.length)}"
    for name, endings in proof.strategies.items():
        yield f"{name}: ends at {', '.join(endings) or 'no ending'}"
    for node, chance in sorted(proof.odds.items(), key=lambda item: -item[1]):
        yield f"by lot, plays end at {node}: {chance_told(chance)}"


def _range(found: Range) -> str:
    least, greatest = found.least, found.greatest
    if least is None:
        told = f"up to {greatest.witnessed if greatest else 'any number'}, with {NO_LIMIT} below"
    else:
        told = f"from {least.witnessed}" + (f" to {greatest.witnessed}" if greatest else f", with {NO_LIMIT}")
    limits = [f"below {least.proved}"] if least and not least.exact else []
    limits += [f"above {greatest.proved}"] if greatest and not greatest.exact else []
    return f"{told}; no play can go {' or '.join(limits)}" if limits else told


def _cells(bound: Bound | None) -> tuple[str, str]:
    """What a play comes to, and in brackets the limit where none comes as far as that."""
    if bound is None:
        return NO_LIMIT, ""
    return str(bound.witnessed), "" if bound.exact else f"({bound.proved})"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with the first column to the left, and numbers to the right but for those in brackets."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            blank = " " * (width - columns(cell))
            to_the_left = number == 0 or cell.startswith("(") or not cell
            cells.append(f"{cell}{blank}" if to_the_left else f"{blank}{cell}")
        name, worst, at_worst, best, at_best = cells
        yield f"{name}  {worst} {at_worst}  {best} {at_best}".rstrip()


def chance_told(chance: Fraction | float) -> str:
    """A chance in per cent, or as one in so many where it is small."""
    if chance >= SURE:
        return f"{float(100 * chance):.1f} %" if chance < 1 else "always"
    return f"once in {round(1 / chance)}" if chance else "never"
