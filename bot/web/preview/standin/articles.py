"""An article as a bot gives it for an inline or a guest query: what Telegram checks, and the message it becomes."""

from . import entities, keyboards
from .message import Message
from .refusal import RefusedError
from .values import JsonObject

FIELDS = frozenset(
    [
        "type",
        "id",
        "title",
        "input_message_content",
        "reply_markup",
        "url",
        "description",
        "thumbnail_url",
        "thumbnail_width",
        "thumbnail_height",
    ]
)
CONTENT_FIELDS = frozenset({"message_text", "parse_mode", "entities", "link_preview_options"})


def check(result: JsonObject) -> None:
    """Refuse what Telegram would refuse, or silently ignore; raises RefusedError."""
    if result.get("type") != "article":
        raise RefusedError("RESULT_TYPE_INVALID", remark="the stand-in knows articles only")
    if not result.get("title"):
        raise RefusedError("can't parse inline query result: title must be non-empty")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise RefusedError("can't parse inline query result: input message content is not specified")
    unknown = sorted((set(result) - FIELDS) | (set(content) - CONTENT_FIELDS))
    if unknown:
        raise RefusedError("unknown fields of an inline query result", remark=f"Telegram silently ignores {unknown}")
    fill(None, result)


def fill(message: Message | None, result: JsonObject) -> None:
    """Put text and keyboard of a result into a message; without one, only check them."""
    content = result["input_message_content"]
    text = entities.message_text(str(content["message_text"]), content.get("parse_mode"), content.get("entities"))
    buttons = keyboards.parse(result.get("reply_markup"), private=False, inline_only=True)
    if message is not None:
        message.rewrite(text)
        message.buttons, message.link_preview = buttons, content.get("link_preview_options")
