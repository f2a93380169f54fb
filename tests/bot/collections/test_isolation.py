"""Nothing of one chat's documents is quoted, counted, offered, listed or linked in another, through whatever entry."""

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from bot.replies.answers import READ
from bot.replies.collections import REPLACE
from bot.replies.count import COUNT
from bot.replies.listing import SOURCES
from bot.replies.pages import BACK, SECTIONS, TURN, VERIFY
from bot.replies.start import ASK, ASK_FORWARDED
from bot.replies.watches import WATCH, WATCH_CLAIM
from bot.transport import rate_limiter
from bot.web.preview.standin import Chat, Group, Message, StandIn, User
from bot.web.reader.website import website
from retrieval.library import Library
from tests.bot.collections.conftest import Serve, accept, add

Attempt = Callable[["Others", str, str], Awaitable[str]]
Chats = list[tuple[Chat, User]]
MINUTE_SECONDS = 60.0

# Each names a thing of its own, so that a word of one in another chat is a leak.
SECRETS = ("紫檀", "青瓷", "云锦", "漆器")
# The figures of the older version that each document replaced are higher.
OLDER = 50


def secret_file(word: str, number: int) -> str:
    """Return a document in which a word stands in every sentence."""
    return f"# {word}手册\n\n## {word}价格\n\n{word}的价格为{7000 + number}元。\n\n{word}的产量为{900 + number}件。\n"


class Others:
    """Chats that have nothing to do with the one whose document is tried for."""

    def __init__(self, api: StandIn, chat: Chat, person: User) -> None:
        self.api, self.chat, self.person = api, chat, person

    @property
    def _command(self) -> str:
        return "@yinju_bot " if isinstance(self.chat, Group) else " "

    async def say(self, verb: str, words: str, *, reply_to: Message | None = None) -> str:
        """Send a command, and return all that the answer shows and holds."""
        before = list(self.chat.bot_messages)
        self.chat.send(self.person, f"/{verb}{self._command}{words}", reply_to=reply_to)
        return " ".join(map(shown, await self.answers(before)))

    async def answers(self, before: list[Message]) -> list[Message]:
        """Wait for messages of the bot's that were not there before, and return them."""
        await self.api.until(lambda: len(self.chat.bot_messages) > len(before), 30)
        return [message for message in self.chat.bot_messages if message not in before]

    async def press(self, data: str) -> str:
        """Press a forged button, and return what it shows, in a window or a message."""
        before = list(self.chat.bot_messages)
        below = before[0]
        query = self.chat.press(self.person, below, data, forged=True)
        await self.api.until(lambda: query.answer is not None, 30)
        answered = [message for message in self.chat.bot_messages if message not in before]
        return " ".join([str(query.answer), *map(shown, [below, *answered])])


def shown(message: Message) -> str:
    """Return the words and the buttons of a message."""
    return f"{message.text} {message.buttons} {message.entities}"


async def typed(others: Others, word: str, receipt: str) -> str:
    """Type a question inline in another chat."""
    query = others.api.inline_query(others.person, f"{word}的价格", chat_type="supergroup")
    await others.api.until(lambda: query.answer is not None, 30)
    return str(query.answer)


async def visited(others: Others, word: str, receipt: str) -> str:
    """Ask as a guest, in a group of which the bot is no member."""
    elsewhere = others.api.group("别处", [others.person])
    sent = elsewhere.send(others.person, f"@yinju_bot {word}的价格")
    return shown(await elsewhere.guest_query(sent).answered(30))


async def passed_on(others: Others, word: str, receipt: str) -> str:
    """Ask what a forwarded message asks: by its button in a private chat, by a reply in a group."""
    asked = others.api.group("别处", [others.person]).send(others.person, f"{word}的价格是多少")
    if isinstance(others.chat, Group):
        return await others.say("ask", "", reply_to=others.chat.forward(others.person, asked))
    before = list(others.chat.bot_messages)
    others.chat.forward(others.person, asked)
    (offer,) = await others.answers(before)
    await others.chat.press(others.person, offer, ASK_FORWARDED).answered(30)
    return " ".join(map(shown, await others.answers([*before, offer])))


