"""`yinju chat` on a real pseudo-terminal, typed as a person types."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from bot.phrases import phrases
from retrieval.library import Library
from tests.bot.conftest import Run, clean_environment, share_dictionary

PROMPT = "问>"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[pexpect.spawn]:
    """Yield a chat in a terminal that has colours."""
    share_dictionary(tmp_path)
    environment = clean_environment(tmp_path) | {
        "LANG": "zh_CN.UTF-8",
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    child = pexpect.spawn(
        sys.executable, ["-m", "bot", "chat"], env=environment, encoding="utf-8", timeout=30, dimensions=(50, 100)
    )
    yield child
    child.close(force=True)


def test_a_question_is_answered_and_ctrl_d_quits(chat: pexpect.spawn) -> None:
    """Welcome, prompt, answer in colours, goodbye, status 0."""
    chat.expect_exact("12 篇资料")
    chat.expect_exact(PROMPT)
    chat.send("阿里云哪块收入最亮眼\r")
    chat.expect_exact("\x1b[1;33m阿里云收入")
    chat.expect_exact("《AI重写了阿里所有业务的价值》")
    chat.expect_exact(PROMPT)
    chat.sendeof()
    chat.expect_exact("再见。")
    chat.expect(pexpect.EOF)
    chat.wait()
    assert chat.exitstatus == 0


def test_the_line_before_comes_back_with_the_arrow(chat: pexpect.spawn) -> None:
    """Line editing and history work; Ctrl-C only throws the line away."""
    chat.expect_exact(PROMPT)
    chat.send("/source 2\r")
    chat.expect_exact("第 1/")
    chat.expect_exact(PROMPT)
    chat.send("half a line\x03")
    chat.expect_exact(PROMPT)
    chat.send("\x1b[A\r")
    chat.expect_exact("第 1/")
    chat.expect_exact(PROMPT)
    chat.sendeof()
    chat.expect(pexpect.EOF)


def test_commands_open_help_sources_and_quotes(run: Run, library: Library) -> None:
    """Lines that come through a pipe are answered as well, one by one."""
    lines = "/help\n/sources\n阿里云哪块收入最亮眼\n/read 1\n/n\n/p\n/source 99\n/read 9\n/foo\n？！\n\n"
    done = run("chat", stdin=lines.encode(), LANG="zh_CN.UTF-8")
    assert (done.returncode, done.stderr) == (0, b"")
    out, speech = done.stdout.decode(), phrases("zh-hans")
    page = library.resolve(library.ask("阿里云哪块收入最亮眼").quotes[0].receipt)
    here, next_one = (speech.page.format(number=page.number + step, total=page.total) for step in (0, 1))
    for words in (
        speech.help_terminal.strip(),
        speech.sources_head.format(count=12),
        here,
        next_one,
        speech.errors["SourceUnknown"].format(number=99, count=12),
        speech.chat_no_quote.format(number=9, count=3),
        speech.chat_unknown.format(command="/foo"),
        speech.errors["QuestionEmpty"],
        speech.chat_goodbye,
    ):
        assert words in out
    assert out.count(here) == 2


def test_what_was_asked_is_for_this_user_only(chat: pexpect.spawn, tmp_path: Path) -> None:
    """The history file can be read by nobody else."""
    chat.expect_exact(PROMPT)
    chat.sendeof()
    chat.expect(pexpect.EOF)
    assert (tmp_path / "data" / "history").stat().st_mode & 0o077 == 0


def test_pasted_lines_are_answered_one_after_the_other(chat: pexpect.spawn) -> None:
    """As a terminal hands over what is pasted: in one piece, with line breaks in it."""
    chat.expect_exact(PROMPT)
    chat.send("\x1b[200~/source 99\n阿里云哪块收入最亮眼\n/source 98\x1b[201~\r")
    chat.expect_exact("没有第 99 篇")
    chat.expect_exact("阿里云收入")
    chat.expect_exact("没有第 98 篇")
    chat.expect_exact(PROMPT)
    chat.sendeof()
    chat.expect(pexpect.EOF)
