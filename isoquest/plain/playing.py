"""A play, one line read per decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from isoquest.content.model import Scenario
from isoquest.content.reference import Fact, Reference
from isoquest.content.safe_text import safe_line
from isoquest.engine.asking import choice_for, question_now, questions_put
from isoquest.engine.changes import evidence_held
from isoquest.engine.debrief import Consequence, title_of
from isoquest.engine.rules import Option, available
from isoquest.engine.scene import scene_text
from isoquest.engine.scoring import Bounds
from isoquest.engine.state import Assessed, Refusal
from isoquest.plain.looking_back import debrief_lines, ending_lines
from isoquest.plain.questioning import Questioner, number_typed, typed
from isoquest.plain.words import (
    GRADES,
    changes_lines,
    fact_lines,
    facts_of,
    often_believed,
    source_line,
    standing,
    story,
    wrapped,
)
from isoquest.progress.sitting import Sitting

HELP = """\
Type the number of a choice and press Enter. Other words:
  u         take the last decision back
  w         why: the facts behind what you were just told
  s         meters, and the evidence you hold
  d         look back on the play so far
  g WORD    look a word up in the glossary
  t         tell the scene again
  q         save and leave
  ?         this help
An answer to a question that begins with one of these words is typed with = before it."""

MOST_MISREAD = 100
"""Lines in a row that lead nowhere: whoever sends them is not reading the answers, so the play is left."""

Left = Literal["over", "left", "end-of-input"]


@dataclass(slots=True)
class PlainPlay:
    """A play told line by line. `say` prints one line; `ask` reads one, or gives None where the input has ended."""

    sitting: Sitting
    reference: Reference
    say: Callable[[str], None]
    ask: Callable[[str], str | None]
    width: int = 78
    overall: Bounds | None = None
    """What all plays of the scenario can earn, where that is known."""
    facts: list[Fact] = field(default_factory=list)
    """What the last decision's explanation rests on."""
    misread: int = 0
    """How many lines in a row led nowhere."""

    @property
    def scenario(self) -> Scenario:
        """What is played."""
        return self.sitting.play.scenario

    def run(self) -> Left:
        """Play until an ending, until the player leaves, or until the input ends."""
        if not self.sitting.play.over:
            self.scene()
        while not self.sitting.play.over:
            self.standing_notice()
            line = self.ask("> ")
            if line is None:
                return "end-of-input"
            if self.obey(line.strip()) == "leave" or self.misread >= MOST_MISREAD:
                return "left"
        self.ending()
        return "over"

    def standing_notice(self) -> None:
        """Tell what the player should know now."""
        for told in self.sitting.told:
            self.say(f"Note: {told}")
        self.sitting.told.clear()
        if self.sitting.notice:
            self.say(f"Note: not saved: {self.sitting.notice}.")

    def obey(self, line: str) -> Literal["leave"] | None:
        """Do what a line says."""
        word, _, rest = line.partition(" ")
        words = {
            "?": lambda: self.paragraph(HELP),
            "u": self.undo,
            "w": self.why,
            "s": self.status,
            "d": self.look_back,
            "g": lambda: self.look_up(rest),
            "t": self.scene,
            "": self.scene,
        }
        if word.casefold() in ("q", "quit"):
            return "leave"
        if word.casefold() in words:
            self.misread += not word
            words[word.casefold()]()
        elif question_now(self.scenario, self.sitting.play.state) is not None:
            self.answer(line)
        else:
            self.decide(word)
        return None

    def look_back(self) -> None:
        """Tell the play so far."""
        for told in debrief_lines(self.sitting.play, self.reference, self.width, self.overall):
            self.say(told)

    def answer(self, line: str) -> None:
        """Answer the question at hand."""
        item = question_now(self.scenario, self.sitting.play.state)
        answer = typed(item, line) if item is not None else ""
        if item is None or isinstance(answer, str):
            self.misread += 1
            self.paragraph(f"{answer} Or ? for help.")
            return
        self.take(choice_for(item.question, answer))

    def options(self) -> tuple[Option, ...]:
        """What can be decided now."""
        return available(self.scenario, self.sitting.play.state)

    def decide(self, word: str) -> None:
        """Take the choice with that number."""
        options = self.options()
        number = number_typed(word) or 0
        if not 1 <= number <= len(options):
            self.misread += 1
            choices = "1" if len(options) == 1 else f"a number from 1 to {len(options)}"
            self.paragraph(f"`{safe_line(word)[:20]}` is none of the choices. Type {choices}, or ? for help.")
            return
        option = options[number - 1]
        self.take(option.id, f"You decide: {option.text}" if option.choice is not None else "")

    def take(self, choice_id: str, told: str = "") -> None:
        """Decide, and tell what it led to."""
        result = self.sitting.decide(choice_id)
        if isinstance(result, Refusal):
            self.misread += 1
            self.paragraph(f"Not open to you: {result.reason}")
            return
        self.misread = 0
        self.facts.clear()
        if told:
            self.paragraph(told)
        self.consequence(result)
        if self.sitting.play.state.answered:  # the player knows the scene from the question before
            self.what_to_decide()
        elif not self.sitting.play.over:
            self.scene()

    def undo(self) -> None:
        """Take the last decision back."""
        decisions = self.sitting.play.decisions
        if not self.sitting.undo():
            self.say("There is nothing to take back: this is the beginning.")
            return
        node = self.scenario.nodes[decisions[-1].node]
        self.paragraph(f"Taken back: your decision at “{title_of(node)}”.")
        self.scene()

    def consequence(self, result: Consequence) -> None:
        """Tell what a decision led to."""
        for change in changes_lines(result.changes):
            self.paragraph(change, "  ")
        for told in result.told:
            for line in story(told.text, self.width):
                self.say(line)
            for believed in often_believed(told.misconceptions, self.reference, with_truth=not told.reasoned):
                self.paragraph(believed)
            self.sources(told.because, "  Source: ")
        for edge in result.edges:
            meter = self.scenario.meters[edge.meter]
            self.paragraph(f"{meter.name} has reached {meter.min if edge.edge == 'min' else meter.max}.")
        for assessed in result.assessed:
            self.findings(assessed)

    def sources(self, because: Iterable[str], first: str) -> None:
        """Tell where something comes from; the facts themselves are told when the player asks why."""
        facts = facts_of(because, self.reference)
        for fact in facts:
            self.paragraph(source_line(fact), first)
        self.facts += [fact for fact in facts if fact not in self.facts]

    def why(self) -> None:
        """Tell in full the facts behind what the last decision led to."""
        for fact in self.facts:
            for line in fact_lines(fact, self.width):
                self.say(line)
        if not self.facts:
            self.say("Nothing has been explained yet.")

    def findings(self, assessed: Assessed) -> None:
        """Tell what an assessment found."""
        node = self.scenario.nodes[assessed.node]
        if node.assess is None:
            return
        self.say("")
        looked_at, failed = len(assessed.looked_at), len(assessed.failed)
        points = "point" if looked_at == 1 else "points"
        self.paragraph(f"{title_of(node)}: {looked_at} {points} looked at, {failed} of them not fulfilled")
        for check in (node.assess.checks[name] for name in assessed.looked_at):
            clause = f", clause {check.clause}" if check.clause else ""
            if check.id in assessed.failed:
                self.paragraph(f"{GRADES[check.grade]}{clause}: {check.finding}", "  x ")
                self.sources(check.because, "    Source: ")
            elif check.conforms:
                self.paragraph(f"conforms{clause}: {check.conforms}", "  ✓ ")

    def scene(self) -> None:
        """Tell the scene and what can be decided."""
        state = self.sitting.play.state
        node = self.scenario.nodes[state.node]
        self.say("")
        phase = f" [{node.phase}]" if node.phase else ""
        self.paragraph(f"{title_of(node)}{phase}", "=== ")
        for line in story(scene_text(self.scenario, state), self.width):
            self.say(line)
        if not self.sitting.play.over:
            self.what_to_decide()

    def what_to_decide(self) -> None:
        """Tell where the player stands, and the question or the choices."""
        play = self.sitting.play
        self.say("")
        if self.scenario.meters:
            self.paragraph(standing(self.scenario, play.state))
        item = question_now(self.scenario, play.state)
        if item is not None:
            asked = len(questions_put(self.scenario, play.state))
            self.say(f"Question {play.state.answered + 1} of {asked}")
            Questioner(self.say, self.reference, self.width).put(item)
        for number, option in enumerate(self.options(), start=1):
            self.paragraph(option.text, f"{number}. " if not option.locked else f"{number}. (locked) ")
            if option.locked:
                self.paragraph(option.locked, "   Why: ")

    def status(self) -> None:
        """Tell the meters and the evidence."""
        self.paragraph(standing(self.scenario, self.sitting.play.state) or "This scenario has no meters.")
        held = evidence_held(self.scenario, self.sitting.play.state)
        self.paragraph("You hold: " + ("; ".join(evidence.name for evidence in held) or "nothing yet") + ".")

    def look_up(self, word: str) -> None:
        """Tell what a word means."""
        wanted = word.strip().casefold()
        terms = self.reference.glossary.values()
        matches = [t for t in terms if wanted and any(wanted in name.casefold() for name in (t.term, *t.also))]
        exact = [t for t in matches if wanted in (t.term.casefold(), *(name.casefold() for name in t.also))]
        if not matches:
            self.paragraph(
                "Type `g` and a word, such as `g scope`."
                if not wanted
                else f"`{safe_line(word)}` is not in the glossary."
            )
        for term in (exact or matches)[:5]:
            self.paragraph(f"{term.term}: {' '.join(story(term.meaning, 10_000))}")
            if term.difference:
                self.paragraph(f"{' '.join(story(term.difference, 10_000))}", "  ")

    def ending(self) -> None:
        """Tell how it ended, and look back."""
        self.scene()
        self.standing_notice()
        self.say("")
        self.look_back()
        self.say("")
        for line in ending_lines(self.sitting.play):
            self.paragraph(line)

    def paragraph(self, text: str, first: str = "") -> None:
        """Say one text, wrapped."""
        for line in wrapped(text, self.width, first):
            self.say(line)
