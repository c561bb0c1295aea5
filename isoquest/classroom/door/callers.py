"""Who is calling: the address to count a caller by, whatever stands between."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterator

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HOUSEHOLD = 64
_SITE = 48
_LONGEST = 64


def client_address(peer: str, forwarded_for: str, trusted: Collection[Network]) -> str:
    """The address of the client behind our own proxies, or the peer's own where no trusted proxy speaks for it.

    `peer` is the other end of the connection, `forwarded_for` what stood in X-Forwarded-For (several such headers
    joined by commas). It is read from the right, where our own proxies wrote, and only as long as they did: what a
    client wrote itself is never believed.
    """
    believed = _read(peer)
    if believed is None:
        return peer[:_LONGEST]
    for told in _from_the_right(forwarded_for):
        if not _is_among(believed, trusted):
            break
        address = _read(told)
        if address is None:
            break
        believed = address
    return str(believed)


def trusted_network(text: str) -> Network | None:
    """The proxies that someone names by an address or a network such as `10.0.0.0/8`, or none if it is neither."""
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def household(address: str) -> str:
    """What an address is counted by: itself, or the /64 of an IPv6 address, of which one machine may use any."""
    return _counted_by(address, _HOUSEHOLD)


def site(address: str) -> str:
    """The largest network that one customer is commonly given: an IPv4 address, or the /48 of an IPv6 address."""
    return _counted_by(address, _SITE)


def _counted_by(address: str, bits: int) -> str:
    read = _read(address)
    if isinstance(read, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((read.packed, bits), strict=False))
    return address[:_LONGEST] if read is None else str(read)


def _is_among(address: _Address, networks: Collection[Network]) -> bool:
    return any(address in network for network in networks)


def _from_the_right(text: str) -> Iterator[str]:
    while text:
        text, _, last = text.rpartition(",")
        yield last


def _read(text: str) -> _Address | None:
    """An address with or without brackets, quotes, zone and port; IPv4 inside IPv6 as the IPv4 that it is."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped) or address
