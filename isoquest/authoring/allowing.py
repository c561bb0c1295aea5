"""Comments by which an author allows a problem to stand: `# allow: CODE because REASON`.

At the end of a line such a comment is about that line; alone on a line, about the next line that is no comment;
`# allow-file:` above the first key, about the whole file. An error cannot be allowed, since it keeps a file from being
played.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from isoquest.authoring.remarks import Remark
from isoquest.content.comments import Comment, comments_of
from isoquest.content.problems import Place, Problem, Problems, Severity, did_you_mean
from isoquest.content.yaml_tree import lines_of

_ALLOW = re.compile(r"[ \t]*allow(?P<file>-file)?[ \t]*:(?P<rest>.*)")
_BECAUSE = re.compile(r"(?:^|\s)because(?:\s|$)")
_CODE = re.compile(r"[^\s,]+")
_QUICK = re.compile(r"#[ \t]*allow")


@dataclass(frozen=True, slots=True)
class Allowance:
    """One code that one comment allows: on one line, or everywhere in the file."""

    code: str
    place: Place
    """Of the code in the comment."""
    line: int | None
    """Line of the problems that it is about, from 1; None for the whole file."""

    def covers(self, problem: Problem) -> bool:
        """It is about this problem."""
        here = self.line is None or self.line == problem.place.line
        return here and problem.code == self.code and problem.place.file == self.place.file


def apply_allowances(
    file: str,
    text: str,
    remarks: Sequence[Remark],
    known: Callable[[], Collection[str]],
    judged: Callable[[str], bool],
) -> tuple[list[Remark], int]:
    """The remarks that no comment allows, with those on the comments themselves; and how many were allowed.

    `known` gives all codes. `judged` tells whether the layer of a code has looked through the whole file: only then
    can a comment be said to be of no use.
    """
    if not _QUICK.search(text):
        return list(remarks), 0
    problems = Problems()
    allowances = _allowances(file, text, known, problems)
    used: set[Allowance] = set()
    kept: list[Remark] = []
    for remark in remarks:
        covering = [allowance for allowance in allowances if allowance.covers(remark.problem)]
        used.update(covering)
        if not covering:
            kept.append(remark)
        elif remark.problem.severity is Severity.ERROR:
            kept.append(remark)
            for allowance in covering:
                message = f"`{allowance.code}` is an error here, and an error cannot be allowed"
                problems.warn("allow-error", message, allowance.place, hint="mend the error, and delete this comment")
    for allowance in allowances:
        if allowance not in used and judged(allowance.code):
            where = "in this file" if allowance.line is None else f"on line {allowance.line}"
            message = f"there is no `{allowance.code}` {where} to allow"
            problems.warn("allow-unused", message, allowance.place, hint="delete it, or move it to the line it is for")
    silenced = len(remarks) - len(kept)
    kept += [Remark("form", problem) for problem in problems.in_file_order()]
    return kept, silenced


def _allowances(file: str, text: str, known: Callable[[], Collection[str]], problems: Problems) -> list[Allowance]:
    """What the comments of a file allow; what is wrong with such a comment is noted."""
    comments = comments_of(text)
    lines = lines_of(text)
    starts = {comment.line: comment for comment in comments if comment.alone}
    found: list[Allowance] = []
    for comment in comments:
        written = _ALLOW.fullmatch(comment.text)
        if written is None:
            continue
        at = Place(file, comment.line, comment.column, comment.line, comment.column + 1 + len(comment.text.rstrip()))
        rest = written["rest"]
        because = _BECAUSE.search(rest)
        if because is None or not rest[because.end() :].strip():
            hint = "write `# allow: CODE because` and the reason"
            problems.warn("allow-without-reason", "this comment does not say why", at, hint=hint)
        line = None if written["file"] else _line_meant(comment, starts, len(lines))
        if written["file"] and not _is_above_all(comment, lines):
            message = "`allow-file` stands above the first key, alone on its line"
            problems.warn("allow-unused", message, at, hint="move it there")
            continue
        codes = list(_CODE.finditer(rest, 0, because.start() if because else len(rest)))
        if not codes:
            problems.warn(
                "allow-unknown-code", "this comment names no code", at, hint="write `# allow: CODE because …`"
            )
        for code in codes if because else _while_known(codes, known()):
            column = comment.column + 1 + written.start("rest") + code.start()
            place = Place(file, comment.line, column, comment.line, column + len(code.group()))
            if code.group() in known():
                found.append(Allowance(code.group(), place, line))
            else:
                hint = did_you_mean(code.group(), known(), "`isoquest check --explain` lists all codes")
                problems.warn("allow-unknown-code", f"there is no code `{code.group()}`", place, hint=hint)
    return list(dict.fromkeys(found))


def _while_known(codes: Sequence[re.Match[str]], known: Collection[str]) -> Iterable[re.Match[str]]:
    """The first code, and those behind it up to the first word that is none: without `because` a reason may follow."""
    for number, code in enumerate(codes):
        if number and code.group() not in known:
            return
        yield code


def _line_meant(comment: Comment, alone: Collection[int], last: int) -> int:
    line = comment.line
    if comment.alone:
        while line in alone and line < last:
            line += 1
    return line


def _is_above_all(comment: Comment, lines: Sequence[str]) -> bool:
    """Nothing but comments, blank lines and the mark `---` stands above a comment that is alone on its line."""
    above = (line.strip() for line in lines[: comment.line - 1])
    return comment.alone and all(not line or line.startswith("#") or line == "---" for line in above)
