"""What slices say of goals where searches are hardly allowed a step, compared with running small machines."""

import random

import pytest
from generated_machines import all_states, end_of, random_goals, random_machine

from isoquest.authoring.prove.machine.running import Running
from isoquest.authoring.prove.machine.verdicts import Never, Reached
from isoquest.authoring.prove.search.refinement import Question, Refinement
from isoquest.authoring.prove.states.reduction import Reduction
from isoquest.authoring.prove.states.value_sets import value_sets


@pytest.mark.parametrize("first", [0, 50, 100, 100_000])
def test_slices_are_never_wrong(first: int):
    """With searches of two steps the slices have to decide, and what they decide is so."""
    decided = 0
    for seed in range(first, first + 50):
        draw = random.Random(seed)
        running = Running(random_machine(draw))
        truth = all_states(running)
        goals = [goal for goal in random_goals(draw, running) if truth[goal.place]]
        questions = [Question(goal, running.encoding.test(goal.guard)) for goal in goals]
        refinement = Refinement([[] for _ in running.ways], questions, lambda: False)
        refinement.about(running, Reduction(running, tuple(goals)), value_sets(running))
        for question in questions:
            refinement.pursue(question, 4096, 2, 20)
            reached = [state for state in truth[question.goal.place] if question.test(state)]
            if isinstance(question.verdict, Never):
                assert not reached, (seed, question.goal)
            if isinstance(question.verdict, Reached):
                place, state = end_of(running, question.verdict.path) or (-1, 0)
                assert (place, state in reached) == (question.goal.place, True), (seed, question.goal)
            decided += question.verdict is not None
    assert decided > 200
