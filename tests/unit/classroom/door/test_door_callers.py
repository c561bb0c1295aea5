"""Callers are counted by the address that is theirs, and not by one that they made up."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.callers import Network, client_address, household, site, trusted_network

PROXIES = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/16"))
strangers = st.ip_addresses().filter(
    lambda address: (
        not any(address in network for network in PROXIES)
        and not (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped)
    )
)


@given(strangers, st.text())
def test_a_stranger_cannot_say_who_it_is(peer: ipaddress.IPv4Address, header: str):
    """Without a trusted proxy in between, the header is not even looked at."""
    assert client_address(str(peer), header, PROXIES) == str(peer)
    assert client_address(str(peer), header, ()) == str(peer)


@given(strangers, st.text(alphabet="0123456789abcdef.:, x", max_size=60), st.integers(0, 3))
def test_behind_our_proxies_the_client_is_what_the_first_of_them_saw(
    client: ipaddress.IPv4Address, made_up: str, proxies: int
):
    """However many of our own proxies stand in a row, and whatever the client had written before them."""
    header = ", ".join([made_up, str(client), *(f"10.0.0.{number}" for number in range(1, proxies + 1))])
    assert client_address("10.0.0.9", header, PROXIES) == str(client)


@pytest.mark.parametrize(
    ("peer", "header", "client"),
    [
        ("10.0.0.9", "", "10.0.0.9"),
        ("10.0.0.9", "unknown", "10.0.0.9"),
        ("10.0.0.9", "203.0.113.7, unknown, 10.0.0.8", "10.0.0.8"),
        ("10.0.0.9", "10.0.0.7, 10.0.0.8", "10.0.0.7"),
        ("10.0.0.9", "203.0.113.7:4711", "203.0.113.7"),
        ("10.0.0.9", '"[2001:db8::7]:4711"', "2001:db8::7"),
        ("::ffff:10.0.0.9", "::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "203.0.113.7", "fe80::1"),
        ("", "203.0.113.7", ""),
        ("/run/room.sock", "203.0.113.7", "/run/room.sock"),
    ],
)
def test_who_it_is(peer: str, header: str, client: str):
    """Ports, brackets and mapped addresses are understood; where the chain breaks, the last known link is counted."""
    assert client_address(peer, header, PROXIES) == client


def test_proxies_are_named_by_address_or_network():
    """What is neither is none."""
    assert trusted_network(" 10.0.0.7/8 ") == PROXIES[0]
    assert trusted_network("127.0.0.1") == ipaddress.ip_network("127.0.0.1/32")
    assert [trusted_network(text) for text in ("", "proxy.example", "10.0.0.0/99")] == [None] * 3


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_one_machine_counts_as_one_whichever_of_its_addresses_it_uses(address: ipaddress.IPv6Address, other: int):
    """All of a /64 is one household, and all of its /48 one site."""
    network: Network = ipaddress.ip_network((address, 64), strict=False)
    elsewhere = str(network[other])
    if not address.ipv4_mapped and not network[other].ipv4_mapped:
        assert household(str(address)) == household(elsewhere)
        assert site(str(address)) == site(elsewhere)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_counts_by_itself(address: ipaddress.IPv4Address):
    """However it is written, inside IPv6 or not."""
    for written in (str(address), f"::ffff:{address}"):
        assert household(written) == site(written) == str(address)


@given(st.text())
def test_what_is_no_address_counts_too(text: str):
    """Anything at all is counted by something short."""
    assert len(household(text)) <= 64
