"""The frozen values that pass between the stand-in and its tests: users, entities, buttons, quotes."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

JsonObject = dict[str, Any]
"""One JSON object as it goes over the wire."""


class StandInValue(BaseModel):
    """The common ground: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def wire(self) -> JsonObject:
        """Return the JSON object that Telegram sends, without the fields that are not set."""
        return self.model_dump(exclude_none=True)


class User(StandInValue):
    """A person or a bot."""

    id: int
    is_bot: bool = False
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Entity(StandInValue):
    """A part of a text with a meaning; offset and length count UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    user: User | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None


class FormattedText(StandInValue):
    """A text and its entities, ordered by offset and, at the same offset, longest first."""

    text: str
    entities: tuple[Entity, ...] = ()


class Quote(StandInValue):
    """The piece of a message that a reply refers to; position counts UTF-16 code units."""

    text: str
    position: int
    entities: tuple[Entity, ...] = ()
    is_manual: bool = True

    def wire(self) -> JsonObject:
        """Return Telegram's TextQuote object."""
        quote: JsonObject = {"text": self.text, "position": self.position, "is_manual": self.is_manual}
        if self.entities:
            quote["entities"] = [entity.wire() for entity in self.entities]
        return quote


class Button(StandInValue):
    """One button of an inline keyboard; exactly one of the actions is set."""

    text: str
    data: str | None = None
    url: str | None = None
    web_app: str | None = None
    copy_text: str | None = None
    switch_inline_query: str | None = None
    switch_inline_query_current_chat: str | None = None
    switch_inline_query_chosen_chat: JsonObject | None = None
    style: str | None = None

    def wire(self) -> JsonObject:
        """Return Telegram's InlineKeyboardButton object."""
        button = super().wire()
        if self.data is not None:
            button["callback_data"] = button.pop("data")
        if self.web_app is not None:
            button["web_app"] = {"url": self.web_app}
        if self.copy_text is not None:
            button["copy_text"] = {"text": self.copy_text}
        return button
