"""👍 and 👎 under an answer, words that object to it, and what was wrong with it."""

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Message as TelegramMessage

from bot.dispatch.administrators import is_group, person_behind
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, inline_keyboard, message_below, rekey, replace, toast
from bot.handlers.answer import CONVERSATION
from bot.phrases import Phrases
from bot.replies.feedback import DOWN, UP, VOTE, WHY, objection_message, reasons_told, vote_rows
from bot.replies.message import Message, escaped
from bot.storage.exchanges import Exchange, Exchanges
from bot.storage.gaps import Gaps
from bot.storage.votes import REASONS, Reason, Tally, Votes

PATTERN = f"^(?:{VOTE}[+-]|{WHY}(?:{'|'.join(REASONS)}))$"
EXPLAINED = rf"^{WHY}(?:{'|'.join(REASONS)}):\d{{1,9}}$"
_REASONS: dict[str, Reason] = {WHY + reason: reason for reason in REASONS}


class VoteHandlers:
    """Keeps one vote of each person on each answer; without `votes` and `gaps` none is kept, and people are told so."""

    def __init__(self, exchanges: Exchanges, votes: Votes | None, gaps: Gaps | None) -> None:
        self._exchanges = exchanges
        self._votes = votes
        self._gaps = gaps

    async def pressed(self, update: Update, context: Context) -> None:
        """👍, 👎, or one of the reasons that a 👎 asks for."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        speech, answer = context.speech, message_below(query)
        if answer is None or self._votes is None or not self._is_answer(answer):
            await toast(query, speech.vote_not_kept)
            return
        tally = self._cast(answer.chat_id, answer.message_id, query.from_user.id, query.data, self._votes)
        if answer.reply_markup:
            await rekey(answer, _retold(answer, tally, speech))
        await _thank(query, query.data, answer, speech)

    async def objected(self, message: TelegramMessage, context: Context) -> bool:
        """Count words that object to an answer as a 👎, and ask what was wrong; return False with nothing to count.

        That is so without an answer, or if the person voted against it before.
        """
        answer, person = self._objected_to(message), person_behind(message)
        if answer is None or person is None or self._votes is None:
            return False
        if self._votes.is_against(answer.chat_id, answer.answer_id, person):
            return False
        tally = self._cast(answer.chat_id, answer.answer_id, person, DOWN, self._votes)
        shown = message.reply_to_message
        if shown and shown.reply_markup:
            await rekey(shown, _retold(shown, tally.model_copy(update={"unexplained": 0}), context.speech))
        await context.reply(message, objection_message(answer.answer_id, context.speech))
        return True

    async def explained(self, update: Update, context: Context) -> None:
        """Take what was wrong with the answer that a button names, and thank in place of the question."""
        query = update.callback_query
        below = message_below(query)
        if query is None or below is None or self._votes is None:
            return
        reason, _, answer_id = (query.data or "").rpartition(":")
        # A number that names no answer is forged, and its vote counts nowhere.
        if self._exchanges.by_answer(below.chat_id, int(answer_id)):
            self._cast(below.chat_id, int(answer_id), query.from_user.id, reason, self._votes)
        await replace(below, Message(html=escaped(context.speech.vote_why)))
        await toast(query, "")

    def _objected_to(self, message: TelegramMessage) -> Exchange | None:
        """Return the answer that a message replies to, else the last one of a private chat."""
        replied = message.reply_to_message
        if replied:
            found = self._exchanges.by_answer(message.chat_id, replied.message_id)
        else:
            private = message.chat.type == message.chat.PRIVATE
            found = self._exchanges.last_in(message.chat_id, CONVERSATION) if private else None
        return found if found and found.answered else None

    def _is_answer(self, message: TelegramMessage) -> bool:
        """Return whether a message can be voted on: by its buttons, or where it is too old to show them, by
        what is kept.
        """
        if message.reply_markup:
            return _has_votes(message.reply_markup)
        kept = self._exchanges.by_answer(message.chat_id, message.message_id)
        return kept is not None and kept.answered

    def _cast(self, chat_id: int, answer_id: int, person_id: int, data: str, votes: Votes) -> Tally:
        votes.cast(chat_id, answer_id, person_id, up=data == UP, reason=_REASONS.get(data))
        exchange = self._exchanges.by_answer(chat_id, answer_id)
        if self._gaps and data == UP:
            self._gaps.prune()
        elif self._gaps and exchange:
            self._gaps.disliked(exchange)
        return votes.tally(chat_id, answer_id)


async def _thank(query: CallbackQuery, data: str, answer: TelegramMessage, speech: Phrases) -> None:
    """Thank for a vote; what was wrong is asked if there are buttons to tell it, in a group in a window."""
    if data == DOWN and answer.reply_markup and is_group(answer.chat):
        await alert(query, reasons_told(speech))
        return
    asked = {DOWN: speech.vote_down} if answer.reply_markup else {}
    await toast(query, ({UP: speech.vote_up} | asked).get(data, speech.vote_why))


def _has_votes(markup: InlineKeyboardMarkup) -> bool:
    """Return True if the message has buttons for votes; a press may be forged."""
    return any(_is(UP, button) for row in markup.inline_keyboard for button in row)


def _retold(answer: TelegramMessage, tally: Tally, speech: Phrases) -> InlineKeyboardMarkup:
    """Return the buttons of a message with the votes on it now; all others stay as they are."""
    (up, down), *reasons = inline_keyboard(vote_rows(tally, speech, signs=is_group(answer.chat)))
    fresh, markup = {UP: up, DOWN: down}, answer.reply_markup
    rows = [
        [fresh.get(str(button.callback_data), button) for button in row]
        for row in (markup.inline_keyboard if markup else ())
        if not any(_is(WHY, button) for button in row)
    ]
    return InlineKeyboardMarkup([*rows, *reasons])


def _is(kind: str, button: InlineKeyboardButton) -> bool:
    return str(button.callback_data).startswith(kind)
