"""One short line on each key of scenarios and banks, as an editor shows it beside the key."""

from __future__ import annotations

from collections.abc import Mapping

from isoquest.content import model, questions

_EFFECTS = {
    "add": "Added to meters, by name; kept within each meter's range.",
    "set": "Evidence and flags: true or false. A meter: its new value.",
    "close": "Findings closed by this: `node.check`, or `node` for all of that assessment.",
}
_MISCONCEPTION = {"misconception": "What is often believed and is not so, and this says: its id in the reference data."}
_BECAUSE = {"because": "Facts on which this rests, by their ids."}
_HEAD = {
    "isoquest": "Version of the format: 1.",
    "title": "The name that is listed and shown.",
    "summary": "One sentence for the list.",
    "version": "Version of your content; shown in records.",
}

DESCRIPTIONS: Mapping[type, Mapping[str, str]] = {
    model.Scenario: {
        **_HEAD,
        "standard": "The standard or standards it is about, by their keys in the reference data, such as iso-9001.",
        "minutes": "How long one play takes.",
        "follows": "The scenario whose finished plays can be carried over into this one, by its id.",
        "topics": "What the score is broken down by: ids with their names.",
        "cast": "Who is who, shown with the glossary.",
        "roles": "Who in the company decides, by id; where a class plays by vote, each can be a team.",
        "meters": "Numbers that the player sees and decisions move.",
        "evidence": "Things the player can hold and an auditor can ask for.",
        "flags": "Remembered, not shown; each with a note to yourself.",
        "start": "The first node.",
        "nodes": "The moments of the story, by id.",
    },
    model.Meter: {
        "start": "Value at the beginning.",
        "name": "The label on the screen; left out: the id.",
        "min": "The lowest value; effects are clamped to it.",
        "max": "The highest value; effects are clamped to it.",
        "unit": "Written behind the value.",
        "good": "Which way is better for the player.",
        "at_min": "Node to go to at once when a decision moves the meter to its lowest value.",
        "at_max": "Node to go to at once when a decision moves the meter to its highest value.",
        "hidden": "Counted, never shown.",
    },
    model.Evidence: {
        "name": "What it is called on the screen.",
        "clause": "Clause of the standard that it belongs to.",
    },
    model.Flag: {
        "note": "What it means, for yourself.",
    },
    model.Person: {
        "name": "The person's name.",
        "role": "What the person does in the story.",
        "wish": "What the person wants.",
    },
    model.Node: {
        "title": "Short, for the journey map and the debrief.",
        "phase": "The stretch of the journey that it belongs to.",
        "topic": "Of every choice here that names no other.",
        "clause": "Clause of every choice here that names no other.",
        "role": "Whose decision it is, where a class plays by vote; left out: everybody's.",
        "text": "What the player reads, in Markdown; without it the node is passed at once.",
        "also": "Paragraphs added below the text when their condition holds.",
        "choices": "What the player can decide here, by id.",
        "to": "The next node, or a list of which the first that holds is taken.",
        "chance": "Outcomes of which one is drawn, by weight.",
        "assess": "An audit: every check whose `needs` does not hold becomes a finding.",
        "ask": "Questions put to the player here.",
        "right": "What each right answer does.",
        "wrong": "What each other answer does.",
        "ending": "The play ends here.",
    },
    model.Paragraph: {
        "when": "Shown when this holds.",
        "text": "The paragraph, in Markdown.",
    },
    model.Choice: {
        "text": "What the player reads; one line.",
        "to": "The next node, or a list of which the first that holds is taken.",
        "when": "Open only when this holds.",
        "locked": "Why it is not open, shown while `when` does not hold; without it the choice is then hidden.",
        "earlier": "Taken by itself where the play goes on from an earlier one of which this holds.",
        **_EFFECTS,
        "score": "How sound this is; compared with the other open choices here.",
        "topic": "Where the score counts; left out: the node's topic.",
        "clause": "Clause of the standard; left out: the node's clause.",
        "feedback": "What the player is told after taking it, in Markdown.",
        **_BECAUSE,
        **_MISCONCEPTION,
    },
    model.Route: {
        "node": "The node to go to.",
        "when": "Taken only when this holds; the last way has none.",
    },
    model.Outcome: {
        "to": "The next node, or a list of which the first that holds is taken.",
        "weight": "How likely it is beside the others: 3 is three times as likely as 1.",
        **_EFFECTS,
        "feedback": "What the player is told when it happens, in Markdown.",
        **_BECAUSE,
    },
    model.Assessment: {
        "checks": "What the auditor looks for, by id.",
        "sample": "How many of the checks are drawn; left out: all.",
    },
    model.Check: {
        "needs": "What must hold on arrival; otherwise there is a finding.",
        "grade": "How grave the finding is.",
        "finding": "What the auditor writes when it does not hold.",
        "clause": "Clause of the standard that it is about.",
        "conforms": "What is shown when the check passes.",
        **_BECAUSE,
    },
    model.Ask: {
        "count": "How many questions are drawn.",
        "bank": "Id of a bank; left out: `questions.yaml` beside the scenario.",
        "topic": "A topic of that bank; left out: any.",
        "score": "What a right answer scores.",
    },
    model.Reward: _EFFECTS,
    model.Ending: {
        "kind": "How it went; `wise` is rightly not certified.",
        "title": "The ending in a word or two.",
        "outcome": "What came of it, in one sentence.",
    },
    questions.Bank: {
        **_HEAD,
        "topics": "What results are broken down by: ids with their names.",
        "grading": "The rule for all questions here that name none.",
        "questions": "The questions, by id; ids stay, texts may be edited.",
    },
    questions.Question: {
        "type": "The kind of question.",
        "ask": "The question, one line or a short paragraph.",
        "topic": "A key of `topics`.",
        "because": "Facts on which the key rests, by their ids.",
        "why": "Why the right answer is right; may be left out where every option has its own.",
        "context": "A small case to judge, shown above the question, in Markdown.",
        "clause": "Clause of the standard that it is about.",
        "difficulty": "1 recall, 2 understanding, 3 judging a case.",
        "grading": "The rule for this question; left out: the bank's.",
        "read": "Where to read on: a glossary key or a sentence.",
        "options": "What can be ticked, by id (types one and several).",
        "right": "Whether the statement is true (type true-false).",
        "order": "The items in their right order (type order).",
        "pairs": "Left sides with their right sides (type match).",
        "extra": "Right sides that belong to no left side (type match).",
        "number": "The right number (type number).",
        "accept": "Every answer that is right (type text); letter case and punctuation do not matter.",
        "near": "Usual wrong answers, each with the reason shown for it (types number and text).",
        "blanks": "The gaps of `ask`, by the names in `{ }` (type blanks).",
        "misconception": "What is often believed and a wrong answer says; with options, it stands at the option.",
    },
    questions.AnswerOption: {
        "text": "What can be ticked; one line.",
        "right": "Whether it belongs to the key.",
        "why": "Shown when it was chosen, or when it should have been.",
        "fixed": "Keeps its place when the options are shuffled.",
        "weight": "What ticking it adds under the grading rule `custom`.",
        **_MISCONCEPTION,
    },
    questions.Pair: {
        "left": "A left side.",
        "right": "The right side that belongs to it.",
    },
    questions.Quantity: {
        "value": "The right number.",
        "tolerance": "How far an answer may be off, to both sides.",
        "unit": "Written behind the player's number.",
    },
    questions.Blank: {
        "accept": "What is right in this gap.",
        "choices": "What is offered; left out: the player types.",
    },
}
"""By record and key. Every key of every record that is written in YAML stands here."""
