"""/collection: the documents that a chat brought along, and what the chat is answered from."""

import asyncio

from telegram import Chat, Update, User

from bot.collections.intake import digest_of
from bot.collections.libraries import Libraries
from bot.dispatch.administrators import may_press
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace
from bot.dispatch.uploads import UploadRights
from bot.replies.collections import NAME, SEARCH, ListedFile, collection_message, key_of
from bot.replies.message import Message
from bot.storage.collections import SEARCHED, ChatCollection, Collections, Searched

PATTERN = rf"^(?:{SEARCH}(?:{'|'.join(SEARCHED)})|{NAME}[0-9a-f]{{16}})$"


class CollectionHandlers:
    """Lists the documents of a chat; whoever decides for the chat chooses what it is answered from."""

    def __init__(self, libraries: Libraries, collections: Collections, rights: UploadRights) -> None:
        self._libraries = libraries
        self._collections = collections
        self._rights = rights

    async def command(self, update: Update, context: Context) -> None:
        """Send the list of documents, for /collection."""
        message = update.message
        if message:
            await context.reply(message, await self._listed(message.chat, message.from_user, context))

    async def pressed(self, update: Update, context: Context) -> None:
        """Choose what the chat is answered from."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await may_press(query, below, context):
            self._choose(below.chat_id, query.data or "")
            await replace(below, await self._listed(below.chat, query.from_user, context))
            await alert(query)

    def _choose(self, chat: int, data: str) -> None:
        chosen = self._collections.begin(chat)
        for searched in SEARCHED:
            if data == SEARCH + searched:
                self._collections.choose(chat, searched)
        for one in self._libraries.offered(chat):
            if data == NAME + key_of(one):
                self._collections.name(chat, chosen.named ^ {one.folder})

    async def _listed(self, chat: Chat, person: User | None, context: Context) -> Message:
        collection = self._collections.of(chat.id)
        files = await asyncio.to_thread(self._files, collection) if collection else []
        searched: Searched = collection.searched if collection else "both"
        chosen = collection.named if collection else frozenset[str]()
        removable = await self._rights.may(person, chat)
        named = [(one, one.folder in chosen) for one in self._libraries.offered(chat.id)]
        return collection_message(files, searched, context.speech, removable=removable, named=named)

    def _files(self, collection: ChatCollection) -> list[ListedFile]:
        """Return the files of a collection, each before its older versions, the newest of these first."""
        folder = self._libraries.folder(collection)
        found = []
        for name in folder.names():
            older = [(one.path, one.until) for one in folder.versions() if one.path.name == name]
            found += [(folder.files / name, None), *sorted(older, key=lambda one: one[1], reverse=True)]
        return [ListedFile(path.name, path.stat().st_size, digest_of(path), until) for path, until in found]
