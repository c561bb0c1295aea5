"""Which Host and Origin headers are ours: no other page may speak to a room through somebody's browser.

A page from elsewhere can open a WebSocket to any address, but the browser says in Origin whose page it is (RFC 6455,
10.2). A name that its owner points at this machine (DNS rebinding) makes that page one of our own to the browser, but
the name stands in Host and in Origin.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,255})(?::(?P<port>[0-9]{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#@\\]+)")
_USUAL = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class _Authority:
    host: str
    port: int | None


class Ours:
    """The addresses and names by which browsers rightly reach this server. Make a new one when the network changes.

    `addresses` are reached at `port` over HTTP, and so is `localhost` if loopback is among them. `names` are what
    someone vouched for: host names or addresses, with a port or without. A name without a port stands for our own
    port and for those of HTTP and HTTPS, where a proxy listens.
    """

    def __init__(self, addresses: Iterable[str], port: int, names: Iterable[str] = ()) -> None:
        vouched = {name: _authority(_as_sent(name)) for name in names}
        self.unread = tuple(name for name, authority in vouched.items() if authority is None)
        """The names that are none, and so nobody's; whoever gave them should be told."""
        self._names = frozenset(vouched.values()) - {None}
        self._port = port
        self._addresses = {authority.host for address in addresses if (authority := _authority(_as_sent(address)))}
        if any(_is_loopback(host) for host in self._addresses):
            self._addresses.add("localhost")

    def host_is_ours(self, header: str | None) -> bool:
        """Whether a request was meant for us. One that does not say for whom it is was not."""
        authority = _authority(header or "")
        return authority is not None and any(self._includes(scheme, authority) for scheme in _USUAL)

    def origin_is_ours(self, header: str | None) -> bool:
        """Whether one of our own pages speaks. A missing origin and the origin `null` are nobody's."""
        told = _ORIGIN.fullmatch((header or "").lower())
        authority = _authority(told["authority"]) if told else None
        return told is not None and authority is not None and self._includes(told["scheme"], authority)

    def request_is_ours(self, host: str | None, origin: str | None, *, acts: bool) -> bool:
        """Whether to serve a request. `acts` is true of WebSockets and of all that is not a plain GET or HEAD.

        What only reads may come without an origin, as links and typed addresses do. What acts may not: a browser
        never leaves it out there, and a program that means well can send ours.
        """
        if not self.host_is_ours(host):
            return False
        return not acts if origin is None else self.origin_is_ours(origin)

    def _includes(self, scheme: str, authority: _Authority) -> bool:
        usual = _USUAL[scheme]
        port = usual if authority.port is None else authority.port
        if scheme == "http" and port == self._port and authority.host in self._addresses:
            return True
        return _Authority(authority.host, port) in self._names or (
            _Authority(authority.host, None) in self._names and port in (self._port, usual)
        )


def _authority(text: str) -> _Authority | None:
    """The host in its one spelling and the port, or none if browsers would not write it so."""
    told = _AUTHORITY.fullmatch(text.lower()) if text.isascii() else None
    if told is None:
        return None
    host = told["host"].removesuffix(".")
    if host.startswith("["):
        try:
            host = f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    return _Authority(host, int(told["port"]) if told["port"] else None) if host else None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _as_sent(name: str) -> str:
    """A name or address as browsers send it: IPv6 in brackets, international names in their ASCII form."""
    bare = name.strip()
    if bare.count(":") > 1 and not bare.startswith("["):
        return f"[{bare}]"
    if bare.isascii():
        return bare
    host, colon, port = bare.partition(":")
    try:
        return host.encode("idna").decode("ascii") + colon + port
    except UnicodeError:
        return ""
