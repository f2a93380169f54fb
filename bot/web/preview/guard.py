"""Guard of the page: only a browser on this machine may open it, only the page itself may act."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.phrases import phrases
from bot.web.visitor import language_of_visitor

_LOOPBACK = ("127.0.0.1", "localhost")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class LoopbackGuard:
    """Refuses requests under any other name than the loopback's, and acts from any other page, with status 403.

    A site of somebody else's can let its name lead to this machine, but then the Host header tells that name; and a
    browser tells by the Origin header which page sent an act. All answers forbid scripts and connections elsewhere.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it pass."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        host = headers.get("host", "")
        own = host.partition(":")[0] in _LOOPBACK
        if own and (scope["method"] in ("GET", "HEAD") or headers.get("origin") == f"http://{host}"):
            await self._app(scope, receive, send_with_headers)
        else:
            sentence = phrases(language_of_visitor(headers)).preview.refused
            await PlainTextResponse(sentence, status_code=403)(scope, receive, send_with_headers)
