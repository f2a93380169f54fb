"""Stored data: /privacy and /forget for everybody, /stats and /gaps for the owner in private chats."""

import asyncio
from collections.abc import Callable

from telegram import Chat, Update
from telegram import Message as TelegramMessage

from bot.collections.libraries import Libraries
from bot.dispatch.administrators import decides, is_administrator, person_behind
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace
from bot.phrases import Phrases
from bot.replies.feedback import gaps_message, statistics_message
from bot.replies.message import Button, Message, escaped
from bot.storage.storage import Storage
from retrieval import Library

FORGET = "forget:"
PATTERN = rf"^{FORGET}(?:yes|no):\d{{1,19}}$"


class PrivacyHandlers:
    """Says what is kept, and deletes it."""

    def __init__(self, storage: Storage, libraries: Libraries, *, words_logged: bool = False) -> None:
        self._storage = storage
        self._libraries = libraries
        self._words_logged = words_logged

    async def privacy(self, update: Update, context: Context) -> None:
        """/privacy: what is kept, for how long, and how to have it deleted."""
        if update.message:
            speech = context.speech
            text = speech.kept if self._storage.log else speech.kept_off
            logged = speech.logged_questions if self._words_logged else speech.logged
            await context.reply(update.message, Message(html=escaped(f"{text.strip()}\n{logged}")))

    async def forget(self, update: Update, context: Context) -> None:
        """/forget: ask whether to delete what is kept of a person, and of the chat if that person decides for it."""
        message = update.message
        if message:
            for_all = await is_administrator(message)
            await context.reply(message, forget_message(message, context.speech, for_all=for_all))

    async def pressed(self, update: Update, context: Context) -> None:
        """Delete, or leave all as it is, if who sent /forget presses, or an administrator who sent it as the group."""
        query = update.callback_query
        below = message_below(query)
        if query is None or below is None:
            return None
        _, choice, sender = (query.data or "").split(":")
        for_all = await decides(query.from_user, below.chat)
        if not (query.from_user.id == int(sender) if int(sender) else for_all):
            return await alert(query, context.speech.not_yours)
        if choice == "yes":
            await self._delete(below.chat_id, int(sender) or None, for_all=for_all)
        await replace(below, _outcome(choice, below.chat, context.speech, for_all=for_all))
        return await alert(query)

    async def _delete(self, chat_id: int, person_id: int | None, *, for_all: bool) -> None:
        if person_id is not None:
            self._storage.forget_person(person_id)
        if for_all:
            collection = self._storage.collections.of(chat_id)
            self._storage.forget_chat(chat_id)
            if collection:
                # Files that cannot be deleted now, or are not because of a kill, are nobody's, and swept later.
                await asyncio.to_thread(self._libraries.forget, collection.key)


def forget_message(message: TelegramMessage, speech: Phrases, *, for_all: bool) -> Message:
    """Return the question what to delete, with a button for yes and one for no, which hold who sent the message."""
    sender = person_behind(message) or 0
    asked = speech.forget_sure_group if for_all else speech.forget_sure_member
    text = speech.forget_sure if message.chat.type == message.chat.PRIVATE else asked
    yes = Button(text=speech.forget_yes, data=f"{FORGET}yes:{sender}")
    no = Button(text=speech.forget_no, data=f"{FORGET}no:{sender}")
    return Message(html=escaped(text), buttons=((yes, no),))


def _outcome(choice: str, chat: Chat, speech: Phrases, *, for_all: bool) -> Message:
    """Return that nothing was deleted, or what was."""
    in_group = speech.forgotten_group if for_all else speech.forgotten_member
    said = speech.forgotten if chat.type == chat.PRIVATE else in_group
    return Message(html=escaped(said if choice == "yes" else speech.forget_kept))


class OwnerHandlers:
    """Tells what is kept."""

    def __init__(self, live_library: Callable[[], Library], storage: Storage) -> None:
        self._live_library = live_library
        self._storage = storage

    async def stats(self, update: Update, context: Context) -> None:
        """/stats: how many questions, answers, votes and gaps there are."""
        if update.message:
            figures = self._storage.statistics()
            message = statistics_message(figures, len(self._live_library().documents), context.speech)
            await context.reply(update.message, message)

    async def gaps(self, update: Update, context: Context) -> None:
        """/gaps: the questions that were not answered, or not well."""
        if update.message:
            speech = context.speech
            message = gaps_message(self._storage.listed_gaps(), speech)
            await context.reply(
                update.message, message if self._storage.log else Message(html=escaped(speech.nothing_kept))
            )
