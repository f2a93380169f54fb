"""A group or supergroup, with or without topics: who is in it, and what of it reaches the bot."""

from . import privacy
from .backstage import Backstage
from .chat import Chat
from .entities import trim, with_found
from .message import Message
from .queries import GuestQuery, mentions
from .refusal import RefusedError
from .values import FormattedText, JsonObject, User

RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
]
"""The rights of an administrator of a supergroup; the stand-in's administrators have all of them."""


def member(user: User, status: str) -> JsonObject:
    """Return Telegram's ChatMember object of `user` with this status."""
    fields: JsonObject = {"user": user.wire(), "status": status}
    if status == "administrator":
        fields |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True)
    if status == "creator":
        fields["is_anonymous"] = False
    if status == "kicked":
        fields["until_date"] = 0
    return fields


def change(chat: JsonObject, by: User, date: int, user: User, before: str, after: str) -> JsonObject:
    """Return Telegram's ChatMemberUpdated object for `user`, whose status `by` changed."""
    old, new = member(user, before), member(user, after)
    return {"chat": chat, "from": by.wire(), "date": date, "old_chat_member": old, "new_chat_member": new}


GENERAL_TOPIC = 1
ANONYMOUS = User(id=1_087_968_824, is_bot=True, first_name="Group", username="GroupAnonymousBot")
"""Whom Telegram names as the sender of what an administrator writes in the name of a group."""
IN_GROUP = frozenset({"member", "administrator"})


def by_a_bot(message: Message) -> bool:
    """Tell whether a bot wrote a message; who writes in the name of a group is none, whatever Telegram names."""
    return message.sender.is_bot and message.sender_chat is None


class Group(Chat):
    """A supergroup whose first member is its creator; the bot is no member until `add_bot`.

    A `basic` one is a plain group until it is upgraded, and then another chat takes its place.

    Attributes:
        bot_status: what the bot is: "left", "member", "administrator" or "kicked".
        topics: the names of the topics by their thread ids; empty without topics.
    """

    def __init__(
        self,
        chat_id: int,
        about: JsonObject,
        members: list[User],
        shared: Backstage,
        first_id: int,
        *,
        basic: bool = False,
    ) -> None:
        """Build a group without the bot."""
        self.kind = "group" if basic else "supergroup"
        super().__init__(chat_id, about, members, shared, first_id)
        self.bot_status = "left"
        self.administrators: list[User] = []
        self.topics: dict[int, str] = {}
        self.successor: Group | None = None
        self._topic_starts: dict[int, Message] = {}

    def add_bot(self, by: User, *, earlier: bool = False, administrator: bool = False) -> None:
        """Let a member add the bot: a my_chat_member update, then a service message.

        `earlier`: it happened long ago, and no update tells of it; `administrator`: the bot is one at once.
        """
        status = "administrator" if administrator else "member"
        if earlier:
            self.bot_status = status
            return
        self._turn(by, status)
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

    def become(self, successor: "Group") -> None:
        """Hand members and standing over to a supergroup; each of the two chats tells the bot of the other."""
        successor.members, successor.administrators = self.members, self.administrators
        successor.bot_status = self.bot_status
        self._service(self.members[0], {"migrate_to_chat_id": successor.id})
        successor._service(self.members[0], {"migrate_from_chat_id": self.id})
        self.successor = successor

    def create_topic(self, name: str, by: User | None = None) -> int:
        """Create a topic of a forum and return its thread id; raises ValueError."""
        if not self.about.get("is_forum"):
            raise ValueError("Topics need a group made with forum=True.")
        start = super().new_message(by or self.members[0])
        start.thread_id = start.id
        start.service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        self.topics[start.id] = name
        self._topic_starts[start.id] = start
        self._post(start)
        return start.id

    def guest_query(self, message: Message) -> GuestQuery:
        """Return the query that a message became which mentioned the bot while it was no member.

        Raises LookupError.
        """
        found = [query for query in self.shared.queries.guests.values() if query.message is message]
        if not found:
            raise LookupError("The message is no guest query: it mentions not the bot, or the bot is a member.")
        return found[0]

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
        if self.bot_status not in IN_GROUP or (by_a_bot(message) and not message.service):
            return False
        if self.bot_status == "administrator" or not self.shared.privacy_mode:
            return True
        earlier = [known for known in self.messages if known.id < message.id]
        others = any(user.is_bot for user in self.members)
        return privacy.delivered(message, self.shared.bot, earlier=earlier, other_bots=others)

    def new_message(self, sender: User, *, thread_id: int | None = None) -> Message:
        """Return an empty message; in a topic it points to the topic's beginning, as Telegram's do.

        Raises ValueError.
        """
        if thread_id == GENERAL_TOPIC:
            thread_id = None
        if thread_id is not None and thread_id not in self._topic_starts:
            raise ValueError(f"There is no topic {thread_id}; create_topic returns the ids of topics.")
        message = super().new_message(sender, thread_id=thread_id)
        message.topic_start = self._topic_starts[thread_id] if thread_id is not None else None
        return message

    def check_open_to_bot(self) -> None:
        """Refuse what a bot asks that is not in the group, or asks of a group that has become another chat.

        Raises RefusedError.
        """
        if self.successor is not None:
            raise RefusedError("group chat was upgraded to a supergroup chat", migrate_to=self.successor.id)
        if self.bot_status == "kicked":
            raise RefusedError("bot was kicked from the supergroup chat", status=403)
        if self.bot_status not in IN_GROUP:
            raise RefusedError("bot is not a member of the supergroup chat", status=403)

    def check_thread(self, thread_id: int | None) -> None:
        """Refuse threads that are no topics, and the General topic, which has to be left out; raises RefusedError."""
        if thread_id is None or thread_id in self.topics:
            return
        remark = "the General topic is addressed by leaving message_thread_id out"
        if thread_id != GENERAL_TOPIC:
            remark = f"the topics of this group are {self.topics or 'none, it is not a forum'}"
        raise RefusedError("message thread not found", remark=remark)

    def leave(self) -> None:
        """Let the bot leave by itself."""
        self._turn(self.shared.bot, "left")

    def send_as_group(self, administrator: User, text: str) -> Message:
        """Send a text of an administrator who writes anonymously: Telegram shows the group as its sender.

        Raises ValueError.
        """
        if self.status_of(administrator) not in {"creator", "administrator"}:
            raise ValueError(f"{administrator.first_name} is no administrator of this {self!r}.")
        message = self._draft(administrator, None, None, None)
        message.sender, message.sender_chat = ANONYMOUS, self.about
        message.rewrite(with_found(trim(FormattedText(text=text))))
        return self._post(message)

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

    def _post(self, message: Message) -> Message:
        super()._post(message)
        bot, queries, now = self.shared.bot, self.shared.queries, self.shared.clock.now()
        if self.bot_status not in IN_GROUP and not message.sender.is_bot and mentions(message, bot):
            query = GuestQuery(queries.new_id(), message, now, self.shared.bell)
            queries.guests[query.id] = query
            self.shared.updates.add("guest_message", query.wire())
        return message

    def _why(self) -> str:
        if self.bot_status in IN_GROUP:
            lost = sum(message.chat["id"] == self.id for message in self.shared.undelivered)
            return f"{lost} messages of this group were not delivered to the bot; " if lost else ""
        return "the bot is not in the group, add_bot(by=...) adds it; "
