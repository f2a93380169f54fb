"""Questions: from a private chat, from /ask, from a reply or a mention in a group."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.addressed import question_in, question_in_caption, question_replied_to
from bot.handlers.sending import phrases_for, reply
from bot.phrases import Phrases
from bot.replies.answers import answer_message
from bot.replies.message import Message, escaped
from bot.storage.exchanges import Exchange, Exchanges
from retrieval.errors import QuestionError
from retrieval.library import Library

_CONVERSATION = timedelta(minutes=30)
_log = logging.getLogger(__name__)


class Asking:
    """Answers questions from the library that is current when they come, and keeps what was asked for follow-ups."""

    def __init__(self, shelf: Callable[[], Library], exchanges: Exchanges) -> None:
        self._shelf = shelf
        self._exchanges = exchanges

    async def private(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A plain message in a private chat is a question."""
        message = update.message
        if message and message.text:
            await self._answer(message, message.text)

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask question; or /ask as a reply, and then the message replied to is the question."""
        message = update.message
        if message:
            await self._answer(message, " ".join(context.args or []) or question_replied_to(message))

    async def caption(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask under a picture, in any chat."""
        message = update.message
        if message:
            await self._answer(message, question_in_caption(message))

    async def group(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A mention, or a reply to the bot, in a group."""
        message = update.message
        if message:
            await self._answer(message, question_in(message))

    async def no_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A photo, a voice message or the like in a private chat."""
        if update.message:
            await reply(update.message, Message(html=escaped(phrases_for(update.message).text_only)))

    async def _answer(self, message: TelegramMessage, question: str) -> None:
        history = self._history(message)
        answered, found = self._render(question, history, phrases_for(message))
        sent = await reply(message, answered)
        exchange = Exchange(
            chat_id=message.chat_id,
            thread_id=message.message_thread_id if message.is_topic_message else None,
            question_id=message.message_id,
            answer_id=sent.message_id,
            question=question,
            history=history,
            answered=found,
            asked_at=message.date,
            asker_id=message.from_user.id if message.from_user else None,
        )
        try:
            self._exchanges.keep(exchange)
        except sqlite3.Error as error:
            # The answer stands there already; what is lost is that a follow-up is understood.
            _log.warning("A question was not kept: %s", error)

    def _render(self, question: str, history: Sequence[str], speech: Phrases) -> tuple[Message, bool]:
        """What to say to a question, and whether that is an answer with quotes."""
        if not question.strip():
            return Message(html=escaped(speech.ask_what)), False
        library = self._shelf()
        try:
            answer = library.ask(question, history)
        except QuestionError as error:
            return Message(html=escaped(speech.error(error))), False
        return answer_message(answer, library, speech), answer.status == "answered"

    def _history(self, message: TelegramMessage) -> tuple[str, ...]:
        """What was asked before: along the replies to the bot, or in a private chat within the last half hour."""
        replied = message.reply_to_message
        before = self._exchanges.by_answer(message.chat_id, replied.message_id) if replied else None
        if before is None and message.chat.type == message.chat.PRIVATE:
            before = self._exchanges.last_in(message.chat_id, _CONVERSATION)
        return before.chain if before else ()
