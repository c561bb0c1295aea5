"""Where a question is answered: what can be ticked, ordered, paired or typed, then how sure the player is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from isoquest.quiz.answers import LONGEST_ANSWER, fault_in, is_blank
from isoquest.quiz.asking import ids_shown, shown
from isoquest.tui.draft import Draft, sides
from isoquest.tui.one_line import line
from isoquest.tui.widgets.entries import NOTHING, ChoiceList, Entry, Heading, numbered
from isoquest.tui.words import SURE

HOW = {
    "one": "A number, or the arrows and Enter.",
    "true-false": "A number, or the arrows and Enter.",
    "several": "Numbers or Space tick; Enter gives the answer.",
    "order": "Numbers in turn, first to last; Backspace takes one back; Enter gives it.",
    "match": "Choose a line, then what belongs to it.",
    "number": "Type a number; Enter gives it.",
    "text": "Type it; Enter gives it.",
    "blanks": "Choose a gap, then fill it.",
}
"""How each type of question is answered."""

Stage = Literal["parts", "side", "sure", "done"]


class AnswerPad(Vertical):
    """Answers one question at a time. It keeps a draft, and says when the answer is given."""

    DEFAULT_CSS = """
    AnswerPad { height: auto; }
    AnswerPad ChoiceList { height: auto; max-height: 1fr; }
    AnswerPad #typing { height: auto; padding: 0 1; }
    AnswerPad #typing Input { width: 1fr; max-width: 40; background: $panel; }
    AnswerPad #mark { width: 2; color: $accent; text-style: bold; }
    AnswerPad #unit { width: auto; max-width: 50%; padding-left: 1; color: $quiet; }
    AnswerPad #hint { height: auto; max-height: 2; padding: 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"number({number})", "Answer by number; for pairs 0 is none", show=False)
            for number in range(10)
        ),
        Binding("space", "turn", "Tick", show=False, tooltip="Tick what is pointed at, or put it next"),
        Binding("backspace", "take_back", "One back", show=False, tooltip="Take the newest part of the answer back"),
        Binding("escape", "step_back", "Back", show=False, tooltip="Back to the answer"),
    ]

    @dataclass
    class Given(Message):
        """The answer is given."""

        draft: Draft
        certainty: int | None

    class Changed(Message):
        """The draft has changed."""

    class GoneOn(Message):
        """The player wants what comes next."""

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self._stage: Stage = "parts"
        self._side = 0
        self._sure: Mapping[int, str] = {}
        self._keys: dict[int, str] = {}
        self._warned = False
        """The player has been told that something is missing; giving once more gives it as it is."""

    def compose(self) -> ComposeResult:
        """A list, a line to type in, and a line that says how."""
        yield ChoiceList(id="parts")
        with Horizontal(id="typing"):
            yield Static("▸ ", id="mark", markup=False)
            yield Input(id="typed", max_length=LONGEST_ANSWER, compact=True)
            yield Static(id="unit", markup=False)
        yield Static(id="hint", markup=False)

    # What is shown.

    def put(self, draft: Draft, sure: Mapping[int, str] | None = None) -> None:
        """Let this be answered; `sure` says what each certainty brings, where one is to be told."""
        self.draft = draft
        self._sure = sure or {}
        self._warned = False
        self._turn_to("parts")

    def offer(self, text: str) -> None:
        """Show nothing but the way on."""
        self.draft = None
        self._show([Entry(line(text), "next", Content.styled("Enter", "bold $accent"))])
        self._stage = "done"
        self.tell("")

    def tell(self, fault: str) -> None:
        """Say what is wrong; with nothing wrong, how to answer."""
        hint = self.query_one("#hint", Static)
        if fault:
            hint.update(Content.assemble(("! ", "bold $warning"), line(fault, "$warning")))
        else:
            hint.update(Content.styled(self._how(), "$quiet"))
        hint.display = bool(fault or self._how())

    def _how(self) -> str:
        if self.draft is None or self._stage == "done":
            return ""
        if self._stage == "sure":
            return "Esc goes back to the answer."
        if self._stage == "side":
            return "Esc leaves it as it is."
        return HOW[self.draft.question.type]

    def _turn_to(self, stage: Stage, at: int = 0) -> None:
        self._stage = stage
        if self._types_now():
            self._show_line()
        else:
            self._show(list(self._entries()), at)
        self.tell("")
        self.refresh_bindings()

    def _types_now(self) -> bool:
        if self.draft is None:
            return False
        question = self.draft.question
        if self._stage == "parts":
            return question.type in {"number", "text"}
        return self._stage == "side" and not self.draft.offered(self._side)

    def _show_line(self) -> None:
        draft = self.draft
        assert draft is not None  # noqa: S101 - called where something is typed
        number = draft.question.number
        typed, unit = self.query_one("#typed", Input), self.query_one("#unit", Static)
        self.query_one("#parts").display = False
        self.query_one("#typing").display = True
        unit.update(line(number.unit if number else f"for gap {self._side + 1}" if draft.question.blanks else ""))
        typed.value = draft.parts[self._side if self._stage == "side" else 0]
        typed.cursor_position = len(typed.value)
        typed.focus()

    def _show(self, entries: list[Option], at: int = 0) -> None:
        self.query_one("#typing").display = False
        parts = self.query_one("#parts", ChoiceList)
        parts.display = True
        parts.show(entries, at)
        parts.focus()

    def _entries(self) -> Iterator[Option]:
        """What can be chosen now; numbers are given in passing."""
        self._keys = {}
        draft = self.draft
        if draft is None:
            return
        if self._stage == "sure":
            yield Heading("How sure are you?")
            for number, brings in self._sure.items():
                body = Content.assemble((SURE[number], "bold"), (f"  {brings}", "$quiet"))
                yield self._entry(number, f"sure:{number}", body)
        elif self._stage == "side":
            yield from self._fillings(draft)
        elif sides(draft.question):
            yield from self._sides(draft)
        else:
            for number, (key, text) in enumerate(zip(ids_shown(draft.item), shown(draft.item), strict=True), start=1):
                yield self._entry(number, f"pick:{key}", line(text), self._tick(draft, key))
        if self._stage == "parts" and draft.question.type in {"several", "order", "match", "blanks"}:
            yield Entry(Content("That is my answer"), "give", Content.styled("→", "bold $accent"))

    def _fillings(self, draft: Draft) -> Iterator[Option]:
        yield Heading(f"{line(sides(draft.question)[self._side]).plain} → ?")
        for number, (key, text) in enumerate(draft.offered(self._side), start=1):
            yield self._entry(number, f"fill:{key}", line(text))
        if draft.parts[self._side]:
            yield self._entry(0, "fill:", Content.styled("Nothing", "$quiet"))

    def _sides(self, draft: Draft) -> Iterator[Option]:
        for number, side in enumerate(sides(draft.question), start=1):
            told = line(draft.told(number - 1), "bold") if draft.parts[number - 1] else Content.styled("…", "$quiet")
            yield self._entry(number, f"side:{number - 1}", Content.assemble(line(side), (" → ", "$quiet"), told))

    def _entry(self, number: int, key: str, body: Content, tick: Content = NOTHING) -> Entry:
        self._keys[number] = key
        return Entry(body, key, Content.assemble(numbered(number), tick))

    def _tick(self, draft: Draft, key: str) -> Content:
        ticked = key in draft.parts
        match draft.question.type:
            case "several":
                return Content.styled(" [x]" if ticked else " [ ]", "bold $primary" if ticked else "$quiet")
            case "order":
                place = str(draft.parts.index(key) + 1) if ticked else " "
                return Content.styled(f" [{place}]", "bold $primary" if ticked else "$quiet")
            case _:
                return Content.styled(" ●", "$primary") if ticked else NOTHING

    # What the player does.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Space ticks only where there is something to tick; Escape steps back only within a question."""
        if action == "turn":
            ticks = self.draft is not None and self.draft.question.type in {"several", "order"}
            return ticks and self._stage == "parts"
        if action == "step_back":
            return self._stage in {"side", "sure"}
        return True

    def on_option_list_option_selected(self, event: ChoiceList.OptionSelected) -> None:
        """Do what was clicked, or pointed at when Enter was pressed."""
        event.stop()
        draft = self.draft
        by_key = self.query_one("#parts", ChoiceList).by_key
        ticks = draft is not None and draft.question.type in {"several", "order"} and self._stage == "parts"
        if ticks and by_key:
            self._submit()
        else:
            self._act(event.option_id or "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        if self.draft is not None and self._types_now():
            self.draft.parts[self._side if self._stage == "side" else 0] = event.value
            self._changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed, or go back to the other gaps."""
        event.stop()
        self.query_one("#parts", ChoiceList).note_enter()
        if self._stage == "side":
            self._filled()
        else:
            self._submit()

    def action_number(self, number: int) -> None:
        """Take what has that number."""
        if self._stage != "done" and number in self._keys:
            self._act(self._keys[number])

    def action_turn(self) -> None:
        """Tick what is pointed at, or put it next."""
        option = self.query_one("#parts", ChoiceList).highlighted_option
        if option is not None and option.id:
            self._act(option.id)

    def action_take_back(self) -> None:
        """Take the newest part of the answer back."""
        if self._stage in {"side", "sure"}:
            self.action_step_back()
        elif self.draft is not None and self._stage == "parts" and not self._types_now():
            self.draft.take_back()
            self._changed()
            self._redraw()

    def action_step_back(self) -> None:
        """Back to the answer."""
        self._turn_to("parts", self._side if self._stage == "side" else 0)

    def _act(self, key: str) -> None:
        draft = self.draft
        kind, _, value = key.partition(":")
        if kind == "next":
            if not self.query_one("#parts", ChoiceList).held:
                self.post_message(self.GoneOn())
            return
        if draft is None:
            return
        match kind:
            case "pick" if draft.question.type in {"several", "order"}:
                draft.turn(value)
                self._changed()
                self._redraw(key)
            case "pick":
                draft.set_only(value)
                self._changed()
                self._submit()
            case "side":
                self._side = int(value)
                filled = [f for f, _ in draft.offered(self._side)]
                self._turn_to(
                    "side", 1 + filled.index(draft.parts[self._side]) if draft.parts[self._side] in filled else 1
                )
            case "fill":
                draft.parts[self._side] = value
                self._changed()
                self._filled()
            case "sure":
                self._give(int(value))
            case "give":
                self._submit()

    def _filled(self) -> None:
        """Back to the pairs or gaps, pointing at the next that has nothing."""
        draft = self.draft
        if draft is None:
            return
        if len(draft.parts) == 1:
            self._submit()
            return
        self._turn_to("parts", next((p for p, part in enumerate(draft.parts) if not part), len(draft.parts)))

    def _redraw(self, key: str = "") -> None:
        parts = self.query_one("#parts", ChoiceList)
        at = parts.get_option_index(key) if key else parts.highlighted
        self._turn_to("parts", at or 0)

    def _changed(self) -> None:
        self._warned = False
        self.post_message(self.Changed())

    def _submit(self) -> None:
        draft = self.draft
        if draft is None:
            return
        fault = fault_in(draft.question, draft.answer)
        missing = "Nothing is answered yet." if is_blank(draft.answer) else ""
        if not fault and not missing and draft.missing:
            missing = f"{draft.missing} of {len(draft.parts)} not filled yet."
        if not fault and missing and not self._warned:
            self._warned = True
            fault = f"{missing} Enter once more gives it as it is."
        if fault:
            if self._stage != "parts":
                self._turn_to("parts")
            self.tell(fault)
        elif self._sure and not is_blank(draft.answer):
            self._turn_to("sure", 1)
        else:
            self._give(min(self._sure) if self._sure else None)

    def _give(self, certainty: int | None) -> None:
        if self.draft is not None:
            self.post_message(self.Given(self.draft, certainty))
