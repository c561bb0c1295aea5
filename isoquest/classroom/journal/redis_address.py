"""Connections to the Redis server that an address names, and what goes wrong with them, in sentences.

Importing this without the package `redis` raises `RefusedError`, which says how to get it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from isoquest.classroom.journal.refusing import RefusedError

try:
    from redis import exceptions
    from redis.asyncio import ConnectionPool, Redis
    from redis.asyncio.connection import parse_url
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff
except ModuleNotFoundError:
    raise RefusedError("For a lesson on a Redis server install the Python package redis: pip install redis.") from None

CONNECTING = 3.0
"""Seconds for a connection to come about."""
REPLYING = 5.0
"""Seconds for a reply; a server that takes longer counts as away."""

Client = Redis
"""A client of the package's; it is named here alone, so that the package is missed here alone."""
CommandError = exceptions.ResponseError
"""The server's own refusal of a command."""
FAILURES = (exceptions.RedisError, OSError)
"""What `command` raises."""

_NOT_LET_IN = "wants another name or password"
_CODES = {
    "NOAUTH": _NOT_LET_IN,
    "WRONGPASS": _NOT_LET_IN,
    "MISCONF": "cannot write to its disk",
    "WRONGTYPE": "keeps something else under the name of this room",
}
_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    ((exceptions.AuthenticationError, exceptions.AuthenticationWrongNumberOfArgsError), _NOT_LET_IN),
    (exceptions.NoPermissionError, "does not let this user use streams"),
    (exceptions.BusyLoadingError, "is still reading its data"),
    ((exceptions.ConnectionError, exceptions.TimeoutError, OSError), "cannot be reached"),
    (exceptions.OutOfMemoryError, "has no memory left"),
    (exceptions.ReadOnlyError, "is a copy of another one, which takes the entries"),
)
_KNOWN = {"host", "port", "username", "password", "db", "path", "connection_class"}


@dataclass(frozen=True, slots=True)
class Address:
    """The Redis server that an address names; neither its name nor its representation shows the password."""

    name: str
    """Host and port, or the path of a socket."""
    _options: dict[str, Any] = field(repr=False)

    def client(self) -> Client:
        """A client with one connection, made at the first command. Nothing is ever sent twice by itself."""
        pool = ConnectionPool(
            **self._options,
            max_connections=1,
            socket_connect_timeout=CONNECTING,
            socket_timeout=REPLYING,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
            decode_responses=True,
            encoding_errors="replace",
        )
        return Redis.from_pool(pool)


def address_of(text: str) -> Address:
    """The server that `text` names: `redis://user:password@host:port/number`, `rediss://…` or `unix:///path`.

    Raises `RefusedError`.
    """
    refusal = RefusedError(
        "The address of the Redis server is not understood: write it as redis://host:port/number, or as "
        "redis://user:password@host:port/number, with %40 for an @ in the password."
    )
    try:
        options: dict[str, Any] = dict(parse_url(text))
    except ValueError:
        raise refusal from None
    known = _KNOWN | {name for name in options if name.startswith("ssl_") and text.startswith("rediss:")}
    if not options.keys() <= known:
        raise refusal
    host = f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"
    return Address(str(options.get("path", host)), options)


async def command(client: Client, *words: str | int) -> Any:
    """What the server replies to a command; it raises what `FAILURES` names."""
    return await client.execute_command(*words)  # type: ignore[no-untyped-call]  # the package leaves it without types


def clause(error: Exception, address: Address) -> str:
    """What `error`, raised by a command, means; the beginning of a sentence."""
    said = str(error)
    code = said.split(" ", 1)[0]
    server = f"the Redis server at {address.name}"
    if isinstance(error, exceptions.InvalidResponse):
        return f"what answers at {address.name} is no Redis server"
    if "unknown command" in said.lower():
        return f"{server} is too old: Redis 6.2 or newer is needed"
    if code in _CODES:
        return f"{server} {_CODES[code]}"
    for kinds, meaning in _KINDS:
        if isinstance(error, kinds):
            return f"{server} {meaning}"
    # Nothing else of what it said, since it may quote what it was sent.
    return f"{server} does not take entries just now" + (f" ({code})" if code.isupper() else "")


def refusal(error: Exception, address: Address) -> RefusedError:
    """The same as a whole sentence, to be raised."""
    said = clause(error, address)
    return RefusedError(f"{said[0].upper()}{said[1:]}.")
