"""Rate limiter of requests to Telegram: sends within its limits, and repeats until they are done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from datetime import timedelta
from enum import Enum
from http import HTTPStatus
from typing import Any, TypeVar

import httpx
from aiolimiter import AsyncLimiter
from telegram.constants import FloodLimit
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.transport.connection import NotTelegram, Reachability
from bot.transport.delivery import Delivery, present

Result = TypeVar("Result")
_KEPT_BUCKETS = 1000
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 30.0
_SLACK_SECONDS = 0.1
_OUTAGE_SECONDS = 24 * 3600.0  # what is older is answered no more, see queue.py
_PER_SECOND = int(FloodLimit.MESSAGES_PER_SECOND)
_PER_MINUTE = int(FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP)
# Made twice, these show a person the same thing twice.
_SHOWN = frozenset({"sendMessage", "sendPhoto"})
# With one of these, whatever an update asked for is there.
_LAST = frozenset({"sendMessage", "answerCallbackQuery", "answerInlineQuery", "answerGuestQuery"})
_PATIENT = _SHOWN | {"editMessageText", "editMessageReplyMarkup", "deleteMessage"}
_PRESSING = frozenset(
    {"answerCallbackQuery", "answerInlineQuery", "answerGuestQuery", "getChatAdministrators", "getChatMember"}
)
_AT_THE_START = frozenset({"getMe", "deleteWebhook", "setMyCommands", "setMyDescription", "setMyShortDescription"})
_SECONDS = {3600.0: _PATIENT, 5.0: _PRESSING, 1.0: _AT_THE_START}
_log = logging.getLogger(__name__)


class Buckets:
    """For each key a bucket that holds `most` and leaks `per_minute`. Of the keys, only those in use are kept."""

    def __init__(self, most: float, per_minute: float) -> None:
        self._most = most
        self._seconds = most / per_minute * 60
        self._buckets: dict[Hashable, AsyncLimiter] = {}

    def of(self, key: Hashable) -> AsyncLimiter:
        """Return the bucket of a key."""
        if key not in self._buckets and len(self._buckets) >= _KEPT_BUCKETS:
            self._buckets = {
                one: bucket for one, bucket in self._buckets.items() if not bucket.has_capacity(self._most)
            }
        return self._buckets.setdefault(key, AsyncLimiter(self._most, self._seconds))


class Outcome(Enum):
    """Outcome of a request that brought no result."""

    REFUSED = "Telegram will not do what it asks"
    FAILED = "Telegram has not done what it asks"
    UNKNOWN = "Telegram may have done what it asks"


def fate_of(error: TelegramError) -> Outcome:
    """Return what became of the request that ended with this error."""
    cause = error.__cause__
    if isinstance(error, NotTelegram):
        return Outcome.UNKNOWN if error.status == HTTPStatus.OK else Outcome.FAILED
    if isinstance(cause, httpx.HTTPError):
        never = isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
        return Outcome.FAILED if never else Outcome.UNKNOWN
    if isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest)):
        return Outcome.FAILED
    # A response that cannot be read has no class of its own.
    return Outcome.UNKNOWN if type(error) is TelegramError else Outcome.REFUSED


class RateLimiter(BaseRateLimiter[None]):
    """Limiter of requests: keeps to Telegram's limits, and waits in each chat for as long as Telegram asks there.

    Messages, their edits and deletions are tried again for an hour, with pauses that grow to half a minute; the time
    does not count for which Telegram cannot be reached, a day at most. A message that may have arrived is sent once
    more, and no more than that. What somebody waits for in a window, and what Telegram takes for some seconds only, is
    tried for five seconds; what is done at the start for one, because Telegram may ask to wait for hours with menus.
    Anything else is tried once.
    """

    def __init__(self, reach: Reachability | None = None, probe: Callable[[], Awaitable[object]] | None = None) -> None:
        """Take the limits; `probe` asks Telegram for something while `reach` says that it is unreachable."""
        self._reach = reach
        self._probe = probe
        self._probing = asyncio.Lock()
        self._all = AsyncLimiter(_PER_SECOND, 1)
        self._groups = Buckets(_PER_MINUTE, _PER_MINUTE)
        self._held: dict[object, float] = {}

    async def initialize(self) -> None:
        """Begin without anything."""

    async def shutdown(self) -> None:
        """End without anything."""

    async def process_request(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any], endpoint: str,
        data: dict[str, Any], rate_limit_args: None,
    ) -> Any:  # fmt: skip
        """Make a request when it is time for it, and again where it failed."""
        seconds = next((seconds for seconds, endpoints in _SECONDS.items() if endpoint in endpoints), 0.0)
        chat, pauses = data.get("chat_id") if endpoint in _PATIENT else None, _Pauses(seconds)
        delivery = present() if endpoint in _SHOWN else None
        while True:
            await self._turn(chat)
            try:
                result = await _delivered(callback(*args, **kwargs), delivery)
            except TelegramError as error:
                pause = pauses.after(error)
                if pause is None or (fate_of(error) is Outcome.UNKNOWN and delivery and not delivery.may_send_again()):
                    raise
                level = logging.INFO if isinstance(error, RetryAfter) else logging.DEBUG
                _log.log(level, "%s is made again in %.1f s: %s", endpoint, pause, error.message)
                if endpoint in _PATIENT and not isinstance(error, RetryAfter):
                    await self._until_reached()
            else:
                if endpoint in _LAST:
                    present().close()
                return result
            await self._hold(chat, pause)

    async def _until_reached(self) -> None:
        """Wait until Telegram answers something that nobody sees, so that no try is made where it is in vain."""
        pauses = _Pauses(_OUTAGE_SECONDS)
        async with self._probing:
            while self._reach and self._reach.is_lost and self._probe:
                try:
                    await self._probe()
                except TelegramError as error:
                    pause = pauses.after(error)
                    if pause is None:
                        return
                    await asyncio.sleep(pause)

    async def _turn(self, chat: object) -> None:
        """Wait until a request may go to a chat, or to none."""
        now = asyncio.get_running_loop().time
        while (wait := self._held.get(chat, 0.0) - now()) > 0:
            await asyncio.sleep(wait)
        self._held.pop(chat, None)
        if isinstance(chat, int) and chat < 0:
            await self._groups.of(chat).acquire()
        if chat is not None:
            await self._all.acquire()

    async def _hold(self, chat: object, seconds: float) -> None:
        """Let nothing go to a chat for so long; what belongs to no chat waits alone."""
        if chat is None:
            await asyncio.sleep(seconds)
        else:
            self._held[chat] = asyncio.get_running_loop().time() + seconds


class _Pauses:
    """The pauses between the tries of one request, for so many seconds in all."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._next = _FIRST_PAUSE

    def after(self, error: TelegramError) -> float | None:
        """Return the seconds until a request that ended with this error is made again; None if it is not."""
        if fate_of(error) is Outcome.REFUSED:
            return None
        if isinstance(error, RetryAfter):
            pause = seconds_told(error) + _SLACK_SECONDS
        else:
            pause, self._next = self._next, min(2 * self._next, _LONGEST_PAUSE)
        self._left -= pause
        return pause if self._left >= 0 else None


def seconds_told(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait."""
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else told


async def _delivered(call: Awaitable[Result], delivery: Delivery | None) -> Result:
    """Make a call; where it shows something, note how far that got."""
    if delivery is None:
        return await call
    delivery.sending()
    try:
        result = await call
    except TelegramError as error:
        if fate_of(error) is not Outcome.UNKNOWN:
            delivery.settled()
        raise
    delivery.arrived()
    return result
