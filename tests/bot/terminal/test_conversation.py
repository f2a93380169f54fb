"""Lines typed in a conversation, without a terminal."""

from pathlib import Path

import pytest

from bot.phrases import phrases
from bot.settings import Settings
from bot.starters import find_starters
from bot.terminal.add import TerminalCollection
from bot.terminal.conversation import Conversation
from bot.terminal.print import print_page
from retrieval.library import Library
from retrieval.model import Answer, Document
from tests.conftest import LibraryOf

QUESTION = "云收入增长了多少"


@pytest.fixture
def small(library_of: LibraryOf) -> Library:
    """Two documents with an answer in each."""
    return library_of(a__txt="云收入增长了34%。", b__txt="云收入增长了12%，利润持平。")


def said(conversation: Conversation, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """Return what is printed for lines."""
    capsys.readouterr()
    for line in lines:
        conversation.line(line)
    return capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "abc", "-1", "3", "9" * 40, "1 2"])
def test_there_is_no_such_quote(small: Library, capsys: pytest.CaptureFixture[str], number: str) -> None:
    """A number of none is told so, with how many there are."""
    conversation = Conversation(small, phrases("en"))
    out = said(conversation, capsys, QUESTION, f"/read {number}")
    assert out.splitlines()[-1] == f"There is no quote {number}; the last answer has 2."


