"""A whole school gets in behind one address; who guesses or floods gets slower and slower, in bounded memory."""

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.buckets import AT_MOST, Buckets, Rate
from isoquest.classroom.door.limits import Flow, Guesses, Joins, Unfinished, Verdict

SCHOOL = "198.51.100.7"
pauses = st.lists(st.floats(0, 30), max_size=150)


def test_a_school_may_mistype_sixty_times_a_minute():
    """Sixty misses within a minute keep nobody waiting before them; the next must wait, and each time longer."""
    guesses, now = Guesses(), 0.0
    for _ in range(60):
        assert guesses.wait(SCHOOL, now) == 0
        guesses.missed(SCHOOL, now)
    waits = []
    for _ in range(9):
        waits.append(guesses.wait(SCHOOL, now))
        now += waits[-1]
        guesses.missed(SCHOOL, now)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_twenty_misses_can_be_the_limit():
    """A room that faces the world may be stricter: after twenty misses the twenty-first must wait."""
    guesses = Guesses(free=20)
    assert [guesses.missed(SCHOOL, 0.0) for _ in range(20)] == [0.0] * 19 + [1.0]


def test_misses_are_made_up_for():
    """Whoever guessed for an hour and stopped is as free as anyone else six minutes later."""
    guesses, now = Guesses(), 0.0
    while now < 3600:
        now += guesses.wait(SCHOOL, now)
        guesses.missed(SCHOOL, now)
    now += 60 + 66 * 5
    assert [guesses.missed(SCHOOL, now) for _ in range(60)] == [0.0] * 59 + [1.0]


def test_one_guesser_keeps_nobody_else_waiting():
    """Another address, and another /64 of the same IPv6 site, guess on."""
    guesses = Guesses()
    for address in (SCHOOL, "2001:db8:0:1::66"):
        for _ in range(100):
            guesses.missed(address, 0.0)
    assert guesses.wait(SCHOOL, 0.0) == 60
    assert guesses.wait("2001:db8:0:1:ffff::1", 0.0) == 60
    assert guesses.wait("198.51.100.8", 0.0) == 0
    assert guesses.wait("2001:db8:0:2::1", 0.0) == 0


def test_an_ipv6_site_is_no_way_round():
    """Who owns 65,536 networks of a site guesses no more than ten households may."""
    guesses = Guesses()
    tried = 0
    for network in range(65_536):
        address = f"2001:db8:0:{network:x}::1"
        if guesses.wait(address, 0.0):
            break
        guesses.missed(address, 0.0)
        tried += 1
    assert tried == 600


@given(pauses)
def test_a_wait_never_outlasts_a_minute_and_never_runs_backwards(gaps: list[float]):
    """However misses fall, the wait is at most a minute, shortens as time goes by, and ends when it said."""
    guesses, now = Guesses(free=5), 0.0
    for gap in gaps:
        now += gap
        wait = guesses.missed(SCHOOL, now)
        assert 0 <= wait <= 60
        assert guesses.wait(SCHOOL, now + wait / 2) == pytest.approx(wait / 2)
        assert guesses.wait(SCHOOL, now + wait) == pytest.approx(0)


