"""The numbered steps that give the file its shape."""

import hashlib
import sqlite3
from datetime import UTC, datetime

import pytest

from isoquest.progress.migrations import EXPECTED_COLUMNS, MIGRATIONS, migrate, version_of
from isoquest.progress.saved import SavedPlay
from isoquest.progress.store import Refused, open_store
from isoquest.progress.transactions import connect
from isoquest.progress.trouble import NewerError

FIRST = ("CREATE TABLE cards (id INTEGER PRIMARY KEY)", "INSERT INTO cards VALUES (1)")
SECOND = ("ALTER TABLE cards ADD COLUMN due INTEGER", "UPDATE cards SET due = 5")
BROKEN = ("ALTER TABLE cards ADD COLUMN face TEXT", "UPDATE cards SET no_such_column = 1")


@pytest.fixture
def connection(tmp_path):
    """A connection to an empty file."""
    made = connect(tmp_path / "any.sqlite", 0)
    yield made
    made.close()


def test_steps_are_taken_once(connection):
    """Each step runs once, in order, whether in one go or over several versions of the program."""
    migrate(connection, [FIRST])
    migrate(connection, [FIRST, SECOND])
    migrate(connection, [FIRST, SECOND])
    assert version_of(connection) == 2
    assert connection.execute("SELECT id, due FROM cards").fetchall() == [(1, 5)]


def test_failed_step_leaves_no_trace(connection):
    """A step that fails half-way is taken back, and the file stays at the step before it."""
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, [FIRST, BROKEN])
    assert version_of(connection) == 1
    assert not connection.in_transaction
    assert connection.execute("SELECT * FROM cards").fetchall() == [(1,)]


def test_newer_file_is_not_touched(connection):
    """A file that is ahead of the program is refused."""
    migrate(connection, [FIRST, SECOND])
    with pytest.raises(NewerError):
        migrate(connection, [FIRST])


def test_expected_columns_are_all_there_is(connection):
    """The list of expected columns says what the steps lead to."""
    migrate(connection, MIGRATIONS)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found = {
        name: ", ".join(row[1] for row in connection.execute(f"PRAGMA table_info({name})"))
        for (name,) in tables.fetchall()
    }
    assert found == EXPECTED_COLUMNS


def test_released_steps_stay_as_they_are():
    """The first step is what it was when files were made by it."""
    words = " ".join("\n".join(MIGRATIONS[0]).split())
    digest = "f61643e72124e1954af32ae9317fcb1595ef9217be96343b1b313b55774165b9"
    assert hashlib.sha256(words.encode()).hexdigest() == digest


@pytest.mark.parametrize("writable", [True, False])
def test_file_of_the_first_version_keeps_everything(shelf, writable):
    """Plays, profiles and settings of a file that version 1 made are all there, also where it cannot be written."""
    shelf.folder.mkdir()
    connection = shelf.raw()
    connection.execute("PRAGMA journal_mode = WAL")
    migrate(connection, MIGRATIONS[:1])
    connection.executescript("""
        INSERT INTO profiles VALUES (1, 'Player', 'player'), (4, 'Ann', 'ann');
        INSERT INTO settings VALUES (4, 'theme', 'dark');
        INSERT INTO remembered VALUES ('profile', '4');
        INSERT INTO plays VALUES
            (3, 4, 'harbour', '/my/own', '1.2', 'abc', '-1000000000000000000000', 0, 1000001, 55, 'won', 'Won'),
            (9, 4, 'harbour', '', '1.2', 'abc', '7', 2000000, 3000000, 56, NULL, 'Letter');
        INSERT INTO decisions VALUES (3, 0, 'letter.ask'), (3, 1, 'board.go');
    """)
    if not writable:
        connection.execute("BEGIN IMMEDIATE")
    opened = shelf.open_with_notices()
    store = opened.store
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    won = SavedPlay(
        id=3,
        profile_id=4,
        scenario="harbour",
        source="/my/own",
        version="1.2",
        content_hash="abc",
        seed=-(10**21),
        decisions=("letter.ask", "board.go"),
        started=epoch,
        changed=epoch.replace(second=1, microsecond=1),
        revision=55,
        ending="won",
        summary="Won",
    )
    assert store.play(3) == won
    assert (won.kind, won.terms) == ("play", "")
    assert [each.id for each in store.plays(4)] == [9, 3]
    assert store.attempts(4) == ()
    assert store.current_profile().name == "Ann"
    assert store.setting(4, "theme", "light") == "dark"
    assert version_of(connection) == (len(MIGRATIONS) if writable else 1)
    connection.close()
    store.write(store.play(9), ["letter.ask"])
    again = shelf.open()
    assert again.play(9).decisions == ("letter.ask",)
    assert again.play(3) == won
    assert shelf.set_aside() == []


def test_store_refuses_a_newer_file_in_one_sentence(shelf):
    """The refusal names the file, both versions and the way out, and the file is left as it was."""
    shelf.filled()
    newer = len(MIGRATIONS) + 6
    with shelf.raw() as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = shelf.file.read_bytes()
    refused = open_store(shelf.folder, shelf.clock)
    assert isinstance(refused, Refused)
    for part in (str(shelf.file), f"version {newer}", f"up to {len(MIGRATIONS)}", "ISOQUEST_HOME"):
        assert part in refused.text
    assert refused.text.endswith(".")
    assert shelf.file.read_bytes() == before
    assert shelf.set_aside() == []


def test_newer_file_that_this_sqlite_cannot_parse_is_refused_too(shelf):
    """What a newer program may have put into the schema is not taken for damage."""
    shelf.filled()
    connection = shelf.raw()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET sql = sql || ' FROM_THE_FUTURE' WHERE name = 'plays'")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert isinstance(open_store(shelf.folder, shelf.clock), Refused)
    assert shelf.set_aside() == []


def test_file_that_becomes_newer_while_open_is_not_written(shelf, store):
    """When a newer program changes the file in mid-play, nothing more is written into it."""
    outcome = store.begin(1, "harbour", "", "1", "h", 7)
    connection = shelf.raw()
    connection.execute("PRAGMA user_version = 99")
    after = store.write(outcome.play, ["a.b"])
    assert "newer" in after.reason
    assert store.play(outcome.play.id).decisions == ("a.b",)
    assert connection.execute("SELECT count(*) FROM decisions").fetchone() == (0,)
    connection.close()
