"""A message as Telegram takes it: HTML and rows of buttons."""

import html
from collections.abc import Iterable

from bot.replies.citation import visible
from retrieval.model import Value


class Button(Value):
    """A button under a message: `data` comes back when it is pressed (1 to 64 bytes)."""

    text: str
    data: str


class Message(Value):
    """HTML of at most 4096 UTF-16 units once parsed, and rows of buttons under it."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()


def escaped(text: str) -> str:
    """Text of any origin as HTML that shows just that text."""
    return html.escape(visible(text), quote=False)


def bold(text: str, slices: Iterable[tuple[int, int]]) -> str:
    """Text as HTML, with some slices of it (in order and apart) in bold."""
    parts, at = [], 0
    for start, end in slices:
        parts += [escaped(text[at:start]), "<b>", escaped(text[start:end]), "</b>"]
        at = end
    return "".join([*parts, escaped(text[at:])])


def link(url: str, text: str) -> str:
    """A link as HTML; `url` is quoted, so that it cannot close the attribute."""
    return f'<a href="{html.escape(url)}">{escaped(text)}</a>'
