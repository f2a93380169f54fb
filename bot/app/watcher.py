"""Looks at the watched questions of each chat when its documents change, and sends the chat what is new."""

import asyncio
from collections import OrderedDict

from bot.collections.errors import CollectionEmpty
from bot.collections.findings import Findings, claim_findings, findings
from bot.collections.libraries import Libraries
from bot.phrases import phrases
from bot.replies.watches import news_message
from bot.storage.collections import Collections
from bot.storage.watches import WatchedQuestion, Watches
from retrieval import Library

_MOST_REMEMBERED = 64


class Watcher:
    """Finds what is new to watched questions.

    What was found in a version of the documents and the message that tells of it are recorded together, so a kill loses
    nothing and repeats nothing.
    """

    def __init__(self, libraries: Libraries, collections: Collections, watches: Watches) -> None:
        self._libraries = libraries
        self._collections = collections
        self._watches = watches
        self._looked: OrderedDict[int, Library] = OrderedDict()

    async def look(self) -> None:
        """Look at the watched questions of each chat; raises sqlite3.Error, OSError and YinjuError."""
        for chat in self._watches.chats():
            await self._look(chat)

    async def _look(self, chat: int) -> None:
        before = self._looked.get(chat)
        try:
            library = await asyncio.to_thread(self._libraries.of, self._collections.of(chat))
        except CollectionEmpty:
            return
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
        found = await asyncio.to_thread(_findings, watched, library, before)
        told = {"seen": found.known, "answered": found.answered, "version": library.version, "verdict": found.verdict}
        after = watched.model_copy(update=told)
        changed = found.new or found.verdict != watched.verdict
        news = news_message(watched, after, found.new, library, phrases(watched.language)) if changed else None
        self._watches.look(watched, after, news.model_dump_json() if news else None)


def _findings(watched: WatchedQuestion, library: Library, before: Library | None) -> Findings:
    if watched.verdict:
        return claim_findings(watched.question, library, watched.seen, before)
    return findings(watched.question, library, watched.history, watched.seen, before)
