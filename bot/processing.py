"""Which updates are handled at the same time: those of different chats, while each chat is served in order."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Updates that wait for their chat's turn count as well, so that a flooded chat must not use up what others need.
_MOST = 10_000


class ChatByChat(BaseUpdateProcessor):
    """Handles the updates of a chat one after the other, as they came, and those of different chats side by side.

    An update that belongs to no chat, such as an inline query, waits for nobody. Nothing is kept of a chat once its
    last update is handled.
    """

    def __init__(self) -> None:
        super().__init__(_MOST)
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when it is its turn."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        # Whoever waits for a lock holds it by name, and so keeps it in the dictionary; an asyncio.Lock is fair.
        turn = self._turns.setdefault(chat.id, asyncio.Lock())
        async with turn:
            await coroutine

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is kept."""
