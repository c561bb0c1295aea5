"""Marks."""

from fractions import Fraction

import pytest
from banks import bank, several_questions
from hypothesis import given
from hypothesis import strategies as st

from isoquest.content.questions import AnswerOption, GradingRule, Question
from isoquest.quiz.asking import right_answer
from isoquest.quiz.grading import CERTAINTIES, VERSIONS, certainty_mark, grade

RULES = st.sampled_from(sorted(VERSIONS))


def five_of_which_three() -> Question:
    """Five options, the first three right."""
    options = {f"o{i}": AnswerOption(text=str(i), id=f"o{i}", right=i < 3, why="w") for i in range(5)}
    return Question(type="several", ask="?", topic="t", options=options)


@pytest.mark.parametrize(
    ("rule", "two_right_one_wrong", "everything"),
    [
        ("balanced", Fraction(1, 6), 0),
        ("all-or-nothing", 0, 0),
        ("each-decision", Fraction(3, 5), Fraction(3, 5)),
        ("halves", Fraction(1, 4), Fraction(1, 4)),
    ],
)
def test_the_rules_give_their_published_values(rule: GradingRule, two_right_one_wrong: Fraction, everything: Fraction):
    """With r=2, w=1, k=3, n=5 and with everything ticked, each rule gives its exact mark."""
    question = five_of_which_three()
    assert grade(question, ("o0", "o1", "o3"), rule).share == two_right_one_wrong
    assert grade(question, tuple(question.options), rule).share == everything


@given(question=several_questions(), rule=RULES, data=st.data())
def test_a_mark_lies_between_nothing_and_one(question: Question, rule: GradingRule, data: st.DataObject):
    """Whatever is ticked under whatever rule, 0 ≤ mark ≤ 1; nothing ticked earns nothing."""
    ticked = tuple(data.draw(st.sets(st.sampled_from(sorted(question.options)))))
    assert 0 <= grade(question, ticked, rule).share <= 1
    assert grade(question, (), rule).share == 0


@given(question=several_questions(), rule=RULES, data=st.data())
def test_the_order_of_options_and_ticks_changes_nothing(question: Question, rule: GradingRule, data: st.DataObject):
    """Permuting the options, or the ticks, leaves the mark as it is."""
    ticked = data.draw(st.sets(st.sampled_from(sorted(question.options))))
    names = data.draw(st.permutations(sorted(question.options)))
    turned = Question(type="several", ask="?", topic="t", options={name: question.options[name] for name in names})
    first, second = data.draw(st.permutations(sorted(ticked))), sorted(ticked)
    assert grade(question, tuple(first), rule) == grade(turned, tuple(second), rule)


@given(question=several_questions(), rule=st.sampled_from(["balanced", "all-or-nothing", "each-decision", "halves"]))
def test_the_key_alone_earns_everything(question: Question, rule: GradingRule):
    """The right options and no others earn 1; that is so for no other answer under all or nothing."""
    key = right_answer(question)
    assert grade(question, key, rule).right


@pytest.mark.parametrize("rule", sorted(set(VERSIONS) - {"custom"}))
def test_the_right_answer_earns_everything_in_every_type(rule: GradingRule):
    """The key of each type of question is graded as right, and its mark names the rule with its version."""
    for question in bank().questions.values():
        mark = grade(question, right_answer(question), rule)
        assert (question.id, mark.right, mark.rule) == (question.id, True, f"{rule}/1")


@pytest.mark.parametrize("rule", sorted(VERSIONS))
def test_a_wrong_single_choice_earns_nothing(rule: GradingRule):
    """One of many is right or wrong under every rule."""
    assert grade(bank().questions["who"], ("iso",), rule).share == 0


@pytest.mark.parametrize(
    ("name", "answer", "share"),
    [
        ("cycle", ("3",), 1),
        ("cycle", (" 3,0 years ",), 1),
        ("cycle", ("1",), 0),
        ("cycle", ("3 year",), 1),
        ("cycle", ("3Years",), 1),
        ("soa", ("statement  of applicability!",), 1),
        ("soa", ("Státement-of-Applicability",), 1),
        ("soa", ("so a",), 0),
        ("gaps", ("Certified", "licensed"), Fraction(1, 2)),
        ("levels", ("0", "2"), Fraction(1, 2)),
        ("steps", ("1", "0", "2"), Fraction(1, 3)),
        ("law", ("true",), 0),
    ],
)
def test_typed_and_arranged_answers_are_read_kindly_and_marked_by_part(name: str, answer: tuple[str, ...], share: int):
    """Case, accents, spacing, comma and unit do not matter; places that are right count."""
    assert grade(bank().questions[name], answer, "balanced").share == share


@pytest.mark.parametrize(
    ("name", "answer", "said"),
    [
        ("cycle", ("three",), "Type a number such as 3 or 3.5, in years."),
        ("cycle", ("9" * 400,), "Type a number"),
        ("cycle", ("3 months",), "Type a number"),
        ("who", ("body", "iso"), "Tick one option."),
        ("who", ("nobody",), "none of the options"),
        ("able", ("audit", "audit"), "ticked once"),
        ("steps", ("0", "1"), "Each item stands once"),
        ("levels", ("7", "0"), "none of the right sides"),
        ("soa", ("x" * 100_000,), "at most 500 characters"),
    ],
)
def test_an_answer_that_cannot_be_graded_is_refused_in_a_sentence(name: str, answer: tuple[str, ...], said: str):
    """What is no answer is told, not marked as wrong."""
    with pytest.raises(ValueError, match=said):
        grade(bank().questions[name], answer, "balanced")


@pytest.mark.parametrize(("chance", "expected"), [(0.9, {1: 0.9, 2: 1.6, 3: 2.1}), (0.5, {1: 0.5, 2: 0.0, 3: -1.5})])
def test_certainty_marking_rewards_knowing_what_one_knows(chance: float, expected: dict[int, float]):
    """The expected mark at each certainty is the published one."""
    for certainty in CERTAINTIES:
        right, wrong = (float(certainty_mark(Fraction(share), certainty)) for share in (1, 0))
        assert chance * right + (1 - chance) * wrong == pytest.approx(expected[certainty])


def test_a_partly_right_answer_earns_its_part_of_the_right_mark():
    """Half right at certainty 3 earns 1.5."""
    assert certainty_mark(Fraction(1, 2), 3) == Fraction(3, 2)
