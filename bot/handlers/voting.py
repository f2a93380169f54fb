"""👍 and 👎 under an answer, and what was wrong with it."""

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Message as TelegramMessage
from telegram.ext import ContextTypes

from bot.handlers.sending import inline_keyboard, phrases_to, rekey, toast
from bot.phrases import Phrases
from bot.replies.votes import DOWN, UP, VOTE, WHY, vote_rows
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

    async def pressed(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """👍, 👎, or one of the reasons that a 👎 asks for."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        speech = phrases_to(query.from_user)
        answer = query.message
        if not isinstance(answer, TelegramMessage) or not _has_votes(answer.reply_markup) or self._votes is None:
            await toast(query, speech.vote_not_kept)
            return
        tally = self._cast(query, query.data, answer, self._votes)
        await rekey(answer, _retold(answer.reply_markup, tally, speech))
        await toast(query, {UP: speech.vote_up, DOWN: speech.vote_down}.get(query.data, speech.vote_why))

    def _cast(self, query: CallbackQuery, data: str, answer: TelegramMessage, votes: Votes) -> Tally:
        place = answer.chat_id, answer.message_id
        votes.cast(*place, query.from_user.id, up=data == UP, reason=_REASONS.get(data))
        exchange = self._exchanges.by_answer(*place)
        if self._gaps and data == UP:
            self._gaps.prune()
        elif self._gaps and exchange:
            self._gaps.disliked(exchange)
        return votes.tally(*place)


def _has_votes(markup: InlineKeyboardMarkup | None) -> bool:
    """Whether a message can be voted on: somebody may press a button that does not stand there."""
    return markup is not None and any(_is(UP, button) for row in markup.inline_keyboard for button in row)


def _retold(markup: InlineKeyboardMarkup | None, tally: Tally, speech: Phrases) -> InlineKeyboardMarkup:
    """The buttons of a message with what the votes on it are now; all others stay as they are."""
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