def test_read_without_a_number_opens_the_first_quote(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """And with one that quote, however the digits are written."""
    conversation = Conversation(small, phrases("en"))
    said(conversation, capsys, QUESTION)
    first, second = (said(conversation, capsys, f"/read {number}") for number in (1, 2))
    assert first != second
    assert said(conversation, capsys, "/read") == said(conversation, capsys, "/read １") == first


def test_there_is_nothing_to_read_before_an_answer(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a quote nor a page to turn, nor the source or the truth of anything, nor behind the only page."""
    conversation = Conversation(small, phrases("en"))
    for line in ("/read 1", "/n", "/p", "来源", "is this true?"):
        assert said(conversation, capsys, line) == "Nothing is open yet. Ask a question, or type /sources.\n"
    assert said(conversation, capsys, "/source 1", "/n").splitlines()[-1] == phrases("en").chat_last_page
    assert said(conversation, capsys, "/p").splitlines()[-1] == phrases("en").chat_first_page


@pytest.mark.parametrize("words", ["sources", "Sources", "list sources", "资料", "資料列表"])
def test_documents_are_listed_when_asked_for_in_words(
    small: Library, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    """Also behind an answer, whose own source is asked for by “source?”."""
    conversation = Conversation(small, phrases("en"))
    assert said(conversation, capsys, QUESTION, words).endswith(said(conversation, capsys, "/sources"))


def test_commands_ignore_case(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """As in Telegram."""
    conversation = Conversation(small, phrases("en"))
    for line in ("/sources", "/source 1", "/help"):
        assert said(conversation, capsys, line.upper()) == said(conversation, capsys, line)
    assert said(conversation, capsys, "/Foo\x1b[2J") == "There is no command /Foo[2J. /help lists the commands.\n"


class Noting(Library):
    """A library that notes what it is asked with and answers only questions that end in 1."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, object]] = []

    @property
    def documents(self) -> tuple[Document, ...]:
        """It has none."""
        return ()

    def ask(self, question: str, history: object = (), **how: object) -> Answer:
        """Note it."""
        self.asked.append((question, history))
        return Answer(question=question, status="answered" if question.endswith("1") else "not_found")


def test_a_question_is_asked_with_the_last_five_that_were_answered(capsys: pytest.CaptureFixture[str]) -> None:
    """Oldest first; what was not answered and what is no question does not count."""
    library = Noting()
    said(Conversation(library, phrases("en")), capsys, "  a1  ", "b0", "/help", "c1", "d1", "e1", "f1", "g1", "h0")
    assert library.asked[:3] == [("a1", ()), ("b0", ("a1",)), ("c1", ("a1",))]
    assert library.asked[-1] == ("h0", ("c1", "d1", "e1", "f1", "g1"))


def test_a_page_of_a_file_that_changed_says_so(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Above the text; and it says nothing where nothing changed."""
    page = small.source(1)
    print_page(page, phrases("en"))
    assert "changed" not in capsys.readouterr().out
    print_page(page.model_copy(update={"changed": True}), phrases("en"))
    assert phrases("en").changed in capsys.readouterr().out


MANY = "".join(f"云收入第{number}次增长了{number}%。\n" for number in range(11, 19))
HEADED = "# 题目\n\n## 骑手\n\n骑手很忙。\n\n## 云\n\n云收入增长了34%。\n"


def test_more_prints_the_next_quotes_and_their_numbers_open_them(
    library_of: LibraryOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """Numbered on until there are no more; before an answer there is nothing to show more of."""
    conversation = Conversation(library_of(a__txt=MANY), phrases("en"))
    assert said(conversation, capsys, "/more") == "Nothing is open yet. Ask a question, or type /sources.\n"
    numbers = [[f"{at}  " for at in page] for page in ((1, 2, 3), (4, 5, 6), (7, 8))]
    for line, shown in zip((QUESTION, "/more", "/more"), numbers, strict=True):
        out = said(conversation, capsys, line).splitlines()
        assert [first for first in shown if any(printed.startswith(first) for printed in out)] == shown
        assert (out[-1] == "/more shows further quotes.") == (shown != numbers[-1])
    assert said(conversation, capsys, "/more") == "No more quotes for this question.\n"
    for number in ("7", "2"):  # those that were printed before stay open
        assert said(conversation, capsys, number) == said(conversation, capsys, f"/read {number}")
    assert said(conversation, capsys, "/read") == said(conversation, capsys, "/read 7")
    conversation.line(QUESTION)
    conversation.line("/count 云")
    conversation.line("/more")
    capsys.readouterr()
    assert "no quote 2" in said(conversation, capsys, "/read 2")


def test_a_number_chooses_from_what_was_listed_last(library_of: LibraryOf, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents, sections, quotes; one that was not listed is told so."""
    conversation = Conversation(library_of(a__txt="云收入增长了12%。", b__md=HEADED), phrases("en"))
    out = said(conversation, capsys, "/sources", "2")
    assert "“题目”" in out.splitlines()
    out = said(conversation, capsys, "/sections")
    assert [line.strip() for line in out.splitlines()][-2:] == ["2  骑手", "3  云"]
    assert "云收入增长了34%。" in said(conversation, capsys, "3")
    assert said(conversation, capsys, "4") == "There is no 4 in the list; it goes up to 3.\n"
    said(conversation, capsys, QUESTION)
    assert "▸云收入增长了12%。◂" in said(conversation, capsys, "1") + said(conversation, capsys, "2")


def test_sections_of_nothing(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Before a document is opened there are none."""
    assert (
        said(Conversation(small, phrases("en")), capsys, "/sections")
        == "Nothing is open yet. Ask a question, or type /sources.\n"
    )


def test_the_conversation_begins_with_questions_to_choose(
    small: Library, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are those of /start in Telegram; a number asks one, and before any list it asks nothing."""
    conversation = Conversation(library, phrases("en"))
    conversation.begin()
    starters = find_starters(library, phrases("en"))
    note, *choices = capsys.readouterr().out.splitlines()
    assert note == phrases("en").starters_chinese
    assert choices == [f"  {n}  {starter.text}" for n, starter in enumerate(starters, 1)]
    out = said(conversation, capsys, "2")
    assert out.splitlines()[0] == starters[1].typed
    assert out.splitlines()[1:] == said(Conversation(library, phrases("en")), capsys, starters[1].typed).splitlines()
    alone = said(Conversation(small, phrases("en")), capsys, "34")
    assert alone == "There is nothing to search for in this; please ask in words.\n"


CLAIMED = "云收入增长了35%。"


def test_check_says_what_the_documents_say_and_its_quotes_can_be_opened(
    small: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """As /check does in Telegram, and by the same numbers as after an answer; /read follows what was printed last."""
    conversation = Conversation(small, phrases("en"))
    lines = said(conversation, capsys, f"/check {CLAIMED}").splitlines()
    assert lines[0] == "云收入增长✅了35%❌。"
    assert lines[2] == "❌ “35%”: the documents say “34%”."
    # That the words are nearly those of the documents would take back what is contradicted.
    assert not any(line.startswith("Nearly as in the documents") for line in lines)
    assert "▸云收入增长了34%。◂" in said(conversation, capsys, "1")
    assert said(conversation, capsys, "1") == said(conversation, capsys, "/read 1")


def test_count_lists_every_place_to_be_opened(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """And where there is none the nearest words."""
    conversation = Conversation(small, phrases("en"))
    out = said(conversation, capsys, "/count 云收入")
    assert out.startswith("“云收入” appears 2 times, in 2 documents.\n")
    assert "▸云收入增长了12%，利润持平。◂" in said(conversation, capsys, "2")
    assert "Similar spellings: 收入 (2)" in said(conversation, capsys, "/count 收人")


def test_verify_takes_the_number_of_a_quote_or_a_receipt(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else gets a sentence, and so does a command with nothing after it."""
    conversation = Conversation(small, phrases("en"))
    (first, *_) = small.ask(QUESTION).quotes
    said(conversation, capsys, QUESTION)
    by_number = said(conversation, capsys, "/verify 1")
    assert by_number.startswith("Unchanged: the quote is still in place.\n")
    assert said(conversation, capsys, f"/verify {first.receipt}") == by_number
    assert said(conversation, capsys, "/verify x").startswith("“x” is not a reference code")
    for command in ("/check", "/count", "/verify"):
        assert said(conversation, capsys, command) == f"Write something after {command}; /help tells you what.\n"


@pytest.mark.parametrize("word", ["quit", "exit", "Exit", "退出", "離開", "/quit"])
def test_a_word_to_leave_ends_the_conversation(small: Library, capsys: pytest.CaptureFixture[str], word: str) -> None:
    """Nothing is searched for it, while any other line goes on."""
    conversation = Conversation(small, phrases("en"))
    assert conversation.line(QUESTION)
    capsys.readouterr()
    assert not conversation.line(word)
    assert capsys.readouterr().out == ""


def test_a_wide_slash_begins_a_command(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """As a Chinese keyboard writes it; before anything but a command it is a sign like others."""
    for line in ("/ask 云收入", "/sources", "/check", "/nothing"):
        wide = said(Conversation(small, phrases("en")), capsys, f" ／{line[1:]}")
        assert wide == said(Conversation(small, phrases("en")), capsys, line)
    assert not Conversation(small, phrases("en")).line("／quit")
    assert "云收入增长了34%" in said(Conversation(small, phrases("en")), capsys, "／云收入")


@pytest.mark.parametrize("word", ["help", "帮助", "?", "怎麼用", "Help me"])
def test_a_word_for_help_shows_it(small: Library, capsys: pytest.CaptureFixture[str], word: str) -> None:
    """As the command does."""
    conversation = Conversation(small, phrases("en"))
    assert said(conversation, capsys, word) == said(conversation, capsys, "/help")


def test_sources_with_a_number_opens_that_document(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """As /source does; the letter that is missing is nobody's mistake."""
    conversation = Conversation(small, phrases("en"))
    assert said(conversation, capsys, "/sources 2") == said(conversation, capsys, "/source 2")


def test_a_command_may_name_the_bot_as_in_a_group(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the same command."""
    conversation = Conversation(small, phrases("en"))
    assert said(conversation, capsys, "/sources@My_Bot") == said(conversation, capsys, "/sources")


def test_a_number_that_no_quote_has_is_not_verified(small: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """It is not called a reference code; without any quote, the way to one is told."""
    conversation = Conversation(small, phrases("en"))
    assert said(conversation, capsys, "/verify 1") == phrases("en").chat_no_place + "\n"
    conversation.line(QUESTION)
    assert "no quote 9" in said(conversation, capsys, "/verify 9")


def test_the_items_of_a_list_that_is_quoted_begin_below_each_other(
    library_of: LibraryOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """Behind the number of the quote, without the space that the mark of an item leaves."""
    library = library_of(a__md="# 退换货\n\n退换货的条件如下：\n\n1. 凭小票可退换。\n2. 隔天不予退换。\n")
    out = said(Conversation(library, phrases("en")), capsys, "退换货的条件是什么").splitlines()
    quoted = out[: next(at for at, line in enumerate(out) if "“退换货”" in line)]
    assert len([line for line in quoted if line]) > 1
    assert all(line.startswith(("1  ", "   ")) and line[3] != " " for line in quoted if line)


def test_a_document_is_opened_by_its_name(library_of: LibraryOf, capsys: pytest.CaptureFixture[str]) -> None:
    """By its title or file, whole or in part, in either script; several that are called so are not chosen from."""
    library = library_of(
        canteen__txt="食堂的规矩\n\n员工凭卡吃饭。\n", leave__md="# 请假办法\n\n年假五天。\n\n請假要書面。\n"
    )
    conversation = Conversation(library, phrases("en"))
    named = ("/source 請假", "/sources leave", "/source leave.md", "《请假办法》", "“请假办法”", "leave.md")
    for line in (*named, "/source 第2篇", "/source 第二份", "/source document 2", "/source No. 2"):
        assert said(conversation, capsys, line) == said(conversation, capsys, "/source 2")
    assert said(conversation, capsys, "/source 《》").startswith("No document has “《》”")
    for line in ("/source 第99篇", "/source document 99"):
        assert said(conversation, capsys, line).startswith("There is no document 99")
    assert said(conversation, capsys, "/source x") == phrases("en").errors["SourceUnnamed"].format(name="x") + "\n"
    assert said(conversation, capsys, "/source e").startswith("2 documents have “e” in their title or file name")


def test_words_are_looked_for_in_one_document(library_of: LibraryOf, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number or name, also one that begins with a number; they are a word or a question."""
    library = library_of(
        a__txt="收入增长了34%。",
        lease__md="# 租约\n\n押金三个月。收入另计。\n",
        **{"1001 new__md": "# 新闻\n\n押金已退。\n"},
    )
    conversation = Conversation(library, phrases("en"))
    number = [one.file for one in library.documents].index("lease.md") + 1
    places = said(conversation, capsys, f"/source {number} 押金")
    assert places.startswith("“押金” appears once")
    assert "▸押金三个月。◂" in said(conversation, capsys, "1")
    assert said(conversation, capsys, "/source 租约 押金") == places
    assert "押金三个月。" in said(conversation, capsys, "/source lease 押金几个月")
    assert (
        said(conversation, capsys, "/source 租约 zanzibar")
        == phrases("en").not_in_document.format(words="zanzibar") + "\n"
    )
    assert "押金已退" in said(conversation, capsys, "/source 1001 new 押金")


def test_a_figure_of_a_timeline_is_opened_and_verified_by_its_number(
    library_of: LibraryOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """As every quote that was printed last."""
    library = library_of(
        prices__csv="日期,品名,单价\n2026-10-09,苹果,51\n2026-10-16,草莓,18\n2026-10-23,草莓,19.5\n",
        a__txt="苹果很多。",
    )
    conversation = Conversation(library, phrases("en"))
    said(conversation, capsys, "/count 苹果")
    said(conversation, capsys, "/timeline 草莓")
    assert "19.5" in said(conversation, capsys, "/verify 2")
    said(conversation, capsys, "/timeline 草莓")
    assert "2026-10-23" in said(conversation, capsys, "2")


def test_a_file_to_be_added_that_is_not_there_is_told(
    small: Library, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """With its path, and the conversation goes on."""
    settings = Settings.model_validate({"data_dir": tmp_path / "data"})
    conversation = Conversation(small, phrases("en"), TerminalCollection(settings, small))
    for path, reason in ((tmp_path / "none.pdf", "No such file or directory"), (tmp_path, "Is a directory")):
        assert said(conversation, capsys, f"/add {path}") == f"{path} can't be used: {reason}.\n"
    assert "34%" in said(conversation, capsys, QUESTION)


def test_a_refusal_lists_the_nearest_documents_to_choose_from(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the buttons do in Telegram; whatever was listed before is no longer meant by a number."""
    conversation = Conversation(library, phrases("zh-hans"))
    refused = said(conversation, capsys, "/sources", "京东总部大楼有几层").splitlines()
    first = next(line for line in reversed(refused) if line.startswith("  1  "))
    assert said(conversation, capsys, "1").splitlines()[0] == first.removeprefix("  1  ")
