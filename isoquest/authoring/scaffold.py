"""A first file for an author: small, playable and commented, made from a template and a few answers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from isoquest.content.asking import QUESTION_FILE
from isoquest.content.decode import Decoder
from isoquest.content.leaves import LONGEST_ID, LONGEST_TEXT, PLAIN_ID, read_line
from isoquest.content.library import BANKS, SCENARIO_FILE
from isoquest.content.model import Scenario
from isoquest.content.problems import Problems, did_you_mean
from isoquest.content.questions import Bank
from isoquest.content.reference import Reference
from isoquest.content.schema import schema_text
from isoquest.content.yaml_tree import Source, compose, decode_text

SCHEMA_FOLDER = ".isoquest"
"""The folder beside an author's files in which editors find the schemas; hidden, and ours to write anew."""
SCENARIO_SCHEMA = f"{SCHEMA_FOLDER}/scenario.schema.json"
BANK_SCHEMA = f"{SCHEMA_FOLDER}/bank.schema.json"

LONGEST_PLAY = 600
"""Minutes of the longest play that is believed."""

_TAKEN = {"reference", BANKS, "scenario", "questions"}
"""Names that mean something else in a library."""
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
"""Names that Windows keeps for devices, whatever their ending."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What an author says of a new file. Texts as they were typed; `problem_with` says whether they will do."""

    id: str
    title: str
    standard: str = "iso-9001"
    """Of a scenario, as is `minutes`."""
    minutes: int = 5


def title_for(id_: str) -> str:
    """A title made of an id: `corner-bakery` gives `Corner bakery`."""
    words = re.sub("[-_]+", " ", id_).strip()
    return words[:1].upper() + words[1:]


def problem_with_id(id_: str) -> str:
    """Why a text cannot be an id, with the nearest that can, as one sentence; empty if it can be one."""
    if id_ in _TAKEN or id_ in _DEVICES:
        return f"`{id_}` means something else to the program or the system; did you mean `my-{id_}`?"
    if PLAIN_ID.fullmatch(id_) and len(id_) <= LONGEST_ID:
        return ""
    if len(id_) > LONGEST_ID and PLAIN_ID.fullmatch(id_):
        return f"this name has {len(id_)} characters; at most {LONGEST_ID}: did you mean `{nearest_id(id_)}`?"
    wanted = "a name has small letters, digits, `_` and `-`, and begins with a letter or digit"
    return f"`{id_[:LONGEST_ID]}` cannot be a name: {wanted}; did you mean `{nearest_id(id_)}`?"


def nearest_id(text: str) -> str:
    """The valid id that comes nearest to a text: `Zoë's Café` gives `zoes-cafe`."""
    bare = unicodedata.normalize("NFKD", text.replace("\\", "/").rstrip("/").rpartition("/")[2].casefold())
    bare = re.sub(r"['\u2019\u0300-\u036f]", "", bare)
    near = re.sub("[^a-z0-9_]+", "-", bare).strip("-_")[:LONGEST_ID].rstrip("-_")
    return f"my-{near}" if near in _TAKEN | _DEVICES else near or "my-first-company"


def problem_with(answers: Answers, reference: Reference) -> str:
    """What keeps a file from being made of these answers, as one sentence with the way out; empty if nothing does."""
    if problem := problem_with_id(answers.id):
        return problem
    if problem := _problem_with_title(answers.title):
        return f"this cannot be the title: {problem}"
    if not 1 <= answers.minutes <= LONGEST_PLAY:
        return f"minutes are a number from 1 to {LONGEST_PLAY}"
    standard = reference.standards.get(answers.standard)
    fitting = [id_ for id_, each in reference.standards.items() if each.kind == "certifiable"]
    if standard is None:
        hint = did_you_mean(answers.standard, fitting, f"there is: {', '.join(fitting)}")
        return f"there is no standard `{answers.standard}`: {hint}"
    if standard.kind != "certifiable":
        return f"the story needs a standard to be certified to; `{answers.standard}` is none: name one such as iso-9001"
    return ""


def _problem_with_title(title: str) -> str:
    """What reading the title would say of it."""
    if len(title) > LONGEST_TEXT:
        return f"it has {len(title)} characters; at most {LONGEST_TEXT} are read"
    problems = Problems()
    text = decode_text(_quoted(title).encode("utf-8", "surrogatepass"), "title", problems)
    node = compose(source := Source("title", text), problems) if text is not None else None
    if node is not None:
        read_line(Decoder(source, problems, {}), node)
    return "; ".join(f"{each.message}; {each.hint}" if each.hint else each.message for each in problems)


def _quoted(text: str) -> str:
    """A text as one line of YAML that means it whatever it holds: every JSON string is YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def scenario_files(answers: Answers, reference: Reference) -> Mapping[str, str]:
    """The texts of a new scenario's files, by their paths in its folder. The answers have no problem."""
    standard = reference.standards[answers.standard]
    year = re.match("[0-9]{4}", standard.edition)
    values = {
        "title": _quoted(answers.title),
        "standard": answers.standard,
        "claim": f"{standard.number}:{year.group()}" if year else standard.number,
        "minutes": str(answers.minutes),
    }
    return {
        SCENARIO_FILE: _filled("scenario.yaml", SCENARIO_SCHEMA, values),
        QUESTION_FILE: _filled("questions.yaml", BANK_SCHEMA, values),
        SCENARIO_SCHEMA: schema_text(Scenario, reference),
        BANK_SCHEMA: schema_text(Bank, reference),
    }


def bank_files(answers: Answers, reference: Reference) -> Mapping[str, str]:
    """The texts of a new bank's files, by their paths in the folder it is put into. The answers have no problem."""
    return {
        f"{answers.id}.yaml": _filled("bank.yaml", BANK_SCHEMA, {"title": _quoted(answers.title)}),
        BANK_SCHEMA: schema_text(Bank, reference),
    }


def _filled(template: str, schema: str, values: Mapping[str, str]) -> str:
    """A template with its values, under the line that tells an editor where the schema is."""
    return f"# yaml-language-server: $schema={schema}\n{_template(template).substitute(values)}"


@cache
def _template(name: str) -> Template:
    return Template((files("isoquest.authoring") / "templates" / name).read_text("utf-8"))
