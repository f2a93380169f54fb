"""A message as Telegram takes it: HTML and rows of buttons."""

import html
import re

from bot.phrases import Phrases
from bot.text import length, visible
from retrieval.model import Value

DELETE = "delete"
# UTF-16 units of a message's text once its HTML is parsed.
TELEGRAM_UNITS = 4096
# Less what `unlinked` may add to names.
MAX_MESSAGE_UNITS = TELEGRAM_UNITS - 32
_LONGEST_LINK = 2000
_WEB = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::(?P<port>\d{1,5}))?(?:[/?#]\S*)?", re.IGNORECASE)
_LARGEST_PORT = 65535
_MAX_JOINERS = 2
# The name of a file whose ending is a top-level domain too: Telegram would link it to a website of that name.
_FILE_LIKE_SITE = re.compile(r"(?<![\w@/:.-])(?:[\w-]+\.)+(?=(?:md|py|rs|sh|org)(?![\w/]|\.\w))", re.IGNORECASE)


class Button(Value):
    """A button under a message, which does one of five things when it is pressed.

    `data` comes back to the bot (1 to 64 bytes), `url` is opened, `copied` goes to the clipboard (1 to 256 UTF-16
    units), `app` is an HTTPS address that is opened inside Telegram, in private chats only, and `share` an inline query
    (at most 256 characters) that is typed in a chat to be chosen.
    """

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None
    app: str | None = None
    share: str | None = None


class Message(Value):
    """HTML of at most 4096 UTF-16 units once parsed, and rows of buttons under it."""

    html: str
    buttons: tuple[tuple[Button, ...], ...] = ()


def may_be_known(message: Message, phrases: Phrases) -> Message:
    """Return a message that may have arrived before, with a line that says so if there is room for it."""
    text = f"{message.html}\n\n<i>{escaped(phrases.watches.again)}</i>"
    return message.model_copy(update={"html": text}) if length(text) <= MAX_MESSAGE_UNITS else message


def deletable(message: Message) -> Message:
    """Return the message with 🗑 at the end of its buttons."""
    bin = Button(text="🗑", data=DELETE)
    return message.model_copy(update={"buttons": (*message.buttons[:-1], (*(message.buttons or ((),))[-1], bin))})


def escaped(text: str) -> str:
    """Return text of any origin as HTML that shows just that text."""
    return html.escape(visible(text), quote=False)


def unlinked(text: str) -> str:
    """Return a line that names documents as HTML, with a word joiner where the name of a file would become a link.

    At most two names in a line get one.
    """
    return _FILE_LIKE_SITE.sub("\\g<0>\u2060", escaped(text), count=_MAX_JOINERS)


def link(url: str, text: str) -> str | None:
    """Return a link as HTML, with `url` escaped so that it cannot close the attribute; None where it leads to
    no web page.
    """
    return f'<a href="{html.escape(url)}">{unlinked(text)}</a>' if is_web(url) else None


def is_web(url: str) -> bool:
    """Return whether Telegram takes this for the address of a web page, and it is not far too long."""
    found = _WEB.fullmatch(url)
    port = int(found["port"] or 0) if found else 0
    return bool(found) and port <= _LARGEST_PORT and len(url) <= _LONGEST_LINK and visible(url) == url
