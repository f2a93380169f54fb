"""The connection to Telegram: what is said when it is lost, when the token is refused, and how long to be patient."""

import logging
import warnings
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError, TelegramError
from telegram.ext import AIORateLimiter
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning

_log = logging.getLogger(__name__)
_WAITS = 5  # times that a message which comes too soon for Telegram is sent again, each after the time that it names
_NOT_WAITED_FOR = ("setMyCommands", "setMyDescription", "setMyShortDescription", "sendChatAction")
_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND)


class TokenRefused(TelegramError):
    """Telegram no longer knows the token with which it was polled."""


class Ended(TelegramError):
    """The bot is about to end and polls no more."""


class Reach:
    """Whether Telegram can be reached: said once when it no longer can, and once when it can again."""

    def __init__(self) -> None:
        self._lost = False

    @property
    def is_lost(self) -> bool:
        """Whether the last request failed on its way."""
        return self._lost

    def lost(self, why: str) -> None:
        """A request failed on its way."""
        if not self._lost:
            _log.warning("Telegram cannot be reached (%s); trying again", why)
        self._lost = True

    def found(self) -> None:
        """A request was answered."""
        if self._lost:
            _log.info("Telegram is reached again")
        self._lost = False


class Connection(HTTPXRequest):
    """Requests whose fate on their way is told to a `Reach`."""

    def __init__(self, reach: Reach, connections: int = 256) -> None:
        super().__init__(connection_pool_size=connections)
        self._reach = reach

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Send a request and return its status and body."""
        try:
            status, body = await super().do_request(*args, **named)
        except NetworkError as error:
            self._reach.lost(type(error.__cause__ or error).__name__)
            raise
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self._reach.lost(f"status {status}")
        else:
            self._reach.found()
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            # It says with every such answer that the type of a duration will change, which is nothing to this program.
            warnings.filterwarnings("ignore", ".*`retry_after`", PTBDeprecationWarning)
        return status, body


class Polling(Connection):
    """The connection by which updates come; none is asked for once `ended` says that the bot is about to end.

    One last poll, as python-telegram-bot makes it, would disturb the other instance for whose sake this one ends.
    """

    def __init__(self, reach: Reach, ended: Callable[[], bool]) -> None:
        super().__init__(reach, connections=1)
        self._ended = ended

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        """Ask for updates; raises Ended, and TokenRefused where Telegram refuses the token.

        python-telegram-bot would silently stop polling at an InvalidToken; every other error it tries to get over.
        """
        if self._ended():
            raise Ended("the bot is about to end")
        status, body = await super().do_request(*args, **named)
        if status in _REFUSED:
            raise TokenRefused("Unauthorized")
        return status, body


class Patience(AIORateLimiter):
    """Keeps to Telegram's limits, and waits as told where it says that something came too soon.

    Menus and descriptions are not waited for: Telegram may ask for hours there, and all messages would wait with them.
    Nor is what shows that the bot is at work, which is no message, and of no use later.
    """

    def __init__(self) -> None:
        super().__init__(max_retries=_WAITS)

    async def process_request(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any], endpoint: str,
        data: dict[str, Any], rate_limit_args: int | None,
    ) -> Any:  # fmt: skip
        """Make a request when it is time for it."""
        if endpoint in _NOT_WAITED_FOR:
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
