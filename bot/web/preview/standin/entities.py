"""From what a client sends as text to what stands in a message, under Telegram's rules for texts.

Used for message texts, captions and quotes of the bot, and for what people write.
"""

import re

from . import links, tdlib, utf16
from .refusal import RefusedError
from .values import Entity, FormattedText

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100
BLANK = " \n\t\r\v\f\u200b\u2060"
LITERAL = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
"""Entities in which Telegram looks for no links, commands or mentions."""

ANCHOR = re.compile(r"<a\s[^>]*href", re.IGNORECASE)


def of_client(text: str, mode: str | None, given: object = None) -> FormattedText:
    """Return what Telegram makes of a bot's text: markup parsed, blanks trimmed, links and mentions found.

    Raises RefusedError.
    """
    parsed = tdlib.parse(text, mode) if mode else FormattedText(text=text, entities=_given(text, given))
    if mode and mode.lower() == "html":
        _no_lost_links(text, parsed)
    _not_nested(parsed.entities)
    for entity in parsed.entities:
        if entity.type == "text_link" and entity.url:
            links.check_deep_link(entity.url)
    trimmed = trim(parsed)
    if len(trimmed.entities) > ENTITY_LIMIT:
        raise RefusedError(
            "can't parse entities: too many entities",
            remark=f"{len(trimmed.entities)} entities; Telegram silently drops all above {ENTITY_LIMIT}",
        )
    return with_found(trimmed)


def with_found(text: FormattedText) -> FormattedText:
    """Return the text with the commands, mentions, hashtags and links that Telegram finds by itself."""
    closed = [entity for entity in text.entities if entity.type in LITERAL]
    found = [e for e in tdlib.find(text.text) if not any(_overlap(e, taken) for taken in closed)]
    entities = sorted([*text.entities, *found], key=lambda entity: (entity.offset, -entity.length))
    return FormattedText(text=text.text, entities=tuple(entities))


def trim(text: FormattedText) -> FormattedText:
    """Cut blanks at the end, and at the beginning up to the first entity; drop entities of blanks only."""
    entities = [e for e in text.entities if utf16.cut(text.text, e.offset, e.length).strip(BLANK)]
    head = len(text.text) - len(text.text.lstrip(" \n"))
    if entities:
        head = min(head, entities[0].offset)
    kept = text.text[head:].rstrip(BLANK)
    end = utf16.length(kept)
    moved = [e.model_copy(update={"offset": e.offset - head}) for e in entities]
    clipped = [e.model_copy(update={"length": min(e.length, end - e.offset)}) for e in moved]
    return FormattedText(text=kept, entities=tuple(e for e in clipped if e.length > 0))


def within(text: FormattedText, limit: int, too_long: str) -> FormattedText:
    """Return the text if it takes at most `limit` UTF-16 units; refuse it with `too_long` otherwise.

    Raises RefusedError.
    """
    units = utf16.length(text.text)
    if units > limit:
        raise RefusedError(too_long, remark=f"{units} UTF-16 units after parsing, allowed are {limit}")
    return text


def message_text(text: str, mode: str | None, given: object = None) -> FormattedText:
    """Return a message's text: 1 to 4096 UTF-16 units after parsing; raises RefusedError."""
    if not text:
        raise RefusedError("message text is empty")
    formatted = within(of_client(text, mode, given), TEXT_LIMIT, "message is too long")
    if not formatted.text.strip(BLANK):
        raise RefusedError("text must be non-empty", remark="message text is empty after parsing")
    return formatted


def _given(text: str, given: object) -> tuple[Entity, ...]:
    """Read the entities that were sent, in the order of the text. Raises RefusedError."""
    if given is None:
        return ()
    if not isinstance(given, list):
        raise RefusedError("can't parse entities: expected an Array")
    return tuple(sorted((_entity(text, one) for one in given), key=lambda e: (e.offset, -e.length)))


def _entity(text: str, given: object) -> Entity:
    """Read one entity. Raises RefusedError for a wrong type or span."""
    try:
        entity = Entity.model_validate(given)
    except ValueError as error:
        raise RefusedError("can't parse MessageEntity", remark=str(error)) from error
    if entity.type not in tdlib.TYPES.values() or not utf16.valid_span(text, entity.offset, entity.length):
        raise RefusedError("can't parse MessageEntity", remark=f"wrong type or span: {given}")
    return entity


def _not_nested(entities: tuple[Entity, ...]) -> None:
    """Raise RefusedError for a blockquote within another."""
    quotes = [entity for entity in entities if entity.type.endswith("blockquote")]
    for position, outer in enumerate(quotes):
        if any(_overlap(outer, inner) for inner in quotes[position + 1 :]):
            raise RefusedError("can't parse entities: blockquote entities can't be nested")


def _no_lost_links(markup: str, parsed: FormattedText) -> None:
    """Raise RefusedError for links that Telegram would drop."""
    asked = len(ANCHOR.findall(markup))
    kept = sum(entity.type in {"text_link", "text_mention"} for entity in parsed.entities)
    if kept < asked:
        raise RefusedError(
            "can't parse entities: wrong link",
            remark=f"Telegram silently drops {asked - kept} of {asked} links: address not valid or no text",
        )


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.offset + other.length and other.offset < one.offset + one.length
