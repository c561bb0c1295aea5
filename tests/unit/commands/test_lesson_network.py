"""Promises of the network that a room is opened to: where it listens, and what students are told."""

from __future__ import annotations

import socket

import pytest

from isoquest.classroom.door.addresses import ranked
from isoquest.commands.desk import Complaint
from isoquest.commands.lesson_network import (
    EVERYWHERE,
    EVERYWHERE_IPV6,
    FIRST_PORT,
    LOOPBACK,
    PORTS,
    Network,
    free_port,
    hosts_now,
    name_of_this_machine,
    names_behind,
)

LO, CABLE, WIFI, HOTSPOT = (
    (name, name, address)
    for name, address in (("lo", LOOPBACK), ("eth0", "10.0.0.7"), ("wlan0", "192.168.1.20"), ("ap0", "172.20.0.1"))
)


@pytest.mark.parametrize(
    ("bind", "told", "kept_back"), [(EVERYWHERE, "192.168.1.5", "fd00::2"), (EVERYWHERE_IPV6, "fd00::2", "192.168.1.5")]
)
def test_only_addresses_that_are_listened_at_are_told(bind: str, told: str, kept_back: str):
    """A room that listens at all IPv4 addresses tells no IPv6 address, and the other way round."""
    known = ranked([("eth0", "", "192.168.1.5"), ("eth0", "", "fd00::2")], ())
    hosts = hosts_now(Network(bind, (told, kept_back)), known)
    assert told in hosts
    assert kept_back not in hosts


def test_the_network_that_was_chosen_stays_first_as_long_as_it_is_there():
    """When the computer joins another network or leaves one, students are told what works now."""
    room = Network(EVERYWHERE, (WIFI[2], CABLE[2]))
    name = name_of_this_machine()
    assert hosts_now(room, ranked([LO, CABLE, WIFI], {CABLE[2]})) == (WIFI[2], CABLE[2], *name)
    assert hosts_now(room, ranked([LO, CABLE, HOTSPOT], ())) == (CABLE[2], HOTSPOT[2], *name)
    assert hosts_now(room, ranked([LO], ())) == (LOOPBACK,)


def test_a_room_at_one_address_stays_there():
    """Whatever other networks come and go, nobody is told an address at which nothing listens."""
    room = Network(CABLE[2], (CABLE[2],))
    assert hosts_now(room, ranked([LO, WIFI], ())) == (CABLE[2],)


def test_the_first_free_port_is_taken():
    """A port that another program has is passed over; one that was asked for is not exchanged for another."""
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        with pytest.raises(Complaint, match=f"port {taken} is taken by another program"):
            free_port(LOOPBACK, taken)
    assert FIRST_PORT <= free_port(LOOPBACK, None) < FIRST_PORT + PORTS


@pytest.mark.parametrize("public", ["ftp://x", "quiz.school", "https://", "https://two words", "https://x/room"])
def test_a_public_address_that_leads_nowhere_is_refused(public: str):
    """A server that took it would turn every student away."""
    with pytest.raises(Complaint, match="--public takes"):
        names_behind(public)


def test_a_public_address_is_known_by_its_host_and_port():
    """That is what browsers name in every request."""
    assert names_behind("https://quiz.school:8443/") == ("quiz.school:8443",)
    assert names_behind(None) == ()
