"""/help: five lines, and tabs that edit the message."""

from telegram import Chat, Update

from bot.dispatch.administrators import is_group, sees_everything
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace
from bot.phrases import Phrases
from bot.replies.message import Message
from bot.replies.start import HELP, Tab, help_message, tab_in, tab_message

PATTERN = f"^{HELP}"


class HelpHandlers:
    """Tells how to use the bot; `log` says whether questions are kept, of which the privacy tab tells."""

    def __init__(self, *, log: bool) -> None:
        self._log = log

    async def command(self, update: Update, context: Context) -> None:
        """/help."""
        if update.message:
            await context.reply(update.message, help_message(context.speech, context.bot.username))

    async def pressed(self, update: Update, context: Context) -> None:
        """Show a tab in the same message, or the five lines again."""
        query = update.callback_query
        below = message_below(query)
        if query and below:
            await replace(below, await self._shown(tab_in(query.data or ""), below.chat, context))
            await alert(query)

    async def _shown(self, tab: Tab | None, chat: Chat, context: Context) -> Message:
        speech, username = context.speech, context.bot.username
        if tab is None:
            return help_message(speech, username)
        if tab == "privacy" and not self._log:
            speech = speech.model_copy(update={"help_privacy": speech.help_privacy_off})
        note = await _mentions(chat, speech, context) if tab == "groups" else ""
        return tab_message(tab, speech, username, note)


async def _mentions(chat: Chat, speech: Phrases, context: Context) -> str:
    """Return whether mentions reach the bot: in this group, or in a private chat in groups where it is a member."""
    group = is_group(chat)
    sees = await sees_everything(chat) if group else context.bot.can_read_all_group_messages
    said = speech.privacy_off if sees else speech.privacy_on
    form = speech.help_in_group if group else speech.help_in_groups
    return form.format(mentions=said.format(username=context.bot.username))
