"""Acts of a person on the page, as the page sends them."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, TypeAdapter

from bot.phrases import Language
from retrieval.model import Value

MAX_FILE_BYTES = 64 * 1024 * 1024


class Send(Value):
    """Write a text in a chat, as a reply to a message or to the piece `quote` of it if those are given."""

    act: Literal["send"]
    chat: int
    person: int
    text: str
    reply_to: int | None = None
    quote: str | None = None


class SendMedia(Value):
    """Send a picture, a voice message or a sticker; a sticker has no caption."""

    act: Literal["media"]
    chat: int
    person: int
    kind: Literal["photo", "voice", "sticker"]
    caption: str | None = None
    reply_to: int | None = None


class SendFile(Value):
    """Send a file; `content` is its bytes in base64."""

    act: Literal["file"]
    chat: int
    person: int
    name: Annotated[str, Field(max_length=255)]
    content: Annotated[Base64Bytes, Field(max_length=MAX_FILE_BYTES)]
    caption: str | None = None
    reply_to: int | None = None


class Edit(Value):
    """Change an own message."""

    act: Literal["edit"]
    chat: int
    person: int
    message: int
    text: str


class Delete(Value):
    """Delete a message for everybody."""

    act: Literal["delete"]
    chat: int
    person: int
    message: int


class Press(Value):
    """Press the button that carries `data`."""

    act: Literal["press"]
    chat: int
    person: int
    message: int
    data: str


class Forward(Value):
    """Pass a message on to the bot, in the person's private chat."""

    act: Literal["forward"]
    chat: int
    person: int
    message: int


class Inline(Value):
    """Type the bot's name and a query, without sending it."""

    act: Literal["inline"]
    person: int
    query: str


class Choose(Value):
    """Post a result of the person's last inline query in a chat; `number` counts from 1."""

    act: Literal["choose"]
    chat: int
    person: int
    query: str
    number: int


class Clear(Value):
    """Delete every message of a chat, for everybody."""

    act: Literal["clear"]
    chat: int
    person: int


class Start(Value):
    """Open the bot in the person's private chat, with the parameter of a deep link if there is one."""

    act: Literal["start"]
    person: int
    parameter: str | None = None


class Speak(Value):
    """Set the language of a person's app."""

    act: Literal["speak"]
    person: int
    language: Language


Act = Annotated[
    Send | SendMedia | SendFile | Edit | Delete | Press | Forward | Inline | Choose | Clear | Start | Speak,
    Field(discriminator="act"),
]
ACTS: TypeAdapter[Act] = TypeAdapter(Act)
