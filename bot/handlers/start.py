"""/start, which greets or opens the place of a deep link; unknown commands and buttons."""

import asyncio

from telegram import Update

from bot.dispatch.context import Context
from bot.dispatch.messenger import alert
from bot.replies.message import Message, escaped
from bot.replies.pages import page_message
from bot.replies.start import start_message
from bot.starters import starters_of
from retrieval.errors import PlaceError

_PLACE = "r-"


class StartHandlers:
    """Begins a conversation over the library of the context."""

    async def start(self, update: Update, context: Context) -> None:
        """/start says in two lines what the bot does; https://t.me/BOT?start=PARAMETER opens a place at once.

        The parameter is r-RECEIPT: of a quote, or of a document's opening, which stays with it; any other greets.
        """
        message = update.message
        if message:
            parameter = (context.args or [""])[0]
            await context.reply(message, self._linked(parameter, context) or await self._greeting(context))

    async def _greeting(self, context: Context) -> Message:
        speech = context.speech
        # The first greeting over a large folder may take a while, in which others are answered.
        starters = await asyncio.to_thread(starters_of, context.library, speech)
        return start_message(starters, speech)

    def _linked(self, parameter: str, context: Context) -> Message | None:
        """Return what a deep link leads to, or why it leads nowhere; None for a parameter that is no place."""
        if not parameter.startswith(_PLACE):
            return None
        place = parameter.removeprefix(_PLACE)
        try:
            return page_message(context.library.resolve(place), context.speech, place)
        except PlaceError as error:
            return Message(html=escaped(context.speech.error(error)))


async def unknown(update: Update, context: Context) -> None:
    """Name the commands, for one that does not exist, in a private chat."""
    message = update.message
    if message and message.text:
        command = message.text.split()[0][:40]
        await context.reply(message, Message(html=escaped(context.speech.chat_unknown.format(command=command))))


async def stale(update: Update, context: Context) -> None:
    """Say that a button means nothing: it is of an earlier version, or forged."""
    if update.callback_query:
        await alert(update.callback_query, context.speech.stale_button)
