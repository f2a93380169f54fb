"""reply_parameters of a call: the message replied to, and the piece of it that is quoted."""

from .. import entities, reply_quotes, utf16
from ..chat import Chat
from ..message import Message
from ..refusal import RefusedError
from ..values import JsonObject, Quote

FIELDS = frozenset(
    [
        "message_id",
        "chat_id",
        "allow_sending_without_reply",
        "quote",
        "quote_parse_mode",
        "quote_entities",
        "quote_position",
    ]
)


def resolve(chat: Chat, given: object) -> tuple[Message | None, Quote | None]:
    """Return the message replied to and the quote; both None if there is no reply.

    Raises RefusedError.
    """
    if given is None:
        return None, None
    if not isinstance(given, dict) or set(given) - FIELDS or not isinstance(given.get("message_id"), int):
        raise RefusedError("can't parse reply parameters", remark=f"reply_parameters is {given!r}")
    if str(given.get("chat_id", chat.id)) != str(chat.id):
        raise RefusedError("the stand-in does not know replies to another chat")
    message = chat.find(given["message_id"])
    if message is None:
        if given.get("allow_sending_without_reply") is True:
            return None, None
        raise RefusedError("message to be replied not found", remark=f"message_id is {given['message_id']}")
    return message, _quote(message, given)


def _quote(message: Message, given: JsonObject) -> Quote | None:
    """Find the quoted part in its message. Raises RefusedError."""
    raw = given.get("quote")
    if not raw:
        return None
    piece = entities.of_client(str(raw), given.get("quote_parse_mode"), given.get("quote_entities"))
    units = utf16.length(piece.text)
    quote = reply_quotes.locate(message.formatted, piece, int(given.get("quote_position", 0)))
    if units > reply_quotes.QUOTE_LIMIT or quote is None:
        remark = (
            f"{units} characters, allowed are 1024" if units > reply_quotes.QUOTE_LIMIT else f"not a piece: {raw!r}"
        )
        raise RefusedError("QUOTE_TEXT_INVALID", remark=remark)
    return quote
