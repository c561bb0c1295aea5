"""Promises of the orders that a teacher is offered."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from rooms import BEGIN, opened, seat_id

from isoquest.classroom.room.events import ORDERS, Joined, Opened, Order, Ordered
from isoquest.classroom.room.material import read_material
from isoquest.classroom.room.orders import possible_orders
from isoquest.classroom.room.replies import Taken
from isoquest.classroom.room.room import Room
from isoquest.classroom.room.terms import Kind, Terms
from isoquest.classroom.room.vote import Vote
from isoquest.content.library import bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank

SENSIBLE = {"extend": "10", "settle": "ask"}


@cache
def opening(kind: Kind, terms: Terms) -> tuple[Opened, Bank | Scenario]:
    """How a room is opened, and on what."""
    first = opened(kind, terms)
    content = read_material(first.material, bundled_reference()[0])
    assert not isinstance(content, str)
    return first, content


@settings(max_examples=25)
@given(
    st.sampled_from(["quiz", "vote", "plays"]),
    st.sampled_from([Terms(), Terms(seconds=9, reading=2), Terms(seconds=9, argue=True, board="hidden", count=1)]),
    st.lists(st.sampled_from(ORDERS), max_size=14),
)
def test_the_orders_that_are_offered_are_those_that_are_taken(kind: Kind, terms: Terms, orders: list[Order]):
    """At every moment of a lesson an order is offered if, and only if, the room takes it."""

    def led(*further: Order) -> tuple[bool, list[Order]]:
        room = Room(*opening(kind, terms))
        room.take(Joined(BEGIN, seat_id(1), "Mia", ""))
        taken, offered = False, possible_orders(room)
        for order in (*orders, *further):
            value = seat_id(1) if order == "more-time" else SENSIBLE.get(order, "on")
            if order == "settle" and isinstance(room.lesson, Vote):
                value = next((choice for choice, _ in room.lesson.choices), value)
            if order != "remove":
                offered = possible_orders(room)
                taken = isinstance(room.take(Ordered(room.now, order, None, value)), Taken)
        return taken, offered

    for order in ORDERS:
        if order not in ("time-up", "remove"):
            taken, offered = led(order)
            assert taken == (order in offered), order
