"""Links in Telegram when PUBLIC_URL names a reader."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.web.preview.standin import StandIn
from bot.web.preview.standin.message import Message
from bot.web.reader.website import website
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.presses import unfold
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
PUBLIC_URL = "https://documents.example.org/yinju/"


@pytest.fixture
async def linked_api(library: Library) -> AsyncIterator[StandIn]:
    """Yield a stand-in with the bot of the shipped documents, which knows of a reader."""
    async with StandIn.serve(username="Yinju_Bot") as standin, running(standin, library, public_url=PUBLIC_URL):
        yield standin


async def marked_at(library: Library, addresses: list[str]) -> list[str]:
    """Return what the reader marks as the quote at each address."""
    transport = httpx.ASGITransport(website(lambda: library))
    async with httpx.AsyncClient(transport=transport, base_url="http://reader", follow_redirects=True) as client:
        pages = [(await client.get(address.removeprefix(PUBLIC_URL))).text for address in addresses]
    return ["".join(part.split("</mark>")[0] for part in page.split("<mark>")[1:]) for page in pages]


def apps(message: Message) -> list[str]:
    """Return the addresses that the buttons of a message open inside Telegram."""
    return [button.web_app for row in message.buttons for button in row if button.web_app]


async def test_in_a_private_chat_the_button_opens_the_document_inside_telegram(
    linked_api: StandIn, library: Library
) -> None:
    """At the quote, also of further quotes; the other buttons stay."""
    alice = linked_api.user("Alice", language_code="zh-hans")
    chat = linked_api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    await unfold(chat, alice, answer)
    assert [button.text for row in answer.buttons for button in row if button.text.startswith("📖")] == [
        "📖 1",
        "📖 2",
        "📖 3",
    ]
    assert await marked_at(library, apps(answer)) == quotes_in(answer)
    (more,) = [data for data in answer.callback_data if data.startswith("more:")]
    await chat.press(alice, answer, more).answered()
    further = await chat.next_bot_message()
    await unfold(chat, alice, further)
    assert await marked_at(library, apps(further)) == quotes_in(further)
    assert all("from=4" in address for address in apps(further))


async def test_in_a_group_the_citation_links_to_the_document(linked_api: StandIn, library: Library) -> None:
    """Because Telegram opens apps in private chats only; 📖 opens the place as a message as before."""
    alice = linked_api.user("Alice", language_code="zh-hans")
    group = linked_api.group("买手群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    assert apps(answer) == []
    assert any(data.startswith("read:") for data in answer.callback_data)
    links = [entity.url for entity in answer.entities if entity.type == "text_link" and entity.url]
    places = [url for url in links if url.startswith(PUBLIC_URL)]
    assert await marked_at(library, places) == quotes_in(answer)


async def test_what_is_checked_listed_and_verified_opens_there_too(linked_api: StandIn, library: Library) -> None:
    """In a private chat, as answers do."""
    alice = linked_api.user("Alice", language_code="zh-hans")
    chat = linked_api.private_chat(alice)
    chat.send(alice, "/check 阿里云这季度收入同比增长24%，到了398亿元")
    told = await chat.next_bot_message()
    assert await marked_at(library, apps(told)) == quotes_in(told)
    chat.send(alice, f"/verify {library.ask(QUESTION).quotes[0].receipt}")
    told = await chat.next_bot_message()
    assert await marked_at(library, apps(told)) == quotes_in(told)
    for command in ("/count 88VIP", "/timeline 阿里云收入", "/sources"):
        chat.send(alice, command)
        told = await chat.next_bot_message()
        assert apps(told)
        assert not any(data.startswith("read:") for data in told.callback_data)


async def test_in_a_group_a_checked_claim_links_to_the_document(linked_api: StandIn, library: Library) -> None:
    """By its citations."""
    alice = linked_api.user("Alice", language_code="zh-hans")
    group = linked_api.group("买手群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    group.send(alice, "/check@Yinju_Bot 阿里云这季度收入同比增长24%，到了398亿元")
    told = await group.next_bot_message()
    assert apps(told) == []
    places = [entity.url for entity in told.entities if entity.type == "text_link" and entity.url]
    places = [url for url in places if url.startswith(PUBLIC_URL)]
    assert await marked_at(library, places) == quotes_in(told)


async def test_without_a_reader_nothing_leads_to_one(api: StandIn) -> None:
    """📖 opens the place as a message."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    assert apps(answer) == []
    assert answer.callback_data[0].startswith("read:")
