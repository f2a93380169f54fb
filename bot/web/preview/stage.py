"""The people and chats of the preview, in the stand-in for Telegram."""

from collections.abc import Iterator
from typing import Literal, TypeVar

from bot.phrases import LANGUAGES, phrases
from bot.phrases.pages import Preview
from bot.web.preview.standin import Chat, Group, Message, PrivateChat, StandIn, User

Found = TypeVar("Found")
Role = Literal["private", "group", "forum", "elsewhere"]


class Stage:
    """Three people, each with a private chat with the bot, and chats of all of them, which the first one made.

    The bot is in `group` and in `forum`, where all is written in one `topic`; in `elsewhere` it is no member. Each
    person speaks one of the program's languages at first, and bears a name of that language.
    """

    def __init__(self, api: StandIn, named: Preview) -> None:
        self.api = api
        people = [api.user(phrases(code).preview.person, language_code=code) for code in LANGUAGES]
        self._ids = [person.id for person in people]
        self._private = {person.id: api.private_chat(person) for person in people}
        self.group: Group = api.group(named.group, people)
        self.group.add_bot(by=people[0])
        self.forum: Group = api.group(named.forum, people, forum=True)
        self.topic = self.forum.create_topic(named.topic, by=people[0])
        self.forum.add_bot(by=people[0])
        self.elsewhere: Group = api.group(named.elsewhere, people)

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
        """All chats, the private ones first."""
        return [*self.private_chats, self.group, self.forum, self.elsewhere]

    def role(self, chat: Chat) -> Role:
        """Return what a chat is there for."""
        roles: dict[int, Role] = {self.group.id: "group", self.forum.id: "forum", self.elsewhere.id: "elsewhere"}
        return roles.get(chat.id, "private")

    def thread(self, chat: Chat) -> int | None:
        """Return the topic in which people write in a chat, if it has topics."""
        return self.topic if chat is self.forum else None

    def chat(self, number: int) -> Chat:
        """Return the chat with this id; raises LookupError without one."""
        return _only(chat for chat in self.chats if chat.id == number)

    def private_chat(self, person: User) -> PrivateChat:
        """Return a person's private chat with the bot."""
        return self._private[person.id]

    def person(self, number: int) -> User:
        """Return the person with this id; raises LookupError without one."""
        return _only(person for person in self.people if person.id == number)

    def message(self, chat_id: int, number: int) -> tuple[Chat, Message]:
        """Return a chat and the message in it with these ids; raises LookupError where one of them is not there."""
        chat = self.chat(chat_id)
        return chat, _only(message for message in chat.messages if message.id == number)


def _only(found: Iterator[Found]) -> Found:
    """Return the first one. Raises LookupError if there is none."""
    for one in found:
        return one
    raise LookupError("It is not there, or not any more.")
