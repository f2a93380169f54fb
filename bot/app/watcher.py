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
from bot.replies.watches import news_message, told_again
from bot.storage.collections import Collections
from bot.storage.watches import WatchedQuestion, Watches
from bot.transport.delivery import MAX_SENDS, Delivery, handle
from retrieval import Library, YinjuError

LOOK_SECONDS = 2.0
_MOST_REMEMBERED = 64
_log = logging.getLogger(__name__)


class NewsDelivery(Delivery):
    """Delivery of the news of a watched question, recorded beside the question before each send and after it."""

    def __init__(self, watches: Watches, watched: WatchedQuestion) -> None:
        super().__init__()
        self._watches = watches
        self._watched = watched
        self._sends = watched.sends

    def sending(self) -> None:
        """Record that the news is about to be sent; raises sqlite3.Error, and then it is not."""
        self._watches.sending(self._watched)
        self._sends += 1

    def settled(self) -> None:
        """Record that the news did not arrive."""
        self._watches.settled(self._watched)
        self._sends -= 1

    def arrived(self) -> None:
        """Record that the news is told, in one step: a kill leaves no doubt about it."""
        self._watches.told(self._watched)
        self._sends -= 1


class Watcher:
    """Tells chats what is new.

    What was found in a version of the documents and what is to be told of it are recorded together, before anything is
    told, and each send before it is made; so a kill loses nothing. If it came while Telegram was being asked, nobody
    can tell whether the news arrived: it is sent once more, which says so, and then no more.
    """

    def __init__(self, libraries: Libraries, collections: Collections, watches: Watches) -> None:
        self._libraries = libraries
        self._collections = collections
        self._watches = watches
        self._looked: OrderedDict[int, Library] = OrderedDict()
        self._sending: dict[asyncio.Task[None], int] = {}
        self._task: asyncio.Task[None] | None = None

    async def begin(self, bot: Bot) -> None:
        """Look every two seconds from now on."""
        self._task = asyncio.create_task(self._run(bot), name="watching questions")

    async def rest(self) -> None:
        """Look no more; what is being sent then is left to the next start."""
        for task in (*self._sending, *([self._task] if self._task else [])):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self, bot: Bot) -> None:
        while True:
            try:
                for chat in self._watches.chats():
                    await self._look(chat)
                self._tell(bot)
            except (sqlite3.Error, OSError, YinjuError) as error:
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
        found = await asyncio.to_thread(findings, watched.question, library, watched.history, watched.seen, before)
        news = news_message(watched, found.new, library, phrases(watched.language)) if found.new else None
        after = {"seen": found.known, "answered": found.answered, "version": library.version}
        after |= {"news": news.model_dump_json()} if news else {}
        self._watches.look(watched, watched.model_copy(update=after))

    def _tell(self, bot: Bot) -> None:
        """Begin to send all news that nobody sends; no chat waits for another."""
        now = time.time()
        self._watches.claim(self._sending.values(), now)
        while (watched := self._watches.take_news(now)) is not None:
            task = asyncio.create_task(self._send(bot, watched))
            self._sending[task] = watched.id
            task.add_done_callback(self._sending.pop)

    async def _send(self, bot: Bot, watched: WatchedQuestion) -> None:
        delivery = NewsDelivery(self._watches, watched)
        handle(delivery)
        try:
            if watched.sends < MAX_SENDS:
                await announce(bot, watched.chat_id, _message(watched), quiet=False)
            else:
                self._watches.told(watched)
        except (Forbidden, BadRequest) as error:
            _log.info("A chat is closed to the bot, and watches nothing any more: %s", error.message)
            self._watches.end(watched.id, watched.chat_id)
        except (sqlite3.Error, TelegramError) as error:
            _log.warning("News of a watched question is sent again later: %s", error)


def _message(watched: WatchedQuestion) -> Message:
    """Return the news of a question, and that it may have arrived before if nobody knows."""
    assert watched.news is not None
    news = Message.model_validate_json(watched.news)
    return told_again(news, phrases(watched.language)) if watched.sends else news
