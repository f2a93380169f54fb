"""/count: every place of a word, a page at a time."""

import pytest

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.handlers.test_read import button
from tests.conftest import LibraryOf

LONG = "一个长得任何按钮都装不下的词语它有二十四个字那么长"


@pytest.fixture
def many(library_of: LibraryOf) -> Library:
    """Return a short word at twelve places, ten of them in the older document; and a long one at eleven."""
    older = "".join(f"骑手第{day}天很忙。\n" for day in range(11, 21))
    longer = "".join(f"{LONG}在第{number}处。\n" for number in range(11, 22))
    return library_of(
        a__txt="标题: 新的\n发布时间: 2025-05-01\n正文:\n骑手很忙，骑手很累。\n",
        b__txt=f"标题: 旧的\n发布时间: 2024-05-01\n正文:\n{older}",
        c__txt=f"标题: 长的\n正文:\n{longer}",
    )


async def test_every_place_is_listed_by_date_and_document(many: Library) -> None:
    """Ten a page, the word in bold, each with a button that opens it; ▶ turns in the same message."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, many):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/count 騎手")
        told = await chat.next_bot_message()
        lines = told.text.splitlines()
        assert lines[:4] == [
            "“騎手” appears 12 times, in 2 documents.",
            "",
            "“旧的” · 2024-05-01: 10",
            "1. 骑手第11天很忙。",
        ]
        assert lines[-1] == "Page 1 of 2"
        assert told.entity_texts("bold").count("骑手") == 10
        await chat.press(alice, told, button(told, "10").data or "").answered()
        assert (await chat.next_bot_message()).entity_texts("bold") == ["骑手第20天很忙。"]
        await chat.press(alice, told, button(told, "▶").data or "").answered()
        lines = told.text.splitlines()
        assert lines[2:5] == ["“新的” · 2025-05-01: 2", "11. 骑手很忙，骑手很累。", "12. 骑手很忙，骑手很累。"]
        assert [found.text for row in told.buttons for found in row] == ["11", "12", "◀"]
        assert len(chat.bot_messages) == 2


async def test_a_word_too_long_for_a_button_is_found_in_the_message_that_asked(many: Library) -> None:
    """And where that is gone, a sentence says what to do."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, many):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        asked = chat.send(alice, f"/count {LONG}")
        told = await chat.next_bot_message()
        assert told.reply_to == asked
        await chat.press(alice, told, button(told, "▶").data or "").answered()
        assert told.text.splitlines()[3].startswith(f"11. {LONG}")
        chat.remove(asked)
        told.reply_to = None
        gone = await chat.press(alice, told, button(told, "◀").data or "").answered()
        assert gone["text"] == "I can't find the word; please send it again with /count."


async def test_nowhere_is_an_answer_with_the_nearest_words(many: Library) -> None:
    """Each can be counted by its button, in the same message; in a group 🗑 stays."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, many):
        alice = api.user("Alice", language_code="en")
        group = api.group("群", members=[alice])
        group.add_bot(by=alice, earlier=True)
        sent = group.send(alice, "/count@Yinju_Bot 骑士")
        told = await group.next_bot_message()
        assert told.reply_to == sent
        assert told.text.startswith("“骑士” doesn't appear in the documents.\nSimilar spellings: ")
        await group.press(alice, told, button(told, "骑手").data or "").answered()
        assert told.text.startswith("“骑手” appears 12 times")
        assert told.buttons[-1][-1].text == "🗑"


async def test_the_word_is_that_replied_to_where_none_is_written(api: StandIn) -> None:
    """The part selected of it; and without any, it asks back."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    said = chat.send(alice, "阿里云和88VIP")
    await chat.next_bot_message()
    chat.send(alice, "/count", reply_to=said, quote="88VIP")
    assert (await chat.next_bot_message()).text.startswith("“88VIP” appears 5 times, in 4 documents.")
    for text, words in (("/count", "Which word?"), ("/count ？", "There is nothing to look up in this")):
        chat.send(alice, text)
        assert (await chat.next_bot_message()).text.startswith(words)
