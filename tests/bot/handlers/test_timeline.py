"""Timelines: in Telegram, in the terminal, as a picture."""

import json
import os
import struct
from collections.abc import AsyncIterator
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import yinju
from bot.phrases import LANGUAGES, Language, phrases
from bot.replies.chart import chart
from bot.replies.timeline import comparable, timeline_message
from bot.terminal.conversation import Conversation
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.utf16 import length
from retrieval.library import Library
from tests.bot.commands.test_command_line import QUOTE_KEYS
from tests.bot.conftest import Run, running
from tests.bot.quotes import quotes_in
from tests.bot.replies.test_lengths import assert_fits
from tests.conftest import ROOT, LibraryOf

GROWING = (
    "星海科技2022年底的会员数为6万。\n2023年6月，星海科技的会员数达到8.5万。\n2023年底，星海科技会员数超过11万。\n"
    "星海科技的会员数接近12万。\n"
)
MANY = "".join(f"{year}年底，星海科技的会员数为{year - 2000}万。\n" for year in range(2004, 2024))
POINT_KEYS = [
    "date", "dated", "told", "words", "low", "high", "kind", "unit", "bound", "rate", "change", "series", "quote",
]  # fmt: skip


@pytest.fixture
async def growing(library_of: LibraryOf) -> AsyncIterator[StandIn]:
    """Yield the bot of a small folder with figures of four dates."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library_of(a__txt=GROWING)):
        yield api


async def test_a_question_for_a_change_is_answered_by_every_figure_with_its_quote(api: StandIn) -> None:
    """By date, with who tells it; the figure in bold in its quote, a 📖 for each, no picture of two."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "88VIP会员数的变化")
    answer = await chat.next_bot_message()
    lines = answer.text.splitlines()
    assert lines[0] == "“88VIP会员数”共 2 条："
    assert lines[2] == "1  2025-02-21（文章日期） · ≈5000万"
    assert "2  日期不明 · 5300萬" in lines
    quotes = quotes_in(answer)
    assert quotes[0] == "88VIP会员快5000万了，年消费超万元用户占比达68%，说明高消费用户还在增加。"
    assert {"5000万", "5300萬"} <= set(answer.entity_texts("bold"))
    assert [button.text for button in answer.buttons[0]] == ["📖 1", "📖 2"]
    await chat.press(alice, answer, answer.buttons[0][0].data or "").answered()
    assert (await chat.next_bot_message()).entity_texts("bold") == [quotes[0]]
    assert "sendPhoto" not in {call.method for call in api.calls}


