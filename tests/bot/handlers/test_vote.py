"""👍 and 👎 under an answer, as people press them."""

from pathlib import Path

import pytest

from bot.replies.answers import MORE
from bot.replies.feedback import VOTE
from bot.replies.message import DELETE
from bot.replies.rest import REST
from bot.storage.storage import FILE, Storage
from bot.web.preview.standin import Chat, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import Start, running

QUESTION = "阿里云收入增长了多少"
SIGNS = ["①", "②", "③"]
REASONS = ["Wrong answer", "Not my question", "Incomplete"]


def labels(message: Message) -> list[list[str]]:
    """Return what is on the buttons, but for 📖, further quotes and to delete the answer."""
    rows = [
        [b.text for b in row if not (b.data or "").startswith((MORE, DELETE, REST)) and not b.text.startswith("📖")]
        for row in message.buttons
    ]
    return [row for row in rows if row]


def button(message: Message, label: str) -> str:
    """Return the data of the button that has this on it, whatever number stands behind."""
    return next(
        b.data or "" for row in message.buttons for b in row if b.text.split(" ")[0] == label or b.text == label
    )


async def press(chat: Chat, person: User, message: Message, label: str) -> str:
    """Press a button, and return what the person is told: in a window what is asked in a group, else in passing."""
    told = await chat.press(person, message, button(message, label)).answered()
    assert bool(told.get("show_alert")) == (label == "👎" and chat.kind != "private")
    return str(told["text"])


async def asked(api: StandIn, *people: User, timeout: float = 10) -> tuple[Chat, Message]:
    """Return a group in which the first one has asked, and the answer."""
    group = api.group("群", members=list(people))
    group.add_bot(by=people[0], earlier=True)
    group.send(people[0], f"/ask@Yinju_Bot {QUESTION}")
    return group, await group.next_bot_message(timeout)


async def test_each_person_has_one_vote_and_may_change_it(api: StandIn) -> None:
    """The numbers stand on the buttons, the 📖 stay as they are, and nobody is sent a message."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="zh-hans")
    group, answer = await asked(api, alice, bob)
    books = [b for b in answer.buttons[0] if b.text.startswith("📖")]
    assert labels(answer) == [["👍", "👎"]]
    assert await press(group, alice, answer, "👍") == "Thank you 👍"
    assert labels(answer) == [["👍 1", "👎"]]
    assert await press(group, bob, answer, "👍") == "谢谢 👍"
    assert labels(answer) == [["👍 2", "👎"]]
    assert await press(group, bob, answer, "👍") == "谢谢 👍"
    assert labels(answer) == [["👍 2", "👎"]]
    await press(group, alice, answer, "👎")
    assert labels(answer)[0] == ["👍 1", "👎 1"]
    assert [b for b in answer.buttons[0] if b.text.startswith("📖")] == books
    assert group.bot_messages == [answer]


async def test_a_vote_against_asks_what_was_wrong(api: StandIn) -> None:
    """Three reasons stand below until one is chosen or the vote is changed."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    assert await press(chat, alice, answer, "👎") == "Thanks. What was wrong?"
    assert labels(answer) == [["👍", "👎 1"], REASONS]
    assert await press(chat, alice, answer, "Incomplete") == "Noted, thank you."
    assert labels(answer) == [["👍", "👎 1"]]
    await press(chat, alice, answer, "👍")
    await press(chat, alice, answer, "👎")
    assert labels(answer) == [["👍", "👎 1"], REASONS]
    await press(chat, alice, answer, "👍")
    assert labels(answer) == [["👍 1", "👎"]]


async def test_a_reason_of_somebody_else_is_a_vote_against_as_well(api: StandIn) -> None:
    """The reasons stay for who has not given one yet: signs, as a group may speak several languages."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="en")
    group, answer = await asked(api, alice, bob)
    asked_why = await press(group, alice, answer, "👎")
    assert asked_why == "Thanks. What was wrong? ① Wrong answer ② Not my question ③ Incomplete"
    await press(group, bob, answer, "①")
    assert labels(answer) == [["👍", "👎 2"], SIGNS]


async def test_votes_survive_a_restart(library: Library, tmp_path: Path) -> None:
    """The next bot over the same data folder counts on, and knows who voted without knowing the name."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        alice, bob = api.user("Alice"), api.user("Bob")
        async with running(api, library, data_dir=tmp_path):
            group, answer = await asked(api, alice, bob)
            await press(group, alice, answer, "👍")
        async with running(api, library, data_dir=tmp_path):
            await press(group, bob, answer, "👍")
            assert labels(answer) == [["👍 2", "👎"]]
            await press(group, alice, answer, "👎")
            assert labels(answer)[0] == ["👍 1", "👎 1"]


async def test_votes_survive_a_kill(library: Library, start_bot: Start, tmp_path: Path) -> None:
    """As soon as a vote is acknowledged it is kept, whatever happens to the process."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        alice, bob = api.user("Alice"), api.user("Bob")
        process = await start_bot(api)
        group, answer = await asked(api, alice, bob, timeout=30)
        await press(group, alice, answer, "👍")
        process.kill()
        await process.communicate()
        async with running(api, library, repeats=True, data_dir=tmp_path / "data"):
            await press(group, bob, answer, "👍")
            assert labels(answer) == [["👍 2", "👎"]]
            # What was done when the process was killed is done again, and Telegram says that it was done.
            assert all("not modified" in fault or "answered already" in fault for fault in api.faults)
            api.faults.clear()


async def test_a_vote_on_what_is_no_answer_counts_nowhere(library: Library, tmp_path: Path) -> None:
    """Somebody's own program may send any data for any message; and an answer that found nothing has no votes."""
    async with StandIn.serve() as api, running(api, library, data_dir=tmp_path):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        for text in ("/start", "Zanzibar qwertz"):
            chat.send(alice, text)
            message = await chat.next_bot_message()
            for data in ("vote:+", "vote:-", "why:wrong"):
                told = await chat.press(alice, message, data, forged=True).answered()
                assert told["text"] == "Votes on this message are not kept."
            assert not any(data.startswith(VOTE) for data in message.callback_data)
    storage = Storage(tmp_path)
    assert (storage.statistics().up, storage.statistics().down) == (0, 0)
    storage.close()


async def test_a_message_that_was_deleted_before_the_vote_arrived_stops_nothing(
    api: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    """The bot goes on to answer."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    held = api.hold_next("editMessageReplyMarkup")
    pressed = chat.press(alice, answer, "vote:+")
    await held.reached()
    chat.remove(answer)
    held.release()
    await pressed.answered()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
    api.faults.clear()
    chat.send(alice, "/start")
    await chat.next_bot_message()


async def test_without_a_log_there_is_nothing_to_vote_with(library: Library, tmp_path: Path) -> None:
    """No buttons; one of earlier days says that no votes are kept, and none is."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library, data_dir=tmp_path):
            chat.send(alice, QUESTION)
            earlier = await chat.next_bot_message()
        async with running(api, library, data_dir=tmp_path, privacy_log=False):
            chat.send(alice, QUESTION)
            assert labels(await chat.next_bot_message()) == []
            assert await press(chat, alice, earlier, "👍") == "Votes on this message are not kept."
        assert (tmp_path / FILE).exists()
    storage = Storage(tmp_path)
    assert storage.statistics().up == 0
    storage.close()
