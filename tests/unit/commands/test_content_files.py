"""Which files a path names: each once, none needlessly opened, whatever the folders hold."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from isoquest.commands.content_files import ContentFiles, read_content

HEAD = "isoquest: 1\n"
BANK = "isoquest: 1\ntitle: t\ntopics: {a: A}\nquestions: {}\n"
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="making links there needs a privilege")


def write(file: Path, text: str = HEAD) -> Path:
    """A file with its folders."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def names(*paths: Path | str, own: Path) -> list[str]:
    """What the paths name, each as its kind and the last two parts of its path."""
    files = ContentFiles(own)
    for path in paths:
        assert files.take(str(path)) == ""
    return [f"{file.kind} {'/'.join(file.path.parts[-2:])}" for file in files.found]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a scenario and its questions, two banks and facts."""
    top = tmp_path / "my lib é\n"
    write(top / "bakery" / "scenario.yaml")
    write(top / "bakery" / "questions.yaml", BANK)
    write(top / "banks" / "one.yaml", BANK)
    write(top / "banks" / "two.yaml", BANK)
    write(top / "reference" / "facts.yaml", "{}")
    write(top / "notes.yaml", "shopping: milk\n")
    return top


ALL = [
    "scenario bakery/scenario.yaml",
    "bank bakery/questions.yaml",
    "bank banks/one.yaml",
    "bank banks/two.yaml",
]


def test_a_library_is_found_whole_from_wherever_it_is_named(library: Path, tmp_path: Path):
    """Its folder, a folder around it, and its parts: other files are left alone."""
    reference = f"reference {library.name}/reference"
    assert names(library, own=tmp_path) == [*ALL, reference]
    assert names(tmp_path, own=tmp_path) == [*ALL, reference]
    assert names(library / "bakery", own=tmp_path) == ALL[:2]
    assert names(library / "bakery" / "scenario.yaml", own=tmp_path) == ALL[:2]
    assert names(library / "banks", own=tmp_path) == ALL[2:]
    assert names(library / "reference", own=tmp_path) == [reference]
    assert names(library / "reference" / "facts.yaml", own=tmp_path) == [reference]


def test_a_file_named_in_several_ways_is_found_once(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Overlapping folders, a folder given twice, a relative path beside an absolute one."""
    monkeypatch.chdir(library)
    once = names(library, own=tmp_path)
    paths = [library, library, ".", library / "bakery", "bakery/scenario.yaml", f"{library}/../{library.name}/banks"]
    assert names(*paths, own=tmp_path) == once


@needs_links
def test_links_in_circles_end(library: Path, tmp_path: Path):
    """A folder that links to itself or to those above it, and a link to itself, add nothing."""
    (library / "bakery" / "again").symlink_to(library)
    (library / "loop").symlink_to(library / "loop")
    (library / "bakery" / "loop.yaml").symlink_to(library / "bakery" / "loop.yaml")
    (library / "twin").symlink_to(library / "bakery")
    assert sorted(names(library, own=tmp_path)) == sorted([*ALL, f"reference {library.name}/reference"])


@needs_links
def test_a_linked_scenario_is_found(library: Path, tmp_path: Path):
    """A folder of links to scenarios elsewhere is a library."""
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "bread").symlink_to(library / "bakery")
    assert names(tmp_path / "links", own=tmp_path) == ["scenario bread/scenario.yaml", "bank bread/questions.yaml"]


def test_a_bank_of_any_name_is_found_beside_other_content(library: Path, tmp_path: Path):
    """In the folder that is named, a bank is known by how it begins; a file that is something else is not."""
    write(library / "week-1.yaml", BANK)
    write(library / "expectations.yaml", "isoquest: 1\nexpect: []\n")
    assert f"bank {library.name}/week-1.yaml" in names(library, own=tmp_path)
    assert not [name for name in names(library, own=tmp_path) if "expectations" in name]


def test_a_learning_path_is_known_by_its_name_and_its_keys(library: Path, tmp_path: Path):
    """In a library, from around it and by itself; a file of that name that holds something else is what it holds."""
    path = write(library / "path.yaml", "isoquest: 1\nstages: {}\n")
    for named in (library, tmp_path, path):
        assert f"path {library.name}/path.yaml" in names(named, own=tmp_path)
    write(library / "bakery" / "path.yaml", "lines: [a, b]\n")
    bank = write(library / "banks" / "path.yaml", BANK)
    assert [name for name in names(library, own=tmp_path) if name.startswith("path")] == [
        f"path {library.name}/path.yaml"
    ]
    assert names(bank, own=tmp_path) == ["bank banks/path.yaml"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names of other systems are characters")
def test_a_name_that_is_no_text_is_a_name(tmp_path: Path):
    """A folder whose name is not UTF-8 is checked like any other."""
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    write(Path(folder) / "scenario.yaml")
    files = ContentFiles(tmp_path)
    assert files.take(folder) == ""
    (content,) = read_content(files.found[0], tmp_path)
    assert {problem.code for problem in content.form} == {"missing-key"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions stop everyone but root on POSIX")
def test_a_folder_that_may_not_be_read_is_told(library: Path, tmp_path: Path):
    """What could not be looked into is a problem, not silence."""
    (library / "banks").chmod(0)
    files = ContentFiles(tmp_path)
    assert files.take(str(library)) == ""
    (library / "banks").chmod(0o700)
    assert [content.form[0].code for content in files.unreadable] == ["unreadable"]


@needs_links
@pytest.mark.parametrize("name", ["scenario.yaml", "questions.yaml"])
def test_a_content_file_that_links_to_itself_is_told(tmp_path: Path, name: str):
    """A link in a circle where a file should be is a problem with its path."""
    (tmp_path / name).symlink_to(tmp_path / name)
    files = ContentFiles(tmp_path)
    assert files.take(str(tmp_path)) == ""
    (content,) = read_content(files.found[0], tmp_path)
    assert [problem.code for problem in content.form] == ["unreadable"]


@pytest.mark.parametrize(("kind", "name"), [("scenario", "scenario.yaml"), ("bank", "questions.yaml")])
def test_a_file_that_goes_away_is_told(tmp_path: Path, kind: str, name: str):
    """Between finding and reading, a file may be deleted: that is a problem with its path."""
    file = write(tmp_path / "bakery" / name)
    files = ContentFiles(tmp_path)
    assert files.take(str(tmp_path / "bakery")) == ""
    file.unlink()
    (content,) = read_content(files.found[0], tmp_path)
    assert [(problem.code, problem.place.file) for problem in content.form] == [("unreadable", str(file))]
    assert content.kind == kind


def test_only_what_may_be_content_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """In folders below the one that is named, no file is opened to see what it is."""
    for number in range(300):
        write(tmp_path / "data" / f"{number}.yaml", BANK)
    write(tmp_path / "bakery" / "scenario.yaml")
    opened: list[str] = []
    original = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, *more, **named: opened.append(path) or original(path, *more, **named)
    )
    assert names(tmp_path, own=tmp_path) == ["scenario bakery/scenario.yaml"]
    assert opened == []
