"""Looks at the watched questions of each chat when its documents change, and tells the chat what is new."""

import asyncio
import logging
import sqlite3
import time
from collections import OrderedDict
from contextlib import suppress

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.collections.findings import findings
from bot.collections.libraries import Libraries
from bot.dispatch.messenger import announce
from bot.phrases import phrases
from bot.replies.message import Message
from bot.replies.watches import news_message
from bot.storage.collections import Collections
from bot.storage.watches import WatchedQuestion, Watches
from retrieval import Library, YinjuError

LOOK_SECONDS = 2.0
_MOST_REMEMBERED = 64
_log = logging.getLogger(__name__)


class Watcher:
    """Tells chats what is new.

    What was found in a version of the documents and what is to be told of it are recorded together, before anything is
    told; so a kill loses nothing, and what was told is told again only if the kill came before that was recorded.
    """

    def __init__(self, libraries: Libraries, collections: Collections, watches: Watches) -> None:
        self._libraries = libraries
        self._collections = collections
        self._watches = watches
        self._looked: OrderedDict[int, Library] = OrderedDict()
        self._task: asyncio.Task[None] | None = None

    async def begin(self, bot: Bot) -> None:
        """Look every two seconds from now on."""
        self._task = asyncio.create_task(self._run(bot), name="watching questions")

    async def rest(self) -> None:
        """Look no more."""
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _run(self, bot: Bot) -> None:
        while True:
            try:
                for chat in self._watches.chats():
                    await self._look(chat)
                await self._tell(bot)
            except (sqlite3.Error, OSError, YinjuError, TelegramError) as error:
                _log.warning("Watched questions are looked at again later: %s", error)
            await asyncio.sleep(LOOK_SECONDS)

    async def _look(self, chat: int) -> None:
        library = await asyncio.to_thread(self._libraries.of, self._collections.of(chat))
        before = self._looked.get(chat)
        if library is before:
            return
        for watched in self._watches.of(chat):
            if watched.version != library.version:
                await self._look_for(watched, library, before)
        self._looked[chat] = library
        self._looked.move_to_end(chat)
        while len(self._looked) > _MOST_REMEMBERED:
            self._looked.popitem(last=False)

    async def _look_for(self, watched: WatchedQuestion, library: Library, before: Library | None) -> None:
        found = await asyncio.to_thread(findings, watched.question, library, watched.seen, before)
        news = news_message(watched, found.new, library, phrases(watched.language)) if found.new else None
        after = {"seen": found.known, "answered": found.answered, "version": library.version}
        after |= {"news": news.model_dump_json()} if news else {}
        self._watches.look(watched, watched.model_copy(update=after))

    async def _tell(self, bot: Bot) -> None:
        while (watched := self._watches.take_news(time.time())) is not None:
            assert watched.news is not None
            try:
                await announce(bot, watched.chat_id, Message.model_validate_json(watched.news), quiet=False)
            except (Forbidden, BadRequest) as error:
                _log.info("A chat is closed to the bot, and watches nothing any more: %s", error.message)
                self._watches.end(watched.id, watched.chat_id)
            else:
                self._watches.told(watched)
