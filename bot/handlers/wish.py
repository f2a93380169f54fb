"""Wishes: a short reply has another message checked or opened; thanks and objections get what they need, no answer."""

from telegram import Message as TelegramMessage

from bot.dispatch.administrators import is_group
from bot.dispatch.context import Context
from bot.dispatch.filters import question_replied_to, replies_to_the_bot
from bot.dispatch.messenger import react
from bot.dispatch.wish import Wish, claim_in, wish_of
from bot.handlers.check import CheckHandlers
from bot.handlers.read import ReadHandlers
from bot.handlers.vote import VoteHandlers
from bot.replies.message import Message, escaped

_LIKED, _SEEN, _PUZZLED = "❤", "👌", "🤔"


class WishHandlers:
    """Grants wishes; in a group thanks get a reaction, and laughter or assent nothing."""

    def __init__(self, checking: CheckHandlers, reading: ReadHandlers, voting: VoteHandlers) -> None:
        self._checking = checking
        self._reading = reading
        self._voting = voting

    async def grants(self, message: TelegramMessage, words: str, context: Context) -> bool:
        """Do what short words wish; return False if they, or those of the message replied to, are a question."""
        if await self._named(message, words, context):
            return True
        wish, own = wish_of(words), replies_to_the_bot(message) and not _selects_words(message)
        if wish in (Wish.CHECK, Wish.SOURCE) and own:
            return await self._reading.reopen(message, context) or wish is Wish.CHECK
        if wish is Wish.CHECK or (wish is Wish.OBJECTION and not own and question_replied_to(message)):
            await self._check(message, context)
        elif wish is Wish.OBJECTION:
            await self._object(message, context)
        elif wish in (Wish.THANKS, Wish.NOISE, Wish.WHO):
            await self._acknowledge(message, wish, context)
        return wish not in (Wish.QUESTION, Wish.SOURCE)

    async def _named(self, message: TelegramMessage, words: str, context: Context) -> bool:
        """Check the claim that the words hold after 核 or the like, or open the place that they name."""
        claim = claim_in(words)
        if claim:
            await self._checking.tell(message, claim, context)
        return bool(claim) or await self._reading.opens(message, words, context)

    async def _check(self, message: TelegramMessage, context: Context) -> None:
        claim = question_replied_to(message)
        if claim:
            await self._checking.tell(message, claim, context)
        else:
            await context.reply(message, Message(html=escaped(context.speech.reply_which)))

    async def _object(self, message: TelegramMessage, context: Context) -> None:
        if not await self._voting.objected(message, context) and not is_group(message.chat):
            await react(message, _PUZZLED)

    async def _acknowledge(self, message: TelegramMessage, wish: Wish, context: Context) -> None:
        speech, group = context.speech, is_group(message.chat)
        if wish is Wish.WHO or (wish is Wish.THANKS and not group):
            said = speech.who_am_i if wish is Wish.WHO else speech.thanks
            await context.reply(message, Message(html=escaped(said)))
        elif wish is Wish.THANKS or not group:
            await react(message, _LIKED if wish is Wish.THANKS else _SEEN)


def _selects_words(message: TelegramMessage) -> bool:
    """Return whether a reply selects words of the message, not only a figure, which alone cannot be checked."""
    return any(letter.isalpha() for letter in (message.quote.text if message.quote else ""))
