"""`yinju index`, and what the other commands do with an index."""

import json
from pathlib import Path

from tests.bot.conftest import Run

TEXT = "甲公司的骑手有三百人。"


def test_an_index_is_made_used_checked_and_made_anew_when_it_is_damaged(run: Run, tmp_path: Path) -> None:
    """Each by a process of its own; a damaged one is named, and the answer is the same."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(TEXT, "utf-8")
    command = ("--seeds", str(tmp_path / "folder"), "index")
    made = json.loads(run(*command, "--json").stdout)
    path = Path(made.pop("path"))
    assert made == {
        "state": "written",
        "bytes": path.stat().st_size,
        "files": 1,
        "documents": 1,
        "passages": 1,
        "sentences": 1,
        "damage": "",
    }
    whole = path.read_bytes()
    again = run(*command, "--check").stdout.decode().splitlines()
    assert again[:2] == ["The index is up to date.", "All checksums match."]
    path.write_bytes(whole[:-100])
    asked = run("--seeds", str(tmp_path / "folder"), "ask", "甲公司有多少骑手")
    assert asked.stderr.decode().startswith("The index is damaged")
    assert asked.stdout.decode().startswith(f"1  {TEXT}")
    assert path.read_bytes() == whole
