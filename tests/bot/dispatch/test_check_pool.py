"""Fair shares: long checks of many people keep nobody else waiting."""

import threading

import pytest

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running

QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"
CLAIM = "阿里云收入增长了百分之三十四，" * 200


async def test_checks_of_ten_people_leave_the_threads_of_answers_free(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long they take, a question of somebody else is answered meanwhile."""
    go_on, examine = threading.Event(), Library.examine

    def wait(library: Library, claim: str) -> object:
        assert go_on.wait(30)
        return examine(library, claim[:30])

    monkeypatch.setattr(Library, "examine", wait)
    async with StandIn.serve() as api, running(api, library):
        try:
            people = [api.user(f"Person {number}", language_code="en") for number in range(10)]
            chats = [api.private_chat(person) for person in people]
            for person, chat in zip(people, chats, strict=True):
                for _ in range(3):
                    chat.send(person, f"/check {CLAIM}")
            await api.all_confirmed()
            alice = api.user("Alice", language_code="en")
            chat = api.private_chat(alice)
            chat.send(alice, QUESTION)
            assert ANSWER in (await chat.next_bot_message()).text
            assert not any(one.bot_messages for one in chats)
        finally:
            go_on.set()
        for one in chats:
            for _ in range(3):
                await one.next_bot_message()
