"""Settings of a chat: its administrators choose them under /settings, every update obeys them."""

from datetime import UTC, datetime, tzinfo

from telegram import CallbackQuery, Chat, Message, Update
from telegram.ext import filters

from bot.dispatch.administrators import decides, is_administrator, is_group
from bot.dispatch.context import Context
from bot.dispatch.filters import replies_to_the_bot
from bot.dispatch.messenger import alert, message_below, replace
from bot.phrases import Phrases
from bot.replies.message import Message as Rendered
from bot.replies.message import escaped
from bot.replies.settings import SET, changed, settings_message, with_quiet_hours
from bot.storage.chats import Chats, ChatSettings

PATTERN = f"^{SET}"


class SettingsHandlers:
    """Shows and changes the settings of a chat; quiet hours go by the clock of `zone`, None being the machine's."""

    def __init__(self, chats: Chats, zone: tzinfo | None = None) -> None:
        self._chats = chats
        self._zone = zone

    async def arrived(self, update: Update, context: Context) -> None:
        """Before anything else of an update is handled: the language in which the bot speaks in its chat.

        A guest is in no chat of its own, whatever the id says.
        """
        chat = None if update.guest_message else update.effective_chat
        context.handled.language = self._chats.of(chat.id).language if chat else None

    async def command(self, update: Update, context: Context) -> None:
        """Send an administrator the settings with buttons; /settings 22:30-7:00 sets quiet hours."""
        message = update.message
        if message is None:
            return
        speech = context.speech
        if not await is_administrator(message):
            await context.reply(message, Rendered(html=escaped(speech.admins_only)))
            return
        await context.reply(message, self._settled(message.chat, " ".join(context.args or ()), speech))

    async def pressed(self, update: Update, context: Context) -> None:
        """Choose what a button under /settings says, and show so in the same message."""
        query = update.callback_query
        if query is None or query.message is None:
            return None
        chat = query.message.chat
        if not await decides(query.from_user, chat):
            return await alert(query, context.speech.admins_only)
        chosen = changed(self._chats.of(chat.id), query.data or "")
        if chosen:
            self._chats.put(chat.id, chosen)
            context.handled.language = chosen.language
            await _show(query, self._shown(chosen, chat, context.speech))
        return await alert(query)

    def _settled(self, chat: Chat, hours: str, speech: Phrases) -> Rendered:
        """Set quiet hours where somebody wrote some, and show what is chosen."""
        settings = self._chats.of(chat.id)
        chosen = with_quiet_hours(settings, hours) if hours else settings
        if chosen is None:
            return Rendered(html=escaped(speech.settings.bad_hours))
        if hours and not is_group(chat):
            return Rendered(html=escaped(speech.settings.hours_in_groups))
        if chosen != settings:
            self._chats.put(chat.id, chosen)
        return self._shown(chosen, chat, speech)

    def _shown(self, settings: ChatSettings, chat: Chat, speech: Phrases) -> Rendered:
        minute = minute_of_day(datetime.now(UTC), self._zone)
        return settings_message(settings, speech, group=is_group(chat), minute=minute)


class AnsweredInGroup(filters.MessageFilter):
    """Filter of what a group has the bot answer besides commands: replies, mentions if it wants them; in quiet hours
    neither.
    """

    def __init__(self, chats: Chats, zone: tzinfo | None = None) -> None:
        super().__init__()
        self._chats = chats
        self._zone = zone

    def filter(self, message: Message) -> bool:
        """Judge a message."""
        settings = self._chats.of(message.chat_id)
        quiet = settings.is_quiet(minute_of_day(message.date, self._zone))
        return not quiet and (settings.mentions or replies_to_the_bot(message))


def minute_of_day(moment: datetime, zone: tzinfo | None) -> int:
    """Return the minute of the day in a time zone; None: that of the machine on which the bot runs."""
    local = moment.astimezone(zone)
    return local.hour * 60 + local.minute


async def _show(query: CallbackQuery, message: Rendered) -> None:
    if below := message_below(query):
        await replace(below, message)
