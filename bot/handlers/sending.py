"""Rendered messages -> Telegram, always where the question was asked."""

import logging
from collections.abc import Sequence

from telegram import CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.phrases import Phrases, language_of, phrases
from bot.plain import clipped
from bot.replies.message import Button, Message

_log = logging.getLogger(__name__)
_ALERT_UNITS = 200
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def phrases_for(message: TelegramMessage) -> Phrases:
    """The phrases in the language of who wrote a message."""
    return phrases(language_of(message.from_user.language_code if message.from_user else None))


async def reply(to: TelegramMessage, message: Message, *, quiet: bool = True) -> TelegramMessage:
    """Answer a message and return what was sent: in a group as a reply, so that it is clear to whom; else plainly.

    A message that was deleted meanwhile is answered all the same. Telegram copies neither the topic of a forum nor a
    notification's silence by itself, so both are set here: the topic by python-telegram-bot's `reply_text`.
    """
    private = to.chat.type == to.chat.PRIVATE
    return await to.reply_text(
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


async def alert(query: CallbackQuery, text: str = "") -> None:
    """Tell who pressed a button something in a window, or without a text only that the button was handled.

    Telegram takes that for some seconds only; afterwards it is lost, which harms nobody.
    """
    try:
        await query.answer(clipped(text, _ALERT_UNITS) or None, show_alert=bool(text))
    except TelegramError as error:
        _log.info("A button was handled too late to tell it: %s", error.message)


async def toast(query: CallbackQuery, text: str) -> None:
    """Tell who pressed a button something that goes away by itself; too late, it is lost, which harms nobody."""
    try:
        await query.answer(clipped(text, _ALERT_UNITS))
    except TelegramError as error:
        _log.info("A button was handled too late to tell it: %s", error.message)


async def rekey(sent: TelegramMessage, keys: InlineKeyboardMarkup) -> None:
    """Give a message of the bot's own other buttons; that it has them already or was deleted meanwhile is no error."""
    if sent.reply_markup == keys:
        return
    try:
        await sent.edit_reply_markup(keys)
    except BadRequest as error:
        if not any(harmless in error.message.lower() for harmless in ("message is not modified", "to edit not found")):
            raise


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons of a message as Telegram's inline keyboard, or None where it has none."""
    return InlineKeyboardMarkup(inline_keyboard(message.buttons)) if message.buttons else None


def inline_keyboard(rows: Sequence[Sequence[Button]]) -> list[list[InlineKeyboardButton]]:
    """Rows of buttons as Telegram takes them."""
    return [[_inline(button) for button in row] for row in rows]


def _inline(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(button.copied) if button.copied else None
    return InlineKeyboardButton(button.text, callback_data=button.data, url=button.url, copy_text=copied)
