"""Questions: from a private chat, from /ask, from a reply or a mention in a group."""

from collections.abc import Callable

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.addressed import question_in, question_in_caption, question_replied_to
from bot.handlers.sending import phrases_for, reply
from bot.replies.answers import answer_message
from bot.replies.message import Message, escaped
from retrieval.errors import QuestionError
from retrieval.library import Library


class Asking:
    """Answers questions from the library that is current when they come."""

    def __init__(self, shelf: Callable[[], Library]) -> None:
        self._shelf = shelf

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
        speech = phrases_for(message)
        if not question.strip():
            await reply(message, Message(html=escaped(speech.ask_what)))
            return
        library = self._shelf()
        try:
            answered = answer_message(library.ask(question), library, speech)
        except QuestionError as error:
            answered = Message(html=escaped(speech.error(error)))
        await reply(message, answered)
