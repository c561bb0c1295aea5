"""Today's reviews: which card is asked next, what it asks, and what an answer makes of it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import TypeAlias

from isoquest.content.library import NotFound, find, find_bank, load, load_bank
from isoquest.content.model import Choice, Node, Scenario
from isoquest.content.questions import Bank
from isoquest.progress.saved import CardConflict, CardNotSaved
from isoquest.progress.store import Store
from isoquest.quiz.answers import Answer, fault_in
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import Mark, grade
from isoquest.quiz.review import Card, interleaved, midnight, rating_for, reviewed

DAILY_CAP = 40
"""Reviews a day; more wait until tomorrow."""


@dataclass(frozen=True, slots=True)
class QuestionPrompt:
    """A card that asks a question of a bank."""

    card: Card
    bank: Bank
    item: Item


@dataclass(frozen=True, slots=True)
class DecisionPrompt:
    """A card that asks for the soundest choice at a node of a scenario."""

    card: Card
    scenario: Scenario
    node: Node

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every choice of the node, whatever its condition: without a play there is nothing to ask it of."""
        return tuple(self.node.choices.values())


Prompt: TypeAlias = QuestionPrompt | DecisionPrompt


@dataclass(slots=True)
class ReviewSitting:
    """Someone at today's reviews. Methods may wait for the disk: call them off the event loop."""

    store: Store
    profile_id: int
    own: Path | None
    """The user's own library."""
    zone: tzinfo | None = None
    """Where the learner's midnight is; None: this machine's zone."""
    left: int = DAILY_CAP
    """How many reviews the day's cap still allows, cards asked again included."""
    queue: deque[Card] = field(default_factory=deque)
    done: int = 0
    gone: int = 0
    """Cards passed over because what they ask is no longer there."""
    notice: str = ""
    _seen: set[str] = field(default_factory=set)
    """Keys of the cards taken out so far."""
    _content: dict[str, Bank | Scenario | None] = field(default_factory=dict)

    @classmethod
    def begin(
        cls, store: Store, profile_id: int, own: Path | None, zone: tzinfo | None = None, cap: int = DAILY_CAP
    ) -> ReviewSitting:
        """Take out what is due before the learner's midnight, as far as the day's cap allows, topics taking turns."""
        left = max(0, cap - store.reviews_since(profile_id, midnight(store.now(), zone, 0)))
        sitting = cls(store, profile_id, own, zone, left)
        sitting._take_out()
        return sitting

    def prompt(self) -> Prompt | None:
        """What is to be asked now; None when nothing is left today."""
        while self.queue and self.left > 0:
            made = self._prompt_for(self.queue[0])
            if made is not None:
                return made
            self.queue.popleft()
            self.gone += 1
            if not self.queue:
                self._take_out()
        return None

    def _take_out(self) -> None:
        """Take out cards not seen yet, as many as the cap allows, and twice as many each time when all were gone."""
        most = self.left + 2 * len(self._seen)
        due = self.store.due_cards(self.profile_id, midnight(self.store.now(), self.zone, 1), most if self.left else 0)
        fresh = [card for card in due if card.key not in self._seen]
        self._seen.update(card.key for card in fresh)
        self.queue.extend(interleaved(fresh))

    @property
    def waiting(self) -> int:
        """How many are still to be asked today."""
        return min(len(self.queue), self.left)

    def answer_question(self, prompt: QuestionPrompt, answer: Answer, certainty: int | None) -> Mark | str:
        """Answer a question: the card is written, then the mark is given; or why it cannot be taken."""
        fault = fault_in(prompt.item.question, answer)
        if fault:
            return fault
        mark = grade(prompt.item.question, answer, prompt.bank.rule_for(prompt.item.question))
        self._record(prompt.card, right=mark.right, certainty=certainty)
        return mark

    def answer_decision(self, prompt: DecisionPrompt, choice_id: str, certainty: int | None) -> bool:
        """Take a choice: the card is written, then it is told whether none is sounder."""
        best = max(choice.score for choice in prompt.choices)
        right = prompt.node.choices[choice_id].score == best
        self._record(prompt.card, right=right, certainty=certainty)
        return right

    def undo(self) -> bool:
        """Take the last review back: its card is asked again next. False when there is none."""
        card = self.store.undo_last_review(self.profile_id)
        if card is None:
            return False
        self.queue = deque(waiting for waiting in self.queue if waiting.key != card.key)
        self.queue.appendleft(card)
        self.done = max(0, self.done - 1)
        self.left += 1
        return True

    def _record(self, card: Card, *, right: bool, certainty: int | None) -> None:
        now = self.store.now()
        rating = rating_for(right=right, certainty=certainty)
        after = reviewed(card, rating, now, _seed_of(card))
        result = self.store.record_review(self.profile_id, card, after, rating, certainty, now)
        self.notice = f"not saved: {result.reason}" if isinstance(result, CardNotSaved) else ""
        self.queue.popleft()
        self.done += 1
        self.left -= 1
        if isinstance(result, CardConflict):
            self.notice = "this card was reviewed in another window; that review counts"
        elif after.due < midnight(now, self.zone, 1) and len(self.queue) < self.left:
            self.queue.append(after)

    def _prompt_for(self, card: Card) -> Prompt | None:
        kind, _, rest = card.key.partition(":")
        name, _, asked = rest.rpartition(":")
        content = self._load(kind, name)
        if isinstance(content, Bank) and asked in content.questions:
            items, _ = draw([content.questions[asked]], _seed_of(card), card.reviews * 100)
            return QuestionPrompt(card, content, items[0])
        if isinstance(content, Scenario):
            node = content.nodes.get(asked)
            if node is not None and node.choices:
                return DecisionPrompt(card, content, node)
        return None

    def _load(self, kind: str, name: str) -> Bank | Scenario | None:
        key = f"{kind}:{name}"
        if key not in self._content:
            self._content[key] = None
            for place in (name, *self._places(kind, name)):
                found = find_bank(place, self.own) if kind == "quiz" else find(place, self.own)
                if not isinstance(found, NotFound):
                    self._content[key] = load_bank(found).bank if kind == "quiz" else load(found, self.own).scenario
                    break
        return self._content[key]

    def _places(self, kind: str, name: str) -> tuple[str, ...]:
        """Where content outside the library stood when it was last used."""
        plays = [saved.source for saved in self.store.plays(self.profile_id, name) if saved.source]
        if kind == "play":
            return tuple(dict.fromkeys(plays))
        attempts = [saved.source for saved in self.store.attempts(self.profile_id, name) if saved.source]
        beside = [str(Path(source).parent) for source in plays]
        return tuple(dict.fromkeys((*attempts, *beside)))


def _seed_of(card: Card) -> int:
    """A seed of the card's own, the same on every machine."""
    return int.from_bytes(card.key.encode()[:64].ljust(64, b"\0")) % (2**61 - 1)
