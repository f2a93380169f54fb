"""Everybody and every chat of one stand-in, and finding them by the ids that the bot sends."""

from .backstage import Backstage
from .chat import Chat
from .clock import GroupRates
from .group import Group
from .private_chat import PrivateChat
from .profile import Profile, scope_key
from .refusal import RefusedError
from .values import JsonObject, User

FIRST_USER_ID = 500_000_001
FIRST_GROUP_ID = -1_001_500_000_001
FIRST_BASIC_ID = -500_000_001


class World:
    """Users and chats by id, the bot's profile, and the limits of its rate."""

    def __init__(self, shared: Backstage, rate_limits: bool) -> None:
        """Begin with the bot alone."""
        self.shared = shared
        self.users: dict[int, User] = {shared.bot.id: shared.bot}
        self.chats: dict[int, Chat] = {}
        self.profile = Profile()
        self.rates = GroupRates(shared.clock) if rate_limits else None
        self.webhook: JsonObject | None = None
        self.webhook_error: JsonObject = {}

    def user(self, first_name: str, *, language_code: str | None, username: str | None, is_bot: bool) -> User:
        """Register a person or another bot."""
        user = User(
            id=FIRST_USER_ID + len(self.users),
            is_bot=is_bot,
            first_name=first_name,
            username=username,
            language_code=language_code,
        )
        self.users[user.id] = user
        return user

    def speak(self, user: User, language_code: str) -> User:
        """Set the language of a person's app, and return the person as of now."""
        changed = user.model_copy(update={"language_code": language_code})
        self.users[user.id] = changed
        for chat in self.chats.values():
            chat.replace(user, changed)
        self.shared.bell.ring()
        return changed

    def private_chat(self, user: User) -> PrivateChat:
        """Return the private chat of this person with the bot, always the same one."""
        known = self.chats.get(user.id)
        if isinstance(known, PrivateChat):
            return known
        about = {"first_name": user.first_name} | ({"username": user.username} if user.username else {})
        chat = PrivateChat(user.id, about, [user], self.shared, 100 * (len(self.chats) + 1))
        self.chats[chat.id] = chat
        return chat

    def group(self, title: str, members: list[User], *, forum: bool = False, basic: bool = False) -> Group:
        """Make a supergroup, or a plain group, without the bot; raises ValueError."""
        if not members:
            raise ValueError("A group needs at least one member, who is its creator.")
        about: JsonObject = {"title": title} | ({"is_forum": True} if forum else {})
        first = FIRST_BASIC_ID if basic else FIRST_GROUP_ID
        number = len(self.chats)
        chat = Group(first - number, about, list(members), self.shared, 100 * (number + 1), basic=basic)
        self.chats[chat.id] = chat
        return chat

    def find_chat(self, chat_id: str) -> Chat:
        """Return the chat that the bot means; a known user without a chat counts as one that never wrote.

        Raises RefusedError.
        """
        if not chat_id:
            raise RefusedError("chat_id is empty")
        digits = chat_id.removeprefix("-")
        number = int(chat_id) if digits.isascii() and digits.isdigit() else 0
        if number in self.chats:
            return self.chats[number]
        user = self.users.get(number)
        if user is None:
            raise RefusedError("chat not found", remark=f"chat_id is {chat_id!r}")
        if user.is_bot:
            raise RefusedError("bot can't send messages to bots", status=403)
        return self.private_chat(user)

    def commands(self, scope: JsonObject | None, language_code: str) -> list[JsonObject]:
        """Return the commands that the bot set for one scope and language."""
        return self.profile.commands.get((scope_key(scope), language_code), [])

    def find_user(self, user_id: int) -> User:
        """Return the user with this id; raises RefusedError."""
        if user_id not in self.users:
            raise RefusedError("invalid user_id specified", remark=f"user_id is {user_id}")
        return self.users[user_id]
