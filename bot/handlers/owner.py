"""/stats and /gaps, for those who run the bot: in private chats only, because they tell what others asked."""

from collections.abc import Callable

from telegram import Update
from telegram.ext import ContextTypes

from bot.dispatch.messenger import phrases_for, reply
from bot.replies.feedback import gaps_message, statistics_message
from bot.replies.message import Message, escaped
from bot.storage.storage import Storage
from retrieval.library import Library


class Owner:
    """Tells what is kept."""

    def __init__(self, shelf: Callable[[], Library], storage: Storage) -> None:
        self._shelf = shelf
        self._storage = storage

    async def stats(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/stats: how many questions, answers, votes and gaps there are."""
        if update.message:
            figures = self._storage.statistics()
            message = statistics_message(figures, len(self._shelf().documents), phrases_for(update.message))
            await reply(update.message, message)

    async def gaps(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/gaps: the questions that were not answered, or not well."""
        if update.message:
            speech = phrases_for(update.message)
            message = gaps_message(self._storage.listed_gaps(), speech)
            await reply(update.message, message if self._storage.log else Message(html=escaped(speech.nothing_kept)))
