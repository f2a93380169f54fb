"""The way of a file from Telegram into the collection of a chat, shown in the message under which it was accepted.

The update that adds a file is open until that message tells what became of it. So a bot that is killed meanwhile does
it again at its next start, and finds a file that is in already.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from telegram import Message as TelegramMessage
from telegram.error import TelegramError

from bot.collections.card import card_of
from bot.collections.errors import UploadAbandoned, UploadError, UploadUnreachable
from bot.collections.intake import Existing, Intake, Reception, digest_of, storing
from bot.collections.libraries import Libraries
from bot.dispatch.administrators import is_group
from bot.dispatch.context import Context
from bot.dispatch.messenger import replace, typing
from bot.dispatch.sent import Sent
from bot.replies.collections import (
    card_message,
    failed_message,
    fetching_message,
    name_taken_message,
    offer_message,
    removed_message,
    same_text_message,
    working_message,
)
from bot.replies.message import Message, escaped
from bot.starters import questions_about
from bot.storage.collections import ChatCollection, Collections

_PROGRESS_SECONDS = 4.0
# Files that are read at the same time, of all chats; so others find threads that are free.
_MOST_AT_ONCE = 2
_MOST_TRIES = 5


class Additions:
    """Offers files, and adds them to the collections of chats.

    `tries` tells how often an update was begun: what ends the program again and again is given up, and that is told.
    """

    def __init__(
        self, libraries: Libraries, collections: Collections, reception: Reception, tries: Callable[[int], int]
    ) -> None:
        self._libraries = libraries
        self._collections = collections
        self._reception = reception
        self._tries = tries
        self._reading = asyncio.Semaphore(_MOST_AT_ONCE)

    async def offer(self, holder: TelegramMessage, sent: Sent, context: Context) -> None:
        """Offer to add what a message holds, or say why it is not taken."""
        try:
            collection = self._collections.begin(holder.chat_id)
            await asyncio.to_thread(self._reception.check, sent.name, sent.size, collection)
        except UploadError as error:
            await context.reply(holder, Message(html=escaped(context.speech.error(error))), quoting=True)
            return
        offer = offer_message(sent.name, sent.size, context.speech, group=is_group(holder.chat))
        await context.reply(holder, offer, quoting=True)

    async def add(
        self, below: TelegramMessage, sent: Sent, existing: Existing, update_id: int, context: Context
    ) -> None:
        """Add what was sent, and turn the message `below` into what became of it."""
        tries = self._tries(update_id)
        if tries > _MOST_TRIES:
            await replace(below, self._abandoned(below, sent, tries - 1, context))
        else:
            await replace(below, await self._added(below, sent, existing, context))

    async def remove(self, below: TelegramMessage, digest: str, context: Context) -> None:
        """Remove the file whose digest begins so, and say so in the message `below`."""
        collection = self._collections.of(below.chat_id)
        removed = await asyncio.to_thread(self._reception.remove, digest, collection) if collection else None
        await replace(below, removed_message(removed, context.speech))

    def _abandoned(self, below: TelegramMessage, sent: Sent, times: int, context: Context) -> Message:
        """Return that a file is in, if the collection has one of that name and size, or that it was given up."""
        speech, folder = context.speech, self._libraries.folder(self._collections.begin(below.chat_id))
        folder.clear_incoming()
        folder.drop_repeated(sent.name)
        path = folder.files / sent.name
        if path.is_file() and path.stat().st_size == sent.size:
            return Message(html=escaped(speech.collections.present.format(name=sent.name)))
        error = UploadAbandoned(file=sent.name, count=times)
        return failed_message(speech.error(error), speech, again=True)

    async def _added(self, below: TelegramMessage, sent: Sent, existing: Existing, context: Context) -> Message:
        """Fetch, read and add a file, and return what became of it."""
        collection = self._collections.begin(below.chat_id)
        try:
            await asyncio.to_thread(self._reception.check, sent.name, sent.size, collection)
            await replace(below, fetching_message(sent.name, context.speech))
            intake = await self._admitted(below, sent, existing, collection, context)
        except UploadError as error:
            again = isinstance(error, UploadUnreachable)
            return failed_message(context.speech.error(error), context.speech, again=again)
        return await self._told(intake, sent.name, collection, context)

    async def _admitted(
        self, below: TelegramMessage, sent: Sent, existing: Existing, collection: ChatCollection, context: Context
    ) -> Intake:
        """Fetch and admit a file, showing how far that is in the message `below`; raises UploadError."""
        with storing(sent.name), self._libraries.folder(collection).incoming() as place:
            path = place / sent.name
            await sent.write(path, context)
            async with self._reading:
                admitted = asyncio.to_thread(self._reception.admit, path, collection, existing)
                return await self._followed(asyncio.ensure_future(admitted), sent.name, below, context)

    async def _followed(
        self, work: "asyncio.Future[Intake]", name: str, below: TelegramMessage, context: Context
    ) -> Intake:
        """Wait for a file to be read, and tell every few seconds that it still is."""
        started = asyncio.get_running_loop().time()
        while not (await asyncio.wait({work}, timeout=_PROGRESS_SECONDS))[0]:
            await typing(below)
            seconds = round(asyncio.get_running_loop().time() - started)
            with suppress(TelegramError):
                await replace(below, working_message(name, seconds, context.speech))
        return work.result()

    async def _told(self, intake: Intake, name: str, collection: ChatCollection, context: Context) -> Message:
        speech = context.speech
        if intake.state == "name_taken":
            return name_taken_message(name, speech)
        if intake.state == "same_text":
            return same_text_message(name, intake.name, speech)
        return await asyncio.to_thread(self._card, intake, collection, context)

    def _card(self, intake: Intake, collection: ChatCollection, context: Context) -> Message:
        """Return the card of a file that is in; its questions are answered by what the chat is answered from."""
        file = f"{collection.key}/{intake.name}"
        own, speech = self._libraries.own(collection), context.speech
        if own is None or not own.holds(file):
            return failed_message(speech.collections.not_there, speech, again=False)
        questions = questions_about(file, self._libraries.of(collection), speech)
        digest = digest_of(self._libraries.folder(collection).files / intake.name)
        return card_message(card_of(own, file), intake, digest, questions, speech)
