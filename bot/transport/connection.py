"""The connection to Telegram: its clock, what is said when it is lost, and when the token is refused."""

import asyncio
import logging
import ssl
import time
import warnings
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

from bot.transport.responses import is_telegrams
from bot.transport.updates import readable, whole


class TelegramClock:
    """Seconds since 1970 by the last answer of Telegram's; by this machine's clock until there is one.

    Between two answers, the seconds since the last one are counted by a clock that is never set. `machine` and `count`
    are the two clocks of this machine.
    """

    def __init__(self, machine: Callable[[], float] = time.time, count: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._count = count
        self._begin: float | None = None

    def __call__(self) -> float:
        """Return the present."""
        return self._machine() if self._begin is None else self._begin + self._count()

    def tell(self, date: str) -> None:
        """Take the time from the header Date of an answer; anything that is none changes nothing."""
        try:
            self._begin = parsedate_to_datetime(date).timestamp() - self._count()
        except (ValueError, OverflowError):
            return


_log = logging.getLogger(__name__)
_READ_SECONDS = 20.0  # what takes longer may have been done all the same, and would be sent again
_POLL_SECONDS = 5.0  # beyond those for which Telegram is asked to wait for updates
_LAST_SECONDS = 1.0
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


class TokenRefused(TelegramError):
    """Telegram no longer knows the token with which it was polled."""


class NotTelegram(NetworkError):
    """A response that is not Telegram's: a page of something on the way, with its status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"a page with status {status}")
        self.status = status


class ConnectionClosed(TelegramError):
    """The bot is about to end and polls no more."""


class Reachability:
    """Reachability of Telegram, logged once at each change; and its `clock`."""

    def __init__(self, clock: TelegramClock | None = None) -> None:
        self.clock = clock or TelegramClock()
        self._lost = False

    @property
    def is_lost(self) -> bool:
        """Return whether the last request failed on its way."""
        return self._lost

    def lost(self, why: str) -> None:
        """Take note that a request failed on its way."""
        if not self._lost:
            _log.warning("Telegram cannot be reached (%s); trying again", why)
        self._lost = True

    def found(self) -> None:
        """Take note that a request was answered."""
        if self._lost:
            _log.info("Telegram is reached again")
        self._lost = False


@cache
def _trust() -> ssl.SSLContext:
    """Return the certificates that all connections of the process trust; they take a while to read."""
    return httpx.create_ssl_context()


class Connection(HTTPXRequest):
    """Requests whose fate on their way is told to a `Reachability`; `options` are python-telegram-bot's."""

    def __init__(
        self, reach: Reachability, connections: int = 256, read_seconds: float | None = None, **options: Any
    ) -> None:
        hooks = {"response": [self._take_time]}
        client = {"verify": _trust(), "event_hooks": hooks, **options.pop("httpx_kwargs", {})}
        seconds = read_seconds or _READ_SECONDS
        super().__init__(connection_pool_size=connections, read_timeout=seconds, httpx_kwargs=client, **options)
        self._reach = reach

    async def _take_time(self, response: httpx.Response) -> None:
        # A page of something on the way may have another clock.
        if response.headers.get("Content-Type", "").startswith("application/json"):
            self._reach.clock.tell(response.headers.get("Date", ""))

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Send a request and return its status and body, in whole characters.

        Raises NotTelegram if the body is no answer of the Bot API.
        """
        try:
            status, body = await super().do_request(*args, **named)
        except NetworkError as error:
            self._reach.lost(type(error.__cause__ or error).__name__)
            raise
        if status == HTTPStatus.OK and named.get("method") == "GET":
            # Methods are called by POST; by GET files are fetched, whose content is whatever it is.
            self._reach.found()
            return status, body
        body = whole(body)
        foreign = not is_telegrams(str(named.get("url")).rpartition("/")[2], status, body)
        if foreign or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._reach.lost(f"status {status}")
        else:
            self._reach.found()
        if foreign:
            raise NotTelegram(status)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            # It says with every such answer that the type of a duration will change, which is nothing to this program.
            warnings.filterwarnings("ignore", ".*`retry_after`", PTBDeprecationWarning)
        return status, body


class Polling(Connection):
    """The connection by which updates come; none is asked for once `ended` says that the bot is about to end.

    One last poll, as python-telegram-bot makes it, would disturb the other instance for whose sake this one ends. When
    it is `stopping` for another reason, the last poll tells Telegram what has come, and may not hold up the end.
    Each poll tells so, and `confirming` is called before it.
    """

    def __init__(
        self,
        reach: Reachability,
        ended: Callable[[], bool],
        stopping: Callable[[], bool],
        confirming: Callable[[], None],
    ) -> None:
        super().__init__(reach, connections=1, read_seconds=_POLL_SECONDS)
        self._ended = ended
        self._stopping = stopping
        self._confirming = confirming

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Ask for updates; raises TokenRefused if Telegram refuses the token, and ConnectionClosed once the bot ends.

        python-telegram-bot would silently stop polling at an InvalidToken; every other error it tries to get over.
        Raises NotTelegram and TimedOut as well.
        """
        if self._ended():
            raise ConnectionClosed("the bot is about to end")
        self._confirming()
        try:
            async with asyncio.timeout(_LAST_SECONDS if self._stopping() else None):
                status, body = await super().do_request(*args, **named)
        except TimeoutError:
            raise TimedOut from None
        if status in _REFUSED:
            raise TokenRefused("Unauthorized")
        return status, readable(body)
