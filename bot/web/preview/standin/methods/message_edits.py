"""editMessageText, editMessageReplyMarkup, deleteMessage and setMessageReaction."""

from .. import entities, keyboards
from ..chat import Chat
from ..group import Group
from ..message import Message
from ..parameters import Parameters
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds
from .new_messages import link_preview

DELETABLE_SECONDS = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_text(world: World, given: Parameters) -> JsonObject:
    """Replace text and keyboard of an own message; a keyboard that is not given again goes away.

    Raises RefusedError.
    """
    chat, message = _own_message(world, given)
    text = entities.message_text(given.text("text"), given.mode(), given.json("entities"))
    if message.media:
        raise RefusedError("there is no text in the message to edit")
    buttons = keyboards.parse(given.json("reply_markup"), private=chat.kind == "private", inline_only=True)
    preview = link_preview(given.json("link_preview_options"))
    same_content = text == message.formatted and preview == message.link_preview
    if same_content and buttons == message.buttons:
        raise RefusedError(NOT_MODIFIED)
    message.rewrite(text)
    message.buttons, message.link_preview = buttons, preview
    return _edited(world, message)


def edit_markup(world: World, given: Parameters) -> JsonObject:
    """Replace the keyboard of an own message, or take it away; raises RefusedError."""
    chat, message = _own_message(world, given)
    buttons = keyboards.parse(given.json("reply_markup"), private=chat.kind == "private", inline_only=True)
    if buttons == message.buttons:
        raise RefusedError(NOT_MODIFIED)
    message.buttons = buttons
    return _edited(world, message)


def delete(world: World, given: Parameters) -> bool:
    """Delete a message of the last 48 hours: an own one, any in a private chat, any as administrator.

    Raises RefusedError.
    """
    chat = world.find_chat(given.text("chat_id"))
    chat.check_open_to_bot()
    message = _message(chat, given, "message to delete not found")
    administrator = isinstance(chat, Group) and chat.bot_status == "administrator"
    own = message.sender.id == world.shared.bot.id
    recent = world.shared.clock.now() - message.date <= DELETABLE_SECONDS
    if not (administrator or (recent and (own or chat.kind == "private"))):
        raise RefusedError("message can't be deleted")
    chat.remove(message)
    return True


def _own_message(world: World, given: Parameters) -> tuple[Chat, Message]:
    """Return the bot's message that is to be edited, with its chat. Raises RefusedError."""
    chat = world.find_chat(given.text("chat_id"))
    chat.check_open_to_bot()
    message = _message(chat, given, "message to edit not found")
    if message.sender.id != world.shared.bot.id or message.service:
        raise RefusedError("message can't be edited")
    return chat, message


def _message(chat: Chat, given: Parameters, not_found: str) -> Message:
    """Return the message that is named. Raises RefusedError."""
    if not given.given("message_id"):
        raise RefusedError("message identifier is not specified")
    message = chat.find(given.integer("message_id"))
    if message is None:
        raise RefusedError(not_found, remark=f"message_id is {given.integer('message_id')}")
    return message


def _edited(world: World, message: Message) -> JsonObject:
    message.edit_date = world.shared.clock.date()
    world.shared.bell.ring()
    return message.wire()


ADDRESS = kinds(text="chat_id", integer="message_id", lacking="inline_message_id business_connection_id")


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


def _emoji(given: object) -> str:
    """Read a reaction. Raises RefusedError for one that Telegram does not offer."""
    if not isinstance(given, dict) or given.get("type") != "emoji" or given.get("emoji") not in EMOJI:
        raise RefusedError("REACTION_INVALID", remark=f"reaction is {given!r}")
    return str(given["emoji"])


METHODS = (
    Method(
        "editMessageText",
        ADDRESS | kinds(text="text parse_mode", json="entities link_preview_options reply_markup"),
        edit_text,
    ),
    Method("editMessageReplyMarkup", ADDRESS | kinds(json="reply_markup"), edit_markup),
    Method("deleteMessage", kinds(text="chat_id", integer="message_id"), delete),
    Method("setMessageReaction", kinds(text="chat_id", integer="message_id", json="reaction", flag="is_big"), react),
)
