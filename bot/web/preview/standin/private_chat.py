"""The private chat of one person with the bot: started, blocked and unblocked by that person."""

from .chat import Chat
from .group import change
from .message import Message
from .refusal import RefusedError
from .values import JsonObject, User


class PrivateChat(Chat):
    """A private chat; the bot may write in it once the person has written."""

    kind = "private"
    blocked = False
    started = False

    def block(self, by: User) -> None:
        """Block the bot; a my_chat_member update tells it, and every message to the person is refused."""
        self._turn(by, blocked=True)

    def unblock(self, by: User) -> None:
        """Take the block back."""
        self._turn(by, blocked=False)

    def delivers(self, message: Message) -> bool:
        """Deliver everything that the person writes."""
        return not self.blocked

    def check_open_to_bot(self) -> None:
        """Refuse writing to a person who blocked the bot or never wrote to it; raises RefusedError."""
        if self.blocked:
            raise RefusedError("bot was blocked by the user", status=403)
        if not self.started:
            raise RefusedError("bot can't initiate conversation with a user", status=403)

    def new_message(self, sender: User, *, thread_id: int | None = None) -> Message:
        """Return an empty message; a person's first one opens the chat for the bot.

        Raises ValueError.
        """
        if thread_id is not None:
            raise ValueError("There are no topics in private chats.")
        if not sender.is_bot:
            self._check_person()
            self.started = True
        return super().new_message(sender)

    def _check_person(self) -> None:
        """Raise ValueError if the person has blocked the bot."""
        if self.blocked:
            raise ValueError("A person who blocked the bot has to call unblock() before writing to it.")

    def _turn(self, by: User, *, blocked: bool) -> None:
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self.blocked = blocked
        payload: JsonObject = change(self.about, by, self.shared.clock.date(), self.shared.bot, before, after)
        self.shared.updates.add("my_chat_member", payload)
