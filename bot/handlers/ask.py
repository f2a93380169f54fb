"""Questions: from a private chat, /ask, a reply or a mention in a group, a button; and edited ones."""

from telegram import CallbackQuery, InlineKeyboardMarkup, Update
from telegram import Message as TelegramMessage

from bot.dispatch.context import Context
from bot.dispatch.filters import (
    pointed_at,
    question_in,
    question_in_caption,
    question_written_in,
    speaks_aside,
    words_of,
)
from bot.dispatch.messenger import alert, inline_keyboard, message_below, rekey
from bot.handlers.answer import AnswerHandlers
from bot.handlers.timeline import TimelineHandlers
from bot.handlers.wish import WishHandlers
from bot.replies.answers import MORE
from bot.replies.message import Message, escaped
from bot.replies.rest import REST
from bot.replies.start import ASK, ASK_FORWARDED, forwarded_message
from bot.storage.exchanges import Exchange, now
from bot.text import number_in


class AskHandlers:
    """Finds what a message asks, and has it answered."""

    def __init__(self, answering: AnswerHandlers, plotting: TimelineHandlers, wishing: WishHandlers) -> None:
        self._answering = answering
        self._plotting = plotting
        self._wishing = wishing

    async def private(self, update: Update, context: Context) -> None:
        """Answer a plain message in a private chat, or words under a picture, as a question."""
        message = update.effective_message
        if message:
            await self._answer(context, message, question_in(message))

    async def command(self, update: Update, context: Context) -> None:
        """/ask question; as a reply, the message replied to is the question."""
        message = update.effective_message
        if message:
            await self._answer(context, message, " ".join(context.args or []) or pointed_at(message, ""))

    async def caption(self, update: Update, context: Context) -> None:
        """/ask under a picture, in any chat."""
        message = update.message
        if message:
            await self._answer(context, message, question_in_caption(message))

    async def group(self, update: Update, context: Context) -> None:
        """Answer a mention, or a reply to the bot, in a group."""
        message = update.effective_message
        if message:
            await self._answer(context, message, question_in(message), aside=speaks_aside(message))

    async def edited(self, update: Update, context: Context) -> None:
        """Edit the answer to a question that was edited, unless somebody has deleted it by 🗑."""
        message = update.edited_message
        before = self._answering.first_answer_to(message) if message else None
        if message and before and not before.deleted:
            question = pointed_at(message, question_written_in(message))
            await self._answering.correct(message, before.model_copy(update={"question": question}), context)

    async def no_text(self, update: Update, context: Context) -> None:
        """Say that only text is read, to a voice message or the like in a private chat, and what to do with a photo."""
        if update.message:
            said = [context.speech.text_only]
            said += [context.speech.picture_words] if update.message.photo else []
            await context.reply(update.message, Message(html=escaped("\n".join(said))))

    async def _answer(self, context: Context, message: TelegramMessage, words: str, *, aside: bool = False) -> None:
        if await self._wishing.grants(message, words, context):
            return
        question = pointed_at(message, words)
        if not await self._plotting.answers(message, question, context):
            asked = self._answering.asked_in(message, question)
            await self._answering.answer(message, asked, context, aside=aside)


class ButtonHandlers:
    """Asks the question of a button for whoever presses it, and answers below its message."""

    def __init__(self, answering: AnswerHandlers, plotting: TimelineHandlers) -> None:
        self._answering = answering
        self._plotting = plotting

    async def forwarded(self, update: Update, context: Context) -> None:
        """Offer what can be done with a message that was forwarded in a private chat."""
        message = update.message
        if message:
            await context.reply(message, forwarded_message(context.speech), quoting=True)

    async def pressed(self, update: Update, context: Context) -> None:
        """Answer the question of a button; say so if it is no longer known."""
        query = update.callback_query
        if query is None:
            return
        below = message_below(query)
        asked = self._asked(query, below) if below else None
        if asked is None or below is None:
            await alert(query, context.speech.question_gone)
            return
        told = (query.data or "").startswith(ASK)
        if not (told and await self._plotting.answers(below, asked.question, context)):
            await self._answering.answer(below, asked.model_copy(update={"asked_at": now()}), context, told=told)
        await alert(query)

    async def unfold(self, update: Update, context: Context) -> None:
        """⋯ under an answer: put the rest of its buttons in its place."""
        query = update.callback_query
        below = message_below(query)
        if query is None or below is None:
            return
        if below.reply_markup is None:
            # Telegram does not tell the other buttons of a message that is too old.
            await alert(query, context.speech.stale_button)
            return
        rows = await self._answering.rest(self._answering.answered_by(below), below.chat_id, context)
        kept = [[key for key in row if key.callback_data != REST] for row in below.reply_markup.inline_keyboard]
        await rekey(below, InlineKeyboardMarkup([*kept, *inline_keyboard(rows)]))
        await alert(query)

    def _asked(self, query: CallbackQuery, below: TelegramMessage) -> Exchange | None:
        """Return what the button asks; words that somebody wrote stay those of who wrote them, whoever presses."""
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
