"""Answers given away: a key in the text that asks for it, a choice that says of itself that it is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isoquest.authoring.lint.rule import Background, ScenarioRule
from isoquest.authoring.lint.texts import Passage, excerpt, finding, own_words, text_rule_for_scenarios
from isoquest.content.folding import folded
from isoquest.content.model import Scenario
from isoquest.content.problems import Problem
from isoquest.content.questions import Question

SHORTEST_KEY = 12
"""Letters of a key from which on it stands in a text for a reason; shorter ones are everyday words."""

_VERDICT = re.compile(
    r"\b(?:obviously|of course|needless to say|clearly the|rightly|wisely|foolishly|stupidly|recklessly|wrongly|naively"
    r"|dishonestly|irresponsibly|as (?:you|one|everyone) should(?:n['\u2019]t| not)?\b"
    r"|(?<!take )(?<!go )the proper (?:way|thing|course)|(?:the|a) (?:only )?"
    r"(?:correct|right|best|sound|wrong|incorrect|bad|worst|smart|stupid|sensible|responsible)"
    r" (?:\w+ )?(?:way|thing|answer|choice|course|option|decision|approach|solution|move|idea|practice)"
    r"|(?:as|like) (?:it|the standard|a good \w+) (?:should|ought)"
    r"|the way it should be|best practice)\b",
    re.IGNORECASE,
)


def keys_in_texts(scenario: Scenario, _: Background) -> Iterable[Problem]:
    """Questions whose key stands word for word in the text of the node that asks them."""
    for node in scenario.nodes.values():
        if not node.questions or node.ask is None:
            continue
        shown = f" {folded(' '.join((node.title, node.text, *(paragraph.text for paragraph in node.also))))} "
        for question in node.questions:
            given = next((key for key in _keys(question) if f" {folded(key)} " in shown), None)
            if given:
                message = f"the text of `{node.id}` gives `{question.id}` away: it says `{excerpt(given)}`"
                hint = "say it in other words or in an earlier node, or ask other questions here"
                yield finding("key-in-text", message, node.ask.place, hint)


def _keys(question: Question) -> Iterator[str]:
    """What a right answer says, where it is long enough to be recognised and no wrong option's words as well."""
    texts = [option.text for option in question.options.values() if option.right]
    texts += question.accept
    texts += [text for blank in question.blanks.values() for text in blank.accept if text not in blank.choices]
    folded_ask = folded(question.ask)
    for text in texts:
        if len(folded(text)) >= SHORTEST_KEY and folded(text) not in folded_ask:
            yield text


def verdicts(passages: Iterable[Passage], _: Background) -> Iterator[Problem]:
    """Choices that judge themselves; what is said in quotation marks is the speaker's."""
    for passage in passages:
        match = _VERDICT.search(own_words(passage.text)) if passage.part == "choice" else None
        if match:
            message = f"{passage.name} says `{match.group()}`: it tells whether it is right"
            hint = "say what is done, and leave the verdict to the feedback"
            yield finding("choice-with-verdict", message, passage.place, hint)


_PUBLISHED = "Haladyna, Downing and Rodriguez 2002, rule 28: avoid giving clues to the right answer"
RULES = (
    ScenarioRule("key-in-text", _PUBLISHED, keys_in_texts),
    text_rule_for_scenarios("choice-with-verdict", _PUBLISHED, verdicts),
)
