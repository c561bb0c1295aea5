"""Small banks for tests, and strategies that build questions of every type."""

from __future__ import annotations

from hypothesis import strategies as st

from isoquest.content.bank_reading import read_bank
from isoquest.content.questions import AnswerOption, Bank, Question
from isoquest.content.reference import Reference

EVERY_TYPE = """\
isoquest: 1
title: Every type
topics: {chain: The chain, process: The process}
questions:
  who:
    type: one
    topic: chain
    ask: Who issued the certificate?
    options:
      body: {text: A certification body, right: true, why: It audits and certifies.}
      iso: {text: ISO, why: ISO certifies nobody.}
      member: {text: The national member of ISO, why: It sells standards., fixed: true}
  able:
    type: several
    topic: chain
    ask: What may a certification body do?
    options:
      audit: {text: Audit, right: true, why: That is its work.}
      decide: {text: Decide on certification, right: true, why: Others than the auditors do.}
      advise: {text: Write procedures, why: That is consultancy.}
      promise: {text: Promise a pass, why: Nobody can.}
  law: {type: true-false, topic: process, ask: Standards are law., right: false, why: They are voluntary.}
  steps: {type: order, topic: process, ask: In order?, order: [Stage 1, Stage 2, Decision], why: So it goes.}
  levels:
    type: match
    topic: chain
    ask: Who assesses whom?
    pairs: [{left: A company, right: A certification body}, {left: A certification body, right: An accreditation body}]
    extra: [ISO]
    why: Each level by the next.
  cycle:
    type: number
    topic: process
    ask: How many years?
    number: {value: 3, tolerance: 0, unit: years}
    near: {1: Surveillance is yearly.}
    why: Three years.
  soa: {type: text, topic: process, ask: Which document?, accept: [Statement of Applicability, SoA], why: By name.}
  gaps:
    type: blanks
    topic: chain
    ask: "Companies are {first}, laboratories {second}."
    blanks: {first: [certified], second: {accept: [accredited], choices: [certified, accredited]}}
    why: Two words.
"""


def bank(text: str = EVERY_TYPE) -> Bank:
    """The bank that a text holds."""
    reading = read_bank(text.encode(), "bank.yaml", Reference())
    assert reading.bank is not None, reading.problems
    return reading.bank


@st.composite
def several_questions(draw: st.DrawFn) -> Question:
    """A question of type `several` with two to eight options, some of them right but not all."""
    total = draw(st.integers(2, 8))
    keys = draw(st.sets(st.integers(0, total - 1), min_size=1, max_size=total - 1))
    options = {
        f"o{i}": AnswerOption(
            text=f"Option {i}", id=f"o{i}", right=i in keys, why="w", weight=draw(st.fractions(-1, 1))
        )
        for i in range(total)
    }
    return Question(type="several", ask="?", topic="t", id="q", options=options)
