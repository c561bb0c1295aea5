"""Which misconceptions of the reference are put to the learner where: as a choice, as a wrong option, as a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from isoquest.authoring.coverage import Citation
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.reference import Misconception, Reference


@dataclass(frozen=True, slots=True)
class Meeting:
    """A misconception with every place where a learner meets it, in the order of the contents and of their files."""

    misconception: Misconception
    in_scenarios: tuple[Citation, ...] = ()
    in_questions: tuple[Citation, ...] = ()

    @property
    def met(self) -> bool:
        """Some choice or question names it."""
        return bool(self.in_scenarios or self.in_questions)


def misconceptions_met(contents: Iterable[Scenario | Bank], reference: Reference) -> tuple[Meeting, ...]:
    """Every misconception of the reference, in its order, with the places of the contents that name it.

    A question counts once for a misconception, at however many of its options it stands. What the reference does not
    hold is passed over.
    """
    stories: dict[str, list[Citation]] = {one: [] for one in reference.misconceptions}
    questions: dict[str, list[Citation]] = {one: [] for one in reference.misconceptions}
    for content in contents:
        into, named = (questions, _in_bank(content)) if isinstance(content, Bank) else (stories, _in_scenario(content))
        for citation, misconception in named:
            if misconception in into:
                into[misconception].append(citation)
    return tuple(
        Meeting(one, tuple(stories[name]), tuple(questions[name])) for name, one in reference.misconceptions.items()
    )


def _in_scenario(scenario: Scenario) -> Iterator[tuple[Citation, str]]:
    for node in scenario.nodes.values():
        for choice in node.choices.values():
            if choice.misconception:
                name = f"{scenario.id}/{node.id}.{choice.id}"
                yield Citation(name, "choice", choice.place), choice.misconception


def _in_bank(bank: Bank) -> Iterator[tuple[Citation, str]]:
    for question in bank.questions.values():
        citation = Citation(f"{bank.id}/{question.id}", "question", question.place)
        named = (question.misconception, *(option.misconception for option in question.options.values()))
        yield from ((citation, misconception) for misconception in dict.fromkeys(named) if misconception)
