"""The addresses at which phones may reach this machine, the likeliest first."""

from __future__ import annotations

import errno
import ipaddress
import platform
import re
import socket
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

import ifaddr

from isoquest.content.safe_text import safe_line

_VIRTUAL = re.compile(
    r"docker|podman|veth|virbr|vnet\d|vmnet|vboxnet|lxc|lxd|incus|cni\d|flannel|cali|kube|br-[0-9a-f]{12}$"
    r"|u?tun\d|tap\d|wg\d|ppp\d|ipsec|tailscale|zt[0-9a-z]{8}|nordlynx|proton|gpd\d|awdl|llw\d"
    r"|.*(\bwsl\b|vethernet|hyper-v|vmware|virtualbox|wireguard|tap-windows|wintun|zerotier|openvpn|\bvpn\b)",
    re.IGNORECASE,
)
"""Networks inside this machine and private tunnels. Not the word "virtual": a Windows hotspot's adapter has it too."""
_INSIDE_WINDOWS = ipaddress.ip_network("172.16.0.0/12")
"""Where Windows puts the Linux that runs inside it (WSL) unless both share one network."""
_BEYOND = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses of nobody (RFC 5737, RFC 3849): the way to them is the way to everywhere."""
_HTTP = 80
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class NetworkKind(StrEnum):
    """What sort of network an address belongs to."""

    PRIVATE = "private"
    PUBLIC = "public"
    LINK_LOCAL = "link-local"
    VIRTUAL = "virtual"
    LOOPBACK = "loopback"


_LIKELIHOOD = {
    NetworkKind.PRIVATE: 0,
    NetworkKind.PUBLIC: 0,
    NetworkKind.LINK_LOCAL: 1,
    NetworkKind.VIRTUAL: 2,
    NetworkKind.LOOPBACK: 3,
}


@dataclass(frozen=True, slots=True)
class Interface:
    """One address of this machine."""

    name: str
    """What the system calls the network, such as `wlan0` or `Wi-Fi`; safe to print."""
    address: str
    """An IPv4 or IPv6 address in its shortest form, without brackets."""
    kind: NetworkKind
    way_out: bool = False
    """Whether what leaves this machine leaves from here: the network that students are most likely to share."""


def interfaces() -> tuple[Interface, ...]:
    """The addresses of this machine now, the likeliest first; IPv4 before IPv6. Sends nothing, and never fails.

    Two answers are equal as long as the network has not changed.
    """
    return ranked(_listed(), _ways_out(), inside_windows="microsoft" in platform.release().lower())


def ranked(
    found: Iterable[tuple[str, str, str]], ways_out: Collection[str], *, inside_windows: bool = False
) -> tuple[Interface, ...]:
    """Addresses as (name, description, address) told apart by kind, each once, the likeliest first.

    A link-local IPv6 address is left out, since it needs a zone that browsers do not take; so is what is no address.
    `ways_out` are the addresses that this machine's own connections leave from, `inside_windows` says that it is a
    Linux inside Windows.
    """
    told: dict[str, Interface] = {}
    for name, description, text in (*found, *(("network", "", way) for way in ways_out)):
        address = _address(text)
        if address is None or str(address) in told:
            continue
        kind = _kind(address, (name, description), inside_windows=inside_windows)
        told[str(address)] = Interface(safe_line(name), str(address), kind, text in ways_out)
    return tuple(sorted(told.values(), key=_rank))


def only_loopback(known: Iterable[Interface]) -> bool:
    """Whether no other machine can reach this one."""
    return all(interface.kind is NetworkKind.LOOPBACK for interface in known)


def web_address(host: str, port: int, path: str = "") -> str:
    """The address to type into a browser: port 80 left out, IPv6 in brackets. `path` has no slash in front."""
    bracketed = f"[{host}]" if ":" in host else host
    return f"http://{bracketed}{'' if port == _HTTP else f':{port}'}" + (f"/{path}" if path else "")


def local_name(host_name: str) -> str | None:
    """The name that some networks know this machine by (mDNS, RFC 6762), or none if its own name cannot be one.

    Many phones and guest networks do not look it up: it goes beside a numeric address, never in its place.
    """
    label = host_name.lower().partition(".")[0]
    return f"{label}.local" if label != "localhost" and _LABEL.fullmatch(label) else None


def why_not_at(error: OSError, host: str, port: int) -> str:
    """Why nothing can be served at an address of this machine, and the way out, as a clause without its full stop."""
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {port} is taken by another program; choose another one with --port"
        case errno.EACCES | errno.EPERM:
            return f"this system does not let you use port {port}; choose one from 1024 with --port"
        case errno.EADDRNOTAVAIL:
            return f"this computer has no address {safe_line(host)}; choose another one with --bind"
        case _:
            why = safe_line(error.strerror or str(error))
            return f"the room cannot be opened at {safe_line(host)}, port {port}: {why}"


def _rank(interface: Interface) -> tuple[int, int, bool, bool, str, bytes]:
    address = ipaddress.ip_address(interface.address)
    public = interface.kind is NetworkKind.PUBLIC
    likelihood = _LIKELIHOOD[interface.kind]
    return (likelihood, address.version, not interface.way_out, public, interface.name, address.packed)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    zoned = isinstance(address, ipaddress.IPv6Address) and address.is_link_local
    return None if zoned or address.is_unspecified or address.is_multicast else address


def _kind(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address, names: Iterable[str], *, inside_windows: bool
) -> NetworkKind:
    if address.is_loopback:
        return NetworkKind.LOOPBACK
    if any(_VIRTUAL.match(name) for name in names) or (inside_windows and address in _INSIDE_WINDOWS):
        return NetworkKind.VIRTUAL
    if address.is_link_local:
        return NetworkKind.LINK_LOCAL
    return NetworkKind.PUBLIC if address.is_global else NetworkKind.PRIVATE


def _listed() -> tuple[tuple[str, str, str], ...]:
    """What the system lists, or, on a system that refuses to (Android does), what its own name leads to."""
    try:
        return tuple(
            (ip.nice_name, adapter.nice_name, ip.ip if isinstance(ip.ip, str) else ip.ip[0])
            for adapter in ifaddr.get_adapters()
            for ip in adapter.ips
        )
    except OSError:
        return (("loopback", "", "127.0.0.1"), *(("network", "", address) for address in _by_own_name()))


def _by_own_name() -> tuple[str, ...]:
    try:
        return tuple(sorted({str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)}))
    except (OSError, UnicodeError):
        return ()


def _ways_out() -> tuple[str, ...]:
    """The addresses that connections leave from: a datagram socket learns its own when it is told where it would go."""
    ways = []
    for family, beyond in _BEYOND.items():
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.connect((beyond, 9))
                ways.append(str(asking.getsockname()[0]))
        except OSError:
            continue
    return tuple(ways)
