"""Which network a room is open to: the teacher's own computer alone, until somebody says otherwise."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from isoquest.classroom.door.addresses import (
    Interface,
    NetworkKind,
    interfaces,
    local_name,
    only_loopback,
    web_address,
    why_not_at,
)
from isoquest.classroom.door.callers import Network as ProxyNetwork
from isoquest.classroom.door.callers import trusted_network
from isoquest.classroom.door.origins import Ours
from isoquest.commands.desk import Complaint
from isoquest.content.safe_text import safe_line

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - bound to only when the teacher says so
EVERYWHERE_IPV6 = "::"
FIRST_PORT, PORTS = 8080, 20
"""Where a free port is looked for, and how many are tried."""
MOST_SHOWN = 4
"""Addresses that are told to a class; more would only confuse it."""


@dataclass(frozen=True, slots=True)
class Network:
    """Where a room listens, and by which hosts students get there, the likeliest first."""

    bind: str
    hosts: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def addresses(self, port: int, code: str = "") -> tuple[str, ...]:
        """What students type, the likeliest first."""
        return tuple(web_address(host, port, code) for host in self.hosts)


def network_for(bind: str | None, ask: Callable[[str], str | None], say: Callable[[str], None]) -> Network:
    """The network to open a room to: the one named, or the one that the teacher chooses when asked.

    `ask` gives the line typed after a prompt, or None where nobody is there to answer. Raises `Complaint`.
    """
    known = interfaces()
    if bind is not None:
        return _named(bind, known)
    bound_to = EVERYWHERE if _reachable(known, EVERYWHERE) else EVERYWHERE_IPV6
    reachable = _reachable(known, bound_to)
    if only_loopback(known):
        return _closed("This computer is in no network: no phone can reach this room.")
    if not sys.stdin.isatty():
        return _closed("Only this computer can reach this room. To let phones in: --bind 0.0.0.0")
    say("Which network are your students in?")
    for number, interface in enumerate(reachable, start=1):
        say(f"  {number}  {interface.address}  ({safe_line(interface.name)}, {interface.kind.value})")
    say("  0  none: only this computer can reach the room")
    while True:
        typed = ask(f"Number, or Enter for {reachable[0].address}: ")
        if typed is None:
            return _closed("Only this computer can reach this room.")
        chosen = _number(typed, len(reachable))
        if chosen == 0:
            return _closed("Only this computer can reach this room.")
        if chosen is not None:
            return Network(bound_to, _hosts([reachable[chosen - 1], *reachable]))
        say(f"Type a number from 0 to {len(reachable)}.")


def hosts_now(network: Network, known: Sequence[Interface]) -> tuple[str, ...]:
    """By which hosts students get to a room on a computer with these addresses: others once it changes its network."""
    if network.bind not in (EVERYWHERE, EVERYWHERE_IPV6):
        return network.hosts
    now = _reachable(known, network.bind)
    still = [host for host in network.hosts if any(host == interface.address for interface in now)]
    hosts = dict.fromkeys((*still, *(interface.address for interface in now)))
    return (*hosts, *name_of_this_machine()) if hosts else (LOOPBACK,)


def name_of_this_machine() -> tuple[str, ...]:
    """The name by which many networks know this machine, last of what students are told; none where it has none."""
    name = local_name(socket.gethostname())
    return (name,) if name else ()


def _reachable(known: Sequence[Interface], bind: str) -> list[Interface]:
    """The addresses at which phones may get to a room that listens at all of its kind, as many as are told to a class.

    IPv4 and IPv6 are listened at apart: an address of the other kind would lead nowhere.
    """
    ipv6 = ":" in bind
    found = [each for each in known if each.kind is not NetworkKind.LOOPBACK and (":" in each.address) == ipv6]
    return found[:MOST_SHOWN]


def _number(typed: str, most: int) -> int | None:
    text = typed.strip().lower()
    if text in ("", "y", "yes"):
        return 1
    if text in ("n", "no"):
        return 0
    return int(text) if text.isdecimal() and len(text) < 3 and int(text) <= most else None  # noqa: PLR2004 - two digits


def _named(bind: str, known: Sequence[Interface]) -> Network:
    name = LOOPBACK if bind.lower() == "localhost" else bind.strip("[]")
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        listed = ", ".join(interface.address for interface in known)
        raise Complaint(f"--bind takes an address of this machine, such as {listed}, or 0.0.0.0 for all", 2) from None
    if not address.is_unspecified:
        notes = ("Only this computer can reach this room.",) if address.is_loopback else ()
        return Network(str(address), (str(address),), notes)
    reachable = _reachable(known, str(address))
    if not reachable:
        return Network(str(address), (LOOPBACK,), ("This computer is in no network: no phone can reach this room.",))
    return Network(str(address), _hosts(reachable))


def _closed(note: str) -> Network:
    return Network(LOOPBACK, (LOOPBACK,), (note,))


def _hosts(chosen: Sequence[Interface]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(interface.address for interface in chosen))


def free_port(bind: str, wanted: int | None) -> int:
    """A port to listen at, before anything is begun: the one wanted, else the first that is free.

    Raises `Complaint` where there is none; 0 stands for any.
    """
    trouble = ""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS) if wanted is None else (wanted,):
        try:
            with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as tried:
                if sys.platform != "win32":  # there it would let two programs have one port
                    tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind((bind, port))
        except OSError as error:
            trouble = why_not_at(error, bind, port)
            if error.errno != errno.EADDRINUSE:
                break
        else:
            return port
    raise Complaint(trouble)


def names_behind(public: str | None) -> tuple[str, ...]:
    """The host that a public address names, with its port; none where there is no such address. Raises `Complaint`."""
    if public is None:
        return ()
    parts = urlsplit(public)
    strange = parts.query or parts.fragment or parts.username or Ours((), 0, (parts.netloc,)).unread
    if parts.scheme not in ("http", "https") or not parts.hostname or strange:
        raise Complaint("--public takes the address that students use, such as https://quiz.school", 2)
    if parts.path not in ("", "/"):
        raise Complaint("--public takes an address without a path: the room is served at the top of its host", 2)
    return (parts.netloc,)


def proxies(named: str | None) -> tuple[ProxyNetwork, ...]:
    """The proxies that may say where a phone comes from: an address or a network such as 10.0.0.0/8.

    Raises `Complaint`.
    """
    if named is None:
        return ()
    network = trusted_network(named)
    if network is None:
        raise Complaint("--proxy takes the address of a proxy, such as 127.0.0.1, or a network such as 10.0.0.0/8", 2)
    return (network,)
