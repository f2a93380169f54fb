"""getMe, the bot's commands and descriptions, getFile, logOut and close."""

from .. import profile, utf16
from ..parameters import Parameters
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds

DESCRIPTION_LIMIT = 512
SHORT_DESCRIPTION_LIMIT = 120


def get_me(world: World, given: Parameters) -> JsonObject:
    """Return the bot and what it may do in groups."""
    return world.shared.bot.wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.shared.privacy_mode,
        "supports_inline_queries": True,
        "supports_guest_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(world: World, given: Parameters) -> bool:
    """Replace the commands of one scope and language."""
    key = profile.scope_key(given.json("scope")), profile.language(given.text("language_code"))
    world.profile.commands[key] = profile.commands(given.json("commands"))
    return True


def get_commands(world: World, given: Parameters) -> list[JsonObject]:
    """Return the commands of one scope and language, exactly as they were set."""
    key = profile.scope_key(given.json("scope")), profile.language(given.text("language_code"))
    return world.profile.commands.get(key, [])


def set_description(world: World, given: Parameters) -> bool:
    """Set the text of an empty chat: at most 512 characters."""
    text = _limited(given.text("description"), DESCRIPTION_LIMIT)
    world.profile.description[profile.language(given.text("language_code"))] = text
    return True


def set_short_description(world: World, given: Parameters) -> bool:
    """Set the text of the bot's page: at most 120 characters."""
    text = _limited(given.text("short_description"), SHORT_DESCRIPTION_LIMIT)
    world.profile.short_description[profile.language(given.text("language_code"))] = text
    return True


def farewell(world: World, given: Parameters) -> bool:
    """Accept logOut and close; the stand-in goes on answering."""
    return True


def _limited(text: str, limit: int) -> str:
    """Return the text. Raises RefusedError if it is over the limit, in UTF-16 units."""
    units = utf16.length(text)
    if units > limit:
        raise RefusedError("description is too long", remark=f"{units} characters, allowed are {limit}")
    return text


DOWNLOAD_BYTES = 20 * 2**20


def get_file(world: World, given: Parameters) -> JsonObject:
    """Return the path of a file, unless it is too large for a bot; raises RefusedError."""
    number = given.text("file_id")
    content = world.shared.files.get(number)
    if content is None:
        raise RefusedError("wrong file_id or the file is temporarily unavailable")
    if len(content) > DOWNLOAD_BYTES:
        raise RefusedError("file is too big")
    return {
        "file_id": number,
        "file_unique_id": f"u{number}",
        "file_size": len(content),
        "file_path": f"documents/{number}",
    }


METHODS = (
    Method("getMe", {}, get_me),
    Method("setMyCommands", kinds(json="commands scope", text="language_code"), set_commands),
    Method("getMyCommands", kinds(json="scope", text="language_code"), get_commands),
    Method("setMyDescription", kinds(text="description language_code"), set_description),
    Method("setMyShortDescription", kinds(text="short_description language_code"), set_short_description),
    Method("logOut", {}, farewell),
    Method("close", {}, farewell),
    Method("getFile", kinds(text="file_id"), get_file),
)