async def rung(others: Others, word: str, receipt: str) -> str:
    """Press 🔔 under the answer to a question, and list what is watched."""
    told = await others.say("ask", f"{word}的产量是多少")
    query = others.chat.press(others.person, others.chat.bot_messages[-1], WATCH, forged=True)
    return f"{told} {await query.answered(30)} {await others.say('watches', '')}"


async def rung_for_a_claim(others: Others, word: str, receipt: str) -> str:
    """Press 🔔 under the verdict on a claim, and reply to it with /watch."""
    told = await others.say("check", f"{word}的价格为1元")
    verdict = others.chat.bot_messages[-1]
    query = others.chat.press(others.person, verdict, WATCH_CLAIM, forged=True)
    return f"{told} {await query.answered(30)} {await others.say('watch', '', reply_to=verdict)}"


WORDS: dict[str, Attempt] = {
    "a question": lambda others, word, _: others.say("ask", f"{word}的价格是多少"),
    "a phrase": lambda others, word, _: others.say("ask", f"“{word}”"),
    "an older version": lambda others, word, _: others.say("ask", f"旧版里{word}的价格是多少"),
    "a claim": lambda others, word, _: others.say("check", f"{word}的价格为1元"),
    "a count": lambda others, word, _: others.say("count", word),
    "a timeline": lambda others, word, _: others.say("timeline", f"{word}的价格"),
    "an explanation": lambda others, word, _: others.say("why", f"{word}的价格是多少"),
    "a watch": lambda others, word, _: others.say("watch", f"{word}的价格是多少"),
    "a button to count": lambda others, word, _: others.press(f"{COUNT}{word}:1"),
    "a button to ask": lambda others, word, _: others.press(f"{ASK}{word}的价格"),
}
LISTS: dict[str, Attempt] = {
    "the list": lambda others, *_: others.say("sources", ""),
    "a document by number": lambda others, *_: others.say("source", "2"),
    "the greeting": lambda others, *_: others.say("start", ""),
    "the list of a collection": lambda others, *_: others.say("collection", ""),
    "a button for the list": lambda others, *_: others.press(f"{SOURCES}1"),
}
RECEIPTS: dict[str, Attempt] = {
    "a receipt": lambda others, _, receipt: others.say("verify", receipt),
    "a deep link": lambda others, _, receipt: others.say("start", f"r-{receipt}"),
    "a button to read": lambda others, _, receipt: others.press(READ + receipt),
    "a button to turn": lambda others, _, receipt: others.press(TURN + receipt),
    "a button to verify": lambda others, _, receipt: others.press(VERIFY + receipt),
    "a button back": lambda others, _, receipt: others.press(f"{BACK}{receipt}:1"),
    "a button for sections": lambda others, _, receipt: others.press(f"{SECTIONS}{receipt}:1"),
}
ELSEWHERE: dict[str, Attempt] = {
    "an inline query": typed,
    "a guest's question": visited,
    "a forwarded question": passed_on,
    "a bell": rung,
    "a bell under a verdict": rung_for_a_claim,
}
DOORS = {"words": WORDS, "lists": LISTS, "receipts": RECEIPTS, "elsewhere": ELSEWHERE}
LEAST_ATTEMPTS = 300  # of all tests together


def leaks(told: str, number: int, word: str, asked: str) -> bool:
    """Return True if something of a document stands in an answer, which may repeat what was asked."""
    figures = any(str(figure + number) in told for figure in (7000, 900, 7000 + OLDER, 900 + OLDER))
    return figures or f"{word}手册" in told or (word in told and word not in asked)


@pytest.fixture
async def market(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[StandIn, Chats]]:
    """Yield two people and two groups with a document each; neither the bot nor Telegram counts messages."""
    monkeypatch.setattr(rate_limiter, "_PER_MINUTE", 10_000)
    async with serve(repeats=True, rate_limit_per_user=0, rate_limit_per_chat=0) as api:
        chats = _chats(api)
        for number, (chat, person) in enumerate(chats):
            await _bring(api, chat, person, SECRETS[number], number)
        yield api, chats


