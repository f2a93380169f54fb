"""Rendered messages -> Telegram, always where the question was asked."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultsButton,
    LinkPreviewOptions,
    SwitchInlineQueryChosenChat,
    WebAppInfo,
)
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.replies.inline import hint
from bot.replies.message import Button, Message
from bot.text import clipped

_FIXED = re.compile("to edit not found|can't be edited|MESSAGE_ID_INVALID", re.IGNORECASE)
_log = logging.getLogger(__name__)
_ALERT_UNITS = 200
_HURRY_SECONDS = 2.0
# Telegram shows for five seconds that somebody is typing.
QUICK_SECONDS, _SHOWN_SECONDS = 0.5, 4.5
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def reply(to: TelegramMessage, message: Message, *, quiet: bool = True, quoting: bool = False) -> TelegramMessage:
    """Answer a message and return what was sent: in a group, or where `quoting`, as a reply to it; else plainly.

    A message that was deleted meanwhile is answered all the same, and one of a group that has become a supergroup is
    answered there. Telegram copies neither the topic of a forum nor a notification's silence by itself, so both are set
    here: the topic by python-telegram-bot's `reply_text`.
    """
    private = to.chat.type == to.chat.PRIVATE
    try:
        return await to.reply_text(
            message.html,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
            do_quote=quoting or not private,
            allow_sending_without_reply=True if quoting or not private else None,
            disable_notification=None if private else quiet,
        )
    except ChatMigrated as moved:
        return await announce(to.get_bot(), moved.new_chat_id, message)


async def picture(to: TelegramMessage, drawn: bytes, caption: Message) -> TelegramMessage:
    """Answer a message by a PNG as `reply` does by words, and return what was sent; 1024 units of caption at most."""
    private = to.chat.type == to.chat.PRIVATE
    return await to.reply_photo(
        drawn,
        caption.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(caption),
        do_quote=not private,
        allow_sending_without_reply=None if private else True,
        disable_notification=None if private else True,
    )


async def announce(bot: Bot, chat_id: int, message: Message, *, quiet: bool = True) -> TelegramMessage:
    """Say something in a chat that is no reply, where `quiet` without waking anybody, and return what was sent."""
    return await bot.send_message(
        chat_id,
        message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(message),
        link_preview_options=NO_PREVIEW,
        disable_notification=quiet,
    )


async def replace(sent: TelegramMessage, message: Message) -> None:
    """Turn a message of the bot's own into another, and where it cannot be edited any more, send that as a reply.

    Pressing twice is no error.
    """
    try:
        await rewrite(sent.get_bot(), sent.chat_id, sent.message_id, message)
    except BadRequest as error:
        if not _FIXED.search(error.message):
            raise
        await reply(sent, message)


async def rewrite(bot: Bot, chat_id: int, message_id: int, message: Message) -> None:
    """Turn a message of the bot's own, of which only the ids are known, into another."""
    try:
        await bot.edit_message_text(
            message.html,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        if "message is not modified" not in error.message.lower():
            raise


async def typing(to: TelegramMessage) -> None:
    """Show in a private chat that the bot is at work, until it answers; failing at this stops nothing."""
    if to.chat.type == to.chat.PRIVATE:
        try:
            await to.reply_chat_action(ChatAction.TYPING, read_timeout=_HURRY_SECONDS, connect_timeout=_HURRY_SECONDS)
        except TelegramError as error:
            _log.info("It was not shown that the bot is at work: %s", error.message)


@asynccontextmanager
async def at_work(to: TelegramMessage) -> AsyncIterator[None]:
    """Show in a private chat that the bot is at work if a block takes longer than .5 s, until it ends.

    Most answers are quicker: they would wait for the response to that request, and Telegram would get twice as many.
    """
    done = asyncio.Event()
    private = to.chat.type == to.chat.PRIVATE
    showing = asyncio.create_task(_show_until(done, to)) if private else None
    try:
        yield
    except asyncio.CancelledError:
        if showing:
            showing.cancel()
        raise
    finally:
        done.set()
        if showing:
            # A request that arrived after the answer would show that the bot is still at work.
            await asyncio.wait({showing})


async def _show_until(done: asyncio.Event, to: TelegramMessage) -> None:
    pause = QUICK_SECONDS
    while True:
        try:
            async with asyncio.timeout(pause):
                await done.wait()
                return
        except TimeoutError:
            await typing(to)
        pause = _SHOWN_SECONDS


async def react(to: TelegramMessage, sign: str) -> None:
    """Put a reaction below a message; a chat that allows none stops nothing."""
    try:
        await to.set_reaction(sign)
    except TelegramError as error:
        _log.info("There is no reaction: %s", error.message)


async def alert(query: CallbackQuery, text: str = "") -> None:
    """Tell who pressed a button something in a window, or without a text only that the button was handled.

    Telegram takes that for some seconds only; afterwards it is lost, which harms nobody.
    """
    await _tell(query, text, window=bool(text))


async def toast(query: CallbackQuery, text: str) -> None:
    """Tell who pressed a button something that goes away by itself; too late, it is lost as with `alert`."""
    await _tell(query, text, window=False)


async def _tell(query: CallbackQuery, text: str, *, window: bool) -> None:
    try:
        await query.answer(clipped(text, _ALERT_UNITS) or None, show_alert=window)
    except TelegramError as error:
        _log.info("A button was handled too late to tell it: %s", error.message)


async def say_instead(query: InlineQuery, sentence: str) -> None:
    """Say a sentence in place of results to somebody who types an inline query; it leads to the private chat."""
    button = InlineQueryResultsButton(hint(sentence).hint or sentence, start_parameter="limits")
    await query.answer([], cache_time=0, is_personal=True, button=button)


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
    """Return the buttons of a message as Telegram's inline keyboard, or None where it has none."""
    return InlineKeyboardMarkup(inline_keyboard(message.buttons)) if message.buttons else None


def inline_keyboard(rows: Sequence[Sequence[Button]]) -> list[list[InlineKeyboardButton]]:
    """Return rows of buttons as Telegram takes them."""
    return [[_inline(button) for button in row] for row in rows]


def _inline(button: Button) -> InlineKeyboardButton:
    copied = CopyTextButton(button.copied) if button.copied else None
    app = WebAppInfo(button.app) if button.app else None
    anywhere: Any = dict.fromkeys(("allow_user_chats", "allow_group_chats", "allow_channel_chats"), True)
    share = SwitchInlineQueryChosenChat(button.share, **anywhere) if button.share else None
    return InlineKeyboardButton(
        button.text,
        callback_data=button.data,
        url=button.url,
        copy_text=copied,
        web_app=app,
        switch_inline_query_chosen_chat=share,
    )


def message_below(query: CallbackQuery | None) -> TelegramMessage | None:
    """Return the message that has the button; None without a button, or if it is in no chat that the bot knows.

    Of a message that is too old Telegram tells the chat and the number alone. They do to edit it and to reply to it,
    but it then has no text, no buttons and no message that it replies to.
    """
    below = query.message if query else None
    if query is None or below is None:
        return None
    if isinstance(below, TelegramMessage):
        return below
    known = TelegramMessage(below.message_id, datetime.now(UTC), below.chat)
    known.set_bot(query.get_bot())
    return known
