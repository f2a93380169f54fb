"""Files and words that people send: offered to be added to the collection of their chat, added, and removed."""

from datetime import tzinfo

from telegram import Message as TelegramMessage
from telegram import Update

from bot.collections.errors import UploadGone
from bot.collections.intake import Existing
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, rewrite
from bot.dispatch.sent import Sent, bundled
from bot.dispatch.uploads import UploadRights
from bot.handlers.additions import Additions
from bot.replies.collections import COLLECT, KEEP, REMOVE, REPLACE, passed_on_message, several_message, text_message
from bot.replies.message import Message, escaped
from bot.storage.bundles import Bundles

PATTERN, REMOVING = f"^{COLLECT}(?!{REMOVE.removeprefix(COLLECT)})", f"^{REMOVE}"
_EXISTING: dict[str, Existing] = {REPLACE: "replace", KEEP: "keep"}
# Messages that are forwarded at once, and the pieces into which Telegram cuts a long text, come within a second.
TOGETHER_SECONDS = 2.0


class AddHandlers:
    """Adds files and words to the collection of a chat, and removes them; `rights` say who may.

    `zone` is the time zone of what a file says of when a forwarded message was sent; None: the machine's.
    """

    def __init__(self, additions: Additions, bundles: Bundles, rights: UploadRights, zone: tzinfo | None) -> None:
        self._additions = additions
        self._bundles = bundles
        self._rights = rights
        self._zone = zone

    async def offered(self, update: Update, context: Context) -> None:
        """Offer to add a file that somebody sent in a private chat, or words that were forwarded or are many."""
        message = update.message
        sent = Sent.of(message) if message else None
        if message and sent and sent.document:
            await self._additions.offer(message, sent, context)
        elif message:
            await self._bundle(message, context)

    async def command(self, update: Update, context: Context) -> None:
        """/add as a reply to a file or words, or together with them."""
        message = update.message
        if message is None or not await self._may(message, context):
            return
        holder = next((one for one in (message, message.reply_to_message) if one and Sent.of(one)), None)
        if holder and (sent := Sent.of(holder)):
            await self._additions.offer(holder, sent, context)
        else:
            await context.reply(message, Message(html=escaped(context.speech.collections.add_what)))

    async def pressed(self, update: Update, context: Context) -> None:
        """Add what the offer replies to, together with all that came with it."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await self._rights.may_press(query, below, context):
            sent = self._sent(below)
            if sent:
                existing = _EXISTING.get(query.data or "", "ask")
                await self._additions.add(below, sent, existing, update.update_id, context)
            await alert(query, "" if sent else context.speech.error(UploadGone(file="…")))

    async def removed(self, update: Update, context: Context) -> None:
        """Remove the file that a button names."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await self._rights.may_press(query, below, context):
            await self._additions.remove(below, (query.data or "").removeprefix(REMOVE), context)
            await alert(query)

    async def _may(self, message: TelegramMessage, context: Context) -> bool:
        # An administrator who writes anonymously is told as the group itself.
        as_chat = message.sender_chat is not None and message.sender_chat.id == message.chat_id
        may = await self._rights.may(message.from_user, message.chat, as_chat=as_chat)
        if not may:
            await context.reply(message, Message(html=escaped(self._rights.refusal(context))))
        return may

    async def _bundle(self, message: TelegramMessage, context: Context) -> None:
        """Offer to add words; what comes right after others is added to the offer that these got."""
        before = self._bundles.offer_since(message.chat_id, message.date.timestamp() - TOGETHER_SECONDS)
        offer = before or await self._offered(message, context)
        self._bundles.add(bundled(message, offer, self._zone))
        if before and len(self._bundles.of(message.chat_id, before)) == 2:
            await rewrite(message.get_bot(), message.chat_id, before, several_message(context.speech))

    async def _offered(self, message: TelegramMessage, context: Context) -> int:
        offer = passed_on_message(context.speech) if message.forward_origin else text_message(context.speech)
        return (await context.reply(message, offer, quoting=True)).message_id

    def _sent(self, below: TelegramMessage) -> Sent | None:
        bundle = self._bundles.of(below.chat_id, below.message_id)
        holder = below.reply_to_message
        return Sent.together(bundle) if len(bundle) > 1 else Sent.of(holder) if holder else None
