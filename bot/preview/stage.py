"""The people and chats of the preview, played in the stand-in for Telegram."""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from bot.phrases import LANGUAGES, phrases
from bot.preview.acts import Act, Delete, Edit, Press, Send, SendMedia, Speak, Start
from bot.replies.message import LONGEST
from tests.standin import Chat, Group, Message, PrivateChat, StandIn, User

_LAST_BREAK = re.compile(r".*\s", re.DOTALL)
Found = TypeVar("Found")


class Stage:
    """Three people, each with a private chat with the bot, and a group of all of them; the first one made the group.

    Each person speaks one of the program's languages at first, and bears a name of that language.
    """

    def __init__(self, api: StandIn, group_title: str) -> None:
        self.api = api
        people = [api.user(phrases(code).preview.person, language_code=code) for code in LANGUAGES]
        self._ids = [person.id for person in people]
        self._private = {person.id: api.private_chat(person) for person in people}
        self.group: Group = api.group(group_title, people)
        self.group.add_bot(by=people[0])

    @property
    def people(self) -> list[User]:
        """The people, each with the language that is theirs now."""
        return [self.api.world.users[number] for number in self._ids]

    @property
    def private_chats(self) -> list[PrivateChat]:
        """The private chats in the order of the people."""
        return [self._private[number] for number in self._ids]

    @property
    def chats(self) -> list[Chat]:
        """All chats, the group last."""
        return [*self.private_chats, self.group]

    def chat(self, number: int) -> Chat:
        """The chat with this id; raises LookupError where there is none."""
        return _only(chat for chat in self.chats if chat.id == number)

    def person(self, number: int) -> User:
        """The person with this id; raises LookupError where there is none."""
        return _only(person for person in self.people if person.id == number)

    async def perform(self, act: Act) -> dict[str, Any]:
        """Do what a person did on the page; returns how the bot answered a pressed button, and nothing for other acts.

        Raises LookupError where a message, chat or person is no longer there, and ValueError where Telegram's apps
        would not let the person do that.
        """
        person = self.person(act.person)
        match act:
            case Send():
                self._send(person, act)
            case SendMedia():
                self._send_media(person, act)
            case Edit():
                chat, message = self._message(act.chat, act.message)
                chat.edit(person, message, act.text)
            case Delete():
                self._delete(person, act)
            case Press():
                return await self._press(person, act)
            case Start():
                self._private[person.id].start(person, act.parameter)
            case Speak():
                self.api.speak(person, act.language)
        return {}

    def _message(self, chat_id: int, message_id: int) -> tuple[Chat, Message]:
        chat = self.chat(chat_id)
        return chat, _only(message for message in chat.messages if message.id == message_id)

    def _send(self, person: User, act: Send) -> None:
        chat, reply_to = self.chat(act.chat), self._replied_to(act.chat, act.reply_to)
        for piece in pieces(act.text):
            chat.send(person, piece, reply_to=reply_to, quote=act.quote if reply_to else None)

    def _send_media(self, person: User, act: SendMedia) -> None:
        chat, reply_to = self.chat(act.chat), self._replied_to(act.chat, act.reply_to)
        if act.kind == "sticker":
            chat.send_sticker(person, reply_to=reply_to)
        elif act.kind == "voice":
            chat.send_voice(person, act.caption, reply_to=reply_to)
        else:
            chat.send_photo(person, act.caption, reply_to=reply_to)

    def _replied_to(self, chat: int, message: int | None) -> Message | None:
        return self._message(chat, message)[1] if message is not None else None

    def _delete(self, person: User, act: Delete) -> None:
        chat, message = self._message(act.chat, act.message)
        if message.sender.id != person.id and chat is self.group and self.group.status_of(person) != "creator":
            raise ValueError(f"{person.first_name} can delete only own messages in a group.")
        chat.remove(message)

    async def _press(self, person: User, act: Press) -> dict[str, Any]:
        """What the bot answered: text, show_alert, url; nothing where it did not answer in time."""
        chat, message = self._message(act.chat, act.message)
        query = chat.press(person, message, act.data)
        try:
            return await query.answered()
        except TimeoutError:
            return {}


def pieces(text: str) -> Iterator[str]:
    """A text as Telegram's apps send it: a long one in several messages, cut behind white space where there is some."""
    while head := text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore"):
        if head != text and (broken := _LAST_BREAK.match(head)):
            head = broken[0]
        text = text[len(head) :]
        if head.strip():
            yield head


def _only(found: Iterator[Found]) -> Found:
    for one in found:
        return one
    raise LookupError("It is not there, or not any more.")
