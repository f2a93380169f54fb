"""Rendered messages -> Telegram, always where the question was asked."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.phrases import Phrases, language_of, phrases
from bot.replies.message import Message

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def phrases_for(message: TelegramMessage) -> Phrases:
    """The phrases in the language of who wrote a message."""
    return phrases(language_of(message.from_user.language_code if message.from_user else None))


async def reply(to: TelegramMessage, message: Message, *, quiet: bool = True) -> None:
    """Answer a message: in a group as a reply to it, so that it is clear to whom; in a private chat plainly.

    A message that was deleted meanwhile is answered all the same. Telegram copies neither the topic of a forum nor a
    notification's silence by itself, so both are set here: the topic by python-telegram-bot's `reply_text`.
    """
    private = to.chat.type == to.chat.PRIVATE
    await to.reply_text(
        message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
        link_preview_options=_NO_PREVIEW,
        do_quote=not private,
        allow_sending_without_reply=None if private else True,
        disable_notification=None if private else quiet,
    )


async def replace(sent: TelegramMessage, message: Message) -> None:
    """Turn a message of the bot's own into another; pressing twice is no error."""
    try:
        await sent.edit_text(
            message.html, parse_mode=ParseMode.HTML, reply_markup=keyboard(message), link_preview_options=_NO_PREVIEW
        )
    except BadRequest as error:
        if "message is not modified" not in error.message.lower():
            raise


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons of a message as Telegram's inline keyboard, or None where it has none."""
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in message.buttons]
    )
