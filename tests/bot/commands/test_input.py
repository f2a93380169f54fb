"""Mistakes of people and scripts: one sentence each, and the rest goes on; never a traceback."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from bot.commands.ask import answer_lines
from bot.phrases import phrases
from retrieval.library import Library
from retrieval.model import Answer
from tests.bot.conftest import Run, clean_environment

QUESTION = "阿里云收入增长了多少"
ODD = os.fsdecode("b\x1b]0;x\x07\nc\u202e".encode() + b"\xff.txt")


def one_sentence(done: "subprocess.CompletedProcess[bytes]", status: int) -> str:
    """Return the one line on stderr of a command that ended with that status and printed nothing."""
    assert (done.returncode, done.stdout) == (status, b"")
    (sentence,) = done.stderr.decode().splitlines()
    return sentence


def test_a_bad_line_never_ends_the_stream(run: Run) -> None:
    """A number of five thousand digits, a byte order mark, a number that is none."""
    good = json.dumps({"question": QUESTION}).encode()
    lines = [b"\xef\xbb\xbf" + good, b'{"question": ' + b"1" * 5000 + b"}", b'{"question": -}', b"\xff", good]
    done = run("ask", "--jsonl", stdin=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["status"] for answer in found] == ["answered", *["not_found"] * 3, "answered"]
    assert "not a JSON object (" in found[1]["error"]


class Noting(Library):
    """A library that only notes what it is asked with."""

    def __init__(self) -> None:
        self.histories: list[list[str]] = []

    def ask(self, question: str, history: object = (), **how: object) -> Answer:
        """Note the history, and find nothing."""
        assert isinstance(history, list)
        self.histories.append(history)
        return Answer(question=question, status="not_found")


def test_of_a_long_history_the_end_is_used() -> None:
    """The last ten entries, and of each the first two thousand characters."""
    library = Noting()
    line = json.dumps({"question": "云", "history": [str(n) + "云" * 3000 for n in range(30)]}).encode()
    list(answer_lines([line], library, phrases("en")))
    assert library.histories == [[(str(n) + "云" * 3000)[:2000] for n in range(20, 30)]]


@pytest.mark.parametrize("words", [["-5度"], ["--", "-5度"], ["--", "--json"], ["-5度", "云"]])
def test_a_question_may_begin_with_a_dash(run: Run, words: list[str]) -> None:
    """As it stands, or behind -- whatever it is."""
    done = run("ask", "--json", *words)
    assert json.loads(done.stdout)["question"] == " ".join(word for word in words if word != "--")
    assert json.loads(run("ask", *words[:1], "--json", *words[1:]).stdout if words[0] != "--" else done.stdout)


def test_an_option_that_there_is_not_is_no_question(run: Run) -> None:
    """A slip of the finger is told, not searched for."""
    done = run("ask", "--jsno", QUESTION)
    assert done.returncode == 2
    assert "--jsno" in done.stderr.decode()


@pytest.mark.parametrize("command", ["ask", "check"])
def test_without_words_standard_input_has_them(run: Run, command: str) -> None:
    """For people and as JSON, as if they had been written behind the command; blank ones are no words."""
    for arguments in ([], ["--json"]):
        piped, typed = (
            run(command, *arguments, stdin=f" {QUESTION}\n".encode()).stdout,
            run(command, *arguments, QUESTION).stdout,
        )
        assert piped
        assert re.sub(rb'"milliseconds": [\d.]+', b"", piped) == re.sub(rb'"milliseconds": [\d.]+', b"", typed)
        error = {"ask": "QuestionEmpty", "check": "ClaimEmpty"}[command]
        blank = b" \n\n" if arguments else b""
        assert one_sentence(run(command, *arguments, stdin=blank), 1) == phrases("en").errors[error]


@pytest.mark.parametrize(("command", "words"), [("ask", "QUESTION"), ("check", "CLAIM")])
def test_at_a_terminal_words_are_missing(tmp_path: Path, command: str, words: str) -> None:
    """Nobody is kept waiting there for what only a pipe brings."""
    environment = clean_environment(tmp_path)
    child = pexpect.spawn(sys.executable, ["-m", "bot", command], env=environment, encoding="utf-8", timeout=30)
    child.expect_exact(f"Give a {words}")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 2


@pytest.mark.parametrize(
    ("folder", "status", "words"),
    [
        pytest.param("x" * 5000, 1, "The folder xxx", id="too long for the system"),
        pytest.param("/proc/1/root/nowhere", 1, "folder /proc/1/root/nowhere", id="below what may not be read"),
        pytest.param("", 2, "--seeds needs a folder", id="empty"),
        pytest.param(" ", 2, "--seeds needs a folder", id="blank"),
        pytest.param(
            "~nobody-of-that-name/x",
            2,
            phrases("en").unusable_folder.format(
                folder="~nobody-of-that-name/x", reason="Could not determine home directory"
            ),
            id="no such home",
        ),
    ],
)
def test_a_folder_that_the_system_refuses_is_a_sentence(run: Run, folder: str, status: int, words: str) -> None:
    """With what was given, cut where it is very long."""
    sentence = one_sentence(run("--seeds", folder, "ask", QUESTION), status)
    assert words in sentence
    assert len(sentence) < 500


def test_a_folder_that_is_a_link_to_itself_is_not_there(run: Run, tmp_path: Path) -> None:
    """Whatever Python makes of such a loop."""
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert one_sentence(run("--seeds", str(loop), "ask", QUESTION), 1).startswith(f"There is no folder {loop};")


def test_a_data_folder_that_the_system_refuses_is_a_sentence(run: Run, tmp_path: Path) -> None:
    """Only commands that need it fail, `index` among them; a question is answered without."""
    refused = {"DATA_DIR": "x" * 5000}
    assert run("ask", QUESTION, **refused).stdout.startswith(b"1  ")
    assert "can't be used: File name too long." in one_sentence(run("gaps", **refused), 1)
    assert "is not writable" in run("doctor", **refused).stdout.decode()
    (tmp_path / "file").touch()
    assert "can't be written to" in one_sentence(run("index", DATA_DIR=str(tmp_path / "file")), 1)
    for arguments in (["gaps"], ["gaps", "--questions"]):
        sentence = one_sentence(run(*arguments, DATA_DIR=str(tmp_path / "file")), 1)
        assert sentence.startswith(str(tmp_path / "file"))
        assert sentence.endswith("can't be used: Not a directory.")


def test_an_env_file_that_cannot_be_read_is_a_sentence(run: Run, tmp_path: Path) -> None:
    """Not UTF-8, or not readable at all."""
    env = tmp_path / ".env"
    env.write_bytes(b"SEEDS_DIR=\xff\xfe\n")
    assert "not UTF-8 text" in one_sentence(run("ask", QUESTION), 2)
    env.unlink()
    env.symlink_to("/proc/self/mem")
    assert one_sentence(run("ask", QUESTION), 2) == phrases("en").bad_dotenv.format(reason="Input/output error")


def test_what_is_printed_is_utf_8_whatever_the_terminal_claims(run: Run) -> None:
    """For people, for programs, and on stderr."""
    claims = [{"PYTHONIOENCODING": one, "LANG": "zh_CN.UTF-8"} for one in ("ascii", "gbk")]
    for arguments, claim in zip((["ask", QUESTION], ["ask", "--json", QUESTION]), claims, strict=True):
        done = run(*arguments, **claim)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode("utf-8").isascii() is False
    missing = run("--seeds", "/x", "ask", "云", **claims[0]).stderr
    assert missing.decode("utf-8") == phrases("zh-hans").errors["FolderMissing"].format(folder="/x") + "\n"
    assert "阿里云收入317亿" in run("chat", stdin=QUESTION.encode() + b"\n\xff\n", **claims[1]).stdout.decode()


def test_a_home_is_meant_by_a_tilde(run: Run, tmp_path: Path) -> None:
    """In the settings, and behind --seeds=, where no shell replaces it."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("云收入增长了34%。")
    for done in (
        run("ask", "云收入", SEEDS_DIR="~/docs", DATA_DIR="~/own data"),
        run("--seeds=~/docs", "ask", "云收入", DATA_DIR="~/own data"),
    ):
        assert "云收入增长了34%。" in done.stdout.decode()
    assert not (tmp_path / "~").exists()
    assert (tmp_path / "own data").is_dir()


