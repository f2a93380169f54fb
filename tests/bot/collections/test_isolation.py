"""Nothing of one chat's documents is quoted, counted, offered, listed or linked in another, through whatever entry."""

from collections.abc import Awaitable, Callable

import httpx

from bot.replies.answers import READ
from bot.replies.count import COUNT
from bot.replies.listing import SOURCES
from bot.replies.pages import SECTIONS, TURN, VERIFY
from bot.replies.start import ASK
from bot.web.preview.standin import Chat, Group, Message, StandIn, User
from bot.web.reader.website import website
from retrieval.library import Library
from tests.bot.collections.conftest import Serve, add

Attempt = Callable[["Others", str, str], Awaitable[str]]

# Each names a thing of its own, so that a word of one in another chat is a leak.
SECRETS = ("紫檀", "青瓷", "云锦", "漆器")


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
        await self.api.until(lambda: len(self.chat.bot_messages) > len(before), 30)
        return " ".join(shown(message) for message in self.chat.bot_messages if message not in before)

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


ATTEMPTS: dict[str, Attempt] = {
    "a question": lambda others, word, _: others.say("ask", f"{word}的价格是多少"),
    "a phrase": lambda others, word, _: others.say("ask", f"“{word}”"),
    "a claim": lambda others, word, _: others.say("check", f"{word}的价格为1元"),
    "a count": lambda others, word, _: others.say("count", word),
    "a timeline": lambda others, word, _: others.say("timeline", f"{word}的价格"),
    "an explanation": lambda others, word, _: others.say("why", f"{word}的价格是多少"),
    "the list": lambda others, *_: others.say("sources", ""),
    "a document by number": lambda others, *_: others.say("source", "2"),
    "a receipt": lambda others, _, receipt: others.say("verify", receipt),
    "a deep link": lambda others, _, receipt: others.say("start", f"r-{receipt}"),
    "the greeting": lambda others, *_: others.say("start", ""),
    "a button to read": lambda others, _, receipt: others.press(READ + receipt),
    "a button to turn": lambda others, _, receipt: others.press(TURN + receipt),
    "a button to verify": lambda others, _, receipt: others.press(VERIFY + receipt),
    "a button for sections": lambda others, _, receipt: others.press(f"{SECTIONS}{receipt}:1"),
    "a button for the list": lambda others, *_: others.press(f"{SOURCES}1"),
    "a button to count": lambda others, word, _: others.press(f"{COUNT}{word}:1"),
    "a button to ask": lambda others, word, _: others.press(f"{ASK}{word}的价格"),
    "a watch": lambda others, word, _: others.say("watch", f"{word}的价格是多少"),
    "the list of a collection": lambda others, *_: others.say("collection", ""),
    "an inline query": typed,
    "a guest's question": visited,
}


def leaks(told: str, number: int, word: str, asked: str) -> bool:
    """Return True if something of a document stands in an answer, which may repeat what was asked."""
    figures = any(str(figure + number) in told for figure in (7000, 900))
    return figures or f"{word}手册" in told or (word in told and word not in asked)


async def test_no_entry_of_another_chat_leads_to_a_document(serve: Serve) -> None:
    """Two people and two groups with a document each; every entry is tried for each from the three others."""
    async with serve(rate_limit_per_user=0, rate_limit_per_chat=0) as api:
        chats = _chats(api)
        for number, (chat, person) in enumerate(chats):
            await _bring(api, chat, person, SECRETS[number], number)
        attempts = 0
        for number, (own, person) in enumerate(chats):
            word = SECRETS[number]
            told = await Others(api, own, person).say("ask", f"{word}的价格是多少")
            assert str(7000 + number) in told, "the chat itself is answered"
            data = own.bot_messages[-1].callback_data
            receipt = next(one for one in data if one.startswith(READ)).removeprefix(READ)
            for chat, other in (one for at, one in enumerate(chats) if at != number):
                for name, attempt in ATTEMPTS.items():
                    found = await attempt(Others(api, chat, other), word, receipt)
                    attempts += 1
                    assert not leaks(found, number, word, word if _asks(name) else ""), (name, found)
        assert attempts >= 200
        for number, (chat, _) in enumerate(chats):
            everything = " ".join(map(shown, chat.bot_messages))
            assert not any(str(7000 + other) in everything for other in range(len(chats)) if other != number)


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


def _chats(api: StandIn) -> list[tuple[Chat, User]]:
    """Return the private chats of two people, and a group of each in which both are."""
    people = [api.user(name, language_code="zh-hans") for name in ("甲", "乙")]
    chats: list[tuple[Chat, User]] = [(api.private_chat(person), person) for person in people]
    for person in people:
        group = api.group(f"{person.first_name}群", sorted(people, key=lambda one: one is not person))
        group.add_bot(by=person, earlier=True)
        chats.append((group, person))
    return chats


def _asks(name: str) -> bool:
    """Return True for an entry that is given the word itself, and may say it again."""
    return name not in {
        "the list",
        "a document by number",
        "a receipt",
        "a deep link",
        "the greeting",
        "the list of a collection",
    } | {one for one in ATTEMPTS if one.startswith("a button") and one not in ("a button to count", "a button to ask")}


async def _bring(api: StandIn, chat: Chat, person: User, word: str, number: int) -> None:
    if isinstance(chat, Group):
        sent = chat.send_document(person, f"{word}.md", secret_file(word, number).encode(), "/add@yinju_bot")
        offer = await chat.next_bot_message(30)
        assert offer.reply_to is sent
        query = chat.press(person, offer, offer.callback_data[0])
        await api.until(lambda: query.answer is not None, 60)
        assert offer.text.startswith("✅"), offer.text
    else:
        assert (await add(api, chat, person, f"{word}.md", secret_file(word, number))).text.startswith("✅")
