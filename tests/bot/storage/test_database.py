"""The data file: private, shared by processes, brought up to date, and clear about what is wrong with it."""

import os
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from bot.storage.database import Database, DatabaseLocked, DatabaseNewer, DatabaseUnusable
from bot.storage.schema import STEPS
from tests.conftest import ROOT

NORMAL, FULL = 1, 2  # as SQLite names the levels of `synchronous`
KILLED = """
import os, signal, sys
from functools import partial
from pathlib import Path
from bot.storage.chats import Chats, ChatSettings
from bot.storage.database import Database
Chats(Database(Path(sys.argv[1]))).put(7, ChatSettings(language="en", quotes=1))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_file_and_its_folder_are_for_this_user_alone(tmp_path: Path) -> None:
    """Also the files that SQLite puts beside it."""
    database = Database(tmp_path / "new" / "data" / "yinju.sqlite3")
    database.change("INSERT INTO chats (chat_id, quotes, mentions) VALUES (1, 3, 1)")
    folder = tmp_path / "new" / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == dict.fromkeys(
        ("yinju.sqlite3", "yinju.sqlite3-wal", "yinju.sqlite3-shm"), 0o600
    )
    database.close()


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    """Such as one that was copied back from a backup."""
    path = tmp_path / "yinju.sqlite3"
    path.touch(0o644)
    Database(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_changed_survives_a_kill(tmp_path: Path) -> None:
    """The process ends without a chance to close anything, and the next one finds it all."""
    path = tmp_path / "yinju.sqlite3"
    killed = subprocess.run([sys.executable, "-c", KILLED, path], cwd=ROOT, timeout=60, check=False)
    assert killed.returncode == -9
    database = Database(path)
    (row,) = database.rows("SELECT * FROM chats")
    assert (row["chat_id"], row["language"], row["quotes"]) == (7, "en", 1)
    database.close()


def test_what_is_to_survive_a_power_cut_is_written_in_a_commit_that_waits_for_the_disk(tmp_path: Path) -> None:
    """SQLite waits in FULL only, and only where a commit writes something; other commits wait for nothing."""
    database = Database(tmp_path / "yinju.sqlite3")
    journal, levels = tmp_path / "yinju.sqlite3-wal", []

    def level(statement: str) -> None:
        if statement == "COMMIT":
            levels.append(database.rows("PRAGMA synchronous")[0][0])

    size = journal.stat().st_size
    database._connection.set_trace_callback(level)
    database.harden()
    database._connection.set_trace_callback(None)
    assert levels == [FULL]
    assert journal.stat().st_size > size
    assert database.rows("PRAGMA synchronous")[0][0] == NORMAL
    database.close()


def test_what_survives_a_power_cut_stays_of_its_version(tmp_path: Path) -> None:
    """Also where a later version of the program has opened the file meanwhile."""
    database = Database(tmp_path / "yinju.sqlite3")
    later = len(STEPS) + 1
    database.change(f"PRAGMA user_version = {later}")
    database.harden()
    assert database.rows("PRAGMA user_version")[0][0] == later
    database.close()


def test_two_open_the_same_file_and_see_each_others_changes(tmp_path: Path) -> None:
    """A second one opens while the first is open, and either reads what the other wrote."""
    path = tmp_path / "yinju.sqlite3"
    one, other = Database(path), Database(path)
    one.change("INSERT INTO chats (chat_id, quotes, mentions) VALUES (1, 3, 1)")
    assert other.change("UPDATE chats SET quotes = 2") == 1
    assert one.rows("SELECT quotes FROM chats")[0]["quotes"] == 2
    one.close()
    other.close()


def test_changes_that_belong_together_are_made_together(tmp_path: Path) -> None:
    """A change that fails halfway changes nothing."""
    database = Database()

    def twice() -> None:
        with database.together():
            database.change("INSERT INTO chats (chat_id, quotes, mentions) VALUES (1, 3, 1)")
            database.change("INSERT INTO chats (chat_id, quotes, mentions) VALUES (1, 3, 1)")

    with pytest.raises(sqlite3.IntegrityError):
        twice()
    assert database.rows("SELECT * FROM chats") == []
    database.close()


@pytest.mark.parametrize("version", range(len(STEPS)))
def test_a_file_of_every_earlier_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """It has then just the tables of a new one."""
    path = tmp_path / "yinju.sqlite3"
    old = sqlite3.connect(path)
    for statement in (statement for step in STEPS[:version] for statement in step):
        old.execute(statement)
    old.execute(f"PRAGMA user_version = {version}")
    old.commit()
    old.close()
    database, new = Database(path), Database()
    tables = "SELECT name, sql FROM sqlite_schema ORDER BY name"
    assert [tuple(row) for row in database.rows(tables)] == [tuple(row) for row in new.rows(tables)]
    assert database.rows("PRAGMA user_version")[0][0] == len(STEPS)
    database.close()
    new.close()


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """With a sentence that says what to do."""
    path = tmp_path / "yinju.sqlite3"
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    newer.close()
    with pytest.raises(DatabaseNewer, match="written by a newer version; install"):
        Database(path)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    """Somebody may want to look at it."""
    path = tmp_path / "yinju.sqlite3"
    path.write_text("words of somebody's own, more than SQLite needs to see that this is none of its files\n" * 9)
    with pytest.raises(DatabaseUnusable, match=r"cannot be used: file is not a database\. Move it away"):
        Database(path)
    assert path.read_text().startswith("words of somebody's own")


def test_a_folder_that_cannot_be_made_gets_a_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "data").touch()
    with pytest.raises(DatabaseUnusable, match=r"cannot be used: (File exists|Not a directory)"):
        Database(tmp_path / "data" / "yinju.sqlite3")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_gets_a_sentence(tmp_path: Path) -> None:
    """As one on a read-only disk."""
    tmp_path.chmod(0o500)
    with pytest.raises(DatabaseUnusable, match="cannot be used: Permission denied"):
        Database(tmp_path / "yinju.sqlite3")


def test_what_was_deleted_stands_in_no_file(tmp_path: Path) -> None:
    """Its bytes are overwritten, in the file and in the journal beside it."""
    database = Database(tmp_path / "yinju.sqlite3")
    words = "a-secret-that-somebody-wants-forgotten"
    database.change("INSERT INTO chats (chat_id, language, quotes, mentions) VALUES (1, ?, 3, 1)", (words,))
    database.change("DELETE FROM chats")
    database.tidy()
    assert not any(words.encode() in path.read_bytes() for path in tmp_path.iterdir())
    database.close()


def test_the_journal_stays_short_while_it_is_written(tmp_path: Path) -> None:
    """So that what was deleted is overwritten there soon as well."""
    file, longest = tmp_path / "yinju.sqlite3", 0
    database = Database(file)
    for chat in range(600):
        database.change(
            "INSERT INTO chats (chat_id, language, quotes, mentions) VALUES (?, ?, 3, 1)", (chat, "a" * 5000)
        )
        longest = max(longest, file.with_name(f"{file.name}-wal").stat().st_size)
    assert 0 < longest <= 1_000_000
    database.close()


def test_half_a_surrogate_pair_is_kept_as_a_question_mark(tmp_path: Path) -> None:
    """It may come in JSON, and is no character that SQLite takes."""
    database = Database(tmp_path / "a.sqlite3")
    database.change("CREATE TABLE said (words TEXT)")
    database.change("INSERT INTO said VALUES (?)", ("云\ud80d😀",))
    assert [row["words"] for row in database.rows("SELECT words FROM said WHERE words = ?", ("云\ud80d😀",))] == [
        "云?😀"
    ]
    database.close()


def test_changes_that_cannot_be_made_now_are_made_later_in_their_order(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Changes that never can be made are passed over, with a line in the log."""
    database, other = Database(tmp_path / "a.sqlite3"), Database(tmp_path / "a.sqlite3")
    database.change("CREATE TABLE said (words TEXT)")
    with other.together():
        for word in ("one", "two"):
            database.soon(partial(database.change, "INSERT INTO said VALUES (?)", (word,)), "A word was lost")
        database.soon(partial(database.change, "INSERT INTO nowhere VALUES (1)"), "Something else was lost")
        assert database.rows("SELECT * FROM said") == []
    database.soon(partial(database.change, "INSERT INTO said VALUES ('three')"), "A word was lost")
    assert [row["words"] for row in database.rows("SELECT words FROM said")] == ["one", "two", "three"]
    assert caplog.messages == ["Something else was lost: no such table: nowhere"]
    database.close()
    other.close()


