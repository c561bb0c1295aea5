"""A first file for an author."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from core_yaml import core_data
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from isoquest.authoring.scaffold import (
    BANK_SCHEMA,
    SCENARIO_SCHEMA,
    Answers,
    bank_files,
    nearest_id,
    problem_with,
    problem_with_id,
    scenario_files,
    title_for,
)
from isoquest.content.bank_reading import BankReading, read_bank
from isoquest.content.leaves import PLAIN_ID
from isoquest.content.library import bundled_reference
from isoquest.content.model import Scenario
from isoquest.content.questions import Bank
from isoquest.content.reading import read_scenario
from isoquest.engine.asking import choice_for, question_now
from isoquest.engine.play import Play
from isoquest.engine.rules import available
from isoquest.engine.state import Refusal
from isoquest.quiz.asking import right_answer

REFERENCE = bundled_reference()[0]
IDS = st.from_regex(PLAIN_ID, fullmatch=True).filter(lambda id_: not problem_with_id(id_))
CERTIFIABLE = [id_ for id_, standard in REFERENCE.standards.items() if standard.kind == "certifiable"]


def bank_in(files: Mapping[str, str], name: str) -> Bank:
    """The bank in one of the files; nothing at all is wrong with it."""
    reading: BankReading = read_bank(files[name].encode(), name, REFERENCE)
    assert reading.problems == ()
    assert reading.bank is not None
    return reading.bank


def scenario_in(files: Mapping[str, str]) -> Scenario:
    """The scenario in the files; nothing at all is wrong with it."""
    questions = bank_in(files, "questions.yaml")
    reading = read_scenario(files["scenario.yaml"].encode(), "scenario.yaml", REFERENCE, banks=lambda _: questions)
    assert reading.problems == ()
    assert reading.scenario is not None
    return reading.scenario


MADE = scenario_files(Answers("bells", "Bells"), REFERENCE)
BELLS = scenario_in(MADE)


@given(title=st.text(max_size=60))
@example(title='Say "ISO": it\'s #1, 100% {true} - [no] & *so* | > ! @ ` \\n $title ${minutes} %TAG')
@example(title="two\nlines\tand a tab")
@example(title="🔔" * 10_000)
@example(title="null")
@example(title="7.10")
@example(title="---")
@example(title="\ufffe")
@example(title="\ud800")
@example(title="a\x1b[31mb")
@example(title="right \u202eto left")
@example(title="next\x85line")
@example(title=" ")
@example(title="*Bells*")
def test_a_title_is_kept_or_refused(title: str):
    """Whatever the title, what is written loads without a problem and says it, or a sentence says why it cannot be."""
    answers = Answers("bells", title)
    if problem_with(answers, REFERENCE):
        return
    kept = " ".join(title.split())
    assert scenario_in(scenario_files(answers, REFERENCE)).title == kept
    assert bank_in(bank_files(answers, REFERENCE), "bells.yaml").title == kept


@pytest.mark.parametrize(
    "title", ["Bells: “two” & #3", "it's {100} % 'fine'", "🔔" * 10_000, "two\nlines", "null", "no"]
)
def test_an_honest_title_is_not_refused(title: str):
    """Quotes, colons, braces, line ends and ten thousand bells are all fine."""
    assert problem_with(Answers("bells", title), REFERENCE) == ""


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("a\x1b[31mb", "U+001B"),
        ("right \u202eto left", "U+202E"),
        ("\ud800", "not UTF-8"),
        ("\x7f", "U+007F"),
        ("", "not nothing"),
        ("a" * 20_001, "at most 20000"),
        ("*Bells*", "leave the marks out"),
    ],
)
def test_a_title_that_cannot_be_is_refused_in_a_sentence(title: str, said: str):
    """What could steer a terminal, cannot be stored or would be shown with its marks is named."""
    assert said in problem_with(Answers("bells", title), REFERENCE)


@given(id_=IDS, minutes=st.integers(1, 600), standard=st.sampled_from(CERTIFIABLE))
def test_every_answer_is_in_the_file(id_: str, minutes: int, standard: str):
    """Whatever an author may answer stands in the scenario, which has no problem."""
    made = scenario_in(scenario_files(Answers(id_, title_for(id_), standard, minutes), REFERENCE))
    assert (made.minutes, made.standard) == (minutes, (standard,))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (Answers("bells", "Bells", standard="iso-9002"), "did you mean `iso-9001`?"),
        (Answers("bells", "Bells", standard="iso-26000"), "to be certified to"),
        (Answers("bells", "Bells", minutes=0), "from 1 to 600"),
        (Answers("bells", "Bells", minutes=601), "from 1 to 600"),
        (Answers("Bells", "Bells"), "did you mean `bells`?"),
    ],
)
def test_other_answers_are_refused_in_a_sentence(answers: Answers, said: str):
    """A standard that is unknown or cannot be certified to, and minutes that nobody plays, are named."""
    assert said in problem_with(answers, REFERENCE)


@given(text=st.text(max_size=90))
@example(text="Zoë's Café")
@example(text="a" * 59 + "--b")
@example(text="../../etc/passwd")
@example(text="CON")
@example(text="banks")
def test_the_nearest_id_is_an_id(text: str):
    """Whatever was typed, the id that is suggested would do; and an id that does is its own nearest."""
    near = nearest_id(text)
    assert problem_with_id(near) == ""
    assert nearest_id(near) == near


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("My First Company", "my-first-company"),
        ("Zoë\u2019s Café", "zoes-cafe"),
        ("stories/corner bakery/", "corner-bakery"),
        ("Größe", "grosse"),
        ("???", "my-first-company"),
        ("nul", "my-nul"),
        ("questions", "my-questions"),
        ("_draft", "draft"),
    ],
)
def test_a_name_that_cannot_be_an_id_brings_the_nearest(typed: str, near: str):
    """The refusal ends with the name to type instead."""
    assert problem_with_id(typed).endswith(f"did you mean `{near}`?")


def ends_of(play: Play) -> set[str]:
    """Every node at which a play can stand at last, with questions answered rightly or not at all."""
    ends: set[str] = set()
    stack, met = [play], set()
    while stack:
        now = stack.pop()
        if now.state in met:
            continue
        met.add(now.state)
        item = question_now(now.scenario, now.state)
        if now.over:
            ends.add(now.state.node)
            continue
        options = [option.id for option in available(now.scenario, now.state) if not option.locked]
        if item is not None:
            options = [choice_for(item.question, answer) for answer in (right_answer(item.question), ())]
        assert options, f"stuck at {now.state.node}"
        for option in options:
            further = now.decide(option)
            assert not isinstance(further, Refusal)
            stack.append(further)
    return ends


def test_every_play_ends_and_every_ending_is_reached():
    """No way leads nowhere, and success, partial success, a wise refusal and failure are all there."""
    endings = {id_ for id_, node in BELLS.nodes.items() if node.ending}
    assert set().union(*(ends_of(Play.begin(BELLS, seed)) for seed in range(4))) == endings
    assert {node.ending.kind for node in BELLS.nodes.values() if node.ending} == {
        "success",
        "partial",
        "wise",
        "failure",
    }


def test_every_choice_is_answered_with_facts_that_are_sure():
    """Feedback and reasons stand at every choice; each fact is confirmed or professional knowledge."""
    for node in BELLS.nodes.values():
        for choice in node.choices.values():
            assert choice.feedback, choice.id
            assert choice.because, choice.id
            assert {REFERENCE.facts[fact].confidence for fact in choice.because} <= {"H", "K"}, choice.id


def test_it_shows_every_part_of_the_format():
    """An author finds an example of each way to go on, of guards, evidence, checks, questions and rewards."""
    nodes = BELLS.nodes.values()
    choices = [choice for node in nodes for choice in node.choices.values()]
    for shown in (
        BELLS.meters,
        BELLS.evidence,
        BELLS.flags,
        BELLS.cast,
        [node for node in nodes if node.chance],
        [node for node in nodes if node.assess],
        [node for node in nodes if node.ask and node.right and node.wrong],
        [node for node in nodes if node.also],
        [node for node in nodes if len(node.to) > 1],
        [choice for choice in choices if choice.when and choice.locked],
        [choice for choice in choices if choice.add],
        [choice for choice in choices if choice.set],
        [choice for choice in choices if choice.close],
    ):
        assert shown
    assert len({question.type for question in bank_in(MADE, "questions.yaml").questions.values()}) == 3
    made = bank_in(bank_files(Answers("bells", "Bells"), REFERENCE), "bells.yaml")
    assert len({question.type for question in made.questions.values()}) == 5


@pytest.mark.parametrize(
    ("files", "name", "schema"),
    [
        (MADE, "scenario.yaml", SCENARIO_SCHEMA),
        (MADE, "questions.yaml", BANK_SCHEMA),
        (bank_files(Answers("bells", "Bells"), REFERENCE), "bells.yaml", BANK_SCHEMA),
    ],
)
def test_an_editor_finds_the_schema_and_is_content(files: Mapping[str, str], name: str, schema: str):
    """The first line names a schema that lies beside the file, and the file fits it."""
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", files[name])
    assert found is not None
    assert found.group(1) == schema
    assert Draft202012Validator(json.loads(files[schema])).is_valid(core_data(files[name]))
