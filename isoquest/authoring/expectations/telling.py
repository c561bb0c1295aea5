"""What came of expectations, told to people: a line for each, below it what failed and where that is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from isoquest.authoring.expectations.outcome import ConditionOutcome, FileOutcome, Outcome, PlayOutcome, Verdict
from isoquest.authoring.report.columns import wrapped
from isoquest.authoring.report.counting import counted
from isoquest.authoring.report.excerpt import excerpt
from isoquest.authoring.report.plays import all_decisions
from isoquest.authoring.report.spoken import as_sentence
from isoquest.authoring.report.terminal import Paper, as_text
from isoquest.content.problems import Problem
from isoquest.content.safe_text import safe_line
from isoquest.content.yaml_tree import lines_of
from isoquest.engine.scoring import score

_STYLES: dict[Verdict, str] = {"passed": "\x1b[32m", "failed": "\x1b[31m", "undecided": "\x1b[33m"}
WORDS: dict[Verdict, str] = {"passed": "passed", "failed": "failed", "undecided": "not decided"}
_WIDEST = max(map(len, WORDS.values()))
_INDENT = " " * (_WIDEST + 4)


def told(tested: FileOutcome, paper: Paper) -> Iterator[str]:
    """The lines for a terminal."""
    lines = lines_of(tested.text)
    yield paper.bold(safe_line(f"{tested.name} ({tested.file})"))
    for problem in tested.problems:
        yield as_text(problem, {tested.file: lines}, paper)
    for outcome in tested.outcomes:
        verdict = outcome.verdict
        word = f"{WORDS[verdict]:<{_WIDEST}}"
        first, *rest = wrapped(_headline(outcome), paper.width, f"  {word}  ", _INDENT)
        yield first.replace(word, paper.paint(_STYLES[verdict], word), 1)
        yield from rest
        about = outcome.expected.about if isinstance(outcome, PlayOutcome) else outcome.condition.about
        if about and verdict != "passed":
            yield from wrapped(about, paper.width, _INDENT, _INDENT)
        for failure in outcome.failures:
            yield from _failure(failure, lines, paper)


def _failure(failure: Problem, lines: Sequence[str], paper: Paper) -> Iterator[str]:
    yield from wrapped(safe_line(failure.message), paper.width, _INDENT, _INDENT)
    if failure.hint:
        yield from wrapped(safe_line(failure.hint), paper.width, _INDENT, _INDENT)
    place = failure.place
    yield f"{_INDENT}--> {safe_line(place.file)}:{place.line}:{place.column}"
    width = max(20, paper.excerpt_width - len(_INDENT))
    seen = excerpt(place, lines, width, "^")
    if seen is not None:
        number = str(place.line)
        yield f"{_INDENT}{number} | {seen[0]}"
        yield f"{_INDENT}{' ' * len(number)} | {paper.paint(_STYLES['failed'], seen[1])}"
    if failure.witness is not None:
        label = f"seen with seed {failure.witness.seed}: "
        yield from wrapped(all_decisions(failure.witness), paper.width, f"{_INDENT}{label}", f"{_INDENT}  ")


def spoken(tested: FileOutcome) -> Iterator[str]:
    """Sentences that read well aloud, one a line."""
    for problem in tested.problems:
        yield as_sentence(problem)
    for outcome in tested.outcomes:
        yield f"{WORDS[outcome.verdict].capitalize()}: {safe_line(tested.name)}, {_headline(outcome)}."
        for failure in outcome.failures:
            yield as_sentence(failure)


def _headline(outcome: Outcome) -> str:
    if isinstance(outcome, PlayOutcome):
        path = score(outcome.play).path
        parts = [f"at {outcome.play.state.node}", *([] if path.percent is None else [f"score {path.percent} %"])]
        return f"play {outcome.expected.id}: {', '.join(parts)}"
    condition = outcome.condition
    where = f" at {' or '.join(condition.nodes)}" if condition.nodes else ""
    headline = safe_line(f"{condition.how}{where}: {condition.when.text}")
    return f"{headline} ({safe_line(outcome.why)})" if outcome.why else headline


def closing(tested: Sequence[FileOutcome]) -> str:
    """The last line: how many passed and how many did not."""
    plays = sum(isinstance(outcome, PlayOutcome) for one in tested for outcome in one.outcomes)
    conditions = sum(isinstance(outcome, ConditionOutcome) for one in tested for outcome in one.outcomes)
    counts = [f"{sum(one.count(verdict) for one in tested)} {WORDS[verdict]}" for verdict in WORDS]
    what = safe_line(tested[0].name) if len(tested) == 1 else counted(len(tested), "scenario")
    parts = [counts[0], *(count for count in counts[1:] if not count.startswith("0 "))]
    problems = sum(len(one.problems) for one in tested)
    if problems:
        files = "the file" if len(tested) == 1 else "the files"
        parts.append(f"{counted(problems, 'problem')} in {files}")
    return f"{what}: {counted(plays, 'play')} and {counted(conditions, 'condition')}: {', '.join(parts)}"
