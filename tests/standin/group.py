"""A supergroup, with or without topics: who is in it, and what of it reaches the bot."""

from . import privacy
from .backstage import Backstage
from .chat import Chat
from .membership import change
from .message import Message
from .refusal import RefusedError
from .values import JsonObject, User

GENERAL_TOPIC = 1
IN_GROUP = frozenset({"member", "administrator"})


class Group(Chat):
    """A supergroup whose first member is its creator; the bot is no member until `add_bot`.

    Attributes:
        bot_status: what the bot is: "left", "member", "administrator" or "kicked".
        topics: the names of the topics by their thread ids; empty without topics.
    """

    kind = "supergroup"

    def __init__(self, chat_id: int, about: JsonObject, members: list[User], shared: Backstage, first_id: int) -> None:
        """Build a group without the bot."""
        super().__init__(chat_id, about, members, shared, first_id)
        self.bot_status = "left"
        self.administrators: list[User] = []
        self.topics: dict[int, str] = {}
        self._topic_starts: dict[int, Message] = {}

    def add_bot(self, by: User) -> None:
        """Let a member add the bot: a my_chat_member update, then a service message."""
        self._turn(by, "member")
        self._service(by, {"new_chat_members": [self.shared.bot.wire()]})

    def promote_bot(self, by: User | None = None) -> None:
        """Make the bot an administrator, to whom Telegram delivers everything."""
        self._turn(by or self.members[0], "administrator")

    def demote_bot(self, by: User | None = None) -> None:
        """Make the bot an ordinary member again."""
        self._turn(by or self.members[0], "member")

    def remove_bot(self, by: User) -> None:
        """Remove the bot from the group; it can no longer write."""
        self._turn(by, "kicked")

    def add_member(self, user: User) -> None:
        """Let a person or another bot join."""
        self.members.append(user)
        self._service(user, {"new_chat_members": [user.wire()]})

    def promote(self, user: User) -> None:
        """Make a member an administrator."""
        self.administrators.append(user)

    def create_topic(self, name: str, by: User | None = None) -> int:
        """Create a topic of a forum and return its thread id."""
        if not self.about.get("is_forum"):
            raise ValueError("Topics need a group made with forum=True.")
        start = super().new_message(by or self.members[0])
        start.thread_id = start.id
        start.service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        self.topics[start.id] = name
        self._topic_starts[start.id] = start
        self._post(start)
        return start.id

    def status_of(self, user: User) -> str:
        """Return Telegram's status of a person or bot in this group."""
        if user.id == self.shared.bot.id:
            return self.bot_status
        if user not in self.members:
            return "left"
        if user == self.members[0]:
            return "creator"
        return "administrator" if user in self.administrators else "member"

    def delivers(self, message: Message) -> bool:
        """Apply privacy mode; bots never see what other bots write."""
        if self.bot_status not in IN_GROUP or (message.sender.is_bot and not message.service):
            return False
        if self.bot_status == "administrator" or not self.shared.privacy_mode:
            return True
        earlier = [known for known in self.messages if known.id < message.id]
        others = any(user.is_bot for user in self.members)
        return privacy.delivered(message, self.shared.bot, earlier=earlier, other_bots=others)

    def new_message(self, sender: User, *, thread_id: int | None = None) -> Message:
        """Return an empty message; in a topic it points to the topic's beginning, as Telegram's do."""
        if thread_id == GENERAL_TOPIC:
            thread_id = None
        if thread_id is not None and thread_id not in self._topic_starts:
            raise ValueError(f"There is no topic {thread_id}; create_topic returns the ids of topics.")
        message = super().new_message(sender, thread_id=thread_id)
        message.topic_start = self._topic_starts[thread_id] if thread_id is not None else None
        return message

    def check_open_to_bot(self) -> None:
        """Refuse what a bot asks that is not in the group."""
        if self.bot_status == "kicked":
            raise RefusedError("bot was kicked from the supergroup chat", status=403)
        if self.bot_status not in IN_GROUP:
            raise RefusedError("bot is not a member of the supergroup chat", status=403)

    def check_thread(self, thread_id: int | None) -> None:
        """Refuse threads that are no topics, and the General topic, which has to be left out."""
        if thread_id is None or thread_id in self.topics:
            return
        remark = "the General topic is addressed by leaving message_thread_id out"
        if thread_id != GENERAL_TOPIC:
            remark = f"the topics of this group are {self.topics or 'none, it is not a forum'}"
        raise RefusedError("message thread not found", remark=remark)

    def leave(self) -> None:
        """Let the bot leave by itself."""
        self._turn(self.shared.bot, "left")

    def replace(self, before: User, after: User) -> None:
        """Put what a person has become in place of what the same person was."""
        super().replace(before, after)
        self.administrators = [after if user == before else user for user in self.administrators]

    def _turn(self, by: User, status: str) -> None:
        before, self.bot_status = self.bot_status, status
        payload = change(self.about, by, self.shared.clock.date(), self.shared.bot, before, status)
        self.shared.updates.add("my_chat_member", payload)

    def _service(self, by: User, fields: JsonObject) -> None:
        message = self.new_message(by)
        message.service = fields
        self._post(message)

    def _why(self) -> str:
        if self.bot_status in IN_GROUP:
            lost = sum(message.chat["id"] == self.id for message in self.shared.undelivered)
            return f"{lost} messages of this group were not delivered to the bot; " if lost else ""
        return "the bot is not in the group, add_bot(by=...) adds it; "
