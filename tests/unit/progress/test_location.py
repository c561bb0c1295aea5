"""Where progress is kept."""

from pathlib import Path

from isoquest.progress.location import data_folder


def test_variable_wins(tmp_path):
    """ISOQUEST_HOME names the folder."""
    assert data_folder({"ISOQUEST_HOME": str(tmp_path)}) == tmp_path


def test_relative_and_home():
    """A relative folder is made absolute, and a leading ~ is the home folder."""
    assert data_folder({"ISOQUEST_HOME": "here"}) == Path.cwd() / "here"
    assert data_folder({"ISOQUEST_HOME": "~/there"}) == Path.home() / "there"


def test_unknown_home_is_taken_as_written():
    """A ~ that names nobody's home is no error."""
    assert data_folder({"ISOQUEST_HOME": "~no-such-person/x"}) == Path.cwd() / "~no-such-person" / "x"


def test_platform_folder_otherwise():
    """Without the variable, or with an empty one, it is a folder of this program's own."""
    assert data_folder({}) == data_folder({"ISOQUEST_HOME": ""})
    assert data_folder({}).is_absolute()
    assert "isoquest" in data_folder({}).parts
