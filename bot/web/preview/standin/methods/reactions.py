"""setMessageReaction."""

from typing import Any

from ..parameters import Parameters
from ..refusal import RefusedError
from ..world import World
from .method import Method, kinds

EMOJI = frozenset(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓"
    "🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)
"""The reactions that Telegram knows, of those that are one character."""


def react(world: World, given: Parameters) -> bool:
    """Put the bot's one reaction below a message, or take it away; raises RefusedError."""
    chat = world.find_chat(given.text("chat_id"))
    chat.check_open_to_bot()
    message = chat.find(given.integer("message_id"))
    if message is None:
        raise RefusedError("message to react not found", remark=f"message_id is {given.integer('message_id')}")
    message.reactions = tuple(_emoji(one) for one in given.json("reaction") or ())
    if len(message.reactions) > 1:
        raise RefusedError("REACTIONS_TOO_MANY", remark="a bot has one reaction")
    world.shared.bell.ring()
    return True


def _emoji(given: Any) -> str:
    """Read a reaction. Raises RefusedError for one that Telegram does not offer."""
    if not isinstance(given, dict) or given.get("type") != "emoji" or given.get("emoji") not in EMOJI:
        raise RefusedError("REACTION_INVALID", remark=f"reaction is {given!r}")
    return str(given["emoji"])


METHODS = (
    Method("setMessageReaction", kinds(text="chat_id", integer="message_id", json="reaction", flag="is_big"), react),
)
