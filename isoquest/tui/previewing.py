"""Leading an author to a preview of a file, whatever the file holds by now."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from isoquest.authoring.trial import Trial
from isoquest.tui import ways

if TYPE_CHECKING:
    from textual.screen import Screen

    from isoquest.authoring.previewing import Version
    from isoquest.tui.app import IsoQuest
    from isoquest.tui.screens.previewing import Preview


async def open_preview(app: IsoQuest, preview: Preview) -> None:
    """Read the file and show what it holds."""
    version = await asyncio.to_thread(preview.watched.look)
    if version is not None:
        await show_version(app, preview, version)


async def show_version(app: IsoQuest, preview: Preview, version: Version) -> None:
    """Show a version with nothing but the home screen behind it."""
    reference = await asyncio.to_thread(app.loader.reference)
    screen: Screen[None]
    if version.scenario is not None:
        screen = ways.preview(preview, version, Trial.begin(version.scenario, preview.seed), reference)
    elif version.bank is not None:
        screen = ways.bank_preview(preview, version, version.bank, reference)
    else:
        screen = ways.preview_waiting(preview, version)
    with app.batch_update():
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.push_screen(screen)
