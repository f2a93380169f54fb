"""Profile of the bot in Telegram's menus: commands and descriptions, per scope and language."""

import json
import re
from dataclasses import dataclass, field

from . import utf16
from .refusal import RefusedError
from .values import JsonObject, User

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}|")
COMMANDS_LIMIT = 100
COMMAND_DESCRIPTION_LIMIT = 256
SCOPES = {
    "default": set[str](),
    "all_private_chats": set[str](),
    "all_group_chats": set[str](),
    "all_chat_administrators": set[str](),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
"""The scopes of commands and the fields that each needs besides its type."""


@dataclass
class Profile:
    """Commands by scope and language; descriptions by language, where "" stands for all others."""

    commands: dict[tuple[str, str], list[JsonObject]] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    short_description: dict[str, str] = field(default_factory=dict)

    def menu(self, chat_id: int, user: User, status: str | None) -> list[JsonObject]:
        """Return the commands that a person sees in a chat: of the narrowest scope that has some.

        In each scope those of the person's language come before those without one. `status` is what the person is in a
        group, None in a private chat.
        """
        own = {"chat_id": chat_id}
        scopes: list[JsonObject] = [{"type": "chat", **own}, {"type": "all_private_chats"}]
        if status is not None:
            scopes = [{"type": "chat", **own}, {"type": "all_group_chats"}]
            if status in {"creator", "administrator"}:
                scopes = [
                    {"type": "chat_administrators", **own},
                    scopes[0],
                    {"type": "all_chat_administrators"},
                    scopes[1],
                ]
            scopes.insert(0, {"type": "chat_member", **own, "user_id": user.id})
        code = (user.language_code or "").partition("-")[0]
        keys = [(scope_key(scope), language) for scope in (*scopes, None) for language in (code, "")]
        return next((self.commands[key] for key in keys if self.commands.get(key)), [])


def scope_key(scope: object) -> str:
    """Return one text per scope; refuse scopes that Telegram does not know.

    Raises RefusedError.
    """
    if scope is None:
        return json.dumps({"type": "default"})
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise RefusedError("can't parse BotCommandScope: unsupported type specified", remark=f"scope is {scope!r}")
    if set(scope) != {"type", *SCOPES[scope["type"]]}:
        raise RefusedError("can't parse BotCommandScope", remark=f"wrong fields: {scope!r}")
    return json.dumps(scope, sort_keys=True)


def language(code: str) -> str:
    """Return a language code of two letters or the empty one; refuse all others, such as zh-hans.

    Raises RefusedError.
    """
    if not LANGUAGE.fullmatch(code):
        raise RefusedError("LANG_CODE_INVALID", remark=f"language_code is {code!r}, two letters are allowed")
    return code


def commands(given: object) -> list[JsonObject]:
    """Return the checked list of at most 100 commands; raises RefusedError."""
    if not isinstance(given, list):
        raise RefusedError("can't parse commands JSON object")
    if len(given) > COMMANDS_LIMIT:
        raise RefusedError("BOT_COMMANDS_TOO_MUCH", remark=f"{len(given)} commands, allowed are {COMMANDS_LIMIT}")
    names = [_command(one)["command"] for one in given]
    if len(set(names)) < len(names):
        raise RefusedError("BOT_COMMAND_INVALID", remark=f"a command is given twice: {names}")
    return given


def _command(given: object) -> JsonObject:
    """Read a command of the menu. Raises RefusedError."""
    if not isinstance(given, dict) or set(given) != {"command", "description"}:
        raise RefusedError("can't parse BotCommand", remark=f"command and description are expected: {given!r}")
    if not isinstance(given["command"], str) or not COMMAND.fullmatch(given["command"]):
        raise RefusedError("BOT_COMMAND_INVALID", remark=f"{given['command']!r} is not 1-32 of a-z, 0-9, _")
    units = utf16.length(str(given["description"]).strip())
    if not 1 <= units <= COMMAND_DESCRIPTION_LIMIT:
        raise RefusedError("BOT_COMMAND_DESCRIPTION_INVALID", remark=f"{units} characters, allowed are 1-256")
    return given
