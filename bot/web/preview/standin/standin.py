"""The stand-in itself: what a test holds to play Telegram and its people."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Literal, TypeVar

from .backstage import Backstage, backstage
from .calls import Call
from .chat import Chat
from .courier import Courier
from .failures import Failure, Failures, Hold
from .group import Group
from .http_face import HOST, HttpFace, serving
from .message import Message
from .private_chat import PrivateChat
from .queries import InlineQuery
from .values import JsonObject, User
from .world import World

BOT_ID = 7_000_000_001
TOKEN = f"{BOT_ID}:AAStandInStandInStandInStandInStand"
Found = TypeVar("Found")


class StandIn:
    """Telegram's Bot API on the loopback, for one bot.

    Attributes:
        base_url: the address to which a client appends the token, as python-telegram-bot expects it.
        token: the only token that is accepted.
        username: the bot's user name, without @.
        bot: the bot as a User.
        world: everything behind the interface.
    """

    def __init__(self, shared: Backstage, world: World, failures: Failures, port: int) -> None:
        """Use `StandIn.serve` instead."""
        self.base_url = f"http://{HOST}:{port}/bot"
        self.token = TOKEN
        self.bot = shared.bot
        self.username = shared.bot.username or ""
        self.world = world
        self._shared = shared
        self._failures = failures

    @classmethod
    @asynccontextmanager
    async def serve(
        cls, *, privacy_mode: bool = True, username: str = "yinju_bot", rate_limits: bool = False
    ) -> AsyncIterator["StandIn"]:
        """Serve on a free port until the block ends.

        `privacy_mode` is the bot's setting for groups; `rate_limits` refuses more than 20 messages a minute
        in a group with 429.
        """
        bot = User(id=BOT_ID, is_bot=True, first_name="引据", username=username)
        shared = backstage(bot, privacy_mode)
        world, failures = World(shared, rate_limits), Failures(shared.bell)
        async with serving(HttpFace(world, TOKEN, failures).app) as port:
            try:
                yield cls(shared, world, failures, port)
            finally:
                failures.release_all()
                shared.updates.close()

    @property
    def calls(self) -> list[Call]:
        """Return all calls in order, without getUpdates."""
        return self._shared.calls.all

    @property
    def faults(self) -> list[str]:
        """Return a sentence for each call that broke a rule; injected failures and 429 are not among them."""
        return self._shared.faults

    @property
    def privacy_mode(self) -> bool:
        """Return whether the bot's owner left privacy mode on."""
        return self._shared.privacy_mode

    @property
    def undelivered(self) -> list[Message]:
        """Return the messages that Telegram would not have handed to the bot."""
        return self._shared.undelivered

    @property
    def updates(self) -> list[JsonObject]:
        """Return the updates that wait to be confirmed."""
        return self._shared.updates.pending

    def user(
        self,
        first_name: str,
        *,
        language_code: str | None = None,
        username: str | None = None,
        is_bot: bool = False,
    ) -> User:
        """Register a person, or another bot."""
        return self.world.user(first_name, language_code=language_code, username=username, is_bot=is_bot)

    def speak(self, user: User, language_code: str) -> User:
        """Let a person choose another language in the app; returns the person to use from now on."""
        return self.world.speak(user, language_code)

    def private_chat(self, user: User) -> PrivateChat:
        """Return the private chat of this person with the bot."""
        return self.world.private_chat(user)

    def group(self, title: str, members: Sequence[User], *, forum: bool = False, basic: bool = False) -> Group:
        """Make a supergroup, or a plain group; the first member is its creator, the bot is added by `add_bot`."""
        return self.world.group(title, list(members), forum=forum, basic=basic)

    def upgrade(self, group: Group) -> Group:
        """Turn a plain group into a supergroup with another id, and return that."""
        supergroup = self.world.group(str(group.about["title"]), group.members)
        group.become(supergroup)
        return supergroup

    def inline_query(self, sender: User, query: str, *, offset: str = "", chat_type: str = "sender") -> InlineQuery:
        """Type an inline query; if Telegram kept an answer to it, that is given and the bot is not asked.

        `chat_type` is that of the chat in which it is typed: `sender` is the private chat with the bot.

        Raises ValueError.
        """
        if len(query) > 256:
            raise ValueError(f"An inline query has at most 256 characters, not {len(query)}.")
        queries, clock = self._shared.queries, self._shared.clock
        asked = InlineQuery(queries.new_id(), sender, query, offset, clock.now(), self._shared.bell)
        kept = queries.kept_answer(sender, query, offset, clock.now())
        if kept is not None:
            asked.answer, asked.from_cache = kept, True
            return asked
        queries.inline[asked.id] = asked
        payload = {
            "id": asked.id,
            "from": sender.wire(),
            "query": query,
            "offset": offset,
            "chat_type": chat_type,
        }
        self._shared.updates.add("inline_query", payload)
        return asked

    def commands(self, *, scope: JsonObject | None = None, language_code: str = "") -> list[JsonObject]:
        """Return the commands that the bot set for one scope and language."""
        return self.world.commands(scope, language_code)

    def menu(self, chat: Chat, user: User) -> list[JsonObject]:
        """Return the commands that the app of this person shows in this chat."""
        status = chat.status_of(user) if isinstance(chat, Group) else None
        return self.world.profile.menu(chat.id, user, status)

    async def next_call(self, method: str, timeout: float = 10.0) -> Call:
        """Return the oldest answered call of `method` that this has not returned yet."""
        return await self._shared.calls.next(method, timeout)

    async def until(self, look: Callable[[], Found | None], timeout: float = 10.0, what: str = "it") -> Found:
        """Wait until `look` returns something true; it is looked at whenever something happens."""
        start = len(self.calls)
        return await self._shared.bell.until(
            look, timeout, lambda: f"Waited {timeout:g} s for {what}; {self._shared.calls.story(start)}"
        )

    async def all_confirmed(self, timeout: float = 10.0) -> None:
        """Wait until the bot has confirmed every update, which it does before or while it handles them."""
        await self.until(lambda: not self.updates, timeout, "the bot to confirm all updates")

    def fail_next(
        self,
        method: str,
        *,
        status: int | None = None,
        description: str | None = None,
        retry_after: float | None = None,
        drop: Literal["before", "after"] | None = None,
        delay: float = 0.0,
        migrate_to: int | None = None,
        when: JsonObject | None = None,
        body: str | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of `method` fail as `Failure` describes."""
        failure = Failure(status, description, retry_after, drop, delay, migrate_to, when or {}, body)
        self._failures.add(method, failure, times)

    def recover(self, method: str) -> None:
        """Let the calls of `method` that were to fail go well."""
        self._failures.recover(method)

    def hold_next(self, method: str) -> Hold:
        """Hold the next call of `method` back until `release` of what this returns."""
        return self._failures.hold(method)

    def deliver_again(self, update: JsonObject) -> None:
        """Deliver an update a second time with its old number."""
        self._shared.updates.add_again(update)

    @asynccontextmanager
    async def bringing(self, *addresses: str) -> AsyncIterator[Courier]:
        """Bring updates to the webhook that the bot sets, at other addresses in turn, until the block ends."""
        courier = Courier(self.world, addresses)
        task = asyncio.create_task(courier.bring())
        try:
            yield courier
        finally:
            task.cancel()
            await asyncio.wait({task})

    def advance(self, seconds: float) -> None:
        """Move the stand-in's time forward: queries expire, rate limits pass, kept answers go stale."""
        self._shared.clock.advance(seconds)
