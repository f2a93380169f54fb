"""🗑 under an answer in a group: who asked, or an administrator, takes it away."""

from telegram import Bot, CallbackQuery, Chat, Update
from telegram.error import BadRequest

from bot.dispatch.administrators import decides, is_group
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert
from bot.dispatch.verdicts import Verdicts
from bot.replies.message import Message, deletable
from bot.storage.exchanges import Exchanges


class DeleteHandlers:
    """Deletes answers; the asker is known from the message that an answer replies to, else from its exchange."""

    def __init__(self, exchanges: Exchanges, verdicts: Verdicts) -> None:
        self._exchanges = exchanges
        self._verdicts = verdicts

    async def pressed(self, update: Update, context: Context) -> None:
        """Delete the answer of the button, or say in a window why not."""
        query = update.callback_query
        if query is None or query.message is None:
            return
        speech, chat = context.speech, query.message.chat
        if self._asker(query) != query.from_user.id and not await decides(query.from_user, chat):
            await alert(query, speech.not_yours)
            return
        gone = await _delete(context.bot, chat.id, query.message.message_id)
        if gone:
            self._withdraw(chat.id, query.message.message_id)
        await alert(query, "" if gone else speech.too_old_to_delete)

    def _withdraw(self, chat_id: int, answer_id: int) -> None:
        """Keep the answer from coming back when its question or its claim is edited."""
        self._exchanges.withdraw(chat_id, answer_id)
        self._verdicts.withdraw(chat_id, answer_id)

    def _asker(self, query: CallbackQuery) -> int | None:
        asked = getattr(query.message, "reply_to_message", None)
        # Further quotes reply to an answer of the bot's own, and a group's anonymous administrators look like a bot.
        if asked and asked.from_user and not asked.from_user.is_bot:
            return int(asked.from_user.id)
        kept = query.message and self._exchanges.by_answer(query.message.chat.id, query.message.message_id)
        return kept.asker_id if kept else None


def with_bin(shown: Message, chat: Chat) -> Message:
    """Return a message with 🗑 for a group, and as it is for a private chat."""
    return deletable(shown) if is_group(chat) else shown


async def _delete(bot: Bot, chat_id: int, message_id: int) -> bool:
    """Delete a message, and return whether it is gone; Telegram lets a bot delete nothing older than two days."""
    try:
        await bot.delete_message(chat_id, message_id)
    except BadRequest as error:
        # Somebody pressed a moment earlier.
        return "not found" in error.message.lower()
    return True
