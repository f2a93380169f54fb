"""A message as Telegram takes it: HTML and rows of buttons."""

import html
import re

from bot.plain import visible
from retrieval.model import Value

LONGEST = 4096  # UTF-16 units of a message's text, once its HTML is parsed
_LONGEST_LINK = 2000
_WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::(?P<port>\d{1,5}))?(?:[/?#]\S*)?", re.IGNORECASE)
_LARGEST_PORT = 65535


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


def link(url: str, text: str) -> str | None:
    """A link as HTML, with `url` escaped so that it cannot close the attribute; None where it leads to no web page."""
    found = _WEB.fullmatch(url)
    if not found or int(found["port"] or 0) > _LARGEST_PORT or len(url) > _LONGEST_LINK or visible(url) != url:
        return None
    return f'<a href="{html.escape(url)}">{escaped(text)}</a>'
