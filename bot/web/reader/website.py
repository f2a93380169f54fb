"""The reader over HTTP, and its server: the list of documents, and each document as a page."""

import asyncio
import signal
from collections.abc import Callable, Collection

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.http_server import listening
from bot.live_library import LiveLibrary
from bot.phrases import Phrases, phrases
from bot.replies.reader_links import answered_in, path_of
from bot.settings import Settings
from bot.web.reader.guard import PageGuard
from bot.web.reader.html import PAGE, document_page, documents_page, notice_page
from bot.web.visitor import language_of_visitor
from retrieval import Library
from retrieval.errors import PlaceError, ReceiptMalformed
from retrieval.receipt import parse

_FILES = {"reader.css": "text/css", "quote.svg": "image/svg+xml"}


def website(
    live_library: Callable[[], Library], hosts: Collection[str] | None = None, *, in_telegram: bool = False
) -> ASGIApp:
    """Return the reader of the library that is current when a page is asked for.

    `hosts` are the names under which it may be asked, or None for all; `in_telegram` lets Telegram frame its pages.
    """
    pages = _Pages(live_library)
    routes = [
        Route("/", pages.documents),
        Route("/r/{receipt}", pages.document),
        Route("/q/{receipt}", pages.quote),
        Route("/health", pages.health),
        *(Route(f"/{name}", _file(name, kind)) for name, kind in _FILES.items()),
    ]
    errors = {PlaceError: _nowhere, HTTPException: _refused, Exception: _trouble}
    return PageGuard(Starlette(routes=routes, exception_handlers=errors), hosts, in_telegram=in_telegram)


class _Pages:
    """The pages; they run beside each other in threads, which a library allows."""

    def __init__(self, live_library: Callable[[], Library]) -> None:
        self._live_library = live_library

    def documents(self, request: Request) -> Response:
        """Return the list of all documents."""
        return HTMLResponse(documents_page(self._live_library(), _speech(request), _root(request)))

    def document(self, request: Request) -> Response:
        """Return the document that a receipt leads into."""
        answer = answered_in(request.query_params)
        layout = self._live_library().lay_out(request.path_params["receipt"], answer.receipts, answer.first)
        return HTMLResponse(document_page(layout, answer, _speech(request), _root(request)))

    def quote(self, request: Request) -> Response:
        """Return the way to a quote on that page: a new anchor takes the place of whatever an app put behind
        the address.
        """
        receipt = request.path_params["receipt"]
        parse(receipt)
        return RedirectResponse(f"{_root(request)}{path_of(receipt, answered_in(request.query_params))}#quote")

    def health(self, request: Request) -> Response:
        """Return that the reader answers, and from how many documents."""
        return JSONResponse({"status": "ok", "documents": len(self._live_library().documents)})


def _file(name: str, kind: str) -> Callable[[Request], Response]:
    return lambda request: FileResponse(PAGE / name, media_type=kind)


def _nowhere(request: Request, error: Exception) -> Response:
    """Return status 400 for what is no receipt, 404 for one that leads nowhere here."""
    assert isinstance(error, PlaceError)
    speech = _speech(request)
    return _notice(request, speech.error(error), 400 if isinstance(error, ReceiptMalformed) else 404)


def _refused(request: Request, error: Exception) -> Response:
    """Return the notice for a page that does not exist, or another method than GET."""
    assert isinstance(error, HTTPException)
    answer = _notice(request, _speech(request).reader.no_page, error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def _trouble(request: Request, error: Exception) -> Response:
    return _notice(request, _speech(request).reader.trouble, 500)


def _notice(request: Request, sentence: str, status: int) -> Response:
    return HTMLResponse(notice_page(sentence, _speech(request), _root(request)), status_code=status)


def _speech(request: Request) -> Phrases:
    return phrases(language_of_visitor(request.headers))


def _root(request: Request) -> str:
    """Return the way from a page to the reader's address, which may be any folder of a site."""
    return "../" * (request.url.path.count("/") - 1) or "./"


_LOOPBACK = ("127.0.0.1", "::1", "localhost")


async def serve(
    settings: Settings, live_library: LiveLibrary, host: str, port: int, begun: Callable[[str], None]
) -> None:
    """Serve the reader until SIGINT or SIGTERM; port 0 takes a free one.

    `begun` gets the address, with a slash at its end, once it can be opened. Raises OSError where the address cannot be
    listened on.
    """
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    public = settings.public_url
    own = {*_LOOPBACK, *([public.host] if public and public.host else [])}
    app = website(live_library, own if host in _LOOPBACK else None, in_telegram=public is not None)
    async with listening(app, host, port) as address:
        await live_library.watch(settings.seeds_dir)
        begun(address)
        await told.wait()
        await live_library.rest()
