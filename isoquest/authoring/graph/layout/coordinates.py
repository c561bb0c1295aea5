"""What a layout comes to: rectangles for boxes, the course of every line, the extent of every band, in pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isoquest.authoring.graph.circles import Pair


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of the drawing, from its top left corner, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line runs: straight down through each span, in a curve between one and the next."""

    spans: tuple[tuple[float, float, float], ...]
    """x, y of its beginning and y of its end, from source to target; the first and the last are points on the boxes."""
    label: Rectangle | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Every coordinate of a picture."""

    width: float
    height: float
    boxes: Mapping[str, Rectangle]
    lines: Mapping[Pair, Line]
    """Each by its source and target."""
    bands: tuple[tuple[float, float], ...]
    """Top and height of each band."""
