"""An answer that is being put together, part by part."""

from __future__ import annotations

from dataclasses import dataclass

from isoquest.content.questions import Question
from isoquest.quiz.answers import Answer, is_blank
from isoquest.quiz.asking import asked, ids_shown, shown
from isoquest.quiz.drawing import Item


def sides(question: Question) -> tuple[str, ...]:
    """What is filled one by one: the left sides of pairs, or the gaps of a text by their numbers."""
    if question.type == "match":
        return tuple(pair.left for pair in question.pairs)
    return tuple(f"[{number}]" for number in range(1, len(question.blanks) + 1))


@dataclass(slots=True)
class Draft:
    """What has been answered of a question so far. Nothing is written until it is given."""

    item: Item
    parts: list[str]
    """Ids ticked or put in order; for pairs and gaps a text for each, empty where there is none yet; what was typed."""

    @classmethod
    def of(cls, item: Item, answer: Answer = ()) -> Draft:
        """A draft that begins with an answer, by default with none."""
        question = item.question
        places = {"match": len(question.pairs), "blanks": len(question.blanks), "number": 1, "text": 1}
        room = places.get(question.type, 0)
        return cls(item, [*answer, *[""] * room][: room or None])

    @property
    def question(self) -> Question:
        """The question."""
        return self.item.question

    @property
    def answer(self) -> Answer:
        """The answer as the rules take it."""
        if self.question.type == "several":
            return tuple(name for name in ids_shown(self.item) if name in self.parts)
        return () if is_blank(tuple(self.parts)) else tuple(self.parts)

    @property
    def missing(self) -> int:
        """How many pairs or gaps have nothing yet."""
        return sum(1 for part in self.parts if not part.strip()) if sides(self.question) else 0

    def set_only(self, name: str) -> None:
        """Tick this option and no other."""
        self.parts[:] = [name]

    def turn(self, name: str) -> None:
        """Tick an option or put an item next in the order; once more takes it back."""
        if name in self.parts:
            self.parts.remove(name)
        else:
            self.parts.append(name)

    def take_back(self) -> None:
        """Take the newest tick or item back; of pairs and gaps the last that has something."""
        if not sides(self.question):
            del self.parts[-1:]
            return
        filled = [place for place, part in enumerate(self.parts) if part]
        if filled:
            self.parts[filled[-1]] = ""

    def offered(self, side: int) -> tuple[tuple[str, str], ...]:
        """What a pair or a gap can be filled with: what is kept of each, and its text. None where one types."""
        if self.question.type == "match":
            return tuple(zip(ids_shown(self.item), shown(self.item), strict=True))
        return tuple((text, text) for text in tuple(self.question.blanks.values())[side].choices)

    def told(self, side: int) -> str:
        """What a pair or a gap is filled with, in words; empty where it is not."""
        part = self.parts[side]
        return dict(self.offered(side)).get(part, part)


def short(question: Question, longest: int = 60) -> str:
    """A question on one line, for lists."""
    text = asked(question)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
