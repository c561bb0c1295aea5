"""Starts the app as the command `isoquest` does; first_frame.py runs this in processes of their own."""

from __future__ import annotations

import sys
from contextlib import closing

import isoquest.cli
import isoquest.commands.home  # noqa: F401 - with cli, what the command has imported before it opens the store
from isoquest.commands.desk import opened_store, own_library
from isoquest.progress.store import Refused


def main() -> int:
    """What `isoquest.commands.home.home` does where there is a terminal to draw on."""
    opened = opened_store()
    if isinstance(opened, Refused):
        return 1
    from isoquest.tui.app import run  # noqa: PLC0415 - at this moment, as there

    with closing(opened.store) as store:
        return run(store, store.current_profile(), opened.notices, own_library())


if __name__ == "__main__":
    sys.exit(main())
