"""Mistakes of our own, written to the log without anything that a student or teacher sent."""

from __future__ import annotations

import logging
from traceback import format_tb

_log = logging.getLogger(__name__)


def log_failure(doing: str, error: Exception) -> None:
    """Log what failed and where. The error's own words are left out: a token or a name may stand in them."""
    _log.error("%s failed: %s\n%s", doing, type(error).__name__, "".join(format_tb(error.__traceback__)))


def silent_logger(name: str = f"{__name__}.silent") -> logging.Logger:
    """The logger of this name, which writes nothing from now on: a library would log what clients send, word for word.

    Where the library has a logger of its own and takes no other, it is that one's name.
    """
    logger = logging.getLogger(name)
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger
