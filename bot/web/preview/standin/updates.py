"""The updates that wait for the bot: numbered, confirmed by offset, handed out by long polling."""

import asyncio
from collections.abc import Sequence

from .clock import Bell
from .refusal import RefusedError
from .values import JsonObject

FIRST_UPDATE_ID = 700_000_001
LONGEST_POLL = 50
"""Seconds after which Telegram ends a long poll, whatever timeout was asked for."""

CONFLICT = "terminated by other getUpdates request; make sure that only one bot instance is running"
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = NOT_BY_DEFAULT | frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "guest_message",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
    ]
)
"""Every kind of update that a bot may ask for."""


class UpdateQueue:
    """Keeps updates until they are confirmed; at most one poll at a time, a newer one ends the older.

    Attributes:
        pending: the updates that are not confirmed, oldest first.
        allowed: the kinds of updates that the bot asked for.
        polling: how many polls wait at this moment.
    """

    def __init__(self, bell: Bell) -> None:
        """Build an empty queue that rings `bell` when updates come or are confirmed."""
        self._bell = bell
        self._next_id = FIRST_UPDATE_ID
        self._arrived = asyncio.Event()
        self._poll = object()
        self._closed = False
        self.polling = 0
        self.pending: list[JsonObject] = []
        self.allowed: frozenset[str] = KINDS - NOT_BY_DEFAULT

    def add(self, kind: str, payload: JsonObject) -> JsonObject | None:
        """Append an update and return it, or return None if the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        update = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        self.pending.append(update)
        self._wake()
        return update

    def add_again(self, update: JsonObject) -> None:
        """Append an update that was already delivered, with its old number."""
        self.pending.append(update)
        self.pending.sort(key=lambda known: int(known["update_id"]))
        self._wake()

    def allow(self, kinds: Sequence[str]) -> None:
        """Deliver only these kinds from now on; an empty sequence stands for the default.

        Raises RefusedError.
        """
        unknown = sorted(set(kinds) - KINDS)
        if unknown:
            raise RefusedError("unknown update type", remark=f"Telegram silently ignores {unknown}")
        self.allowed = frozenset(kinds) or (KINDS - NOT_BY_DEFAULT)

    def confirm(self, offset: int) -> None:
        """Forget all updates below `offset`; a negative one keeps only that many of the newest."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self._bell.ring()

    async def poll(self, limit: int, timeout: int) -> list[JsonObject]:
        """Return up to `limit` pending updates, waiting up to `timeout` seconds for the first one.

        Raises RefusedError.
        """
        mine = self._poll = object()
        self.polling += 1
        self._wake()
        try:
            async with asyncio.timeout(min(max(timeout, 0), LONGEST_POLL)):
                while self._poll is mine and not self.pending and not self._closed:
                    await self._arrived.wait()
        except TimeoutError:
            return []
        finally:
            self.polling -= 1
            self._bell.ring()
        if self._poll is not mine:
            raise RefusedError(CONFLICT, status=409)
        return self.pending[:limit]

    async def first(self) -> JsonObject:
        """Return the oldest update that is not confirmed, waiting for one as long as it takes."""
        while not self.pending:
            await self._arrived.wait()
        return self.pending[0]

    def close(self) -> None:
        """Let a poll that waits return with nothing."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self._arrived.set()
        self._arrived = asyncio.Event()
        self._bell.ring()
