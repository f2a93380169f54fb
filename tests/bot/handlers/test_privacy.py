"""/privacy and /forget, and what stands in the data folder before and after."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.chats import ChatSettings
from bot.storage.gaps import QuestionStatistics
from bot.storage.storage import Storage
from bot.web.preview.standin import Chat, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
UNANSWERED = "番茄炒蛋怎么做"


@pytest.fixture
async def kept_api(library: Library, tmp_path: Path) -> AsyncIterator[StandIn]:
    """Yield the bot with a data folder that the test looks into."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library, data_dir=tmp_path):
        yield api


def figures(folder: Path) -> QuestionStatistics:
    """Return what is kept now, read beside the running bot."""
    storage = Storage(folder)
    found = storage.statistics()
    storage.close()
    return found


def written(folder: Path) -> bytes:
    """All that stands in the data folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def ask(chat: Chat, person: User, question: str, command: str = "") -> Message:
    """Ask and return the answer."""
    chat.send(person, command + question)
    return await chat.next_bot_message()


async def forget(chat: Chat, person: User, command: str = "/forget") -> str:
    """Send /forget, say yes, and return what the question has become."""
    asked = await ask(chat, person, command)
    await chat.press(person, asked, asked.callback_data[0]).answered()
    return asked.text


async def vote(chat: Chat, person: User, answer: Message, data: str) -> None:
    """Vote on an answer."""
    await chat.press(person, answer, data).answered()


@pytest.mark.parametrize(
    ("code", "words", "lingering"),
    [
        ("en", "for 14 days", "within a minute; earlier backups"),
        ("zh-hans", "保存 14 天", "一分钟内从数据文件中清除；之前的备份"),
        ("zh-hant", "保存 14 天", "一分鐘內會從資料檔清除；先前的備份"),
    ],
)
async def test_privacy_says_what_is_kept(api: StandIn, code: str, words: str, lingering: str) -> None:
    """And what deletes it, and what lingers after that, in a private chat and in a group."""
    alice = api.user("Alice", language_code=code)
    chat = api.private_chat(alice)
    said = (await ask(chat, alice, "/privacy")).text
    assert words in said
    assert lingering in said
    assert "/forget" in said
    group = api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    assert (await ask(group, alice, "/privacy@Yinju_Bot")).text == said


async def test_privacy_says_that_nothing_is_kept_where_nothing_is(library: Library) -> None:
    """With PRIVACY_LOG=off."""
    async with StandIn.serve() as api, running(api, library, privacy_log=False):
        alice = api.user("Alice", language_code="en")
        said = (await ask(api.private_chat(alice), alice, "/privacy")).text
        assert "in memory only" in said
        assert "14 days" not in said


async def test_a_person_is_forgotten_in_every_chat(kept_api: StandIn, tmp_path: Path) -> None:
    """Their questions and votes in private and in groups go; those of others stay."""
    alice, bob = kept_api.user("Alice", language_code="en"), kept_api.user("Bob", language_code="en")
    chat = kept_api.private_chat(alice)
    group = kept_api.group("群", members=[bob, alice])
    group.add_bot(by=bob, earlier=True)
    for place, command in ((chat, ""), (group, "/ask@Yinju_Bot ")):
        await vote(place, alice, await ask(place, alice, QUESTION, command), "vote:-")
        await ask(place, alice, UNANSWERED, command)
    bobs = await ask(group, bob, QUESTION, "/ask@Yinju_Bot ")
    await vote(group, bob, bobs, "vote:+")
    await vote(group, alice, bobs, "vote:+")
    before = figures(tmp_path)
    assert before == QuestionStatistics(questions=5, answered=3, chats=2, up=2, down=2, gaps=3)
    assert "your questions and votes" in await forget(chat, alice)
    assert figures(tmp_path) == QuestionStatistics(questions=1, answered=1, chats=1, up=1, down=0, gaps=0)
    assert UNANSWERED.encode() not in written(tmp_path)


async def test_a_group_is_forgotten_by_its_administrators_only(kept_api: StandIn, tmp_path: Path) -> None:
    """For anybody else only their own questions and votes are deleted, and they are told so."""
    alice, bob = kept_api.user("Alice", language_code="en"), kept_api.user("Bob", language_code="en")
    group = kept_api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    for person in (alice, bob):
        await vote(group, person, await ask(group, person, QUESTION, "/ask@Yinju_Bot "), "vote:+")
    settings = Storage(tmp_path)
    settings.chats.put(group.id, ChatSettings(quotes=1))
    assert "Only administrators" in await forget(group, bob, "/forget@Yinju_Bot")
    assert figures(tmp_path) == QuestionStatistics(questions=1, answered=1, chats=1, up=1, down=0, gaps=0)
    assert settings.chats.of(group.id).quotes == 1
    assert "this group's questions, votes, settings and documents" in await forget(group, alice, "/forget@Yinju_Bot")
    assert figures(tmp_path) == QuestionStatistics(questions=0, answered=0, chats=0, up=0, down=0, gaps=0)
    assert settings.chats.of(group.id) == ChatSettings(quotes=2)
    settings.close()


async def test_an_administrator_who_is_not_the_creator_decides_as_well(kept_api: StandIn, tmp_path: Path) -> None:
    """Whom Telegram names among the administrators."""
    alice, bob = kept_api.user("Alice", language_code="en"), kept_api.user("Bob", language_code="en")
    group = kept_api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    group.promote(bob)
    await ask(group, alice, QUESTION, "/ask@Yinju_Bot ")
    await forget(group, bob, "/forget@Yinju_Bot")
    assert figures(tmp_path).questions == 0


async def test_an_administrator_who_writes_in_the_name_of_the_group_decides_for_it(
    kept_api: StandIn, tmp_path: Path
) -> None:
    """And for no other group, though Telegram names the same sender for all who do so."""
    alice, bob = kept_api.user("Alice", language_code="en"), kept_api.user("Bob", language_code="en")
    groups = [kept_api.group(title, members=[alice, bob]) for title in ("甲", "乙")]
    for group in groups:
        group.add_bot(by=alice, earlier=True)
        group.send_as_group(alice, f"/ask@Yinju_Bot {QUESTION}")
        await group.next_bot_message()
        await ask(group, bob, QUESTION, "/ask@Yinju_Bot ")
    groups[0].send_as_group(alice, "/forget@Yinju_Bot")
    sure = await groups[0].next_bot_message()
    told = await groups[0].press(bob, sure, sure.callback_data[0]).answered()
    assert told["text"].startswith("只有提问的人或管理员" if bob.language_code is None else "Only the asker")
    await groups[0].press(alice, sure, sure.callback_data[0]).answered()
    assert figures(tmp_path) == QuestionStatistics(questions=2, answered=2, chats=1, up=0, down=0, gaps=0)


async def test_nothing_is_deleted_where_telegram_does_not_say_who_decides(kept_api: StandIn, tmp_path: Path) -> None:
    """The person is told so, and can try again."""
    alice = kept_api.user("Alice", language_code="en")
    group = kept_api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    await ask(group, alice, QUESTION, "/ask@Yinju_Bot ")
    kept_api.fail_next("getChatAdministrators", status=400)
    assert (await ask(group, alice, "/forget@Yinju_Bot")).text.startswith("Telegram did not say who")
    assert figures(tmp_path).questions == 1


async def test_what_is_forgotten_is_no_ground_for_a_follow_up(kept_api: StandIn, library: Library) -> None:
    """The next question stands alone."""
    alice = kept_api.user("Alice", language_code="zh-hans")
    chat = kept_api.private_chat(alice)
    await ask(chat, alice, QUESTION)
    await forget(chat, alice)
    alone = [quote.text for quote in library.ask("那利润呢").quotes]
    assert quotes_in(await ask(chat, alice, "那利润呢")) == alone


async def test_nothing_is_deleted_before_it_is_said_yes(kept_api: StandIn, tmp_path: Path) -> None:
    """By who sent the command, and by nobody else; no leaves everything."""
    alice, bob = kept_api.user("Alice", language_code="en"), kept_api.user("Bob", language_code="en")
    group = kept_api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    await ask(group, bob, QUESTION, "/ask@Yinju_Bot ")
    sure = await ask(group, bob, "/forget@Yinju_Bot")
    assert sure.text == "Delete your questions and votes, here and elsewhere?"
    told = await group.press(alice, sure, sure.callback_data[0]).answered()
    assert told["text"].startswith("Only the asker")
    await group.press(bob, sure, sure.callback_data[1]).answered()
    assert (sure.text, sure.buttons) == ("Nothing was deleted.", ())
    assert figures(tmp_path).questions == 1
