"""The library that an update is answered from: that of its chat, and of no other."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

from telegram import Update
from telegram.constants import ChatType

from bot.collections.errors import CollectionEmpty
from bot.collections.libraries import Libraries
from bot.dispatch.context import Callback, Context, Handler
from bot.storage.collections import Collections


class LibraryChoice:
    """Opens the library of the chat of an update before its handler is called."""

    def __init__(self, libraries: Libraries, collections: Collections) -> None:
        self._libraries = libraries
        self._collections = collections

    def before(self, handlers: Iterable[Handler]) -> list[Handler]:
        """Return the handlers, each with the library in its context."""
        prepared = list(handlers)
        for handler in prepared:
            handler.callback = self._prepared(handler.callback)
        return prepared

    def _prepared(self, callback: Callback) -> Callback:
        async def pass_on(update: Update, context: Context) -> None:
            chat = chat_of(update)
            collection = self._collections.of(chat) if chat is not None else None
            # Where there is none, only what needs no documents is answered.
            with suppress(CollectionEmpty):
                context.handled.library = (
                    await asyncio.to_thread(self._libraries.of, collection) if collection else self._libraries.shared()
                )
            await callback(update, context)

        return pass_on


def chat_of(update: Update) -> int | None:
    """Return the id of the chat whose documents an update may be answered from; None if it may from no chat's.

    What is typed inline in the private chat with the bot stays there; anywhere else, others would read it. A guest is
    in no chat of its own.
    """
    if query := update.inline_query:
        return query.from_user.id if query.chat_type == ChatType.SENDER else None
    if update.guest_message or update.effective_chat is None:
        return None
    return update.effective_chat.id
