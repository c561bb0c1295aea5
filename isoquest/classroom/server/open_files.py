"""As many connections as the system lets one program have."""

from __future__ import annotations

import contextlib
import sys

_WANTED = 16_384


def allow_many_connections() -> None:
    """Ask for more open files than the usual 256 or 1024; where that is refused, all goes on with fewer."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none, and needs none

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