@pytest.fixture
def odd_folder(tmp_path: Path) -> Path:
    """Documents in files whose names try to steer the terminal, and one that is not read."""
    folder = tmp_path / "docs"
    folder.mkdir()
    try:
        (folder / ODD).write_text("云收入增长了34%。")
    except OSError:
        pytest.skip("this file system takes no such names")
    (folder / f"z{ODD}").write_bytes(b"\0")
    return folder


def test_a_file_name_cannot_steer_the_terminal(run: Run, odd_folder: Path) -> None:
    """No escape, no line of its own, no turned writing, in anything that is printed for people."""
    for arguments in (
        ["ask", "云收入"],
        ["sources"],
        ["sources", "--check"],
        ["show", "nothing\x1b[2J:1"],
        ["show", "x\u202e\x07"],
    ):
        done = run("--seeds", str(odd_folder), *arguments)
        printed = (done.stdout + done.stderr).decode()
        assert not set(printed) & set("\x1b\x07\u202e\x9d")
        assert "\nc" not in printed
        assert "Traceback" not in printed


def test_sources_of_odd_names_are_json(run: Run, odd_folder: Path) -> None:
    """With the name in full, half pairs as escapes."""
    (found,) = json.loads(run("--seeds", str(odd_folder), "sources", "--json").stdout)
    assert found["file"] == ODD
