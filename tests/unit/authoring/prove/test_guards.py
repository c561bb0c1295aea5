"""Guards and states as numbers: both mean what the conditions they come from mean."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from isoquest.authoring.prove.machine.encoding import Encoding, shifted
from isoquest.authoring.prove.machine.guards import (
    ALWAYS,
    NEVER,
    InSet,
    SumAtLeast,
    Term,
    every,
    negated,
    some,
    variables_of,
)
from isoquest.authoring.prove.machine.model import WIDE, Effect, Variable

SIZES = (2, 3, 5)
ENCODING = Encoding([Variable(f"v{index}", "meter", size) for index, size in enumerate(SIZES)])
SETS = st.integers(0, 2).flatmap(lambda v: st.builds(InSet, st.just(v), st.integers(1, (1 << SIZES[v]) - 1)))
TERMS = st.integers(0, 2).flatmap(
    lambda v: (
        st.builds(Term, st.just(v), st.integers(-2, 2), st.none())
        | st.builds(Term, st.just(v), st.just(0), st.tuples(*[st.integers(-3, 3)] * SIZES[v]))
    )
)
SUMS = st.builds(
    SumAtLeast,
    st.lists(TERMS, min_size=1, max_size=3).map(tuple),
    st.lists(st.tuples(st.integers(-2, 2), SETS), max_size=2).map(tuple),
    st.integers(-4, 6),
)
GUARDS = st.recursive(
    SETS | SUMS | st.sampled_from([ALWAYS, NEVER]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: every(*parts))
        | st.lists(inner, max_size=3).map(lambda parts: some(*parts))
    ),
    max_leaves=6,
)
ALL = list(product(*map(range, SIZES)))


@given(GUARDS)
def test_a_guard_and_its_opposite_share_no_state_and_leave_none_out(guard):
    """In every state exactly one of a guard and its negation holds."""
    holds, fails = ENCODING.test(guard), ENCODING.test(negated(guard, SIZES))
    assert all(bool(holds(state)) != bool(fails(state)) for state in map(ENCODING.written, ALL))


@given(GUARDS, st.sampled_from(ALL), st.integers(0, 2), st.integers(0, 4))
def test_a_guard_hangs_on_its_variables_alone(guard, positions, variable, position):
    """Changing a variable that a guard does not look at changes nothing."""
    if variable not in variables_of(guard):
        other = list(positions)
        other[variable] = position % SIZES[variable]
        test = ENCODING.test(guard)
        assert bool(test(ENCODING.written(positions))) == bool(test(ENCODING.written(other)))


@given(st.lists(GUARDS, max_size=3), st.sampled_from(ALL))
def test_every_and_some_are_all_and_any(guards, positions):
    """`every` holds where all of its parts do, `some` where any does."""
    state = ENCODING.written(positions)
    parts = [bool(ENCODING.test(guard)(state)) for guard in guards]
    assert bool(ENCODING.test(every(*guards))(state)) == all(parts)
    assert bool(ENCODING.test(some(*guards))(state)) == any(parts)


@given(st.sampled_from(ALL), st.integers(0, 2), st.sampled_from(["add", "set"]), st.integers(-6, 6))
def test_effects_move_one_variable_within_its_range(positions, variable, kind, amount):
    """`add` moves and stops at the ends, `set` puts; all else stays."""
    top = SIZES[variable] - 1
    amount = amount if kind == "add" else abs(amount) % SIZES[variable]
    state = ENCODING.change([Effect(variable, kind, amount)])(ENCODING.written(positions))
    expected = list(positions)
    expected[variable] = max(0, min(top, positions[variable] + amount)) if kind == "add" else amount
    assert ENCODING.positions(state) == expected


@given(st.sets(st.integers(0, 4), min_size=1), st.integers(-6, 6).filter(bool))
def test_adding_to_a_set_of_values_adds_to_each(values, amount):
    """The values after a shift are those of each value shifted on its own."""
    field = ENCODING.fields[2]
    before = sum(1 << (field.offset + value) for value in values)
    after = sum(1 << (field.offset + value) for value in {max(0, min(4, value + amount)) for value in values})
    assert shifted(before, field, amount) == after


def test_a_wide_variable_is_followed_all_the_same():
    """A variable of more values than a set could hold is counted as a plain number."""
    encoding = Encoding([Variable("wide", "meter", WIDE * 500, start=7), Variable("flag", "held", 2)])
    state = encoding.change([Effect(0, "add", WIDE * 400), Effect(1, "set", 1)])(encoding.start)
    assert encoding.positions(state) == [WIDE * 400 + 7, 1]
    assert encoding.test(SumAtLeast((Term(0, 1),), (), WIDE * 400))(state)
