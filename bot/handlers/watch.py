"""/watch and /watches: questions of which a chat is told when there is something new to them."""

import asyncio

from telegram import Message as TelegramMessage
from telegram import Update

from bot.collections.findings import findings
from bot.dispatch.administrators import decides, is_administrator, person_behind
from bot.dispatch.context import Context
from bot.dispatch.filters import question_replied_to
from bot.dispatch.messenger import alert, message_below, replace, toast
from bot.handlers.answer import AnswerHandlers
from bot.replies.message import Message, escaped
from bot.replies.watches import UNWATCH, watches_message, watching_message
from bot.storage.watches import MAX_WATCHES, WatchedQuestion, Watches
from bot.text import clipped, number_in
from retrieval.errors import QuestionError

PATTERN = rf"^{UNWATCH}\d{{1,9}}$"
_QUESTION_UNITS = 200


class WatchHandlers:
    """Begins and ends watches; in a group administrators do."""

    def __init__(self, watches: Watches, answering: AnswerHandlers) -> None:
        self._watches = watches
        self._answering = answering

    async def watch(self, update: Update, context: Context) -> None:
        """/watch question; or as a reply to a question, or to the bot's answer to one."""
        message = update.message
        if message is None:
            return
        question = " ".join(context.args or []) or self._replied_to(message)
        if not question.strip():
            await context.reply(message, Message(html=escaped(context.speech.watches.what)))
        elif not await is_administrator(message):
            await context.reply(message, Message(html=escaped(context.speech.admins_only)))
        else:
            await context.reply(message, await self._begun(message, clipped(question, _QUESTION_UNITS), context))

    async def watches(self, update: Update, context: Context) -> None:
        """/watches: the questions that the chat watches."""
        message = update.message
        if message:
            await context.reply(message, watches_message(self._watches.of(message.chat_id), context.speech))

    async def pressed(self, update: Update, context: Context) -> None:
        """🔕: end a watch."""
        query = update.callback_query
        below = message_below(query) if query else None
        if query is None or below is None:
            return
        if not await decides(query.from_user, below.chat):
            await alert(query, context.speech.admins_only)
            return
        number = number_in((query.data or "").removeprefix(UNWATCH)) or 0
        known = next((one for one in self._watches.of(below.chat_id) if one.id == number), None)
        self._watches.end(number, below.chat_id)
        await replace(below, watches_message(self._watches.of(below.chat_id), context.speech))
        if known:
            await toast(query, context.speech.watches.ended.format(question=known.question))
        else:
            await alert(query)

    def _replied_to(self, message: TelegramMessage) -> str:
        replied = message.reply_to_message
        asked = self._answering.answered_by(replied) if replied else None
        return asked.question if asked and not message.quote else question_replied_to(message)

    async def _begun(self, message: TelegramMessage, question: str, context: Context) -> Message:
        speech, library = context.speech, context.library
        try:
            found = await asyncio.to_thread(findings, question, library)
        except QuestionError as error:
            return Message(html=escaped(speech.error(error)))
        watched = self._watches.add(
            WatchedQuestion(
                chat_id=message.chat_id,
                person_id=person_behind(message),
                language=speech.language,
                question=question,
                seen=found.known,
                answered=found.answered,
                version=library.version,
            )
        )
        if watched is None:
            return Message(html=escaped(speech.watches.too_many.format(limit=MAX_WATCHES)))
        return watching_message(watched, speech)