def test_tables_never_grow_without_bound():
    """Ten times as many addresses and seats as are remembered: the oldest are forgotten, the newest known."""
    guesses, flow, joins = Guesses(), Flow(), Joins(together=Rate(10**6, 1.0))
    for number in range(AT_MOST * 10 // 4):
        address = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        guesses.missed(address, 0.0)
        flow.message(address, 0.0)
        joins.join(address, 0.0)
    assert len(guesses) == len(flow) == len(joins) == AT_MOST


@given(st.integers(1, 30), st.floats(0.1, 50), pauses)
def test_a_bucket_gives_what_its_rate_allows(at_once: int, a_second: float, gaps: list[float]):
    """Never more than so many at once and so many a second since, and a token is there when it was promised."""
    buckets, now, taken = Buckets(Rate(at_once, a_second)), 0.0, 0
    for gap in gaps:
        now += gap
        promised = buckets.wait("seat", now)
        got = buckets.take("seat", now)
        assert got == (promised == 0)
        taken += got
        assert taken <= at_once + now * a_second + 1e-6
    assert buckets.wait("seat", now + buckets.wait("seat", now)) == pytest.approx(0, abs=1e-9)


def test_a_clock_that_steps_back_gives_nothing_away():
    """Time that runs backwards fills no bucket and breaks nothing."""
    buckets = Buckets(Rate(1, 1.0))
    assert buckets.take("seat", 100.0)
    assert not buckets.take("seat", 50.0)
    assert buckets.take("seat", 101.0)


def test_hurried_fingers_are_not_dropped():
    """Twenty messages at once, and then five in every second for a whole lesson."""
    flow = Flow()
    assert {flow.message("seat", 0.0) for _ in range(20)} == {Verdict.TAKEN}
    assert {flow.message("seat", 1 + number / 5) for number in range(5 * 3600)} == {Verdict.TAKEN}


def test_a_thousand_messages_a_second_end_the_connection():
    """Twenty are taken, some dropped, and within a tenth of a second the socket is to be closed; others go on."""
    flow = Flow()
    verdicts = [flow.message("seat", number / 1000) for number in range(1000)]
    assert verdicts[:20] == [Verdict.TAKEN] * 20
    assert verdicts.index(Verdict.CLOSED) < 100
    assert verdicts.count(Verdict.TAKEN) <= 25
    assert flow.message("another", 1.0) is Verdict.TAKEN


def test_a_seat_that_comes_back_is_served_again():
    """After a second a closed seat is heard, but a flood from a new socket is closed at once."""
    flow = Flow()
    for number in range(1000):
        flow.message("seat", number / 1000)
    verdicts = [flow.message("seat", 2.0) for _ in range(20)]
    assert verdicts[0] is Verdict.TAKEN
    assert verdicts[-1] is Verdict.CLOSED


@pytest.mark.parametrize("arriving_within", [0.0, 5.0, 30.0])
def test_a_school_of_two_thousand_joins_within_a_minute(arriving_within: float):
    """Behind one address, all at once or spread: whoever is told to wait comes back then, and all are in by then."""
    joins = Joins()
    coming = [(arriving_within * number / 2000, number) for number in range(2000)]
    seated = 0
    while coming:
        now, student = heapq.heappop(coming)
        wait = joins.join(SCHOOL, now)
        if wait:
            heapq.heappush(coming, (now + wait + 0.01 + student / 2000, student))
        else:
            seated += 1
            assert now < 60
    assert seated == 2000


def test_five_thousand_joins_in_one_breath_do_not_drown_the_room():
    """Two hundred seats go to the flood, and a student at another address sits down in the same moment."""
    joins = Joins()
    flood = [joins.join(SCHOOL, 0.0) for _ in range(5000)]
    assert flood.count(0) == 200
    assert joins.join("198.51.100.8", 0.0) == 0


def test_floods_from_many_addresses_are_bounded_together():
    """Five thousand addresses in one breath get four hundred seats."""
    joins = Joins()
    answers = [joins.join(f"10.0.{number >> 8}.{number & 255}", 0.0) for number in range(5000)]
    assert answers.count(0) == 400


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["a", "b", SCHOOL])), max_size=100))
def test_half_open_connections_are_bounded(happening: list[tuple[bool, str]]):
    """So many by address and in all, whatever opens and settles; one that settles twice frees nothing."""
    unfinished = Unfinished(one_address=3, together=5)
    opened = {"a": 0, "b": 0, SCHOOL: 0}
    for opens, address in happening:
        if opens:
            room = opened[address] < 3 and sum(opened.values()) < 5
            assert unfinished.opened(address) == room
            opened[address] += room
        else:
            unfinished.settled(address)
            opened[address] = max(0, opened[address] - 1)
        assert len(unfinished) == sum(opened.values())
