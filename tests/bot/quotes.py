"""The quotes of a message as somebody reads them."""

import re

from bot.web.preview.standin import Message

_FOLDED = re.compile(r"(?s)(.+?)\n\[\d+\] [^\n]*(?:\n(?!\n)[^\n]*)*(?:\n\n|$)")


def quotes_in(message: Message) -> list[str]:
    """Return the open quote, then those that are folded below it; blockquotes without numbered sources as they are."""
    opened, folded = message.entity_texts("blockquote"), message.entity_texts("expandable_blockquote")
    return [*opened, *(quote for block in folded for quote in _FOLDED.findall(block) or [block])]
