"""A bank of questions as the quiz rules use it: immutable, every key stated, every reason beside its option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from isoquest.content.fields import NOWHERE, Clause, FactId, Line, MisconceptionId, PlainId, Prose, TopicId, worked_out
from isoquest.content.problems import Place

Decimal = Annotated[Fraction, "Decimal"]
"""A number as written, such as `3.5`, kept exactly."""

QuestionType = Literal["one", "several", "true-false", "order", "match", "number", "text", "blanks"]
GradingRule = Literal["balanced", "all-or-nothing", "each-decision", "halves", "custom"]


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """Something that can be ticked, with the reason that is shown when it was, or when it should have been."""

    text: Line
    id: str = worked_out("")
    right: bool = False
    why: Prose = ""
    fixed: bool = False
    """Keeps its place when the options are shuffled."""
    weight: Decimal = Fraction(0)
    """What ticking it adds under the grading rule `custom`."""
    misconception: MisconceptionId | None = None
    """What is often believed and is not so, and this says."""
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A left side and the right side that belongs to it."""

    left: Line
    right: Line


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that is right, and how far an answer may be from it."""

    SHORTHAND: ClassVar[str] = "value"
    value: Decimal
    tolerance: Decimal = Fraction(0)
    unit: Line = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap in the text: what is accepted, and what is offered (nothing: the player types)."""

    SHORTHAND: ClassVar[str] = "accept"
    accept: tuple[Line, ...]
    choices: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its key. Which of the last parts it has follows from its type."""

    type: QuestionType
    ask: Prose
    topic: TopicId
    id: str = worked_out("")
    because: tuple[FactId, ...] = ()
    why: Prose = ""
    context: Prose = ""
    clause: Clause | None = None
    difficulty: int = 2
    grading: GradingRule | None = None
    read: Line = ""
    options: Mapping[PlainId, AnswerOption] = field(default_factory=dict)
    right: bool | None = None
    order: tuple[Line, ...] = ()
    pairs: tuple[Pair, ...] = ()
    extra: tuple[Line, ...] = ()
    number: Quantity | None = None
    accept: tuple[Line, ...] = ()
    near: Mapping[Line, Prose] = field(default_factory=dict)
    blanks: Mapping[PlainId, Blank] = field(default_factory=dict)
    misconception: MisconceptionId | None = None
    """What somebody believes who answers otherwise, where there are no options to say it."""
    place: Place = worked_out(NOWHERE)


@dataclass(frozen=True, slots=True, eq=False)
class Bank:
    """Questions that belong together."""

    isoquest: int
    title: Line
    topics: Mapping[PlainId, Line]
    questions: Mapping[PlainId, Question]
    id: str = worked_out("")
    summary: Line = ""
    version: Line = "1"
    grading: GradingRule = "balanced"
    content_hash: str = worked_out("")
    """SHA-256 of the file as it was read, in hexadecimal."""
    file: str = worked_out("")
    place: Place = worked_out(NOWHERE)

    def rule_for(self, question: Question) -> GradingRule:
        """The grading rule of a question of this bank."""
        return question.grading or self.grading


TRUE, FALSE = "true", "false"
"""The ids of the two answers to a true-false question."""
