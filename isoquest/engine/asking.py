"""Questions that a scenario puts: drawn by the play's seed, answered as decisions.

The choice of such a decision is written `question=answer`, the answer as `isoquest.quiz.answers.encoded` writes it.
"""

from __future__ import annotations

from isoquest.content.model import Node, Scenario
from isoquest.content.questions import Question
from isoquest.engine.state import Answered, Refusal, State
from isoquest.quiz.answers import Answer, decoded, encoded, fault_in
from isoquest.quiz.drawing import Item, draw
from isoquest.quiz.grading import grade


def choice_for(question: Question, answer: Answer) -> str:
    """What `choose` takes for an answer to a question."""
    return f"{question.id}={encoded(answer)}"


def answer_in(choice_id: str) -> Answer:
    """The answer of which `choice_for` made this decision."""
    return decoded(choice_id.partition("=")[2])


def draw_questions(node: Node, state: State) -> State:
    """The state on arriving at a node that asks: its questions are drawn."""
    assert node.ask is not None  # noqa: S101 - called for nodes that ask
    _, position = draw(node.questions, state.seed, state.drawn, node.ask.count)
    return state._replace(asked=state.drawn, answered=0, drawn=position)


def questions_put(scenario: Scenario, state: State) -> tuple[Item, ...]:
    """The questions that the present node puts, in their order; none where it asks nothing."""
    node = scenario.nodes[state.node]
    if node.ask is None:
        return ()
    return draw(node.questions, state.seed, state.asked, node.ask.count)[0]


def question_now(scenario: Scenario, state: State) -> Item | None:
    """The question to be answered now; None where the present node asks nothing."""
    items = questions_put(scenario, state)
    return items[state.answered] if state.answered < len(items) else None


def answered(scenario: Scenario, state: State, choice_id: str) -> Answered | Refusal:
    """What a decision says to the question to be answered now, graded, or why it says nothing to it."""
    item = question_now(scenario, state)
    name, equals, text = choice_id.partition("=")
    if item is None or not equals:
        return Refusal("Here a question is to be answered.")
    if name != item.question.id:
        return Refusal(f"The question `{name}` is not the one to be answered now.")
    answer = decoded(text)
    fault = fault_in(item.question, answer)
    if fault:
        return Refusal(fault)
    share = grade(item.question, answer, item.question.grading or "balanced").share
    return Answered(state.node, name, answer, share)
