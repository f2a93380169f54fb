"""Documents of a chat on the command line: brought along, listed, asked, moved, exported and deleted."""

from pathlib import Path

from tests.bot.collections.conftest import HANDBOOK
from tests.bot.conftest import Run

QUESTION = "星海科技的年假是多少天"


def test_a_file_of_the_terminal_is_asked_moved_exported_and_deleted(run: Run, tmp_path: Path) -> None:
    """Only those who name its chat are answered from it."""
    (tmp_path / "手册.md").write_text(HANDBOOK, "utf-8")
    said = run("chat", stdin=f"/add 手册.md\n{QUESTION}\n/quit\n".encode()).stdout.decode()
    assert "✅ 手册.md has been added." in said
    assert "星海科技的年假为十五天。" in said
    assert "十五天" in run("--collection", "0", "ask", QUESTION).stdout.decode()
    assert "十五天" not in run("ask", QUESTION).stdout.decode()
    assert "0: 1 document, 1 KB\n  手册.md" in run("collections", "list").stdout.decode()
    assert run("collections", "move", "0", "--", "-5").returncode == 0
    assert run("collections", "export", "--", "-5", "copy").returncode == 0
    assert (tmp_path / "copy" / "手册.md").read_text("utf-8") == HANDBOOK
    refused = run("collections", "delete", "--", "-5", stdin=b"n\n")
    assert (refused.returncode, refused.stderr.decode().strip()) == (130, "Delete 1 document of chat -5? [y/N]:")
    assert run("collections", "delete", "--yes", "--", "-5").returncode == 0
    assert not [path for path in (tmp_path / "data" / "collections").rglob("*") if path.is_file()]


def test_a_collection_that_is_not_there_is_named(run: Run) -> None:
    """And a command for which documents of a chat make no sense refuses them, above all the bot itself."""
    for asked in (("--collection", "7", "ask", QUESTION), ("collections", "delete", "7")):
        assert b"The chat 7 has no documents of its own" in run(*asked).stderr
    assert b"--collection goes with chat" in run("--collection", "7", "run").stderr


def test_a_collection_of_the_catalog_is_asked_by_its_name(run: Run, tmp_path: Path) -> None:
    """Without it, nothing of it is found; a name that the catalog does not have is an error."""
    (tmp_path / "docs" / "hr").mkdir(parents=True)
    (tmp_path / "docs" / "news.md").write_text("云湖集团的收入为3亿元。\n", "utf-8")
    (tmp_path / "docs" / "hr" / "手册.md").write_text(HANDBOOK, "utf-8")
    named = '[[collection]]\nfolder = "hr"\nname = "人事"\n'
    (tmp_path / "docs" / "catalog.toml").write_text(named, "utf-8")
    folder = str(tmp_path / "docs")
    assert "十五天" in run("--collection", "人事", "ask", QUESTION, SEEDS_DIR=folder).stdout.decode()
    assert "十五天" not in run("ask", QUESTION, SEEDS_DIR=folder).stdout.decode()
    assert b"no collection other" in run("--collection", "other", "ask", QUESTION, SEEDS_DIR=folder).stderr
