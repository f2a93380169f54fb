"""Questions: from a private chat, from /ask, from a reply or a mention in a group, and edited ones."""

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import ContextTypes

from bot.dispatch.filters import question_in, question_in_caption, question_replied_to, question_written_in, words_of
from bot.dispatch.messenger import phrases_for, reply
from bot.handlers.answer import Answering
from bot.handlers.timeline import Plotting
from bot.replies.message import Message, escaped


class Asking:
    """Finds what a message asks, and has it answered."""

    def __init__(self, answering: Answering, plotting: Plotting) -> None:
        self._answering = answering
        self._plotting = plotting

    async def private(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A plain message in a private chat is a question, and so are words under a picture."""
        message = update.effective_message
        if message:
            await self._answer(message, words_of(message))

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask question; or /ask as a reply, and then the message replied to is the question."""
        message = update.effective_message
        if message:
            await self._answer(message, " ".join(context.args or []) or question_replied_to(message))

    async def caption(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/ask under a picture, in any chat."""
        message = update.message
        if message:
            await self._answer(message, question_in_caption(message))

    async def group(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A mention, or a reply to the bot, in a group."""
        message = update.effective_message
        if message:
            await self._answer(message, question_in(message))

    async def edited(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A question that was answered was edited: its answer is edited, unless somebody has deleted that by 🗑."""
        message = update.edited_message
        before = self._answering.first_answer_to(message) if message else None
        if message and before and not before.deleted:
            question = question_written_in(message) or question_replied_to(message)
            await self._answering.correct(message, before.model_copy(update={"question": question}))

    async def no_text(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A photo, a voice message or the like in a private chat."""
        if update.message:
            await reply(update.message, Message(html=escaped(phrases_for(update.message).text_only)))

    async def _answer(self, message: TelegramMessage, question: str) -> None:
        speech = phrases_for(message)
        if not await self._plotting.answers(message, question, speech):
            await self._answering.answer(message, self._answering.asked_in(message, question), speech)
