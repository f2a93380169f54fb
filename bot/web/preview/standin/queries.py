"""Questions that Telegram asks the bot and that expire: pressed buttons, inline queries and guest queries."""

from dataclasses import dataclass, field
from typing import TypeVar

from . import utf16
from .clock import Bell
from .message import Message
from .refusal import RefusedError
from .values import JsonObject, User

GUEST_LIFETIME = 60.0
"""Seconds in which an answer still counts; Telegram documents none, a person waits no longer."""


@dataclass
class GuestQuery:
    """A message that mentions the bot where it is a guest; `answer` is the message that it posted there."""

    id: str
    message: Message
    asked_at: float
    bell: Bell = field(repr=False)
    answer: Message | None = None

    async def answered(self, timeout: float = 10.0) -> Message:
        """Wait for the bot's answer and return it."""
        story = f"The guest query {self.message.text!r} was not answered within {timeout:g} s."
        return await self.bell.until(lambda: self.answer, timeout, lambda: story)

    def wire(self) -> JsonObject:
        """Return the message of the guest_message update."""
        return self.message.wire() | {"guest_query_id": self.id}


def mentions(message: Message, bot: User) -> bool:
    """Tell whether a message names the bot by @username, in any letter case."""
    names = [utf16.cut(message.text, e.offset, e.length) for e in message.entities if e.type == "mention"]
    return any(name.lower() == f"@{bot.username}".lower() for name in names)


CALLBACK_LIFETIME = 15.0
INLINE_LIFETIME = 10.0
"""Seconds in which an answer still counts; Telegram documents neither, this is what is seen."""


@dataclass
class CallbackQuery:
    """A pressed button; `answer` holds text, show_alert, url and cache_time as the bot gave them."""

    id: str
    sender: User
    message: Message
    data: str
    asked_at: float
    bell: Bell = field(repr=False)
    answer: JsonObject | None = None

    async def answered(self, timeout: float = 10.0) -> JsonObject:
        """Wait for the bot's answer and return it; an empty object is an answer without text."""
        story = f"The button {self.data!r} was not answered within {timeout:g} s."
        await self.bell.until(lambda: self.answer is not None, timeout, lambda: story)
        return self.answer or {}


@dataclass
class InlineQuery:
    """An inline query; `answer` holds results, cache_time, is_personal, next_offset and button.

    `from_cache` tells that Telegram gave an earlier answer and the bot never saw this query.
    """

    id: str
    sender: User
    query: str
    offset: str
    asked_at: float
    bell: Bell = field(repr=False)
    answer: JsonObject | None = None
    from_cache: bool = False

    async def answered(self, timeout: float = 10.0) -> JsonObject:
        """Wait for the bot's answer and return it."""
        story = f"The inline query {self.query!r} was not answered within {timeout:g} s."
        await self.bell.until(lambda: self.answer is not None, timeout, lambda: story)
        return self.answer or {}


Query = TypeVar("Query", CallbackQuery, InlineQuery, GuestQuery)


class OpenQueries:
    """All queries by id, and the answers to inline queries that Telegram keeps."""

    def __init__(self) -> None:
        """Begin without queries."""
        self.callbacks: dict[str, CallbackQuery] = {}
        self.inline: dict[str, InlineQuery] = {}
        self.guests: dict[str, GuestQuery] = {}
        self._kept: list[InlineQuery] = []
        self._count = 0

    def new_id(self) -> str:
        """Return an id that was never used, as long as Telegram's are."""
        self._count += 1
        return str(4_000_000_000_000_000_000 + self._count)

    def keep(self, query: InlineQuery) -> None:
        """Keep the answer to `query` for later queries with the same text."""
        self._kept.append(query)

    def kept_answer(self, sender: User, query: str, offset: str, now: float) -> JsonObject | None:
        """Return the newest answer to the same text that is still fresh, and of the same user if personal."""
        for known in reversed(self._kept):
            answer = known.answer or {}
            fresh = now < known.asked_at + answer.get("cache_time", 300)
            own = known.sender == sender or not answer.get("is_personal", False)
            if fresh and own and (known.query, known.offset) == (query, offset):
                return answer
        return None


def open_query(queries: dict[str, Query], query_id: str, now: float, lifetime: float) -> Query:
    """Return the query that waits for an answer; refuse unknown, answered and expired ones.

    Raises RefusedError.
    """
    query = queries.get(query_id)
    remark = ""
    if query is None:
        remark = f"no query has the id {query_id!r}"
    elif query.answer is not None:
        remark = "the query was answered already"
    elif now > query.asked_at + lifetime:
        remark = f"asked {now - query.asked_at:.1f} s ago, allowed are {lifetime:g}"
    if query is None or remark:
        raise RefusedError("query is too old and response timeout expired or query ID is invalid", remark=remark)
    return query
