"""Update processor: different chats at the same time, each chat in order."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Coroutine
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.storage.database import attempt
from bot.storage.inbox import Inbox
from bot.transport.delivery import Delivery, handle
from bot.transport.handled import HandledUpdate

# Updates that wait for their chat's turn count as well; more than these never wait.
_MOST = 10_000
_MOST_WAITING, _MOST_WAITING_IN_A_CHAT = 2000, 30
CALM_SECONDS = 5.0
_LOOK_SECONDS, _LONGEST_WAIT_SECONDS = 0.05, 3600.0


class ChatProcessor(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, as they came, and those of different chats side by side.

    An update that belongs to no chat, such as an inline query, waits for nobody. Nothing is kept of a chat once its
    last update is handled. What was handled is closed in the inbox; what is given up stays open there.

    What another process has of a chat, and what was taken over from one that ended, has its turn too, for an hour: no
    answer is tried for longer.

    Over 30 waiting updates in a chat, or 2,000 in all, the next one is refused at once.

    Where an earlier process ended while it sent an answer, which may have arrived, the update waits with its chat until
    this one has run for five seconds, and such updates are handled one by one: a process that is killed over and over
    does not say the same thing over and over.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(_MOST)
        self._inbox = inbox
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[object]] = set()
        self._waiting: Counter[int] = Counter()
        self._handled: dict[int, HandledUpdate] = {}
        self._given_up = False
        self._doubtful = asyncio.Lock()
        self._calm_at = 0.0

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Handle an update when it is its turn."""
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            if not self._given_up:
                await self._in_turn(update, coroutine)
        finally:
            self._tasks.discard(task)
            if isinstance(coroutine, Coroutine):
                coroutine.close()

    def handled(self, update: object) -> HandledUpdate | None:
        """Return what is known of an update while it is handled here; None of any other."""
        return self._handled.get(id(update))

    def give_up(self) -> None:
        """Handle nothing more: neither what waits nor what is half done."""
        self._given_up = True
        for task in self._tasks:
            task.cancel()

    async def _in_turn(self, update: object, coroutine: Awaitable[object]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        crowded = chat is not None and self._is_crowded(chat.id)
        if chat is None or crowded:
            await self._answer(update, coroutine, crowded=crowded)
            return
        self._waiting[chat.id] += 1
        try:
            # Whoever waits for a lock holds it by name, and so keeps it in the dictionary; an asyncio.Lock is fair.
            turn = self._turns.setdefault(chat.id, asyncio.Lock())
            until = asyncio.get_running_loop().time() + _LONGEST_WAIT_SECONDS
            while not await self._answered(turn, update, coroutine, until):
                await asyncio.sleep(_LOOK_SECONDS)
        finally:
            self._waiting[chat.id] -= 1
            if not self._waiting[chat.id]:
                del self._waiting[chat.id]

    async def _answered(self, turn: asyncio.Lock, update: object, coroutine: Awaitable[object], until: float) -> bool:
        """Handle an update, unless another one of its chat is to come before it; whether that was done."""
        async with turn:
            if asyncio.get_running_loop().time() < until and self._has_one_ahead(update):
                return False
            await self._answer(update, coroutine)
            return True

    def _has_one_ahead(self, update: object) -> bool:
        if not isinstance(update, Update):
            return False
        lost = "Whether another process has something to answer before is not known"
        return bool(attempt(lambda: self._inbox.is_ahead(update.update_id), lost))

    def _is_crowded(self, chat: int) -> bool:
        """Return whether no more can wait, in a chat or in all."""
        return self._waiting[chat] >= _MOST_WAITING_IN_A_CHAT or len(self._tasks) >= _MOST_WAITING

    async def _answer(self, update: object, coroutine: Awaitable[object], *, crowded: bool = False) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        handled = self._handled[id(update)] = HandledUpdate(update, crowded=crowded)
        delivery = Delivery(self._inbox, update.update_id, handled.numbers)
        handle(delivery)
        try:
            if delivery.may_have_arrived:
                async with self._doubtful:
                    await asyncio.sleep(self._calm_at - asyncio.get_running_loop().time())
                    await _to_the_end(delivery, coroutine)
            else:
                await _to_the_end(delivery, coroutine)
        finally:
            del self._handled[id(update)]
            # What else knows of the update may live until garbage is collected, and an old index with it.
            handled.library = None

    async def initialize(self) -> None:
        """Begin to count the seconds until what may have arrived is sent again."""
        self._calm_at = asyncio.get_running_loop().time() + CALM_SECONDS

    async def shutdown(self) -> None:
        """End without anything."""


async def _to_the_end(delivery: Delivery, coroutine: Awaitable[object]) -> None:
    delivery.begin()
    await coroutine
    delivery.end()
