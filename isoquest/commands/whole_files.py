"""Files read and written as a whole, with a bound on what is read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from isoquest.content.yaml_tree import MAX_BYTES


def bytes_of(path: Path, *, pipes: bool = False) -> bytes:
    """What is in a file, at most one byte more than is ever read.

    Raises OSError; without `pipes` for pipes and devices too, which might never end.
    """
    if not pipes and not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "that is no regular file")
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it holds either what it held or all of the new; raises OSError."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_bytes(data)
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
