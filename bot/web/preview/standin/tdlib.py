"""Telegram's own text parser, TDLib, called offline: markup to entities, and entities found in plain text."""

import json
from functools import cache
from typing import Any

import tdjson

from .refusal import RefusedError
from .values import Entity, FormattedText, JsonObject, User

MODES = {
    "html": {"@type": "textParseModeHTML"},
    "markdown": {"@type": "textParseModeMarkdown", "version": 1},
    "markdownv2": {"@type": "textParseModeMarkdown", "version": 2},
}
"""TDLib's parse modes by the lower-case names of the Bot API."""

TYPES = {
    "textEntityTypeBold": "bold",
    "textEntityTypeItalic": "italic",
    "textEntityTypeUnderline": "underline",
    "textEntityTypeStrikethrough": "strikethrough",
    "textEntityTypeSpoiler": "spoiler",
    "textEntityTypeCode": "code",
    "textEntityTypePre": "pre",
    "textEntityTypePreCode": "pre",
    "textEntityTypeBlockQuote": "blockquote",
    "textEntityTypeExpandableBlockQuote": "expandable_blockquote",
    "textEntityTypeTextUrl": "text_link",
    "textEntityTypeMentionName": "text_mention",
    "textEntityTypeCustomEmoji": "custom_emoji",
    "textEntityTypeDateTime": "date_time",
    "textEntityTypeMention": "mention",
    "textEntityTypeHashtag": "hashtag",
    "textEntityTypeCashtag": "cashtag",
    "textEntityTypeBotCommand": "bot_command",
    "textEntityTypeUrl": "url",
    "textEntityTypeEmailAddress": "email",
    "textEntityTypePhoneNumber": "phone_number",
}
"""The Bot API's names of TDLib's entity types; types that bots never see are left out."""


def parse(markup: str, mode: str) -> FormattedText:
    """Return text and explicit entities of `markup`, or refuse it with the reason that TDLib gives.

    Raises RefusedError.
    """
    if mode.lower() not in MODES:
        raise RefusedError("unsupported parse_mode", remark=f"parse_mode is {mode!r}")
    answer = _execute({"@type": "parseTextEntities", "text": markup, "parse_mode": MODES[mode.lower()]})
    if answer["@type"] == "error":
        reason = str(answer["message"])
        raise RefusedError(reason[:1].lower() + reason[1:])
    return FormattedText(text=answer["text"], entities=_ordered(answer["entities"]))


def find(text: str) -> tuple[Entity, ...]:
    """Return the entities that Telegram finds by itself: commands, mentions, hashtags, links and the like."""
    return _ordered(_execute({"@type": "getTextEntities", "text": text})["entities"])


def _ordered(entities: list[JsonObject]) -> tuple[Entity, ...]:
    known = [_entity(entity) for entity in entities if entity["type"]["@type"] in TYPES]
    return tuple(sorted(known, key=lambda entity: (entity.offset, -entity.length)))


def _entity(found: JsonObject) -> Entity:
    kind: JsonObject = found["type"]
    mentioned = kind.get("user_id")
    return Entity(
        type=TYPES[kind["@type"]],
        offset=found["offset"],
        length=found["length"],
        url=kind.get("url"),
        user=User(id=mentioned, first_name=f"user {mentioned}") if mentioned else None,
        language=kind.get("language"),
        custom_emoji_id=kind.get("custom_emoji_id"),
        unix_time=kind.get("unix_time"),
    )


@cache
def _log_nothing() -> None:
    """Keep TDLib from writing to stderr, from the first request on."""
    tdjson.td_execute(json.dumps({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0}).encode())


def _execute(request: JsonObject) -> dict[str, Any]:
    """Have TDLib execute a request. Raises RuntimeError without an answer."""
    _log_nothing()
    answer = tdjson.td_execute(json.dumps(request).encode())
    if answer is None:
        raise RuntimeError(f"TDLib gave no answer to {request['@type']}; is the wheel tdjson complete?")
    result: dict[str, Any] = json.loads(answer)
    return result
