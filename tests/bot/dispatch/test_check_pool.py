"""Fair shares: long checks of many people keep nobody else waiting."""

import asyncio
import sys
import threading

import pytest

from bot.dispatch import check_pool
from bot.dispatch.check_pool import MAX_QUICK_CHARACTERS, CheckPool, CheckTimedOut
from bot.phrases import phrases
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from retrieval.runtime import Progress
from tests.bot.conftest import running

QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"
LONG = MAX_QUICK_CHARACTERS + 1
CLAIM = "阿里云收入增长了百分之三十四，" * 200


async def test_checks_of_ten_people_leave_the_threads_of_answers_free(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long they take, a question of somebody else is answered meanwhile."""
    go_on, examined = threading.Event(), library.examine(CLAIM[:30])

    def wait(library: Library, claim: str, progress: Progress) -> object:
        assert go_on.wait(30)
        return examined

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


async def test_a_check_that_nobody_waits_for_frees_its_thread() -> None:
    """It ends when it next tells how far it is, and the one behind it has its turn."""
    pool, begun, ended = CheckPool(), threading.Semaphore(0), threading.Semaphore(0)

    def endless(progress: Progress) -> None:
        begun.release()
        try:
            while True:
                progress("checking", 1, 2)
        finally:
            ended.release()

    running = asyncio.create_task(pool.run(endless, LONG))
    assert await asyncio.to_thread(begun.acquire, timeout=10)
    dropped = asyncio.create_task(pool.run(endless, LONG))
    waiting = asyncio.create_task(pool.run(lambda _: "its turn", LONG))
    for task in (dropped, running):
        task.cancel()
    assert await asyncio.wait_for(waiting, 10) == "its turn"
    assert await asyncio.to_thread(ended.acquire, timeout=10)
    assert not begun.acquire(blocking=False)


async def test_a_sentence_is_checked_while_a_long_text_is() -> None:
    """It does not wait for its turn, and the long check pauses meanwhile."""
    pool, begun, ended = CheckPool(), threading.Event(), threading.Event()

    def long(progress: Progress) -> None:
        begun.set()
        assert ended.wait(30)

    running = asyncio.create_task(pool.run(long, LONG))
    assert await asyncio.to_thread(begun.wait, 10)
    assert await asyncio.wait_for(pool.run(lambda _: "a verdict", LONG - 1), 10) == "a verdict"
    ended.set()
    await running


async def test_a_long_check_lets_other_threads_go_on_after_a_millisecond() -> None:
    """As long as it runs; the event loop would wait five times as long each time that it has something to do."""
    pool, usual = CheckPool(), sys.getswitchinterval()
    assert await pool.run(lambda _: sys.getswitchinterval(), LONG) <= 0.001 < usual
    assert sys.getswitchinterval() == usual


async def test_checks_pause_while_a_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """And go on afterwards, or after a while if questions never end."""
    monkeypatch.setattr(check_pool, "_PAUSE_SECONDS", 60)
    pool, steps = CheckPool(), threading.Semaphore(0)

    def endless(progress: Progress) -> None:
        while True:
            progress("checking", 1, 2)
            steps.release()

    def stalled() -> bool:
        return any(not steps.acquire(timeout=0.5) for _ in range(100_000))

    check = asyncio.create_task(pool.run(endless, LONG))
    assert await asyncio.to_thread(steps.acquire, timeout=10)
    assert await pool.urgent(stalled)
    assert await asyncio.to_thread(steps.acquire, timeout=10)
    monkeypatch.setattr(check_pool, "_PAUSE_SECONDS", 0.01)
    assert await pool.urgent(steps.acquire, timeout=10)
    check.cancel()


async def test_a_check_that_takes_too_long_is_given_up_with_a_sentence(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its thread is free again, and the next check of the chat is answered."""
    examine = Library.examine
    ended = threading.Event()

    def endless(library: Library, claim: str, progress: Progress) -> object:
        if "?" not in claim:
            return examine(library, claim, progress)
        try:
            while True:
                progress("checking", 1, 2)
        finally:
            ended.set()

    monkeypatch.setattr(Library, "examine", endless)
    monkeypatch.setattr(check_pool, "CHECK_SECONDS", 0.3)
    async with StandIn.serve() as api, running(api, library):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/check 阿里云收入增长了34%?")
        assert (await chat.next_bot_message()).text == phrases("en").errors["CheckTimedOut"]
        assert await asyncio.to_thread(ended.wait, 10)
        monkeypatch.setattr(check_pool, "CHECK_SECONDS", 30)
        chat.send(alice, "/check 阿里云收入增长了34%。")
        assert "34%" in (await chat.next_bot_message()).text


def test_a_long_check_tells_its_progress_by_the_sentence(library: Library) -> None:
    """An error that the progress raises ends it."""
    told: list[tuple[int, int]] = []

    def stop(stage: str, done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise CheckTimedOut

    with pytest.raises(CheckTimedOut):
        library.examine("阿里云收入增长了百分之三十四。骑手有三百人。" * 10, stop)
    assert told == [(1, 20), (2, 20), (3, 20)]
