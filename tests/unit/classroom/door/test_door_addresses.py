"""The address that students can reach comes first, on every sort of machine."""

import ipaddress
import itertools
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isoquest.classroom.door.addresses import (
    NetworkKind,
    interfaces,
    local_name,
    only_loopback,
    ranked,
    web_address,
)

LOOPBACK = ("lo", "lo", "127.0.0.1")
MACHINES = {
    "laptop with containers and a tunnel": (
        [
            ("docker0", "docker0", "172.17.0.1"),
            ("tun0", "tun0", "10.8.0.2"),
            ("br-0a1b2c3d4e5f", "br-0a1b2c3d4e5f", "172.18.0.1"),
            LOOPBACK,
            ("wlan0", "wlan0", "192.168.1.20"),
        ],
        {"10.8.0.2"},
        "192.168.1.20",
    ),
    "cable before wireless because connections leave there": (
        [("wlan0", "wlan0", "192.168.1.20"), ("eth0", "eth0", "10.0.0.7"), LOOPBACK],
        {"10.0.0.7"},
        "10.0.0.7",
    ),
    "campus with public addresses beside a private test network": (
        [("eth1", "eth1", "10.9.9.9"), ("eth0", "eth0", "8.8.4.4"), LOOPBACK],
        {"8.8.4.4"},
        "8.8.4.4",
    ),
    "Windows with virtual machines": (
        [
            ("vEthernet (WSL)", "Hyper-V Virtual Ethernet Adapter", "172.29.0.1"),
            ("Ethernet 2", "VirtualBox Host-Only Ethernet Adapter", "192.168.56.1"),
            ("Wi-Fi", "Intel(R) Wi-Fi 6 AX201", "192.168.178.30"),
        ],
        set(),
        "192.168.178.30",
    ),
    "Windows as a hotspot without a network of its own": (
        [
            ("Local Area Connection* 2", "Microsoft Wi-Fi Direct Virtual Adapter", "192.168.137.1"),
            ("Ethernet", "Realtek PCIe", "169.254.7.7"),
        ],
        set(),
        "192.168.137.1",
    ),
    "two machines on one cable": ([LOOPBACK, ("eth0", "eth0", "169.254.7.7")], set(), "169.254.7.7"),
    "IPv4 before IPv6": (
        [("eth0", "eth0", "fd00::2"), ("eth0", "eth0", "192.168.1.20")],
        {"fd00::2"},
        "192.168.1.20",
    ),
    "IPv6 alone": ([LOOPBACK, ("eth0", "eth0", "fe80::1"), ("eth0", "eth0", "fd00::2")], set(), "fd00::2"),
    "a system that lists nothing": ([LOOPBACK], {"192.168.1.20"}, "192.168.1.20"),
    "nothing but a container's own network": ([LOOPBACK, ("docker0", "docker0", "172.17.0.1")], set(), "172.17.0.1"),
}


@pytest.mark.parametrize("machine", MACHINES)
def test_the_likeliest_address_is_best(machine: str):
    """Whatever order the system lists its networks in, students are shown the one they share."""
    found, ways_out, expected = MACHINES[machine]
    for order in itertools.permutations(found):
        assert ranked(order, ways_out)[0].address == expected


def test_linux_inside_windows_knows_that_phones_do_not_reach_it():
    """The network between Windows and the Linux inside it is virtual there, and a plain one anywhere else."""
    found = [("eth0", "eth0", "172.20.1.2")]
    assert [interface.kind for interface in ranked(found, (), inside_windows=True)] == [NetworkKind.VIRTUAL]
    assert [interface.kind for interface in ranked(found, ())] == [NetworkKind.PRIVATE]


def test_only_loopback_is_said():
    """A machine without any network is known as one, and a cable changes that."""
    alone = ranked([LOOPBACK, ("lo", "lo", "::1"), ("eth0", "eth0", "fe80::1")], ())
    assert only_loopback(alone)
    assert [interface.address for interface in alone] == ["127.0.0.1", "::1"]
    assert not only_loopback(ranked([LOOPBACK, ("eth0", "eth0", "10.0.0.7")], ()))
    assert only_loopback(())


addresses = st.one_of(st.ip_addresses().map(str), st.sampled_from(["", "fe80::1%eth0", "::", "224.0.0.1", "x"]))


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9), addresses), max_size=8), st.sets(addresses))
def test_every_machine_is_told_in_one_order(found: list[tuple[str, str, str]], ways_out: set[str]):
    """Each address stands once, in its shortest spelling, in an order that does not hang on the system's."""
    told = ranked(found, ways_out)
    listed = [interface.address for interface in told]
    assert len(set(listed)) == len(listed)
    assert all(str(ipaddress.ip_address(address)) == address for address in listed)
    assert [interface.address for interface in ranked([*found, *found], ways_out)] == listed
    assert all("\x1b" not in interface.name for interface in told)


def test_this_machine_is_told():
    """Here and now: every address named can be listened at, two answers are equal, and loopback is among them."""
    known = interfaces()
    assert known == interfaces()
    assert any(interface.kind is NetworkKind.LOOPBACK for interface in known)
    for interface in known:
        family = socket.AF_INET6 if ":" in interface.address else socket.AF_INET
        with socket.socket(family) as listening:
            listening.bind((interface.address, 0))


def test_addresses_are_written_as_browsers_take_them():
    """Port 80 is left out, IPv6 stands in brackets, and the path is the room's code."""
    assert web_address("192.168.1.20", 8080, "CDF347") == "http://192.168.1.20:8080/CDF347"
    assert web_address("192.168.1.20", 80) == "http://192.168.1.20"
    assert web_address("fd00::2", 8080, "CDF347") == "http://[fd00::2]:8080/CDF347"


def test_a_local_name_is_offered_where_there_is_one():
    """The first part of the machine's own name, in small letters; `localhost` and broken names are no names."""
    assert local_name("Anna-Laptop.school.example") == "anna-laptop.local"
    assert [local_name(name) for name in ("localhost", "", "my_pc", "-a", "ann\u00e9", "a" * 64)] == [None] * 6
