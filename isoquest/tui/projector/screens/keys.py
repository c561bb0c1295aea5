"""Every key of the wall, and how a lesson goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual

from isoquest.tui.prose_view import prose
from isoquest.tui.screens.help import KeyTold
from isoquest.tui.screens.reading import ReadingPage
from isoquest.tui.views.consequence import heading
from isoquest.tui.visuals import Grid, Stack

HOW = """\
The class sees this screen; phones see the same moment, each with its own order of options. *Space* always goes on. \
Keys that mean nothing now do nothing.

- **Everything is kept** before it counts: close the projector by mistake, and the lesson can be resumed.
- **Late students** come in with the code on the top line, at the present question.
- **More time** for one student is given under *Students*, and not shown on the wall.
"""


class Keys(ReadingPage):
    """The keys that do something now, then how a lesson goes."""

    CSS_PATH = "../../screens/reading.tcss"
    HEAD = "Keys"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", "Back", show=False)]

    def __init__(self, keys: Sequence[KeyTold]) -> None:
        super().__init__()
        self._keys = keys

    def text(self) -> Visual:
        """The text."""
        rows = [[Content.styled(key, "bold $accent"), Content(told)] for key, told in self._keys]
        keys = Stack([heading("Now"), Grid(rows)], gap=0)
        return Stack([keys, Stack([heading("How a lesson goes"), prose(HOW)], gap=0)])
