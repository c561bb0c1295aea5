"""The wall: the present moment of the lesson, as the class sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from isoquest.classroom.room.vote import Vote
from isoquest.tui.one_line import line
from isoquest.tui.projector.open_actions import open_now
from isoquest.tui.projector.screens.leading import Leading
from isoquest.tui.projector.views.foot import TALL, foot, here
from isoquest.tui.projector.views.moment import Look, slide_for
from isoquest.tui.projector.views.slide import Slide
from isoquest.tui.visuals import Stack
from isoquest.tui.widgets.story import MoreLine, Story

PAINTS = 8
"""A second at most, however many answers come in."""
TICK = 0.25
"""Seconds between two looks at the clock."""
MARGIN = 2
BAR = 1
"""Columns that are kept for the bar of a text that scrolls."""
LONGEST_LINE = 110
"""Columns of a text at most."""
ROOMY = 20
"""Lines of a screen from which blank ones cost nothing."""


class Wall(Leading):
    """Redrawn in place, at most some times a second, and only what has changed."""

    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "scroll_by(1)", "Read on", show=False, tooltip="Scroll down"),
        Binding("pageup", "scroll_by(-1)", "Read back", show=False, tooltip="Scroll up"),
        Binding("down", "line(1)", "A line down", show=False, tooltip="Scroll a line down"),
        Binding("up", "line(-1)", "A line up", show=False, tooltip="Scroll a line up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._drawn: object = None
        """What the slide on the wall is drawn from."""
        self._top = self._foot = ""
        self._foot_rows = 0
        # Held here, not looked for: a room may still change while the screen is being taken down.
        self._title, self._door, self._aside, self._upper, self._lower, self._picture, self._changing = (
            Static(id=name, markup=False) for name in ("title", "door", "aside", "upper", "lower", "picture", "foot")
        )
        self._story, self._more = Story(), MoreLine()
        self._below = VerticalScroll(id="below", can_focus=False)

    def body(self) -> Iterable[Widget]:
        """What the lesson is, the slide, and what goes on changing."""
        with Horizontal(id="top"):
            yield self._title
            yield self._door
        yield self._aside
        with Horizontal(id="both"):
            with Vertical(id="slide"):
                with self._story:
                    yield self._upper
                yield self._more
                with self._below:
                    yield self._lower
            yield self._picture
        yield self._changing

    def on_mount(self) -> None:
        """Follow the room."""
        self._more.key = "PgDn"
        self.run_worker(self._follow(), group="follow")
        self.set_interval(TICK, self._tick)

    async def _follow(self) -> None:
        live = self.projector.live
        while True:
            seen = live.revision
            self.paint()
            await asyncio.sleep(1 / PAINTS)
            await live.changed(seen)

    def _tick(self) -> None:
        if self.projector.live.room.lesson.phase == "podium":
            self.paint()
        else:
            self._paint_foot()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.paint()

    def paint(self) -> None:
        """Draw what has changed since it was drawn last."""
        if not self.is_mounted or not self.size:
            return
        projector, room = self.projector, self.projector.live.room
        projector.notice = projector.live.trouble
        self._paint_top()
        self._paint_foot()
        look = self._look()
        slide = slide_for(projector.live, projector.joining, look)
        gone_on = room.stage != self.stage_shown
        if (slide.key, look) != self._drawn:
            self._drawn = (slide.key, look)
            self._draw(slide, look, gone_on)
        keys = open_now(room)
        if gone_on or keys != self.open:
            self.stage_shown, self.open = room.stage, keys
            self.refresh_bindings()

    def _look(self) -> Look:
        width, height = self.size
        used = 3 + int(height >= ROOMY) + bool(self.projector.notice) + bool(self._aside.display) + self._foot_rows
        whole = max(8, width - 2 * MARGIN - BAR)
        columns = min(whole, LONGEST_LINE)
        calmly = self.app.animation_level == "none"
        return Look(columns, whole, max(1, height - used), self.in_full, self.projector.address, calmly)

    def _draw(self, slide: Slide, look: Look, gone_on: bool) -> None:
        upper, lower = _laid_out(slide, look)
        self._upper.update(upper)
        self._below.display = lower is not None
        if lower is not None:
            self._lower.update(lower)
        self._picture.display = bool(slide.beside)
        self._picture.update(Content("\n".join(slide.beside)))
        if gone_on:
            self._more.told = ""
            self._more.visible = self._more.more or self._below.display
            self._story.scroll_home(animate=False, immediate=True)
            self._below.scroll_home(animate=False, immediate=True)

    def _paint_top(self) -> None:
        room = self.projector.live.room
        with_phone = self.projector.live.connected
        connected = sum(seat.id in with_phone for seat in room.seats.present)
        marks = [word for word, on in (("locked", room.locked), ("names hidden", room.names_hidden)) if on]
        door = " · ".join((room.opened.code, here(room, connected), *marks))
        aside = ""
        lesson = room.lesson
        if room.paused:
            aside = "The lesson is paused: p lets it go on."
        elif isinstance(lesson, Vote) and lesson.set_aside is not None:
            aside = "What if? b leads back to what really was."
        told = f"{room.opened.title}\n{door}\n{aside}"
        if told == self._top:
            return
        self._top = told
        self._title.update(line(room.opened.title))
        self._door.update(line(door))
        self._aside.update(line(aside))
        self._aside.display = bool(aside)

    def _paint_foot(self) -> None:
        live = self.projector.live
        width, height = self.size
        columns = max(8, min(width - 2 * MARGIN, LONGEST_LINE))
        made = foot(live.room, live.now(), columns, height)
        text = f"{columns} {height} {made.text}" if made is not None else ""
        if text == self._foot:
            return
        self._foot = text
        self._changing.display = made is not None
        self._foot_rows = 0
        if made is not None:
            self._changing.update(made.drawn)
            self._foot_rows = made.drawn.get_height({}, columns) + int(height >= TALL)

    def on_story_seen(self, _: Story.Seen) -> None:
        """Say whether there is more to read."""
        self._more.more = self._story.more
        self._more.visible = self._more.more or bool(self._more.told) or self._below.display

    def tell(self, text: str) -> None:
        """Tell it on the line below the slide, until the lesson goes on."""
        self._more.told = line(text).plain
        self._more.visible = True

    def action_scroll_by(self, pages: int) -> None:
        """Scroll by pages."""
        if pages > 0 and not self._story.more:
            self._below.scroll_page_down(animate=False)
        elif pages > 0:
            self._story.scroll_page_down(animate=False)
        else:
            self._story.scroll_page_up(animate=False)
            self._below.scroll_home(animate=False)

    def action_line(self, lines: int) -> None:
        """Scroll by lines."""
        self._story.scroll_relative(y=lines, animate=False)


def _laid_out(slide: Slide, look: Look) -> tuple[Visual, Visual | None]:
    """A slide as one text where it fits, with blank lines where there is room for them, else in two parts."""
    lower = slide.lower
    for gap in (2, 1, 0) if look.rows >= TALL else (1, 0):
        whole = slide.upper(gap) if lower is None else Stack([slide.upper(gap), lower(gap)], gap=max(1, gap))
        if whole.get_height({}, look.columns) <= look.rows:
            return whole, None
    upper = slide.upper(0)
    if lower is None or upper.get_height({}, look.columns) == 1:
        return whole, None  # a head alone does not deserve a part of its own
    return upper, lower(0)
