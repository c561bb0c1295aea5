"""What proves who somebody is: a student's seat token and the teacher's key, 128 random bits each.

They are never guessed, so a plain hash keeps them: SHA-256 of so many random bits needs neither salt nor slowness.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

BYTES = 16
SEAT_ID_LENGTH = 32
"""How much of a token's hash names its seat: 128 bits in hexadecimal digits."""

_WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True, eq=False)
class Secret:
    """A token or key, shown by nothing that prints, formats or logs it: only `text` gives it away."""

    text: str = field(repr=False)


def new_secret(random_bytes: Callable[[int], bytes]) -> Secret:
    """Draw a token or key: 22 characters fit for an address. `random_bytes` is such as `secrets.token_bytes`."""
    return Secret(urlsafe_b64encode(random_bytes(BYTES)).rstrip(b"=").decode("ascii"))


def read_secret(text: object) -> Secret | None:
    """What a client sent as its token or key, or none if it is not shaped like one."""
    return Secret(text) if isinstance(text, str) and _WELL_FORMED.fullmatch(text) else None


def hashed(secret: Secret) -> str:
    """The SHA-256 of a token or key in 64 hexadecimal digits, from which it cannot be found again."""
    return sha256(secret.text.encode("utf-8", "surrogatepass")).hexdigest()


def seat_id(token: Secret) -> str:
    """What the journal calls the seat of this token."""
    return hashed(token)[:SEAT_ID_LENGTH]


def is_key(offered: Secret, kept: str) -> bool:
    """Whether this is the key of which a hash was kept, in a time that does not tell how nearly."""
    return hmac.compare_digest(hashed(offered).encode(), kept.encode("utf-8", "surrogatepass"))