def test_of_changes_that_can_never_be_made_some_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest ones, so that they do not fill the memory."""
    monkeypatch.setattr("bot.storage.database.MAX_DEFERRED_CHANGES", 2)
    database, other = Database(tmp_path / "a.sqlite3"), Database(tmp_path / "a.sqlite3")
    database.change("CREATE TABLE said (words TEXT)")
    with other.together():
        for word in ("one", "two", "three"):
            database.soon(partial(database.change, "INSERT INTO said VALUES (?)", (word,)), "A word was lost")
    database.catch_up()
    assert [row["words"] for row in database.rows("SELECT words FROM said")] == ["two", "three"]
    database.close()
    other.close()


def test_a_file_that_stays_locked_at_the_start_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is locked for a moment is waited for, as nobody is kept waiting then."""
    monkeypatch.setattr("bot.storage.database._START_SECONDS", 0.05)
    path = tmp_path / "yinju.sqlite3"
    locking = Database(path)
    with locking.together(), pytest.raises(DatabaseLocked, match="locked by another process"):
        Database(path)
    monkeypatch.setattr("bot.storage.database._START_SECONDS", 30)
    with ThreadPoolExecutor() as beside:
        with locking.together():
            opening = beside.submit(lambda: Database(path).close())
            assert not opening.done()
        opening.result(timeout=20)
    locking.close()
