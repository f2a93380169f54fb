"""Security headers of the reader, and the host names that it answers to."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.phrases import phrases
from bot.web.visitor import language_of_visitor

_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # The page depends on the language, and on files that change.
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors {frames}"
)
# Telegram's web apps show a Mini App in a frame; the others in a window of its own.
_TELEGRAM = "https://web.telegram.org https://*.web.telegram.org"


class PageGuard:
    """Forbids scripts, styles and pictures but the page's own, and refuses foreign host names with status 403.

    Without `hosts` every name will do. They are needed where the reader listens on the loopback only: a site of
    somebody else's can let its name lead there, but then the Host header tells that name.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, *, in_telegram: bool) -> None:
        self._app = app
        self._hosts = hosts
        policy = _POLICY.format(frames=_TELEGRAM if in_telegram else "'none'")
        self._headers = _HEADERS | {"Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it pass."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        headers = Headers(scope=scope)
        if self._hosts is None or _name_in(headers.get("host", "")) in self._hosts:
            await self._app(scope, receive, send_with_headers)
        else:
            sentence = phrases(language_of_visitor(headers)).reader.refused
            await PlainTextResponse(sentence, status_code=403)(scope, receive, send_with_headers)


def _name_in(host: str) -> str | None:
    """Return the name without the port; None where it is none."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
