"""👍 and 👎 under an answer, and what was wrong with it."""

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Message as TelegramMessage

from bot.dispatch.context import Context
from bot.dispatch.messenger import inline_keyboard, message_below, rekey, toast
from bot.phrases import Phrases
from bot.replies.feedback import DOWN, UP, VOTE, WHY, vote_rows
from bot.storage.exchanges import Exchanges
from bot.storage.gaps import Gaps
from bot.storage.votes import REASONS, Reason, Tally, Votes

PATTERN = f"^(?:{VOTE}[+-]|{WHY}(?:{'|'.join(REASONS)}))$"
_REASONS: dict[str, Reason] = {WHY + reason: reason for reason in REASONS}


class Voting:
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
        tally = self._cast(query, query.data, answer, self._votes)
        if answer.reply_markup:
            await rekey(answer, _retold(answer.reply_markup, tally, speech))
        await toast(query, _thanks(query.data, answer, speech))

    def _is_answer(self, message: TelegramMessage) -> bool:
        """Return whether a message can be voted on: by its buttons, or where it is too old to show them, by
        what is kept.
        """
        if message.reply_markup:
            return _has_votes(message.reply_markup)
        kept = self._exchanges.by_answer(message.chat_id, message.message_id)
        return kept is not None and kept.answered

    def _cast(self, query: CallbackQuery, data: str, answer: TelegramMessage, votes: Votes) -> Tally:
        place = answer.chat_id, answer.message_id
        votes.cast(*place, query.from_user.id, up=data == UP, reason=_REASONS.get(data))
        exchange = self._exchanges.by_answer(*place)
        if self._gaps and data == UP:
            self._gaps.prune()
        elif self._gaps and exchange:
            self._gaps.disliked(exchange)
        return votes.tally(*place)


def _thanks(data: str, answer: TelegramMessage, speech: Phrases) -> str:
    """Return what to say to a vote; what was wrong is asked only where buttons to tell it can be added."""
    asked = {DOWN: speech.vote_down} if answer.reply_markup else {}
    return ({UP: speech.vote_up} | asked).get(data, speech.vote_why)


def _has_votes(markup: InlineKeyboardMarkup) -> bool:
    """Return whether the buttons for votes stand there: somebody may press one that does not."""
    return any(_is(UP, button) for row in markup.inline_keyboard for button in row)


def _retold(markup: InlineKeyboardMarkup | None, tally: Tally, speech: Phrases) -> InlineKeyboardMarkup:
    """Return the buttons of a message with what the votes on it are now; all others stay as they are."""
    (up, down), *reasons = inline_keyboard(vote_rows(tally, speech))
    fresh = {UP: up, DOWN: down}
    rows = [
        [fresh.get(str(button.callback_data), button) for button in row]
        for row in (markup.inline_keyboard if markup else ())
        if not any(_is(WHY, button) for button in row)
    ]
    return InlineKeyboardMarkup([*rows, *reasons])


def _is(kind: str, button: InlineKeyboardButton) -> bool:
    return str(button.callback_data).startswith(kind)
