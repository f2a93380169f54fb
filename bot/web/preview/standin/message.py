"""One message of a chat, as it stands now, and its form on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field

from . import utf16
from .keyboards import Rows
from .values import Entity, FormattedText, JsonObject, Quote, User


@dataclass(eq=False)
class Message:
    """A message of a person, a bot or Telegram itself; edits change it in place, equality is identity.

    For photos and voice messages `text` and `entities` are those of the caption.
    Of one that is `too_old`, a pressed button tells the bot no more than where it stands.
    `media` holds the fields of photos and the like, `service` those of messages that Telegram writes.
    """

    id: int
    chat: JsonObject
    sender: User
    date: int
    sender_chat: JsonObject | None = None
    text: str = ""
    entities: tuple[Entity, ...] = ()
    reply_to: Message | None = None
    quote: Quote | None = None
    thread_id: int | None = None
    topic_start: Message | None = None
    buttons: Rows = ()
    silent: bool = False
    protected: bool = False
    link_preview: JsonObject | None = None
    reactions: tuple[str, ...] = ()
    via_bot: User | None = None
    forward_origin: JsonObject | None = None
    edit_date: int | None = None
    deleted: bool = False
    too_old: bool = False
    media: JsonObject = field(default_factory=dict)
    service: JsonObject = field(default_factory=dict)

    @property
    def formatted(self) -> FormattedText:
        """Return text and entities together."""
        return FormattedText(text=self.text, entities=self.entities)

    @property
    def callback_data(self) -> list[str]:
        """Return the data of all buttons that carry some, in reading order."""
        return [button.data for row in self.buttons for button in row if button.data is not None]

    def rewrite(self, text: FormattedText) -> None:
        """Replace text and entities."""
        self.text, self.entities = text.text, text.entities

    def entity_texts(self, kind: str) -> list[str]:
        """Return the pieces of the text that entities of this type cover."""
        return [utf16.cut(self.text, e.offset, e.length) for e in self.entities if e.type == kind]

    def wire(self, *, with_reply: bool = True) -> JsonObject:
        """Return Telegram's Message object; the message replied to comes without its own reply."""
        message: JsonObject = {
            "message_id": self.id,
            "from": self.sender.wire(),
            "date": self.date,
            "chat": self.chat,
            **self.media,
            **self.service,
        }
        if self.sender_chat is not None:
            message["sender_chat"] = self.sender_chat
        if self.thread_id is not None:
            message |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        replied = self.reply_to or self.topic_start
        if replied is not None and with_reply:
            message["reply_to_message"] = replied.wire(with_reply=False)
        message |= self._text_fields()
        message |= self._optional_fields()
        return message

    def wire_if_accessible(self) -> JsonObject:
        """Return the Message object, or Telegram's InaccessibleMessage, which a date of 0 tells from it."""
        return {"chat": self.chat, "message_id": self.id, "date": 0} if self.too_old else self.wire()

    def _text_fields(self) -> JsonObject:
        if not self.text:
            return {}
        name, entities = ("caption", "caption_entities") if self.media else ("text", "entities")
        fields: JsonObject = {name: self.text}
        if self.entities:
            fields[entities] = [entity.wire() for entity in self.entities]
        return fields

    def _optional_fields(self) -> JsonObject:
        fields: JsonObject = {}
        if self.quote is not None:
            fields["quote"] = self.quote.wire()
        if self.edit_date is not None:
            fields["edit_date"] = self.edit_date
        if self.forward_origin is not None:
            fields["forward_origin"] = self.forward_origin
        if self.via_bot is not None:
            fields["via_bot"] = self.via_bot.wire()
        if self.protected:
            fields["has_protected_content"] = True
        if self.link_preview is not None:
            fields["link_preview_options"] = self.link_preview
        if self.buttons:
            fields["reply_markup"] = {"inline_keyboard": [[button.wire() for button in row] for row in self.buttons]}
        return fields
