"""Sets of states over a few variables as whole numbers, and what effects make of them, all states at once.

A state is one bit: the sum over the variables of stride times position. Moving a variable is then a shift.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Step = Callable[[int], int]
"""From a set of states to another."""


class Layout:
    """Where the states over some variables stand: the first variable changes fastest."""

    def __init__(self, variables: Sequence[int], sizes: Sequence[int]) -> None:
        self.sizes = dict(zip(variables, sizes, strict=True))
        self.strides: dict[int, int] = {}
        self.states = 1
        """How many states there are: the width of a set in bits."""
        for variable, size in self.sizes.items():
            self.strides[variable] = self.states
            self.states *= size
        self.full = (1 << self.states) - 1
        self._where: dict[tuple[int, int], int] = {}
        self._steps: dict[tuple[str, int, int], tuple[Step, Step]] = {}

    def where(self, variable: int, mask: int) -> int:
        """The states in which a variable has one of the values of `mask`."""
        known = self._where.get((variable, mask))
        if known is None:
            stride, size = self.strides[variable], self.sizes[variable]
            run = (1 << stride) - 1
            block = sum(run << (position * stride) for position in range(size) if mask >> position & 1)
            known = self._where[variable, mask] = repeated(block, stride * size, self.states // (stride * size))
        return known

    def adding(self, variable: int, amount: int) -> tuple[Step, Step]:
        """What adding makes of a set, those that would leave the range standing at its edge; and from what it comes."""
        return self._made("add", variable, amount)

    def setting(self, variable: int, position: int) -> tuple[Step, Step]:
        """What setting a variable makes of a set; and from what a set comes, whatever the variable was."""
        return self._made("set", variable, position)

    def raising(self, variable: int, position: int) -> tuple[Step, Step]:
        """As `setting`, for sets in which the variable stands at 0 before."""
        return self._made("raise", variable, position)

    def _made(self, kind: str, variable: int, amount: int) -> tuple[Step, Step]:
        known = self._steps.get((kind, variable, amount))
        if known is None:
            made = {"add": self._adding, "set": self._setting, "raise": self._raising}[kind]
            known = self._steps[kind, variable, amount] = made(variable, amount)
        return known

    def _adding(self, variable: int, amount: int) -> tuple[Step, Step]:
        stride, size = self.strides[variable], self.sizes[variable]
        count = min(abs(amount), size)
        every, shift = (1 << size) - 1, count * stride
        upward = amount > 0
        staying = (1 << (size - count)) - 1 if upward else every & -(1 << count)
        inside = self.where(variable, staying)
        beyond = self.where(variable, every & ~staying)
        edge = self.where(variable, 1 << (size - 1) if upward else 1)

        def forward(states: int) -> int:
            moved = states & inside
            moved = moved << shift if upward else moved >> shift
            past = states & beyond
            if not past:
                return moved
            return moved | (smeared_up(past, stride, count) if upward else smeared_down(past, stride, count)) & edge

        def backward(states: int) -> int:
            moved = (states >> shift if upward else states << shift) & inside
            at_edge = states & edge
            if not at_edge:
                return moved
            return moved | (smeared_down(at_edge, stride, count) if upward else smeared_up(at_edge, stride, count))

        return forward, backward

    def _setting(self, variable: int, position: int) -> tuple[Step, Step]:
        stride, size = self.strides[variable], self.sizes[variable]
        shift = position * stride
        lowest, there = self.where(variable, 1), self.where(variable, 1 << position)

        def forward(states: int) -> int:
            return (smeared_down(states, stride, size) & lowest) << shift

        def backward(states: int) -> int:
            return smeared_up((states & there) >> shift, stride, size)

        return forward, backward

    def _raising(self, variable: int, position: int) -> tuple[Step, Step]:
        shift = position * self.strides[variable]
        there = self.where(variable, 1 << position)
        return lambda states: states << shift, lambda states: (states & there) >> shift


def repeated(block: int, width: int, count: int) -> int:
    """A block of `width` bits, `count` times side by side."""
    have = 1
    while have < count:
        more = min(have, count - have)
        block |= (block & ((1 << (more * width)) - 1)) << (have * width)
        have += more
    return block


def smeared_up(states: int, stride: int, count: int) -> int:
    """The states and those 1 to `count` - 1 positions above them."""
    have = 1
    while have < count:
        more = min(have, count - have)
        states |= states << (more * stride)
        have += more
    return states


def smeared_down(states: int, stride: int, count: int) -> int:
    """The states and those 1 to `count` - 1 positions below them."""
    have = 1
    while have < count:
        more = min(have, count - have)
        states |= states >> (more * stride)
        have += more
    return states
