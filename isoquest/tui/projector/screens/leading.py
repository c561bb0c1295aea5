"""The keys that lead a lesson: each is an order to the room, given for the moment that the class sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType

from isoquest.classroom.room.events import Order
from isoquest.classroom.room.quiz import Quiz
from isoquest.classroom.room.replies import Refused
from isoquest.classroom.room.vote import Vote
from isoquest.engine.debrief import debrief
from isoquest.tui.projector.open_actions import LEADING, taken_back_by
from isoquest.tui.projector.screens.looking_back import LookingBack
from isoquest.tui.projector.screens.students import Students
from isoquest.tui.projector.screens.sure import Sure
from isoquest.tui.projector.views.moment import called
from isoquest.tui.projector.views.story import ways
from isoquest.tui.screens.page import Page

if TYPE_CHECKING:
    from isoquest.tui.projector.app import Projector

HELD = 0.15
"""Seconds within which a key that comes again is being held down."""
SETTLING = 0.7
"""Seconds after going on within which it does not go on again: keys repeat after half a second."""
MORE_SECONDS = 15
PODIUM = 3
"""Places that are called one after the other."""
PLACE_IN_LIST = 9
"""The highest number that has a key."""


class Leading(Page[None]):
    """A screen that shows a lesson, with the keys to lead it: those that mean nothing now are hidden and do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "next", "Next", id="next", tooltip="Go on with the lesson"),
        Binding(
            "z", "take_back", "Undo", id="take_back", tooltip="Cover the answer, or open once more what was closed"
        ),
        Binding("v", "vote_again", "Vote again", id="vote_again", tooltip="Let the class vote again"),
        Binding("b", "really", "Back to what was", id="really", tooltip="Back to the play as it really went"),
        Binding("d", "decisions", "Decisions", id="decisions", tooltip="Every decision: what if we had …"),
        Binding("c", "close", "Close", id="close", tooltip="Take no more answers"),
        Binding("r", "reveal", "Reveal", id="reveal", tooltip="Show the answer now"),
        Binding("plus,equals_sign", "extend", "15 s more", id="extend", tooltip="15 seconds more for everyone"),
        Binding("k", "skip", "Skip", id="skip", tooltip="Leave this question out; it earns nothing"),
        Binding("l", "board", "Leaderboard", id="board", tooltip="Show the leaderboard"),
        Binding("f", "facts", "Facts", id="facts", tooltip="Show or hide what the sources say"),
        Binding("q", "scan", "QR code", id="scan", tooltip="The picture to scan, on the whole screen"),
        Binding("a", "another", "Address", id="another", tooltip="Show another address of this computer"),
        Binding("s", "students", "Students", id="students", tooltip="Who is here; more time; remove"),
        Binding("p", "pause", "Pause", id="pause", tooltip="Stop the clock, or let it run again"),
        Binding("o", "lock", "Lock", id="lock", tooltip="Let nobody else in, or open the room again"),
        Binding("h", "names", "Names", id="names", tooltip="Hide names on the wall, or show them again"),
        Binding("e", "end", "End", id="end", tooltip="End the lesson; asks first"),
        *(
            Binding(str(number), f"number({number})", "Choose", show=False, tooltip="Choose by its number")
            for number in range(1, PLACE_IN_LIST + 1)
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.stage_shown = -1
        """The stage of the lesson that is on the wall: orders hold for it alone."""
        self.open: frozenset[str] = frozenset()
        """The actions that mean something at that stage."""
        self.in_full = False
        """What the sources say is shown, not only their names."""
        self._pressed = self._gone_on = -SETTLING

    @property
    def projector(self) -> Projector:
        """The app, by its own type."""
        return cast("Projector", self.app)

    def paint(self) -> None:
        """Show the present moment."""
        raise NotImplementedError

    def tell(self, text: str) -> None:
        """Tell the teacher something once."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only what means something now."""
        if not self.is_mounted:
            return False
        lesson = self.projector.live.room.lesson
        match action:
            case "back":
                return False
            case "number":
                return lesson.phase == "tied" or (isinstance(lesson, Vote) and lesson.phase == "debrief")
            case "scan":
                return bool(self.projector.joining.addresses) and not lesson.over
            case "another":
                return len(self.projector.joining.addresses) > 1 and lesson.phase == "lobby"
            case "scroll_by" | "line":
                return True
            case _:
                return action not in LEADING or action in self.open

    def order(self, order: Order, *, value: str = "", amount: int = 0, at_once: bool = True) -> None:
        """Have something done; unless it may come later too, only at the stage that is on the wall."""
        stage = self.stage_shown if at_once else None

        async def give() -> None:
            live = self.projector.live
            settled = await live.order(order, value=value, amount=amount, stage=stage)
            if isinstance(settled.reply, Refused) and (stage is None or live.room.stage == stage):
                self.tell(settled.reply.reason)
            self.paint()

        self.run_worker(give(), group="order")

    def action_next(self) -> None:
        """Go on, once for each press of the key."""
        now = self.projector.seconds()
        held = now - self._pressed < HELD or now - self._gone_on < SETTLING
        self._pressed = now
        if not held:
            self._gone_on = now
            if self._is_calling():
                self.tell("The first place is called in a moment.")
            elif self._ends_next():
                self.action_end()
            else:
                self.order("next")

    def _is_calling(self) -> bool:
        """Not everyone stands on the podium yet, and the next step would take it away."""
        live = self.projector.live
        quiz = live.room.lesson
        calmly = self.app.animation_level == "none"
        return isinstance(quiz, Quiz) and quiz.phase == "podium" and called(live, quiz, calmly=calmly) < PODIUM

    def _ends_next(self) -> bool:
        """The next step ends the lesson for good, while the class may still be reading what it decided."""
        lesson = self.projector.live.room.lesson
        looks_elsewhere = isinstance(lesson, Vote) and lesson.set_aside is not None
        return lesson.phase == "debrief" and not looks_elsewhere

    def action_take_back(self) -> None:
        """Take the last step back."""
        self.order(taken_back_by(self.projector.live.room))

    def action_vote_again(self) -> None:
        """Let the class vote again."""
        self.order("revote")

    def action_really(self) -> None:
        """Back to the play as it really went."""
        self.order("back")

    def action_close(self) -> None:
        """Take no more answers."""
        self.order("close")

    def action_reveal(self) -> None:
        """Show the answer."""
        self.order("reveal")

    def action_extend(self) -> None:
        """Give everyone more time."""
        self.order("extend", value=str(MORE_SECONDS))

    def action_skip(self) -> None:
        """Leave the question out."""
        self.order("skip")

    def action_board(self) -> None:
        """Show the leaderboard."""
        self.order("board")

    def action_pause(self) -> None:
        """Stop the clock, or let it run again."""
        self.order("resume" if self.projector.live.room.paused else "pause", at_once=False)

    def action_lock(self) -> None:
        """Let nobody else in, or open the room again."""
        self.order("lock", value="off" if self.projector.live.room.locked else "on", at_once=False)

    def action_names(self) -> None:
        """Hide names on the wall, or show them again."""
        self.order("hide-names", value="off" if self.projector.live.room.names_hidden else "on", at_once=False)

    def action_facts(self) -> None:
        """Show what the sources say, or only the sources."""
        self.in_full = not self.in_full
        self.paint()

    def action_number(self, number: int) -> None:
        """Settle a tie, or ask what would have been."""
        lesson = self.projector.live.room.lesson
        if not isinstance(lesson, Vote):
            return
        if lesson.phase == "tied":
            open_ways = ways(lesson)
            if number <= len(open_ways):
                self.order("settle", value=open_ways[number - 1].id)
            return
        turns = debrief(lesson.play).turns
        if number <= len(turns):
            self.order("what-if", amount=turns[number - 1].number - 1)

    def action_end(self) -> None:
        """End the lesson, after asking."""
        stage = self.stage_shown

        def answered(sure: bool | None) -> None:
            if sure and self.projector.live.room.stage == stage:
                self.order("end")

        told = "Answers are no longer taken. What was answered up to now is kept."
        self.app.push_screen(Sure("End the lesson here?", told), answered)

    def action_students(self) -> None:
        """Who is here."""
        self.app.push_screen(Students())

    def action_decisions(self) -> None:
        """Every decision up to now."""
        lesson = self.projector.live.room.lesson
        if isinstance(lesson, Vote):

            def what_if(keeping: int) -> None:
                self.order("what-if", amount=keeping)

            self.app.push_screen(LookingBack(lesson.play, self.projector.live.reference, what_if))

    def action_scan(self) -> None:
        """Show the picture to scan."""
        self.projector.show_picture()

    def action_another(self) -> None:
        """Show another address."""
        self.projector.address = (self.projector.address + 1) % len(self.projector.joining.addresses)
        self.paint()
