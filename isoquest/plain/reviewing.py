"""Today's reviews, one line read per answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from isoquest.content.prose import plain
from isoquest.content.reference import Reference
from isoquest.engine.debrief import title_of
from isoquest.plain.playing import MOST_MISREAD, Left
from isoquest.plain.questioning import Questioner, number_typed, typed
from isoquest.plain.words import facts_of, source_line, story, wrapped
from isoquest.progress.reviewing import DecisionPrompt, Prompt, QuestionPrompt, ReviewSitting
from isoquest.quiz.review import forecast

HELP = """\
Answer and press Enter. To say how sure you are, put !1, !2 or !3 behind the answer. Other words:
  u   take the last answer back
  q   leave
  ?   this help
An answer that is one of these words is typed with = before it."""


@dataclass(slots=True)
class PlainReview:
    """Reviews told line by line. `say` prints one line; `ask` reads one, or gives None where the input has ended."""

    sitting: ReviewSitting
    reference: Reference
    say: Callable[[str], None]
    ask: Callable[[str], str | None]
    width: int = 78
    misread: int = 0

    def run(self) -> Left:
        """Ask until nothing is left today, until the player leaves, or until the input ends."""
        while (prompt := self.sitting.prompt()) is not None:
            self.put(prompt)
            line = self.ask("> ")
            if line is None:
                return "end-of-input"
            word = line.strip()
            if word.casefold() in ("q", "quit") or self.misread >= MOST_MISREAD:
                return "left"
            if word == "?":
                self.paragraph(HELP)
            elif word.casefold() == "u":
                self.say("Taken back." if self.sitting.undo() else "There is nothing to take back.")
            else:
                self.answer(prompt, word)
        self.ending()
        return "over"

    def put(self, prompt: Prompt) -> None:
        """Tell what is asked."""
        self.say("")
        waiting = self.sitting.waiting
        self.say(f"{waiting} to review" if waiting != 1 else "The last one to review")
        if isinstance(prompt, QuestionPrompt):
            Questioner(self.say, self.reference, self.width).put(prompt.item)
            return
        self.paragraph(f"From {prompt.scenario.title}: {title_of(prompt.node)}")
        for line in story(prompt.node.text, self.width):
            self.say(line)
        for number, choice in enumerate(prompt.choices, start=1):
            self.paragraph(choice.text, f"{number}. ")
        self.say("Which is the soundest? Type its number.")

    def answer(self, prompt: Prompt, line: str) -> None:
        """Answer what is asked, and tell how it went."""
        sure = re.search("!([123])$", line)
        line = line[: sure.start()] if sure else line
        certainty = int(sure.group(1)) if sure else None
        done = (
            self.answer_question(prompt, line, certainty)
            if isinstance(prompt, QuestionPrompt)
            else self.answer_decision(prompt, line.strip(), certainty)
        )
        self.misread = 0 if done else self.misread + 1
        if done and self.sitting.notice:
            self.say(f"Note: {self.sitting.notice}.")

    def answer_question(self, prompt: QuestionPrompt, line: str, certainty: int | None) -> bool:
        """Answer a question; False where the answer cannot be taken, which has then been told."""
        answer = typed(prompt.item, line)
        mark = answer if isinstance(answer, str) else self.sitting.answer_question(prompt, answer, certainty)
        if isinstance(answer, str) or isinstance(mark, str):
            self.paragraph(f"{mark} (? for help)")
            return False
        Questioner(self.say, self.reference, self.width).explain(prompt.item.question, answer, mark)
        return True

    def answer_decision(self, prompt: DecisionPrompt, line: str, certainty: int | None) -> bool:
        """Take a choice; False where the line names none, which has then been told."""
        choices = prompt.choices
        number = number_typed(line) or 0
        if not 1 <= number <= len(choices):
            self.say(f"Type a number from 1 to {len(choices)}. (? for help)")
            return False
        taken = choices[number - 1]
        right = self.sitting.answer_decision(prompt, taken.id, certainty)
        self.say("Right: none is sounder." if right else "There is a sounder one.")
        best = max(choice.score for choice in choices)
        for choice in dict.fromkeys((taken.id, *(choice.id for choice in choices if choice.score == best))):
            told = prompt.node.choices[choice]
            self.paragraph(f"{told.text} {plain(told.feedback)}", "- ")
            for fact in facts_of(told.because, self.reference):
                self.paragraph(source_line(fact), "  Source: ")
        return True

    def ending(self) -> None:
        """Tell what was done, and when the next ones come."""
        sitting = self.sitting
        self.say("")
        self.paragraph(f"Nothing is left to review today. Reviewed now: {sitting.done}.")
        if not sitting.store.card_count(sitting.profile_id):
            self.paragraph("What you miss in quizzes and scenarios will be asked here again.")
        if sitting.gone:
            self.paragraph(f"Passed over, because what they ask is no longer there: {sitting.gone}.")
        moments = sitting.store.due_moments(sitting.profile_id)
        coming = [
            f"{day:%a %d %b} {count}" for day, count in forecast(moments, sitting.store.now(), sitting.zone) if count
        ]
        if coming:
            self.paragraph("The next two weeks: " + ", ".join(coming) + ".")

    def paragraph(self, text: str, first: str = "") -> None:
        """Say one text, wrapped."""
        for line in wrapped(text, self.width, first):
            self.say(line)
