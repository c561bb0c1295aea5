"""Decision lists in files: one that the user names, and those that a file of expectations names."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from isoquest.authoring.expectations.reading import JournalFinder
from isoquest.commands.whole_files import bytes_of
from isoquest.content.yaml_tree import MAX_BYTES
from isoquest.engine.journal import Journal, NotAJournal, from_text


def journal_at(path: Path, shown: str, *, pipes: bool = False) -> Journal | str:
    """The decision list in a file, or a sentence that says why there is none and calls the file as `shown` does.

    `pipes` are read only where the user has named them: one that a file names might never end.
    """
    try:
        data = bytes_of(path, pipes=pipes)
        if len(data) > MAX_BYTES:
            return f"`{shown}` is too large for a decision list"
        journal = from_text(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return f"`{shown}` is not UTF-8 text, so it is no decision list"
    except OSError as error:
        return f"`{shown}` cannot be read: {error.strerror or type(error).__name__}"
    except ValueError:  # no file can have such a name
        return f"`{shown}` is no name of a file"
    return f"`{shown}` is no decision list: {journal.reason}" if isinstance(journal, NotAJournal) else journal


def journals_in(folder: Path) -> JournalFinder:
    """Finds decision lists in a folder and below it, and nowhere else: a scenario may come from anyone."""

    def find(name: str) -> Journal | str:
        path = PurePath(name)
        if path.is_absolute() or ".." in path.parts:
            return f"`{name}` lies outside this folder; put the file beside this one"
        try:
            inside = Path(os.path.realpath(folder / path)).is_relative_to(os.path.realpath(folder))
        except ValueError:
            return f"`{name}` is no name of a file"
        if not inside:
            return f"`{name}` leads outside this folder; put the file itself beside this one"
        return journal_at(folder / path, name)

    return find
