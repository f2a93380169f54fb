"""The address to which Telegram brings updates: only who knows the secret is listened to."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from telegram import Bot, Update

from bot.transport.queue import InboxUnwritable
from bot.transport.updates import update_of, whole

Accept = Callable[[Update], Awaitable[None]]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# An update is a few kilobytes; the largest, a message with a long text and all that it replies to, stays below this.
MAX_BODY_BYTES = 1_000_000
_log = logging.getLogger(__name__)


class WebhookEndpoint:
    """Hands each update that Telegram brings to `accept`, and says so to Telegram once that has returned.

    If it cannot keep one, Telegram is told so and brings the update again. `refusals` counts calls without the secret.
    """

    def __init__(self, bot: Bot, accept: Accept, secret: str) -> None:
        self._bot = bot
        self._accept = accept
        self._secret = secret.encode()
        self.refusals = 0

    async def receive(self, request: Request) -> Response:
        """Take an update: 200; 403 without the secret, 413 where it is far too large.

        What comes from Telegram and is no update is no use a second time either: it is logged, and taken.
        """
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            self._count_refusal()
            return _refused(403)
        body = await _body(request)
        if body is None:
            return _refused(413)
        update = self._update(body)
        try:
            if update:
                await self._accept(update)
        except InboxUnwritable:
            return Response(status_code=503)
        return Response()

    def _count_refusal(self) -> None:
        if not self.refusals:
            _log.warning("A call of the webhook without the right secret is refused; more of them are only counted")
        self.refusals += 1

    def _update(self, body: bytes) -> Update | None:
        try:
            content = json.loads(whole(body))
        except (ValueError, RecursionError) as error:
            _log.warning("What came to the webhook is no JSON: %s", type(error).__name__)
            return None
        return update_of(content, self._bot)


def _refused(status: int) -> Response:
    """Return an answer after which nothing more is read of what is being sent."""
    return Response(status_code=status, headers={"Connection": "close"})


async def _body(request: Request) -> bytes | None:
    """Return what was sent, or None where it is more than is read."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > MAX_BODY_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
