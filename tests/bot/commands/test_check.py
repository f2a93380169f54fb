"""`yinju check`, `locate`, `count` and `verify`, each time as a process of its own."""

import json
from pathlib import Path

import pytest

from bot.phrases import phrases
from tests.bot.commands.test_command_line import QUOTE_KEYS
from tests.bot.conftest import Run
from tests.conftest import SEEDS

CLAIM = "阿里云这季度收入同比增长24%，到了398亿元"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with one short file."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "a.txt").write_text("星海科技全年收入398亿元。\n骑手一天送四十单。\n", "utf-8")
    return folder


def test_check_json_prints_one_object_with_the_documented_keys(run: Run) -> None:
    """Quotes are slices of their files, and the mismatch is told in the words of both."""
    done = run("check", "--json", CLAIM)
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert list(found) == ["claim", "verdict", "mismatches", "quotes", "milliseconds"]
    assert (found["claim"], found["verdict"]) == (CLAIM, "contradicted")
    assert found["mismatches"] == [{"claimed": "24%", "found": "34%", "kind": "percentage"}]
    for quote in found["quotes"]:
        assert list(quote) == QUOTE_KEYS
        text = (SEEDS / quote["file"]).read_bytes().decode("utf-8")
        assert quote["text"] == text[quote["start"] : quote["end"]]


def test_check_jsonl_checks_every_line_in_order(run: Run, small: Path) -> None:
    """Bad lines get their sentence, blank ones are passed over, and the rest goes on."""
    lines = [
        '{"claim": "星海科技收入398亿元"}',
        "",
        "{",
        '{"claim": 3}',
        '{"claim": "？"}',
        '{"claim": "星海科技收入389亿元"}',
    ]
    done = run("--seeds", str(small), "check", "--jsonl", stdin="\n".join(lines).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [each.get("error", each["verdict"]) for each in found] == [
        "supported",
        found[1]["error"],
        'Line 4 was skipped: no text field "claim".',
        "There is nothing to look up in this; please write a word or a sentence.",
        "contradicted",
    ]
    assert found[1]["error"].startswith("Line 3 was skipped: not a JSON object")


def test_check_prints_the_claim_with_its_parts_marked(run: Run, small: Path) -> None:
    """Agreeing parts, differing parts, and the quote; never true or false."""
    done = run("--seeds", str(small), "check", "星海科技全年收入389亿元")
    lines = done.stdout.decode().splitlines()
    assert lines[:4] == [
        "星海科技全年收入✅389亿元❌",
        "",
        "❌ “389亿元”: the documents say “398亿元”.",
        "Dates of the sources: undated",
    ]
    assert "1  星海科技全年收入398亿元。" in lines


def test_a_claim_that_is_none_gets_a_sentence(run: Run, small: Path) -> None:
    """On stderr, with status 1."""
    done = run("--seeds", str(small), "check", "？！")
    assert (done.returncode, done.stderr) == (
        1,
        b"There is nothing to look up in this; please write a word or a sentence.\n",
    )


def test_locate_tells_the_misquoted_figure_and_the_place(run: Run, small: Path) -> None:
    """For people, and for scripts from stdin."""
    lines = run("--seeds", str(small), "locate", "星海科技全年收入３８９億元").stdout.decode().splitlines()
    assert lines[0].startswith("Nearly as in the documents (")
    assert lines[1] == "Different figure: “３８９億”, in the documents “398亿”"
    done = run("--seeds", str(small), "locate", "--json", stdin="骑手一天送四十单".encode())
    found = json.loads(done.stdout)
    assert (found["status"], found["places"][0]["words"]) == ("word_for_word", "骑手一天送四十单")
    assert (
        run("--seeds", str(small), "locate", "完全没有的一句话").stdout == b"The documents don't contain this text.\n"
    )


def test_count_tells_every_place_or_what_is_spelled_nearly_like_it(run: Run, small: Path) -> None:
    """Zero is an answer."""
    found = json.loads(run("--seeds", str(small), "count", "--json", "骑手").stdout)
    assert (found["places"], found["documents"][0]["quotes"][0]["text"]) == (1, "骑手一天送四十单。")
    lines = run("--seeds", str(small), "count", "星海科枝").stdout.decode().splitlines()
    assert lines[0] == "“星海科枝” doesn't appear in the documents."
    assert lines[1].startswith("Similar spellings: 星海科技 (1)")


def test_verify_tells_what_has_become_of_a_receipt_and_of_a_log(run: Run, small: Path, tmp_path: Path) -> None:
    """Status 0 where all stands, 1 where something changed; the log's words tell what."""
    found = json.loads(run("--seeds", str(small), "ask", "--json", "星海科技的收入").stdout)
    receipt = found["quotes"][0]["receipt"]
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps({**found, "quotes": found["quotes"][:1]}), "utf-8")
    done = run("--seeds", str(small), "verify", receipt)
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Unchanged: the quote is still in place.\n")

    (small / "a.txt").write_text("星海科技全年收入317亿元。\n骑手一天送四十单。\n", "utf-8")
    done = run("--seeds", str(small), "verify", "--all", str(log))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        f"line 1 of the log  {receipt}",
        "   Changed: the text there is different now.",
        "   Different figure: “398亿”, in the documents “317亿”",
        "1 reference code: 0 unchanged, 0 moved, 1 changed, 0 removed.",
    ]


def test_a_log_without_receipts_is_refused(run: Run, small: Path) -> None:
    """With what to name."""
    done = run("--seeds", str(small), "verify", "--all", str(small / "a.txt"))
    assert done.returncode == 1
    assert done.stderr.decode() == phrases("en").errors["LogUnusable"].format(file=small / "a.txt") + "\n"
