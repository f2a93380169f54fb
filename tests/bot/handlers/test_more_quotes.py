"""Further quotes under an answer."""

from pathlib import Path

from bot.storage.storage import Storage
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.message import Message
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.presses import press_forget, unfold
from tests.bot.quotes import quotes_in
from tests.conftest import LibraryOf

QUESTION = "阿里云收入增长了多少"


def more(message: Message) -> str:
    """Return the data of the button for further quotes."""
    (found,) = [data for data in message.callback_data if data.startswith("more:")]
    return found


async def test_more_shows_the_next_three_quotes_below(api: StandIn, library: Library) -> None:
    """Numbered on, each with its 📖, until there are no more; then there is no button for it either."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    whole = [quote.text for quote in library.ask(QUESTION, most=99).quotes]
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    assert [[button.text for button in row] for row in answer.buttons] == [
        ["📖 1", "更多", "👍", "👎", "⋯"],
    ]
    await unfold(chat, alice, answer)
    assert [[button.text for button in row] for row in answer.buttons] == [
        ["📖 1", "更多", "👍", "👎"],
        ["📖 2", "📖 3"],
        ["↪ 转发", "🔔 关注"],
    ]
    shown = quotes_in(answer)
    while any(data.startswith("more:") for data in answer.callback_data):
        await chat.press(alice, answer, more(answer)).answered()
        answer = await chat.next_bot_message()
        assert f"\n[{len(shown) + 1}] " in answer.text
        assert answer.buttons[0][0].text == f"📖 {len(shown) + 1}"
        shown += quotes_in(answer)
    assert shown == whole
    assert len(shown) > 6


async def test_more_follows_the_question_as_it_was_understood(api: StandIn, library: Library) -> None:
    """With what was asked before it, though other things were asked since."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    chat.send(alice, "那利润呢")
    answer = await chat.next_bot_message()
    chat.send(alice, "淘宝用户活跃度达到多少")
    await chat.next_bot_message()
    await chat.press(alice, answer, more(answer)).answered()
    wanted = [quote.text for quote in library.ask("那利润呢", [QUESTION], skip=3).quotes]
    assert quotes_in(await chat.next_bot_message()) == wanted


async def test_more_works_after_a_restart_and_with_what_is_no_longer_kept(library: Library, tmp_path: Path) -> None:
    """In a group by the message replied to; where nothing tells the question any more, the bot says so."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        alice = api.user("Alice", language_code="en")
        group, chat = api.group("G", members=[alice]), api.private_chat(alice)
        group.add_bot(by=alice, earlier=True)
        async with running(api, library, data_dir=tmp_path):
            chat.send(alice, QUESTION)
            answer = await chat.next_bot_message()
            group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
            in_group = await group.next_bot_message()
        wanted = [quote.text for quote in library.ask(QUESTION, skip=3).quotes]
        async with running(api, library, data_dir=tmp_path):
            await chat.press(alice, answer, more(answer)).answered()
            assert quotes_in(await chat.next_bot_message()) == wanted
        async with running(api, library):
            told = await chat.press(alice, answer, more(answer)).answered()
            assert told == told | {
                "text": "I can't find the question for this answer; please send it again.",
                "show_alert": True,
            }
            await group.press(alice, in_group, more(in_group)).answered()
            behind = [quote.text for quote in library.ask(QUESTION, most=2, skip=2).quotes]
            assert quotes_in(await group.next_bot_message()) == behind


async def test_more_says_when_there_is_none_left(library_of: LibraryOf) -> None:
    """A button from before the folder changed, or a forged one."""
    async with StandIn.serve() as api, running(api, library_of(a__txt="云收入增长了34%。")):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "云收入增长多少")
        answer = await chat.next_bot_message()
        assert not any(data.startswith("more:") for data in answer.callback_data)
        for data in ("more:3", "more:99999999999", "more:x"):
            await chat.press(alice, answer, data, forged=True).answered()
            text = (await chat.next_bot_message()).text
            assert text == "No more quotes for this question." or "云收入增长了34%。" in text


async def test_further_quotes_are_forgotten_with_the_question(library: Library, tmp_path: Path) -> None:
    """Whoever pressed the button: the words are those of who asked."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library, data_dir=tmp_path):
        alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="en")
        group = api.group("G", members=[alice, bob])
        group.add_bot(by=alice, earlier=True)
        group.send(bob, f"/ask@Yinju_Bot {QUESTION}")
        answer = await group.next_bot_message()
        await group.press(alice, answer, more(answer)).answered()
        further = await group.next_bot_message()
        chat = api.private_chat(bob)
        await press_forget(chat, bob)
    storage = Storage(tmp_path)
    kept = [storage.exchanges.by_answer(group.id, message.id) for message in (answer, further)]
    storage.close()
    assert kept == [None, None]
