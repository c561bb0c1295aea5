"""Starts a Textual app that has nothing but the widgets described in a file; first_frame.py runs this in processes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from textual import containers
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import OptionList, Static


def built(described: dict[str, Any]) -> Widget:
    """A widget of Textual's own, as described."""
    widget: Widget
    if described["options"]:
        widget = OptionList(*described["options"], markup=False)
    elif described["children"]:
        container = getattr(containers, described["kind"], containers.Container)
        widget = container(*map(built, described["children"]))
    else:
        widget = Static("\n".join(described["lines"]), markup=False)
    widget.styles.width, widget.styles.height = described["size"]
    widget.display = described["shown"]
    return widget


class Bare(App[None]):
    """Nothing but widgets."""

    def compose(self) -> ComposeResult:
        """The widgets described."""
        for described in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
            yield built(described)


if __name__ == "__main__":
    Bare().run()
