"""Questions: from a private chat, from /ask, from a reply or a mention in a group."""

import logging
import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.addressed import question_in, question_in_caption, question_replied_to
from bot.handlers.administrators import person_behind
from bot.handlers.sending import phrases_for, reply
from bot.phrases import Phrases
from bot.replies.answers import answer_message
from bot.replies.message import Message, escaped
from bot.replies.votes import with_votes
from bot.storage.exchanges import Exchange, Exchanges
from bot.storage.gaps import Gaps, is_gap
from retrieval.errors import QuestionError
from retrieval.library import Library
from retrieval.model import Answer

_CONVERSATION = timedelta(minutes=30)
_log = logging.getLogger(__name__)


class Asking:
    """Answers questions from the library that is current when they come, and keeps what was asked for follow-ups."""

    def __init__(self, shelf: Callable[[], Library], exchanges: Exchanges, gaps: Gaps | None) -> None:
        self._shelf = shelf
        self._exchanges = exchanges
        self._gaps = gaps

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
        found = self._ask(question, history)
        sent = await reply(message, self._render(found, phrases_for(message)))
        self._keep(_exchange(message, sent, question, history, found), found)

    def _ask(self, question: str, history: Sequence[str]) -> Answer | QuestionError | None:
        """What the library says to a question; None where nothing was asked."""
        try:
            return self._shelf().ask(question, history) if question.strip() else None
        except QuestionError as error:
            return error

    def _render(self, found: Answer | QuestionError | None, speech: Phrases) -> Message:
        if found is None:
            return Message(html=escaped(speech.ask_what))
        if isinstance(found, QuestionError):
            return Message(html=escaped(speech.error(found)))
        answered = answer_message(found, self._shelf(), speech)
        # Where no votes are kept there is nothing to press.
        return with_votes(answered, speech) if found.quotes and self._gaps else answered

    def _keep(self, exchange: Exchange, found: Answer | QuestionError | None) -> None:
        try:
            self._exchanges.keep(exchange)
            if self._gaps:
                self._gaps.settle(exchange, unanswered=isinstance(found, Answer) and is_gap(found))
        except sqlite3.Error as error:
            # The answer stands there already; what is lost is that a follow-up is understood.
            _log.warning("A question was not kept: %s", error)

    def _history(self, message: TelegramMessage) -> tuple[str, ...]:
        """What was asked before: along the replies to the bot, or in a private chat within the last half hour."""
        replied = message.reply_to_message
        before = self._exchanges.by_answer(message.chat_id, replied.message_id) if replied else None
        if before is None and message.chat.type == message.chat.PRIVATE:
            before = self._exchanges.last_in(message.chat_id, _CONVERSATION)
        return before.chain if before else ()


def _exchange(
    message: TelegramMessage, sent: TelegramMessage, question: str, history: tuple[str, ...],
    found: Answer | QuestionError | None,
) -> Exchange:  # fmt: skip
    return Exchange(
        chat_id=message.chat_id,
        thread_id=message.message_thread_id if message.is_topic_message else None,
        question_id=message.message_id,
        answer_id=sent.message_id,
        question=question,
        history=history,
        answered=isinstance(found, Answer) and found.status == "answered",
        asked_at=message.date,
        asker_id=person_behind(message),
    )
