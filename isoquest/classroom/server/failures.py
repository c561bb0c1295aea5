"""Mistakes of our own, written to the log without anything that a student or teacher sent."""

from __future__ import annotations

import logging
from traceback import format_tb

_log = logging.getLogger(__name__)


def log_failure(doing: str, error: Exception) -> None:
    """Log what failed and where. The error's own words are left out: a token or a name may stand in them."""
    _log.error("%s failed: %s\n%s", doing, type(error).__name__, "".join(format_tb(error.__traceback__)))


def silent_logger() -> logging.Logger:
    """A logger that writes nothing, for a library that would log what clients send, word for word."""
    logger = logging.getLogger(f"{__name__}.silent")
    logger.setLevel(logging.CRITICAL + 1)
    logger.propagate = False
    return logger
