"""Buttons that ask: further quotes, a question to begin with, a forwarded message."""

from telegram import CallbackQuery, Update
from telegram import Message as TelegramMessage
from telegram.ext import ContextTypes

from bot.dispatch.filters import words_of
from bot.dispatch.messenger import alert, phrases_for, phrases_to, reply
from bot.dispatch.pressing import message_below
from bot.handlers.answer import Answering
from bot.numbers import number_in
from bot.replies.answers import MORE
from bot.replies.forwarded import ASK_FORWARDED, forwarded_message
from bot.replies.start import ASK
from bot.storage.exchanges import Exchange, now


class Buttons:
    """Asks what a button stands for, for whoever presses it, and answers below its message."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def forwarded(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A message that somebody passed on in a private chat: offer what can be done with it."""
        message = update.message
        if message:
            await reply(message, forwarded_message(phrases_for(message)), quoting=True)

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button that asks; where its question is no longer known, say so."""
        query = update.callback_query
        if query is None:
            return
        speech, below = phrases_to(query.from_user), message_below(query)
        asked = self._asked(query, below) if below else None
        if asked is None or below is None:
            await alert(query, speech.question_gone)
            return
        asked = asked.model_copy(update={"asked_at": now()})
        await self._answering.answer(below, asked, speech, told=(query.data or "").startswith(ASK))
        await alert(query)

    def _asked(self, query: CallbackQuery, below: TelegramMessage) -> Exchange | None:
        """What the button asks; words that somebody wrote stay those of who wrote them, whoever presses."""
        verb, _, rest = (query.data or "").partition(":")
        if verb + ":" == MORE:
            before = self._answering.answered_by(below)
            return before.model_copy(update={"offset": number_in(rest) or 0}) if before else None
        if verb + ":" == ASK:
            return self._answering.asked_in(below, rest).model_copy(update={"asker_id": query.from_user.id})
        passed_on = below.reply_to_message
        words = words_of(passed_on) if passed_on else ""
        return self._answering.asked_in(passed_on, words) if passed_on and words else None


PATTERN = f"^(?:{MORE}|{ASK}|{ASK_FORWARDED}$)"
