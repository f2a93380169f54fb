"""Many people at once: each gets an answer, in order within a chat, and no chat waits for another."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

from bot.web.preview.standin import StandIn
from retrieval import Answer
from retrieval.library import Library
from retrieval.pages.openers import Opener
from tests.bot.conftest import running

QUESTIONS = ("阿里云收入增长了多少", "淘宝问问有多少人用过", "骑手住房", "淘宝闪购一天最多接过多少单")


async def test_a_chat_does_not_wait_for_another(api: StandIn) -> None:
    """While one answer is held up on its way, somebody else is answered."""
    alice, bob = api.user("Alice"), api.user("Bob")
    held = api.hold_next("sendMessage")
    api.private_chat(alice).send(alice, QUESTIONS[0])
    await held.reached()
    other = api.private_chat(bob)
    other.send(bob, QUESTIONS[0])
    assert "阿里云收入317亿" in (await other.next_bot_message()).text
    assert not api.private_chat(alice).bot_messages
    held.release()
    assert "阿里云收入317亿" in (await api.private_chat(alice).next_bot_message()).text


async def test_answers_come_in_the_order_of_the_questions_in_a_chat(api: StandIn) -> None:
    """Even where the first one is held up on its way; and each is a reply to its question."""
    alice, bob = api.user("Alice"), api.user("Bob")
    group = api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    held = api.hold_next("sendMessage")
    asked = [
        group.send(person, f"/ask@Yinju_Bot {question}")
        for person, question in zip((alice, bob, alice, bob), QUESTIONS, strict=True)
    ]
    await held.reached()
    await api.all_confirmed()
    assert not group.bot_messages
    held.release()
    assert [(await group.next_bot_message()).reply_to for _ in asked] == asked


async def test_twenty_chats_at_once_each_get_their_answer(api: StandIn) -> None:
    """Nobody gets somebody else's, and nobody gets none."""
    people = [api.user(f"P{number}") for number in range(20)]
    for number, person in enumerate(people):
        api.private_chat(person).send(person, QUESTIONS[number % 2])
    for number, person in enumerate(people):
        answer = await api.private_chat(person).next_bot_message()
        assert ("阿里云收入317亿", "500万")[number % 2] in answer.text


async def test_a_question_that_is_hard_to_search_holds_up_nobody(library: Library) -> None:
    """While one is searched for, somebody else is answered; so is who types an inline query."""
    slow = Slow(library)
    async with StandIn.serve() as api, running(api, slow):
        alice, bob = api.user("Alice"), api.user("Bob")
        api.private_chat(alice).send(alice, QUESTIONS[0])
        api.inline_query(alice, QUESTIONS[0])
        for _ in range(2):
            assert await asyncio.to_thread(slow.begun.acquire, timeout=10)
        other = api.private_chat(bob)
        other.send(bob, "/source 1")
        assert (await other.next_bot_message()).text
        slow.gate.set()
        assert "阿里云收入317亿" in (await api.private_chat(alice).next_bot_message()).text


class Slow(Library):
    """A library in which questions are answered only when the gate is opened."""

    def __init__(self, library: Library) -> None:
        self.__dict__ |= library.__dict__
        self.gate = threading.Event()
        self.begun = threading.Semaphore(0)

    def ask(self, question: str, history: Any = (), **how: Any) -> Answer:
        """Wait, then answer."""
        self.begun.release()
        assert self.gate.wait(20)
        return super().ask(question, history, **how)

    def openers(self) -> Iterator[tuple[Opener, ...]]:
        """Offer nothing to begin with."""
        return iter(())
