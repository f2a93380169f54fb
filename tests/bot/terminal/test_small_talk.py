"""Words that ask nothing, typed in a conversation or after `yinju ask`."""

import pytest

from bot.phrases import phrases
from bot.terminal.conversation import Conversation
from retrieval.library import Library
from tests.bot.conftest import Run
from tests.conftest import LibraryOf

CHINESE = phrases("zh-hans")
REMARKS = [
    ("谢谢", CHINESE.thanks),
    ("Thanks a lot!", CHINESE.thanks),
    ("你是谁", CHINESE.who_am_i),
    ("哈哈哈", "👌"),
    ("不对", CHINESE.try_again),
    ("你好", CHINESE.small_talk),
]


@pytest.fixture
def small(library_of: LibraryOf) -> Library:
    """Two documents."""
    return library_of(a__md="# 云的一年\n\n云收入增长了34%。", b__md="# 别的\n\n利润持平。")


def said(conversation: Conversation, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """Return what is printed for the last of the lines."""
    for line in lines:
        capsys.readouterr()
        assert conversation.line(line)
    return capsys.readouterr().out


@pytest.mark.parametrize(("typed", "remark"), REMARKS)
def test_thanks_and_the_like_get_their_own_line(
    small: Library, capsys: pytest.CaptureFixture[str], typed: str, remark: str
) -> None:
    """As in a private chat of Telegram; only a greeting is greeted."""
    assert said(Conversation(small, CHINESE), capsys, typed) == remark + "\n"


def test_a_question_by_itself_gets_the_same_line(run: Run) -> None:
    """Without quotes."""
    done = run("ask", "谢谢", LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stdout.decode()) == (0, CHINESE.thanks + "\n")


@pytest.mark.parametrize(
    ("command", "words", "error"),
    [("ask", "1", "QuestionEmpty"), ("check", "？", "ClaimEmpty"), ("check", "3.5", "ClaimEmpty")],
)
def test_a_number_or_a_sign_is_neither_asked_nor_checked(run: Run, command: str, words: str, error: str) -> None:
    """It would be found somewhere, and mean nothing."""
    done = run(command, words, LC_ALL="zh_CN.UTF-8")
    assert (done.returncode, done.stderr.decode()) == (1, CHINESE.errors[error] + "\n")


def test_words_about_the_answer_open_its_first_quote(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Its source, or whether it is true."""
    conversation = Conversation(small, CHINESE)
    opened = said(conversation, capsys, "云收入增长了多少", "/read 1")
    assert said(conversation, capsys, "出处呢") == said(conversation, capsys, "真的吗") == opened


def test_a_title_opens_its_document_and_a_claim_is_checked(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """By the words alone, without a command."""
    conversation = Conversation(small, CHINESE)
    assert said(conversation, capsys, "《云的一年》") == said(conversation, capsys, "/source 1")
    assert said(conversation, capsys, "核 云收入增长了24%") == said(conversation, capsys, "/check 云收入增长了24%")
