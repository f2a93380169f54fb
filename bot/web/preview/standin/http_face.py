"""The HTTP side: a request to /bot<token>/<method> becomes a call, a call's outcome becomes a response."""

import asyncio
import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.http_server import listening

from . import request_body
from .calls import Call
from .failures import Failure, Failures
from .methods.method import Method, Outcome
from .methods.table import METHODS
from .parameters import Body, Parameters, decode, lenient
from .refusal import RefusedError
from .values import JsonObject
from .world import World

PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body><h1>{0}</h1></body>\r\n</html>"


class AsciiResponse(JSONResponse):
    """JSON with escapes for whatever is not ASCII, as Telegram writes it."""

    def render(self, content: object) -> bytes:
        """Return the bytes of the body."""
        return json.dumps(content, separators=(",", ":")).encode("ascii")


class BrokenResponse(Response):
    """Promises a body and closes the connection without sending it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send headers only; the server then has to close the connection."""
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class HttpFace:
    """Answers requests for one token from one world, with the failures that tests asked for."""

    def __init__(self, world: World, token: str, failures: Failures) -> None:
        """Serve `world` to clients that know `token`."""
        self._world = world
        self._token = token
        self._failures = failures
        route = Route("/bot{token}/{method}", self._dated, methods=["GET", "POST"])
        files = Route("/file/bot{token}/documents/{number}", self._file)
        self.app = Starlette(routes=[route, files])

    async def _file(self, request: Request) -> Response:
        """Serve a file that somebody sent to the bot."""
        content = self._world.shared.files.get(request.path_params["number"])
        if content is None or request.path_params["token"] != self._token:
            return _error(404, "Not Found", {})
        call = self._world.shared.calls.open("downloadFile", {"file_id": request.path_params["number"]})
        failure = await self._failures.meet(call.method, call.params)
        if failure is not None and failure.status is not None:
            self._world.shared.calls.settle(call, error=failure.text)
            return _injected(failure)
        self._world.shared.calls.settle(call, result=len(content))
        return Response(content, media_type="application/octet-stream")

    async def _dated(self, request: Request) -> Response:
        """Answer with the stand-in's time, as Telegram does with its own."""
        response = await self._answer(request)
        response.headers["date"] = formatdate(self._world.shared.clock.now(), usegmt=True)
        return response

    async def _answer(self, request: Request) -> Response:
        name = request.path_params["method"]
        method = METHODS.get(name.lower())
        try:
            body = await request_body.read(request)
            self._check_address(request.path_params["token"], method)
        except RefusedError as refusal:
            return self._refuse(self._world.shared.calls.open(name, dict(request.query_params)), refusal)
        assert method is not None
        call = self._world.shared.calls.open(method.name, lenient(body, method.declared))
        failure = await self._failures.meet(method.name, call.params)
        if failure is not None and failure.status is not None:
            self._world.shared.calls.settle(call, error=failure.text)
            return _injected(failure)
        if failure is not None and failure.drop == "before":
            self._world.shared.calls.settle(call, error="connection dropped before anything was done")
            return BrokenResponse()
        response = await self._perform(request, method, body, call)
        return BrokenResponse() if failure is not None and failure.drop == "after" else response

    def _check_address(self, token: str, method: Method | None) -> None:
        """Raise RefusedError for another token, and for an unknown method."""
        if token != self._token:
            raise RefusedError("", status=401, remark="the token is not the stand-in's")
        if method is None:
            raise RefusedError("", status=404, remark="no such method, or the stand-in does not know it")

    async def _perform(self, request: Request, method: Method, body: Body, call: Call) -> Response:
        try:
            call.params = decode(body, method.declared)
            outcome = method.act(self._world, Parameters(call.params))
            if inspect.isawaitable(outcome):
                outcome = await _while_connected(request, outcome)
        except RefusedError as refusal:
            if refusal.status == 409 and await request.is_disconnected():
                return Response()
            return self._refuse(call, refusal)
        self._world.shared.calls.settle(call, result=outcome)
        return AsciiResponse({"ok": True, "result": outcome})

    def _refuse(self, call: Call, refusal: RefusedError) -> Response:
        if refusal.is_fault:
            given = json.dumps(call.params, ensure_ascii=False, default=str)
            self._world.shared.faults.append(f"{call.method}: {refusal.sentence}; called with {given[:300]}")
        self._world.shared.calls.settle(call, error=refusal.description)
        return _error(refusal.status, refusal.description, refusal.parameters)


async def _while_connected(request: Request, outcome: Awaitable[Outcome]) -> Outcome:
    """Wait for the outcome, but give up as soon as the client has gone."""
    work = asyncio.ensure_future(outcome)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        return work.result() if work.done() else []
    finally:
        work.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _injected(failure: Failure) -> Response:
    status = failure.status or 500
    if failure.body is not None:
        return Response(failure.body, status, media_type="application/json")
    if status == 200 or (status >= 500 and failure.description is None):
        return HTMLResponse(PAGE.format("Log in" if status == 200 else f"{status} Bad Gateway"), status)
    return _error(status, failure.text, failure.parameters)


def _error(status: int, description: str, parameters: Mapping[str, float]) -> Response:
    answer: JsonObject = {"ok": False, "error_code": status, "description": description}
    if parameters:
        answer["parameters"] = parameters
    return AsciiResponse(answer, status)


HOST = "127.0.0.1"
_KEEP_ALIVE_SECONDS = 600


@asynccontextmanager
async def serving(app: ASGIApp, port: int = 0) -> AsyncIterator[int]:
    """Serve `app` and yield the port, a free one unless it is named; raises OSError where that one is taken."""
    quiet: dict[str, Any] = {"log_level": "critical", "timeout_keep_alive": _KEEP_ALIVE_SECONDS, "date_header": False}
    async with listening(app, HOST, port, **quiet) as address:
        bound = urlsplit(address).port
        assert bound
        yield bound
