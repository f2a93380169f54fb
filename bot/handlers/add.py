"""Files that people send: offered to be added, fetched, read, and added to the collection of their chat; and removed.

The update that adds a file is open until the message under which the button stands tells what became of it. So a bot
that is killed meanwhile does it again at its next start, and finds a file that is in already.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from telegram import CallbackQuery, Update
from telegram import Message as TelegramMessage
from telegram.error import TelegramError

from bot.collections.card import card_of
from bot.collections.errors import UploadAbandoned, UploadError, UploadGone, UploadUnreachable
from bot.collections.intake import Existing, Intake, Reception, digest_of, storing
from bot.collections.libraries import Libraries
from bot.dispatch.administrators import is_group
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace, typing
from bot.dispatch.sent import Sent
from bot.dispatch.uploads import UploadRights
from bot.replies.collections import (
    COLLECT,
    KEEP,
    REMOVE,
    REPLACE,
    card_message,
    failed_message,
    fetching_message,
    name_taken_message,
    offer_message,
    passed_on_message,
    same_text_message,
    working_message,
)
from bot.replies.message import Message, escaped
from bot.starters import questions_about
from bot.storage.collections import ChatCollection, Collections

PATTERN = f"^{COLLECT}"
_PROGRESS_SECONDS = 4.0
# Files that are read at the same time, of all chats; so others find threads that are free.
_MOST_AT_ONCE = 2
_MOST_TRIES = 5
_EXISTING: dict[str, Existing] = {REPLACE: "replace", KEEP: "keep"}


class AddHandlers:
    """Adds files to the collection of a chat, and removes them; `rights` say who may.

    `tries` tells how often an update was begun: what ends the program again and again is given up, and that is told.
    """

    def __init__(
        self,
        libraries: Libraries,
        collections: Collections,
        reception: Reception,
        rights: UploadRights,
        tries: Callable[[int], int],
    ) -> None:
        self._libraries = libraries
        self._collections = collections
        self._reception = reception
        self._rights = rights
        self._tries = tries
        self._reading = asyncio.Semaphore(_MOST_AT_ONCE)

    async def offered(self, update: Update, context: Context) -> None:
        """Offer to add a file that somebody sent in a private chat, and what else can be done with forwarded words."""
        message = update.message
        if message and message.document:
            await self._offer(message, Sent.of(message), context)
        elif message:
            await context.reply(message, passed_on_message(context.speech), quoting=True)

    async def command(self, update: Update, context: Context) -> None:
        """/add as a reply to a file, or under one."""
        message = update.message
        if message is None:
            return
        speech = context.speech
        if not await self._rights.may(message.from_user, message.chat, as_chat=_speaks_for_its_chat(message)):
            who = speech.collections.who[self._rights.uploads]
            await context.reply(message, Message(html=escaped(speech.collections.not_allowed.format(who=who))))
            return
        holder = message if message.document else message.reply_to_message
        if holder and (sent := Sent.of(holder)):
            await self._offer(holder, sent, context)
        else:
            await context.reply(message, Message(html=escaped(speech.collections.add_what)))

    async def pressed(self, update: Update, context: Context) -> None:
        """Add the file to which the offer replies, or remove the one that a button names."""
        query = update.callback_query
        if query is None or query.message is None:
            return None
        said, below = context.speech.collections, message_below(query)
        if below is None or not await self._rights.may(query.from_user, query.message.chat):
            return await alert(query, said.not_allowed.format(who=said.who[self._rights.uploads]))
        if (query.data or "").startswith(REMOVE):
            await self._remove(query, below, context)
        elif (holder := below.reply_to_message) and (sent := Sent.of(holder)):
            existing = _EXISTING.get(query.data or "", "ask")
            tries = self._tries(update.update_id)
            if tries > _MOST_TRIES:
                await replace(below, self._abandoned(below, sent, tries - 1, context))
            else:
                await replace(below, await self._added(below, sent, existing, context))
        else:
            return await alert(query, context.speech.error(UploadGone(file="…")))
        return await alert(query)

    def _abandoned(self, below: TelegramMessage, sent: Sent, times: int, context: Context) -> Message:
        """Return that a file is in, if the collection has one of that name and size, or that it was given up."""
        speech, collection = context.speech, self._collections.of(below.chat_id)
        path = self._libraries.folder(collection).files / sent.name if collection else None
        if path is not None and path.is_file() and path.stat().st_size == sent.size:
            return Message(html=escaped(speech.collections.present.format(name=sent.name)))
        error = UploadAbandoned(file=sent.name, count=times)
        return failed_message(speech.error(error), speech, again=True)

    async def _offer(self, holder: TelegramMessage, sent: Sent | None, context: Context) -> None:
        if sent is None:
            return
        try:
            collection = self._collections.begin(holder.chat_id)
            await asyncio.to_thread(self._reception.check, sent.name, sent.size, collection)
        except UploadError as error:
            await context.reply(holder, Message(html=escaped(context.speech.error(error))), quoting=True)
            return
        offer = offer_message(sent.name, sent.size, context.speech, group=is_group(holder.chat))
        await context.reply(holder, offer, quoting=True)

    async def _added(self, below: TelegramMessage, sent: Sent, existing: Existing, context: Context) -> Message:
        """Fetch, read and add a file, showing how far that is in the message `below`; return what became of it."""
        name, speech = sent.name, context.speech
        collection = self._collections.begin(below.chat_id)
        try:
            await asyncio.to_thread(self._reception.check, name, sent.size, collection)
            await replace(below, fetching_message(name, speech))
            with storing(name), self._libraries.folder(collection).inbox_queue() as place:
                path = place / name
                await sent.write(path, context)
                async with self._reading:
                    admitted = asyncio.to_thread(self._reception.admit, path, collection, existing)
                    intake = await self._followed(asyncio.ensure_future(admitted), name, below, context)
        except UploadError as error:
            return failed_message(speech.error(error), speech, again=isinstance(error, UploadUnreachable))
        return await self._told(intake, name, collection, context)

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
        return card_message(card_of(own, file), digest, questions, speech, new=intake.state == "added")

    async def _remove(self, query: CallbackQuery, below: TelegramMessage, context: Context) -> None:
        said = context.speech.collections
        collection, digest = self._collections.of(below.chat_id), (query.data or "").removeprefix(REMOVE)
        removed = await asyncio.to_thread(self._reception.remove, digest, collection) if collection else None
        shown = said.removed.format(name=removed) if removed else said.not_there
        await replace(below, Message(html=escaped(shown)))


def _speaks_for_its_chat(message: TelegramMessage) -> bool:
    """Return True for an administrator who writes anonymously, which Telegram tells as the group itself."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat_id
