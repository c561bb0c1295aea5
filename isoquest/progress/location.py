"""Where progress is kept on this machine."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

import platformdirs

PROOFS = "proofs"
"""The folder of kept proofs, within the folder of caches and within that of the bundled content."""
HOME_VARIABLE = "ISOQUEST_HOME"
"""The environment variable that names another data folder."""


def data_folder(environ: Mapping[str, str]) -> Path:
    """Give the absolute path of the folder that holds the progress file.

    It is ``ISOQUEST_HOME`` where that is set and not empty (a leading ``~`` means the home folder), else the
    platform's folder for a user's data. Nothing is created, and the folder need not exist.
    """
    chosen = environ.get(HOME_VARIABLE, "")
    if not chosen:
        return platformdirs.user_data_path("isoquest", appauthor=False).absolute()
    folder = Path(chosen)
    with contextlib.suppress(RuntimeError):  # "~nobody-here": no such home, so the name is taken as it is written
        folder = folder.expanduser()
    return folder.absolute()


def proofs_folder(environ: Mapping[str, str]) -> Path:
    """Give the absolute path of the folder where proofs are kept; whatever is in it may be deleted at any time."""
    if environ.get(HOME_VARIABLE):
        return data_folder(environ) / PROOFS
    return platformdirs.user_cache_path("isoquest", appauthor=False).absolute() / PROOFS
