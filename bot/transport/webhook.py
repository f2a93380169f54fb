"""python-telegram-bot's updater by webhook, on the server that the rest of the program uses as well."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import Updater

from bot.http_server import listening
from bot.transport.queue import InboxQueue
from bot.transport.rate_limiter import seconds_told
from bot.transport.webhook_endpoint import WebhookEndpoint

_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 1.0, 30.0
_log = logging.getLogger(__name__)


class WebhookUpdater(Updater):
    """Receiver of updates at `address`; `routes` are served beside the webhook. Made for one start and one stop.

    `ended` is called with the reason if the server ends before that.
    """

    def __init__(
        self,
        bot: Bot,
        inbox_queue: InboxQueue,
        routes: Sequence[Route] = (),
        ended: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(bot, inbox_queue)
        self._ended = ended
        self._inbox_queue = inbox_queue
        self._routes = routes
        self._server = AsyncExitStack()
        self._listens = False
        self.address: str | None = None
        self.endpoint: WebhookEndpoint | None = None

    @property
    def running(self) -> bool:
        """Return whether updates are received."""
        return self._listens

    async def start_webhook(self, *args: Any, **named: Any) -> "asyncio.Queue[object]":
        """Listen at `listen` and `port`, then name `webhook_url` and `secret_token` to Telegram.

        Its path is the one that is listened at. Raises OSError where the port cannot be listened on, and what Telegram
        answers; where that cannot be reached or asks to wait, it is asked `bootstrap_retries` times more.
        """
        receiving = self.endpoint = WebhookEndpoint(self.bot, self._take, named["secret_token"])
        path = urlsplit(named["webhook_url"]).path or "/"
        app = Starlette(routes=[*self._routes, Route(path, receiving.receive, methods=["POST"])])
        self.address = await self._server.enter_async_context(
            listening(app, named["listen"], named["port"], self._ended)
        )
        # From now on there is something to stop.
        self._listens = True
        await self._announce(named)
        _log.info("Updates are received at %s", self.address)
        return self.update_queue

    async def stop(self) -> None:
        """Receive nothing more; Telegram keeps what comes meanwhile until the next start."""
        self._listens = False
        await self._server.aclose()

    async def _take(self, update: Update) -> None:
        await self._inbox_queue.put(update)
        self._inbox_queue.harden()

    async def _announce(self, named: dict[str, Any]) -> None:
        pause = _PAUSE_SECONDS
        for retries in range(named["bootstrap_retries"], -1, -1):
            try:
                await self.bot.set_webhook(
                    named["webhook_url"], allowed_updates=named["allowed_updates"], secret_token=named["secret_token"]
                )
            except (NetworkError, RetryAfter) as error:
                if isinstance(error, BadRequest) or not retries:
                    raise
                await asyncio.sleep(seconds_told(error) if isinstance(error, RetryAfter) else pause)
                pause = min(pause * 1.5, _LONGEST_PAUSE_SECONDS)
            else:
                return
