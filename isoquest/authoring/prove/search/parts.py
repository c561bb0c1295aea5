"""A machine without some of its ways, where it is known that no run that matters takes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from isoquest.authoring.prove.machine.running import Running, Way


class Part(Running):
    """A machine with some of its ways only; who decides at its places is left out of account."""

    def __init__(self, whole: Running, kept: Callable[[Way], bool]) -> None:
        places = [replace(place, kind="auto") for place in whole.machine.places]
        self.machine = replace(whole.machine, places=places)
        self.expired = whole.expired
        self.encoding = whole.encoding
        self.ways = [[way for way in ways if kept(way)] for ways in whole.ways]
        self.into = [[way for way in ways if kept(way)] for ways in whole.into]
        self.component = whole.component
        self.order = whole.order
        self.loops = whole.loops
