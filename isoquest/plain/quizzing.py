"""A quiz, one line read per answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from isoquest.content.reference import Reference
from isoquest.plain.playing import MOST_MISREAD, Left
from isoquest.plain.questioning import Questioner, number_typed, typed
from isoquest.plain.words import often_believed, wrapped
from isoquest.progress.quizzing import QuizSitting
from isoquest.quiz.asking import answer_told, asked
from isoquest.quiz.drawing import Item
from isoquest.quiz.grading import CERTAINTIES
from isoquest.quiz.results import Result, beliefs_tested, result

HELP = """\
Type your answer and press Enter. Other words:
  :N        go to question N (in an exam)
  h         hand the exam in
  q         save and leave
  ?         this help
An answer that is one of these words, such as q, is typed with = before it."""

READ_MORE_BELOW = 80
"""Per cent of a topic below which something to read is named."""


@dataclass(slots=True)
class PlainQuiz:
    """A quiz told line by line. `say` prints one line; `ask` reads one, or gives None where the input has ended."""

    sitting: QuizSitting
    reference: Reference
    say: Callable[[str], None]
    ask: Callable[[str], str | None]
    clock: Callable[[], datetime]
    width: int = 78
    misread: int = 0

    @property
    def exam(self) -> bool:
        """Nothing is told before the end."""
        return self.sitting.session.terms.mode == "exam"

    @property
    def questioner(self) -> Questioner:
        """Who tells the questions."""
        return Questioner(self.say, self.reference, self.width)

    def run(self) -> Left:
        """Ask until the end, until the player leaves, or until the input ends."""
        item = self.sitting.session.next_item
        while not self.sitting.session.over:
            self.standing_notice()
            if self.sitting.time_left(self.clock()) == 0:
                self.paragraph("The time is up. What was answered until now counts.")
                self.sitting.finish(self.clock())
                break
            self.put(item)
            line = self.ask("> ")
            if line is None:
                return "end-of-input"
            word = line.strip()
            if word.casefold() in ("q", "quit") or self.misread >= MOST_MISREAD:
                return "left"
            item = self.obey(word, item)
        self.standing_notice()
        self.ending()
        return "over"

    def obey(self, word: str, item: Item | None) -> Item | None:
        """Do what a line says; gives the question to put next."""
        if word == "?":
            self.paragraph(HELP)
        elif word.casefold() == "h" and self.exam:
            self.sitting.finish(self.clock())
        elif word.startswith(":") and self.exam:
            items = self.sitting.session.items
            number = number_typed(word[1:]) or 0
            if 1 <= number <= len(items):
                return items[number - 1]
            self.say(f"There are questions 1 to {len(items)}.")
        elif item is None:
            self.misread += 1
            self.paragraph("Every question has an answer. Type h to hand in, or :N to go back to question N.")
        elif self.answer(item, word):
            return self.sitting.session.next_item
        return item

    def put(self, item: Item | None) -> None:
        """Tell the question, with its number and the time left."""
        session = self.sitting.session
        self.say("")
        if item is None:
            self.paragraph(
                f"All {len(session.items)} questions have an answer. h hands in; :N goes back to question N."
            )
            return
        left = self.sitting.time_left(self.clock())
        clock = "" if left is None else f", {int(left) // 60}:{int(left) % 60:02} left"
        self.say(f"Question {session.items.index(item) + 1} of {len(session.items)}{clock}")
        given = session.counting.get(item.question.id)
        self.questioner.put(item)
        if given is not None:
            self.paragraph(f"Your answer so far: {answer_told(item.question, given.answer)}")

    def answer(self, item: Item, line: str) -> bool:
        """Give an answer; False where it cannot be taken, which has then been told."""
        answer = typed(item, line)
        certainty = None
        if not isinstance(answer, str) and self.sitting.session.terms.certainty:
            certainty = self.certainty()
            if certainty is None:
                return False
        outcome = answer if isinstance(answer, str) else None
        if outcome is None and not isinstance(answer, str):
            answered = self.sitting.answer(item.question.id, answer, certainty, self.clock())
            if not isinstance(answered, str):
                self.misread = 0
                if self.exam:
                    self.say("Noted.")
                else:
                    self.questioner.explain(item.question, answer, answered.mark)
                return True
            outcome = answered
        self.misread += 1
        self.paragraph(f"{outcome} (? for help)")
        return False

    def certainty(self) -> int | None:
        """How sure the player is, 1 to 3; None where the input has ended or says nothing of it."""
        self.paragraph("How sure are you? 1 hardly, 2 fairly, 3 quite. Wrong costs 0, 2 or 6; right earns 1, 2 or 3.")
        line = (self.ask("sure> ") or "").strip()
        certainty = number_typed(line)
        if certainty in CERTAINTIES:
            return certainty
        self.misread += 1
        self.say("Type 1, 2 or 3.")
        return None

    def standing_notice(self) -> None:
        """Tell what the player should know now."""
        for told in self.sitting.told:
            self.say(f"Note: {told}")
        self.sitting.told.clear()
        if self.sitting.notice:
            self.say(f"Note: not saved: {self.sitting.notice}.")

    def ending(self) -> None:
        """Tell the result; after an exam every question with its reasons first."""
        came_to = result(self.sitting.session)
        if self.exam:
            for number, answered in enumerate(came_to.answered, start=1):
                answer = answered.given.answer if answered.given else ()
                self.say("")
                self.paragraph(f"{number}. {asked(answered.question)}")
                self.paragraph(f"Your answer: {answer_told(answered.question, answer)}")
                self.questioner.explain(answered.question, answer, answered.mark)
        self.say("")
        for line in result_lines(came_to, self.sitting.session.bank.topics, self.reference):
            self.paragraph(line)

    def paragraph(self, text: str) -> None:
        """Say one text, wrapped."""
        for line in wrapped(text, self.width):
            self.say(line)


def result_lines(came_to: Result, topics: Mapping[str, str], reference: Reference) -> list[str]:
    """What a quiz came to: whole, by topic, by certainty, and what to read next."""
    lines = [f"Result: {came_to.total.percent} % ({float(came_to.total.earned):g} of {came_to.total.questions})"]
    if came_to.passed is not None:
        lines.append("Passed." if came_to.passed else "Not passed.")
    if came_to.certainty_total is not None:
        lines.append(f"By certainty: {float(came_to.certainty_total):+g} marks")
        sure = came_to.calibration.items()
        lines += [f"- sure {certainty}: right in {tally.percent} % of {tally.questions}" for certainty, tally in sure]
    lines += [f"- {topics[topic]}: {tally.percent} % of {tally.questions}" for topic, tally in came_to.topics.items()]
    tested = beliefs_tested(came_to)
    if tested:
        shown = [name for name, believed in tested.items() if believed]
        lines.append(f"Beliefs you tested: you saw through {len(tested) - len(shown)} of {len(tested)} that many hold.")
        lines += [f"- {told}" for told in often_believed(shown, reference, with_truth=True)]
    lines += [f"Read next: {text}" for text in to_read(came_to, reference)]
    return lines


def to_read(came_to: Result, reference: Reference) -> tuple[str, ...]:
    """What to read about the topics that went badly: what the questions missed name, glossary entries by their term."""
    weak = {topic for topic, tally in came_to.topics.items() if tally.percent < READ_MORE_BELOW}
    missed = (a.question for a in came_to.answered if a.question.topic in weak and not a.mark.right)
    named = dict.fromkeys(question.read for question in missed if question.read)
    terms = reference.glossary
    return tuple(f"“{terms[name].term}” in the glossary" if name in terms else name for name in named)
