"""A play with someone at it: each decision is on disk before its consequence is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from isoquest.content.model import Scenario
from isoquest.engine.asking import answered
from isoquest.engine.debrief import Consequence, consequence, title_of
from isoquest.engine.play import Play, Stopped, replay, replay_on
from isoquest.engine.scoring import marks_for
from isoquest.engine.state import Answered, Decision, Refusal
from isoquest.progress.store import Conflict, NotSaved, Saved, SavedPlay, Store
from isoquest.quiz.review import Card


@dataclass(slots=True)
class Sitting:
    """A play and its place in the store. Methods may wait for the disk: call them off the event loop."""

    store: Store
    play: Play
    saved: SavedPlay
    notice: str = ""
    """Something that the player should go on seeing, such as that nothing is being saved; empty when all is well."""
    told: list[str] = field(default_factory=list)
    """Things to tell the player once; the front end takes them out."""

    @classmethod
    def begin(cls, store: Store, profile_id: int, scenario: Scenario, source: str, seed: int) -> Sitting:
        """Begin a new play."""
        play = Play.begin(scenario, seed)
        result = store.begin(
            profile_id,
            scenario.id,
            source,
            scenario.version,
            scenario.content_hash,
            seed,
            summary=_label(play),
            ending=_ending(play),
        )
        sitting = cls(store, play, result.play)
        sitting._note(result)
        return sitting

    def decide(self, choice_id: str) -> Consequence | Refusal:
        """Take a choice: it is written, then the play moves on, then what it led to is returned.

        What was not the best choice, and a question not wholly right, becomes a card, written at the same moment.
        """
        after = self.play.decide(choice_id)
        if isinstance(after, Refusal):
            return after
        before = self.play
        self._move(after, cards_for_choice(before, choice_id, self.store.now()))
        return consequence(before.scenario, before.state, after.steps[-1])

    def take_over(self, decisions: Iterable[Decision]) -> None:
        """Take decisions that an earlier play settles, as far as they fit: written all at once, and no card is made."""
        self._move(replay_on(self.play, decisions).play)

    def undo(self) -> bool:
        """Take the last decision back. False when there is none."""
        if len(self.play.steps) == 1:
            return False
        self._move(self.play.undo())
        return True

    def play_on_from(self, count: int) -> Sitting:
        """A separate play that begins with the first `count` decisions of this one; this one stays as it is."""
        play = self.play.back_to(count)
        result = self.store.fork(
            self.saved, tuple(map(str, play.decisions)), summary=_label(play), ending=_ending(play)
        )
        sitting = Sitting(self.store, play, result.play)
        sitting._note(result)
        return sitting

    def save(self) -> None:
        """Write once more what could not be written before."""
        self._move(self.play)

    def _move(self, play: Play, cards: tuple[Card, ...] = ()) -> None:
        decisions = tuple(map(str, play.decisions))
        result = self.store.write(
            self.saved,
            decisions,
            ending=_ending(play),
            summary=_label(play),
            version=play.scenario.version,
            content_hash=play.scenario.content_hash,
            cards=cards,
        )
        if isinstance(result, Conflict):
            result = self.store.fork(self.saved, decisions, summary=_label(play), ending=_ending(play))
            self.told.append("This play went on in another window. Yours goes on here, as a separate play.")
        self.play, self.saved = play, result.play
        self._note(result)

    def _note(self, result: Saved | NotSaved) -> None:
        self.notice = result.reason if isinstance(result, NotSaved) else ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A saved play taken up again, as far as the scenario still fits it."""

    sitting: Sitting
    stopped: Stopped | None
    """Why not all decisions could be replayed. The saved play is untouched; `sitting.play_on_from` begins a new one."""
    edited: bool
    """The scenario has been edited since the play was last saved."""


def resume(store: Store, saved: SavedPlay, scenario: Scenario) -> Resumed:
    """Replay a saved play on the scenario as it is now."""
    decisions = [Decision.read(text) or Decision(text, "") for text in saved.decisions]
    replayed = replay(scenario, saved.seed, decisions)
    edited = saved.content_hash != scenario.content_hash
    sitting = Sitting(store, replayed.play, saved)
    if replayed.stopped is None and replayed.play.over and saved.ending is None:
        sitting.save()  # an edit has turned the scene at which it was left into an ending
    return Resumed(sitting, replayed.stopped, edited)


def cards_for_choice(play: Play, choice_id: str, now: datetime) -> tuple[Card, ...]:
    """A card, due at once, for a choice that scores less than the best one open, or an answer not wholly right."""
    node = play.scenario.nodes[play.state.node]
    if node.ask is not None:
        said = answered(play.scenario, play.state, choice_id)
        if not isinstance(said, Answered) or said.share == 1:
            return ()
        topic = next(question.topic for question in node.questions if question.id == said.question)
        return (Card(f"quiz:{node.ask.bank or play.scenario.id}:{said.question}", topic, now),)
    marks = marks_for(play.scenario, play.state, choice_id)
    if marks.earned == marks.best:
        return ()
    topic = node.choices[choice_id].topic or node.topic or node.phase or ""
    return (Card(f"play:{play.scenario.id}:{node.id}", topic, now),)


def _label(play: Play) -> str:
    return title_of(play.scenario.nodes[play.state.node])


def _ending(play: Play) -> str | None:
    return play.state.node if play.over else None
