"""A copy of all that is kept, and putting it back."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from bot.phrases import phrases
from bot.storage.backup import BackupUnusable, BackupUnwritten, BotRuns, DataFolderIsFile, back_up, restore
from bot.storage.chats import ChatSettings
from bot.storage.schema import STEPS
from bot.storage.storage import FILE, KEY, Storage
from tests.bot.conftest import Run
from tests.bot.storage.test_storage import ALICE, BOB, GROUP, filled


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder in which something is kept, of a bot that does not run."""
    filled(tmp_path / "data").close()
    return tmp_path / "data"


def contents(folder: Path) -> list[str]:
    """All that the data file in a folder holds."""
    with sqlite3.connect(folder / FILE) as database:
        dumped = list(database.iterdump())
    database.close()
    return dumped


def test_a_copy_made_while_the_bot_runs_brings_all_of_it_back(tmp_path: Path, data: Path) -> None:
    """On another machine too, with the key, so that votes can be changed and /forget still finds them."""
    running = Storage(data)
    running.chats.put(GROUP, ChatSettings(language="en", quotes=1))
    back_up(data, tmp_path / "copy.zip")
    assert (tmp_path / "copy.zip").stat().st_mode & 0o777 == 0o600
    kept = running.statistics()
    running.close()
    restore(tmp_path / "elsewhere" / "data", tmp_path / "copy.zip")
    assert (tmp_path / "elsewhere" / "data" / KEY).read_bytes() == (data / KEY).read_bytes()
    restored = Storage(tmp_path / "elsewhere" / "data")
    assert restored.statistics() == kept
    assert restored.chats.of(GROUP).quotes == 1
    restored.forget_person(BOB)
    assert restored.statistics().questions < kept.questions
    restored.close()
    assert contents(data) != contents(tmp_path / "elsewhere" / "data")


def test_the_documents_of_chats_are_in_a_copy_and_nothing_else_comes_out_of_one(tmp_path: Path, data: Path) -> None:
    """With older versions, without indexes; what somebody put into the file beside them is passed over."""
    own = Path("collections", "0123456789abcdef", "documents", "0123456789abcdef", "手册.md")
    older = Path("collections", "0123456789abcdef", "older", "0123456789abcdef", "2025-01-03 2026-04-01", "手册.md")
    for name in (own, older, Path("collections", "0123456789abcdef", "index", "a.index")):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("年假为十五天。")
    back_up(data, tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip", "a") as archive:
        for evil in (
            "collections/../../evil.md",
            "collections/0123456789abcdef/documents/0123456789abcdef/..",
            "evil.md",
        ):
            archive.writestr(evil, "evil")
    elsewhere = tmp_path / "elsewhere" / "data"
    old = elsewhere / "collections" / "gone" / "documents"
    old.mkdir(parents=True)
    restore(elsewhere, tmp_path / "copy.zip")
    assert {path.relative_to(elsewhere) for path in elsewhere.rglob("*.md")} == {own, older}
    assert (elsewhere / own).read_text() == "年假为十五天。"
    assert (elsewhere / own).stat().st_mode & 0o777 == 0o600
    assert not old.exists()
    assert not list(tmp_path.rglob("evil*"))


def test_what_came_after_the_copy_is_gone_when_it_is_put_back(tmp_path: Path, data: Path) -> None:
    """Also what stood in SQLite's journal only; a second copy replaces the first."""
    back_up(data, tmp_path / "copy.zip")
    back_up(data, tmp_path / "copy.zip")
    before = contents(data)
    later = Storage(data)
    later.chats.put(ALICE, ChatSettings(language="en", quotes=2))
    later.forget_chat(GROUP)
    later.close()
    assert contents(data) != before
    restore(data, tmp_path / "copy.zip")
    assert contents(data) == before
    again = Storage(data)
    assert again.chats.of(ALICE).quotes == 1
    again.close()
    assert sorted(path.name for path in data.iterdir()) == [KEY, FILE]


def test_nothing_is_put_back_while_the_bot_runs(tmp_path: Path, data: Path) -> None:
    """It goes on with what it has."""
    back_up(data, tmp_path / "copy.zip")
    running = Storage(data)
    running.chats.put(ALICE, ChatSettings(language="en", quotes=1))
    with pytest.raises(BotRuns):
        restore(data, tmp_path / "copy.zip")
    assert running.chats.of(ALICE).quotes == 1
    running.chats.put(ALICE, ChatSettings(language="en", quotes=2))
    running.close()
    restore(data, tmp_path / "copy.zip")


def damaged(copy: Path) -> bytes:
    """Return a copy with a byte in the middle changed."""
    whole = bytearray(copy.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    return bytes(whole)


def zipped(path: Path, **members: bytes) -> bytes:
    """Return an archive of these files; a dot in a name is written as two underscores."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path.read_bytes()


def test_what_is_no_whole_copy_changes_nothing(tmp_path: Path, data: Path) -> None:
    """Damaged, cut short, something else, of a newer version, or not there."""
    copy, broken = tmp_path / "copy.zip", tmp_path / "broken.zip"
    back_up(data, copy)
    with sqlite3.connect(tmp_path / "newer") as newer:
        newer.executescript("".join(contents(data)))
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    newer.close()
    before = contents(data)
    for content in (
        b"",
        b"no archive",
        damaged(copy),
        copy.read_bytes()[:-100],
        zipped(tmp_path / "a", other=b"x"),
        zipped(tmp_path / "b", yinju__sqlite3=b"no database" * 100),
        zipped(tmp_path / "c", yinju__sqlite3=b""),
        zipped(tmp_path / "d", yinju__sqlite3=(tmp_path / "newer").read_bytes()),
    ):
        broken.write_bytes(content)
        with pytest.raises(BackupUnusable):
            restore(data, broken)
    with pytest.raises(BackupUnusable):
        restore(data, tmp_path / "nowhere.zip")
    assert contents(data) == before


def test_a_damaged_data_file_can_be_replaced(tmp_path: Path, data: Path) -> None:
    """The copy replaces it."""
    back_up(data, tmp_path / "copy.zip")
    before = contents(data)
    (data / FILE).write_bytes(b"no database" * 1000)
    restore(data, tmp_path / "copy.zip")
    assert contents(data) == before


def test_a_copy_that_cannot_be_finished_leaves_the_older_one(tmp_path: Path, data: Path) -> None:
    """And no half of one beside it."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "copy.zip").write_bytes(b"the older one")
    (data / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(BackupUnwritten):
        back_up(data, tmp_path / "copies" / "copy.zip")
    assert [path.read_bytes() for path in (tmp_path / "copies").iterdir()] == [b"the older one"]
    with pytest.raises(BackupUnwritten):
        back_up(data, tmp_path / "nowhere" / "copy.zip")


def test_the_commands_say_what_they_did(run: Run, tmp_path: Path) -> None:
    """Or what is wrong, with status 1."""
    filled(tmp_path / "data").close()
    done = run("backup", "copy.zip")
    assert (done.returncode, done.stdout.decode()) == (0, phrases("en").backed_up.format(file="copy.zip") + "\n")
    done = run("restore", "nowhere.zip")
    assert (done.returncode, done.stderr.decode()) == (
        1, "nowhere.zip can't be restored: No such file or directory. Your data was not changed.\n",
    )  # fmt: skip


def test_a_data_folder_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    """By who makes a copy and by who puts one back; the file stays as it is."""
    file = tmp_path / "data"
    file.write_text("words")
    for act in (back_up, restore):
        with pytest.raises(DataFolderIsFile, match="a file, not a folder"):
            act(file, tmp_path / "copy.zip")
    assert file.read_text() == "words"
