"""Observer over HTTP: /healthz and /readyz for supervisors, /metrics for Prometheus."""

import logging
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import TelegramError

from bot.dispatch.context import Bot
from bot.http_server import listening
from bot.live_library import LiveLibrary
from bot.observability.metrics import Metrics, age_of
from bot.observability.observer import Observer
from bot.transport.handled import HandledUpdate
from bot.transport.queue import InboxQueue
from bot.transport.webhook import WebhookUpdater

_PROBE_SECONDS = 2.0
_log = logging.getLogger(__name__)


class Endpoints(Observer):
    """Counts what the bot does, and serves the figures under `routes`: at a port of its own, if it has one.

    `begin` raises OSError if that port cannot be listened on; afterwards `address` is that of the routes.
    """

    def __init__(self, host: str, port: int | None) -> None:
        super().__init__()
        self._metrics = Metrics()
        self._host, self._port = host, port
        self._application: Bot | None = None
        self._live_library: LiveLibrary | None = None
        self._server = AsyncExitStack()
        self.address: str | None = None

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """Count an update."""
        self._metrics.handled(update, seconds)

    async def begin(self, application: Bot, live_library: LiveLibrary) -> None:
        """Measure the queue and the library from now on; serve the routes if they have a port. Raises OSError."""
        self._application, self._live_library = application, live_library
        measure, queue = self._metrics.measure, application.update_queue
        measure("updates_waiting", "Updates that came and are not begun.", queue.qsize)
        measure("updates_in_progress", "Updates that are being handled, or wait for their chat's turn.",
                lambda: application.update_processor.current_concurrent_updates)  # fmt: skip
        measure("telegram_reachable", "Whether Telegram could be reached when it last was needed.",
                lambda: not self.reach.is_lost)  # fmt: skip
        measure("documents_watched", "Whether changes of the documents are followed.", lambda: not live_library.trouble)
        measure("failing_tasks", "Background tasks whose last run failed.", lambda: len(self.failures))
        measure("webhook_refusals", "Calls of the webhook without the right secret.", lambda: _refusals(application))
        measure("documents", "Documents that answers are taken from.", lambda: len(live_library().documents))
        measure("index_age_seconds", "Since the documents were last read.", age_of(lambda: live_library.since))
        if self._port is not None:
            app = Starlette(routes=self.routes)
            self.address = await self._server.enter_async_context(listening(app, self._host, self._port, self._lost))
            _log.info("Health and figures are at %s", self.address)

    def _lost(self, why: str) -> None:
        self.failures["Serving health and figures"] = why

    async def rest(self) -> None:
        """Serve nothing any more."""
        await self._server.aclose()

    @property
    def routes(self) -> Sequence[Route]:
        """Return what can be asked for, with GET."""
        return (Route("/healthz", _lives), Route("/readyz", self._ready), Route("/metrics", self._figures))

    async def _ready(self, request: Request) -> Response:
        """Return 200 if updates are received and answers can be sent, else 503 with what is missing.

        With a webhook, nothing else might ask Telegram any more, once a proxy brings no updates to what is not ready.
        """
        application = self._application
        if application and self.reach.is_lost:
            with suppress(TelegramError):
                await application.bot.get_me(connect_timeout=_PROBE_SECONDS, read_timeout=_PROBE_SECONDS)
        receiving = application and application.running and application.updater and application.updater.running
        missing = [name for name, there in (("running", receiving), ("telegram", not self.reach.is_lost)) if not there]
        queue = application.update_queue if application else None
        inbox = queue.trouble if isinstance(queue, InboxQueue) else ""
        missing += ["inbox"] if inbox else []
        told = {"ready": not missing, "missing": missing} | ({"inbox": inbox} if inbox else {})
        # The last documents that could be read still answer, so that the bot is ready all the same.
        told |= {"documents": self._live_library.trouble} if self._live_library and self._live_library.trouble else {}
        told |= {"tasks": self.failures} if self.failures else {}
        return JSONResponse(told, 503 if missing else 200)

    def _figures(self, request: Request) -> Response:
        return Response(self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _refusals(application: Bot) -> int:
    updater = application.updater
    return updater.endpoint.refusals if isinstance(updater, WebhookUpdater) and updater.endpoint else 0


async def _lives(request: Request) -> Response:
    """Return 200 as long as the bot can answer at all."""
    return PlainTextResponse("ok")
