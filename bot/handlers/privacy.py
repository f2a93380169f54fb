"""Stored data: /privacy and /forget for everybody, /stats and /gaps for the owner in private chats."""

from collections.abc import Callable

from telegram import Message as TelegramMessage
from telegram import Update

from bot.dispatch.administrators import is_administrator, person_behind
from bot.dispatch.context import Context
from bot.phrases import Phrases
from bot.replies.feedback import gaps_message, statistics_message
from bot.replies.message import Message, escaped
from bot.storage.storage import Storage
from retrieval import Library


class Privacy:
    """Says what is kept, and deletes it."""

    def __init__(self, storage: Storage, *, words_logged: bool = False) -> None:
        self._storage = storage
        self._words_logged = words_logged

    async def privacy(self, update: Update, context: Context) -> None:
        """/privacy: what is kept, for how long, and how to have it deleted."""
        if update.message:
            speech = context.speech
            text = speech.kept if self._storage.log else speech.kept_off
            logged = speech.logged_questions if self._words_logged else speech.logged
            await context.reply(update.message, Message(html=escaped(f"{text.strip()}\n{logged}")))

    async def forget(self, update: Update, context: Context) -> None:
        """/forget: delete what is kept of a person, and of the chat where that person may decide for it."""
        message = update.message
        if message:
            for_all, person = await is_administrator(message), person_behind(message)
            if person is not None:
                self._storage.forget_person(person)
            if for_all:
                self._storage.forget_chat(message.chat_id)
            await context.reply(message, Message(html=escaped(_forgotten(message, context.speech, for_all=for_all))))


def _forgotten(message: TelegramMessage, speech: Phrases, *, for_all: bool) -> str:
    if message.chat.type == message.chat.PRIVATE:
        return speech.forgotten
    return speech.forgotten_group if for_all else speech.forgotten_member


class Owner:
    """Tells what is kept."""

    def __init__(self, shelf: Callable[[], Library], storage: Storage) -> None:
        self._shelf = shelf
        self._storage = storage

    async def stats(self, update: Update, context: Context) -> None:
        """/stats: how many questions, answers, votes and gaps there are."""
        if update.message:
            figures = self._storage.statistics()
            message = statistics_message(figures, len(self._shelf().documents), context.speech)
            await context.reply(update.message, message)

    async def gaps(self, update: Update, context: Context) -> None:
        """/gaps: the questions that were not answered, or not well."""
        if update.message:
            speech = context.speech
            message = gaps_message(self._storage.listed_gaps(), speech)
            await context.reply(
                update.message, message if self._storage.log else Message(html=escaped(speech.nothing_kept))
            )
