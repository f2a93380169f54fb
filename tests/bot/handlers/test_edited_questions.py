"""A question that is corrected after it was sent."""

import re
from pathlib import Path

from bot.replies.watches import WATCH
from bot.storage.database import Database
from bot.storage.gaps import Gap, gaps_in
from bot.storage.storage import FILE
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.presses import press_delete, press_forget
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
OTHER = "淘宝用户活跃度达到多少"
NOWHERE = "Zanzibar qwertz plugh xyzzy"


def refused(api: StandIn) -> list[str]:
    """Return what Telegram refused to do, which must be what the test is about; it is no fault then."""
    told = [re.sub(r"^\w+: Bad Request: ([\w ]+).*", r"\1", fault, flags=re.DOTALL).strip() for fault in api.faults]
    api.faults.clear()
    return told


async def test_the_answer_to_an_edited_question_is_edited(api: StandIn, library: Library) -> None:
    """In place, once, and without a second message; what comes next is understood by the new words."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    sent = chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    chat.edit(alice, sent, OTHER)
    await api.next_call("editMessageText")
    assert quotes_in(answer) == [quote.text for quote in library.ask(OTHER).quotes]
    assert chat.bot_messages == [answer]
    chat.send(alice, "那京东呢")
    follow_up = await chat.next_bot_message()
    assert quotes_in(follow_up) == [quote.text for quote in library.ask("那京东呢", [OTHER]).quotes]


async def test_a_question_that_was_refused_is_answered_when_it_is_corrected(api: StandIn) -> None:
    """Too long, without words, or without an answer: the refusal gives way to the answer, and back."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    for refused, words in (
        ("云" * 3000, "Your question has"),
        ("？！", "nothing to search"),
        (NOWHERE, "found no answer"),
    ):
        sent = chat.send(alice, refused)
        answer = await chat.next_bot_message()
        assert words in answer.text
        chat.edit(alice, sent, QUESTION)
        await api.next_call("editMessageText")
        assert quotes_in(answer)
        assert answer.buttons
    chat.edit(alice, sent, NOWHERE)
    await api.next_call("editMessageText")
    assert "found no answer" in answer.text
    assert answer.callback_data == [WATCH]


async def test_an_edit_that_changes_nothing_is_no_error(api: StandIn) -> None:
    """Telegram refuses to edit a message into itself; nothing is said about that."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    sent = chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    chat.edit(alice, sent, QUESTION + "？")
    await api.next_call("editMessageText")
    chat.send(alice, "/help")
    assert "How to use Yinju" in (await chat.next_bot_message()).text
    assert chat.bot_messages[0] is answer
    assert refused(api) == ["message is not modified"]


async def test_an_answer_that_was_deleted_is_given_again(api: StandIn) -> None:
    """There is nothing left to edit, and the question is a new one."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    sent = chat.send(alice, QUESTION)
    chat.remove(await chat.next_bot_message())
    chat.edit(alice, sent, OTHER)
    assert quotes_in(await chat.next_bot_message())
    assert refused(api) == ["message to edit not found"]


async def test_a_message_that_becomes_a_question_is_answered(api: StandIn) -> None:
    """It was a command, or was asked so long ago that it is forgotten; commands are not run again."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    command = chat.send(alice, "/help")
    await chat.next_bot_message()
    chat.edit(alice, command, "/sources")
    asked = chat.send(alice, QUESTION)
    assert quotes_in(await chat.next_bot_message())
    chat.edit(alice, command, QUESTION)
    assert quotes_in(await chat.next_bot_message())
    assert "Deleted" in (await press_forget(chat, alice)).text
    chat.edit(alice, asked, f"/ask {OTHER}")
    assert quotes_in(await chat.next_bot_message())


async def test_what_somebody_else_wrote_does_not_become_a_question(api: StandIn) -> None:
    """A message that was passed on, or a quote that was posted: Telegram may tell of it again."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    forwarded = chat.forward(alice, chat.send(alice, "/help"))
    await chat.next_bot_message()
    await chat.next_bot_message()
    query = api.inline_query(alice, QUESTION)
    await query.answered()
    for message in (forwarded, chat.choose(query)):
        chat.edit(alice, message, QUESTION)
    chat.send(alice, "/start")
    assert (await chat.next_bot_message()).text.startswith("Hi, I'm Yinju")


async def test_in_a_group_only_what_speaks_to_the_bot_becomes_a_question(open_api: StandIn) -> None:
    """By a mention that was forgotten at first; an answer that somebody deleted by 🗑 stays deleted."""
    alice = open_api.user("Alice", language_code="en")
    group = open_api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    sent = group.send(alice, QUESTION)
    group.edit(alice, sent, OTHER)
    group.edit(alice, sent, f"@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    assert answer.reply_to is sent
    await press_delete(group, alice, answer)
    group.edit(alice, sent, f"@Yinju_Bot {OTHER}")
    group.send(alice, "/help@Yinju_Bot")
    assert "How to use Yinju" in (await group.next_bot_message()).text
    assert len(group.bot_messages) == 1


async def test_an_edited_question_is_known_after_a_restart(library: Library, tmp_path: Path) -> None:
    """The data folder holds the message that answered it."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path):
            sent = chat.send(alice, QUESTION)
            answer = await chat.next_bot_message()
        chat.edit(alice, sent, OTHER)
        async with running(api, library, data_dir=tmp_path):
            await api.next_call("editMessageText")
        assert quotes_in(answer) == [quote.text for quote in library.ask(OTHER).quotes]


async def test_in_a_group_an_edited_question_edits_its_answer_too(api: StandIn, library: Library) -> None:
    """The words behind the command are the question."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    sent = group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    group.edit(alice, sent, f"/ask@Yinju_Bot {OTHER}")
    await api.next_call("editMessageText")
    assert quotes_in(answer) == [quote.text for quote in library.ask(OTHER, most=2).quotes]


async def test_a_correction_of_what_found_nothing_leaves_no_open_question(library: Library, tmp_path: Path) -> None:
    """Nor do further quotes where there are none."""
    async with StandIn.serve() as api, running(api, library, data_dir=tmp_path):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        sent = chat.send(alice, NOWHERE)
        await chat.next_bot_message()
        chat.send(alice, "/help")  # once this is answered, what came before it is handled whole
        await chat.next_bot_message()
        assert [gap.question for gap in kept_gaps(tmp_path)] == [NOWHERE]
        chat.edit(alice, sent, QUESTION)
        await api.next_call("editMessageText")
        await chat.press(alice, chat.bot_messages[0], "more:99", forged=True).answered()
        assert "No more quotes" in (await chat.next_bot_message()).text
    assert kept_gaps(tmp_path) == []


def kept_gaps(folder: Path) -> list[Gap]:
    """Return the open questions in a data folder."""
    database = Database(folder / FILE)
    found = gaps_in(database)
    database.close()
    return found
