"""Questions that lean on the ones before them."""

from pathlib import Path

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
FOLLOW_UP = "那利润呢"


async def test_a_private_chat_remembers_what_was_asked(api: StandIn, library: Library) -> None:
    """The question is understood as the library understands it with its history."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    chat.send(alice, FOLLOW_UP)
    wanted = [quote.text for quote in library.ask(FOLLOW_UP, [QUESTION]).quotes]
    assert wanted != [quote.text for quote in library.ask(FOLLOW_UP).quotes]
    assert quotes_in(await chat.next_bot_message()) == wanted


async def test_a_private_chat_forgets_after_half_an_hour(api: StandIn, library: Library) -> None:
    """The conversation is another one then."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    api.advance(-31 * 60)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    api.advance(31 * 60)
    chat.send(alice, FOLLOW_UP)
    alone = [quote.text for quote in library.ask(FOLLOW_UP).quotes]
    assert quotes_in(await chat.next_bot_message()) == alone


async def test_a_group_remembers_along_the_replies(api: StandIn, library: Library) -> None:
    """Each thread of replies by itself, whoever writes; without a reply nothing was before."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="zh-hans")
    group = api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    first = await group.next_bot_message()
    group.send(bob, "/ask@Yinju_Bot 淘宝问问有多少人用过")
    await group.next_bot_message()
    wanted = [quote.text for quote in library.ask(FOLLOW_UP, [QUESTION], most=2).quotes]
    group.send(bob, FOLLOW_UP, reply_to=first)
    assert quotes_in(await group.next_bot_message()) == wanted
    group.send(bob, f"/ask@Yinju_Bot {FOLLOW_UP}")
    alone = [quote.text for quote in library.ask(FOLLOW_UP, most=2).quotes]
    assert quotes_in(await group.next_bot_message()) == alone


async def test_a_restart_forgets_nothing(library: Library, tmp_path: Path) -> None:
    """The bot stops, another begins over the same data folder, and the conversation goes on."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path):
            chat.send(alice, QUESTION)
            await chat.next_bot_message()
        async with running(api, library, data_dir=tmp_path):
            chat.send(alice, FOLLOW_UP)
            wanted = [quote.text for quote in library.ask(FOLLOW_UP, [QUESTION]).quotes]
            assert quotes_in(await chat.next_bot_message()) == wanted


async def test_without_a_log_nothing_that_was_asked_is_on_the_disk(library: Library, tmp_path: Path) -> None:
    """The conversation is understood all the same, from memory."""
    async with StandIn.serve() as api, running(api, library, data_dir=tmp_path, privacy_log=False):
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message()
        chat.send(alice, FOLLOW_UP)
        wanted = [quote.text for quote in library.ask(FOLLOW_UP, [QUESTION]).quotes]
        assert quotes_in(await chat.next_bot_message()) == wanted
        written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert written
        assert QUESTION.encode() not in written
        assert str(alice.id).encode() not in written