@pytest.mark.parametrize("kind", DOORS)
async def test_no_entry_of_another_chat_leads_to_a_document(market: tuple[StandIn, Chats], kind: str) -> None:
    """Every entry is tried for each document from the three chats whose it is not; its own chat is answered."""
    api, chats = market
    for number, (own, person) in enumerate(chats):
        word = SECRETS[number]
        told = await Others(api, own, person).say("ask", f"{word}的价格是多少")
        older = await Others(api, own, person).say("ask", f"旧版里{word}的价格是多少")
        assert number % 2 or str(7000 + OLDER + number) in older, (
            "the chat itself is answered, also from older versions"
        )
        told = await Others(api, own, person).say("ask", f"{word}的价格是多少")
        assert str(7000 + number) in told
        data = own.bot_messages[-1].callback_data
        receipt = next(one for one in data if one.startswith(READ)).removeprefix(READ)
        opened = await Others(api, own, person).press(READ + receipt)
        assert str(7000 + number) in opened, "its own receipts open there"
        for chat, other in (one for at, one in enumerate(chats) if at != number):
            for name, attempt in DOORS[kind].items():
                api.advance(MINUTE_SECONDS)
                found = await attempt(Others(api, chat, other), word, receipt)
                assert not leaks(found, number, word, word if kind in ("words", "elsewhere") else ""), (name, found)
    for number, (chat, _) in enumerate(chats):
        everything = " ".join(map(shown, chat.bot_messages))
        assert not any(str(7000 + other) in everything for other in range(len(chats)) if other != number)


def test_every_kind_of_entry_is_tried_often_enough() -> None:
    """Each from three chats for each of the four documents."""
    attempts = sum(map(len, DOORS.values())) * len(SECRETS) * (len(SECRETS) - 1)
    assert attempts >= LEAST_ATTEMPTS


async def test_the_reader_on_the_web_shows_no_document_of_a_chat(serve: Serve, shared: Library) -> None:
    """Neither does a message link there: whoever has the address could open it."""
    async with serve(public_url="https://reader.example") as api:
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        await add(api, chat, alice, "紫檀.md", secret_file("紫檀", 0))
        chat.send(alice, "紫檀的价格是多少")
        answer = await chat.next_bot_message(30)
        assert "reader.example" not in str(answer.buttons)
        receipt = next(data for data in answer.callback_data if data.startswith(READ)).removeprefix(READ)
        transport = httpx.ASGITransport(app=website(lambda: shared))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            for path in ("/", f"/r/{receipt}", f"/q/{receipt}"):
                assert "7000" not in (await client.get(path)).text


def _chats(api: StandIn) -> Chats:
    """Return the private chats of two people, and a group of each in which both are."""
    people = [api.user(name, language_code="zh-hans") for name in ("甲", "乙")]
    chats: Chats = [(api.private_chat(person), person) for person in people]
    for person in people:
        group = api.group(f"{person.first_name}群", sorted(people, key=lambda one: one is not person))
        group.add_bot(by=person, earlier=True)
        chats.append((group, person))
    return chats


async def _bring(api: StandIn, chat: Chat, person: User, word: str, number: int) -> None:
    """Add a document; in the first chat of each kind, in the place of an older version."""
    versions = (number,) if number % 2 else (number + OLDER, number)
    for version in versions:
        command = "/add@yinju_bot" if isinstance(chat, Group) else None
        sent = chat.send_document(person, f"{word}.md", secret_file(word, version).encode(), command)
        offer = await chat.next_bot_message(30)
        assert offer.reply_to is sent
        await accept(api, chat, person, offer, offer.callback_data[0])
    if len(versions) > 1:
        await accept(api, chat, person, offer, REPLACE)
    assert offer.text.startswith("✅"), offer.text