async def test_a_question_with_nothing_to_compare_is_answered_as_any_other(api: StandIn) -> None:
    """One figure is no change."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "淘宝日活的变化")
    answer = await chat.next_bot_message()
    assert "的数字，共" not in answer.text


async def test_three_figures_of_a_kind_are_drawn(growing: StandIn) -> None:
    """A picture with a caption, and below it the figures with their quotes."""
    alice = growing.user("Alice", language_code="en")
    chat = growing.private_chat(alice)
    chat.send(alice, "/timeline 星海科技会员数")
    drawn, told = await chat.next_bot_message(), await chat.next_bot_message()
    assert drawn.media["photo"]
    assert drawn.text == "“星海科技会员数” by date; sources in the next message."
    assert told.text.startswith("“星海科技会员数”: 4 entries")
    assert len(quotes_in(told)) == 4


async def test_where_a_picture_is_refused_the_figures_are_told_all_the_same(growing: StandIn) -> None:
    """As in a group that allows none."""
    growing.fail_next("sendPhoto", status=400, description="not enough rights to send photos to the chat")
    alice = growing.user("Alice", language_code="en")
    chat = growing.private_chat(alice)
    chat.send(alice, "/timeline 星海科技会员数")
    assert (await chat.next_bot_message()).text.startswith("“星海科技会员数”: ")


async def test_in_a_group_both_messages_reply_and_can_be_deleted(growing: StandIn) -> None:
    """By who asked, without a sound."""
    alice, bob = growing.user("Alice", language_code="en"), growing.user("Bob", language_code="en")
    group = growing.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    asked = group.send(bob, "/timeline@Yinju_Bot 星海科技会员数")
    for sent in (await group.next_bot_message(), await group.next_bot_message()):
        assert (sent.reply_to, sent.silent) == (asked, True)
        assert sent.buttons[-1][-1].text == "🗑"
        await group.press(bob, sent, "delete").answered()
        assert sent.deleted


async def test_a_follow_up_and_an_edit_know_the_question(growing: StandIn) -> None:
    """A question answered by a timeline is kept like any other."""
    alice = growing.user("Alice", language_code="en")
    chat = growing.private_chat(alice)
    asked = chat.send(alice, "星海科技会员数的变化")
    await chat.next_bot_message()
    told = await chat.next_bot_message()
    chat.edit(alice, asked, "2023年6月星海科技的会员数是多少")
    await growing.until(lambda: told.edit_date, what="the answer to be edited")
    assert "8.5万" in told.text
    assert not told.text.startswith("“星海科技会员数”: ")


async def test_a_long_timeline_turns_its_pages(library_of: LibraryOf) -> None:
    """In the same message, numbered on; a page beyond the last is the last."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library_of(a__txt=MANY)):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/timeline 星海科技会员数")
        await chat.next_bot_message()
        told = await chat.next_bot_message()
        assert [button.text for button in told.buttons[-1]] == ["▶"]
        await chat.press(alice, told, told.buttons[-1][0].data or "").answered()
        assert [button.text for button in told.buttons[0]] == [f"📖 {number}" for number in range(7, 13)]
        assert told.text.endswith("Page 2 of 4")
        await chat.press(alice, told, "timeline:99:星海科技会员数", forged=True).answered()
        assert told.text.endswith("Page 4 of 4")


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("/timeline", "What do you want the figures of?"),
        ("/timeline ？", "There is nothing to look up in this"),
        ("/timeline 云独角兽", "I found no figures that clearly belong to “云独角兽”."),
        ("/timeline <b>&", "I found no figures that clearly belong to “<b>&”."),
    ],
)
async def test_what_has_no_timeline_gets_a_sentence(growing: StandIn, sent: str, answer: str) -> None:
    """It says how to ask."""
    alice = growing.user("Alice", language_code="en")
    chat = growing.private_chat(alice)
    chat.send(alice, sent)
    assert (await chat.next_bot_message()).text.startswith(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_timeline_fits_a_message(library_of: LibraryOf, language: Language) -> None:
    """However long sentences, titles and terms are; a term that is too long for a button tells what is left."""
    padding = "，" + "其余从略<&>" * 200
    text = "标题: " + "题" * 300 + "\n链接: https://example.com/" + "a" * 900 + "\n\n"
    library = library_of(a__txt=text + MANY.replace("。", padding + "。"))
    found = library.timeline("星海科技会员数")
    assert len(found.points) == 20
    for page in (1, 2, 3, 4):
        message = timeline_message(found, page, library, phrases(language))
        assert_fits(message)
        assert all(len((button.data or "").encode()) <= 64 for row in message.buttons for button in row)
    long = found.model_copy(update={"term": "星海科技的会员数" * 12})
    message = timeline_message(long, 1, library, phrases(language))
    assert_fits(message)
    assert [button.text for row in message.buttons for button in row] == [f"📖 {number}" for number in range(1, 7)]


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_chart_is_the_same_picture_each_time(library_of: LibraryOf) -> None:
    """Small enough for Telegram; neither the time nor the version of a library is in it."""
    library = library_of(a__txt=GROWING)
    found = library.timeline("星海科技会员数")
    one, two = (chart(found.term, comparable(found), phrases("en")) for _ in range(2))
    assert one == two
    assert size(one) == (1200, 675)
    assert len(one) < 1_000_000
    assert b"Software" not in one


def test_without_a_font_for_chinese_a_chart_tells_digits_only(library_of: LibraryOf) -> None:
    """No boxes: matplotlib warns of a character that the font lacks, and a warning fails a test here."""
    found = library_of(a__txt=GROWING + "2021年，星海科技的会员数下降3%。\n").timeline("星海科技会员数")
    with_words = chart(found.term, comparable(found), phrases("zh-hans"))
    digits = chart(found.term, comparable(found), phrases("zh-hans"), fonts=())
    assert size(digits) == size(with_words)
    assert digits != with_words


def test_only_figures_of_a_kind_and_of_several_dates_are_drawn(library_of: LibraryOf) -> None:
    """A rise of 3 % is not drawn beside a number of members, and what one date tells is no change."""
    mixed = "2021年，星海科技的会员数为3万。\n2022年，星海科技的会员数增长3%。\n2023年，星海科技的会员数为4万。\n"
    same = "星海科技的会员数为3万。\n星海科技的会员数为4万。\n星海科技的会员数为5万。\n"
    assert [len(library_of(a__txt=text).timeline("星海科技会员数").points) for text in (mixed, same)] == [3, 3]
    assert [comparable(library_of(a__txt=text).timeline("星海科技会员数")) for text in (mixed, same)] == [(), ()]


def test_timeline_json_prints_one_object(run: Run) -> None:
    """With each point's quote as `ask --json` has it; the question for a change is the same as its term."""
    done = run("timeline", "--json", "阿里云收入的变化")
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert list(found) == ["term", "points", "missing", "milliseconds"]
    assert found["term"] == "阿里云收入"
    assert [point["words"] for point in found["points"]] == ["317亿", "13%", "34%", "398億元"]
    for point in found["points"]:
        assert list(point) == POINT_KEYS
        assert list(point["quote"]) == QUOTE_KEYS


def test_timeline_prints_dates_figures_and_quotes(run: Run, tmp_path: Path) -> None:
    """And writes the chart to a file where one is named."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "a.txt").write_text(GROWING, "utf-8")
    done = run("--seeds", "small", "timeline", "星海科技会员数", "--chart", "a.png")
    assert (done.returncode, done.stderr.decode()) == (0, "Chart saved to a.png.\n")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "“星海科技会员数”: 4 entries"
    assert lines[2:4] == ["2022-12 (“2022年底”) · 6万", "1  星海科技2022年底的会员数为6万。"]
    assert "undated · ≈12万" in lines
    assert size((tmp_path / "a.png").read_bytes()) == (1200, 675)


@pytest.mark.parametrize(
    ("word", "file", "sentence"),
    [
        ("星海科技收入", "a.png", "No chart: it needs 3 figures of one kind with different dates.\n"),
        ("星海科技会员数", "no/a.png", "The chart could not be written to no/a.png: No such file or directory.\n"),
    ],
)
def test_timeline_says_why_there_is_no_chart(tmp_path: Path, word: str, file: str, sentence: str) -> None:
    """Too few figures, or a place that cannot be written; the figures are printed all the same."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "a.txt").write_text(GROWING, "utf-8")
    environment = {"DATA_DIR": str(tmp_path / "data"), "LC_ALL": "en_US.UTF-8"}
    with chdir(tmp_path):
        done = CliRunner().invoke(yinju, ["--seeds", "small", "timeline", word, "--chart", file], env=environment)
    assert (done.exit_code, done.stderr) == (1, sentence)
    assert done.stdout


def test_timeline_says_what_to_install_for_a_chart(run: Run, tmp_path: Path) -> None:
    """Matplotlib is missing; the figures are printed all the same."""
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "a.txt").write_text(GROWING, "utf-8")
    none = tmp_path / "none" / "matplotlib"
    none.mkdir(parents=True)
    (none / "__init__.py").write_text("raise ImportError\n", "utf-8")
    path = os.pathsep.join([str(none.parent), str(ROOT)])
    done = run("--seeds", "small", "timeline", "星海科技会员数", "--chart", "a.png", PYTHONPATH=path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("No chart: the library for it is not installed; ")
    assert done.stdout.decode().startswith("“星海科技会员数”: ")


def test_the_terminal_conversation_tells_timelines(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    """By /timeline, and by a question for a change; a number opens a quote's place."""
    conversation = Conversation(library, phrases("en"))
    for line in ("/timeline 88VIP会员数", "88VIP会员数的变化"):
        conversation.line(line)
        assert capsys.readouterr().out.startswith("“88VIP会员数”: 2 entries")
    conversation.line("2")
    assert "▸所以今年雙十一" in capsys.readouterr().out
    conversation.line("/timeline")
    assert capsys.readouterr().out.startswith("What do you want the figures of?")


def test_captions_are_short_enough() -> None:
    """1024 units, however long a term is."""
    longest = max(length(phrases(language).timeline.chart_caption.format(term="词" * 200)) for language in LANGUAGES)
    assert longest <= 1024


async def test_figures_of_a_row_have_their_headers(library_of: LibraryOf) -> None:
    """Without them nobody knows what 9 is; a figure that is alone has its quote for that."""
    table = "日期,原料,进货,库存\n2026-09-30,草莓,180斤,9斤\n2026-09-30,面粉,,12袋\n"
    async with StandIn.serve() as api, running(api, library_of(stock__csv=table)):
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        for thing, line in (("草莓", "1  2026-09-30 · 进货 180斤、库存 9斤"), ("面粉", "1  2026-09-30 · 12袋")):
            chat.send(alice, f"/timeline {thing}")
            assert line in (await chat.next_bot_message()).text.splitlines()
