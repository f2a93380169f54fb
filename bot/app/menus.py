"""Menus of commands and descriptions that Telegram shows of the bot, in each language."""

import asyncio
import logging
from collections.abc import Awaitable, Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from bot.phrases import Language, Phrases, phrases

# Telegram's menus know two-letter codes only, so both scripts of Chinese are one there.
LANGUAGES: dict[str, Language] = {"": "en", "zh": "zh-hans"}
_PRIVATE = (
    "check", "count", "timeline", "watch", "watches", "sources", "source", "verify", "why", "help", "settings",
    "privacy", "forget",
)  # fmt: skip
_GROUP = ("ask", "check", "count", "timeline", "sources", "why", "help", "privacy")
MENUS: tuple[tuple[BotCommandScope, tuple[str, ...]], ...] = (
    (BotCommandScopeDefault(), ("ask", *_PRIVATE)),
    (BotCommandScopeAllPrivateChats(), _PRIVATE),
    (BotCommandScopeAllGroupChats(), _GROUP),
    (BotCommandScopeAllChatAdministrators(), (*_GROUP, "add", "collection", "watch", "watches", "settings", "forget")),
)
OWNER = (*_PRIVATE, "add", "collection", "stats", "gaps", "digest")
_log = logging.getLogger(__name__)


async def introduce(bot: Bot, owners: Iterable[int] = ()) -> None:
    """Set menus and descriptions, and log how groups reach the bot; failing at any of this stops nothing."""
    menus = [*MENUS, *((BotCommandScopeChat(owner), OWNER) for owner in owners)]
    await asyncio.gather(*(_set(bot, code, phrases(language), menus) for code, language in LANGUAGES.items()))
    mentions = "delivered" if bot.can_read_all_group_messages else "not delivered (privacy mode is on)"
    _log.info("@%s is on; plain @mentions in groups are %s", bot.username, mentions)


async def _set(bot: Bot, code: str, speech: Phrases, menus: Iterable[tuple[BotCommandScope, tuple[str, ...]]]) -> None:
    abouts = speech.commands.model_dump()
    for scope, names in menus:
        commands = [BotCommand(name, abouts[name]) for name in names]
        await _try("menu of commands", bot.set_my_commands(commands, scope, code))
    await _try("description", bot.set_my_description(speech.description.strip(), code))
    await _try("short description", bot.set_my_short_description(speech.short_description, code))


async def _try(what: str, call: Awaitable[bool]) -> None:
    try:
        await call
    except TelegramError as error:
        _log.warning("The %s was not set: %s", what, type(error).__name__)
