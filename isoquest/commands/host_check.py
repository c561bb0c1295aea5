"""`isoquest host --check`: a picture to scan, whose page tells that the phone has got to this computer."""

from __future__ import annotations

import asyncio
import contextlib

from isoquest.classroom.door.picture import in_capitals, lines, picture
from isoquest.classroom.server.reach import ReachCheck
from isoquest.commands.lesson_network import Network, free_port
from isoquest.content.safe_text import safe_line


async def check(network: Network, port: int | None) -> None:
    """Show the picture, and tell of each phone that got here, until interrupted. Raises `Complaint`."""
    reached: set[str] = set()

    def told(address: str) -> None:
        if address not in reached:
            reached.add(address)
            print(f"✓ A phone got here, from {safe_line(address)}.", flush=True)

    here = ReachCheck(told)
    found = await here.start(network.bind, free_port(network.bind, port))
    try:
        address = network.addresses(found, "here")[0]
        for note in network.notes:
            print(note)
        print(f"Scan this with a phone, or type {address}\n")
        # Black on white whatever the terminal's colours: phones need the contrast.
        print("\n".join(f"\x1b[30;107m{line}\x1b[0m" for line in lines(picture(in_capitals(address)))))
        print("\nThe phone says so when it gets here. If it does not: the network may keep its")
        print("guests apart, or a firewall on this computer is in the way. A phone's hotspot")
        print("that all join works. Ctrl+C stops.", flush=True)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
    finally:
        await here.stop()
