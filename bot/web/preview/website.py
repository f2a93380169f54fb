"""The page over HTTP: its files, its words, what happens on the stage as it happens, and what people do."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.phrases import LANGUAGES, phrases
from bot.web.preview.acts import ACTS
from bot.web.preview.guard import LoopbackGuard
from bot.web.preview.performer import Performer
from bot.web.preview.screen import screen
from bot.web.preview.stage import Stage
from bot.web.preview.tries import tries_of
from bot.web.visitor import language_of_visitor
from retrieval import Library

_PAGE = Path(__file__).parent / "page"
_STILL_THERE_SECONDS = 15


class Website:
    """The page for one stage; `app` serves it, `close` ends the streams that pages are listening to.

    With a `library`, it has buttons that try what the bot does over that.
    """

    def __init__(self, stage: Stage, library: Library | None = None) -> None:
        self._stage = stage
        # Found at once, so that the first message need not wait for what is loaded at first use.
        self._found = asyncio.ensure_future(asyncio.to_thread(self._find_tries, library)) if library else None
        self._acting = Performer(stage)
        self._closed = False
        routes = [
            Route("/words", self._words),
            Route("/menu", self._menu),
            Route("/tries", self._tries),
            Route("/events", self._events),
            Route("/act", self._act, methods=["POST"]),
            Mount("/", StaticFiles(directory=_PAGE, html=True)),
        ]
        self.app = Starlette(routes=routes, middleware=[Middleware(LoopbackGuard)])

    def _find_tries(self, library: Library) -> dict[str, object]:
        username = str(self._stage.api.bot.username)
        found: dict[str, object] = {}
        for code in LANGUAGES:
            tries = tries_of(library, username, phrases(code))
            found[code] = {"head": phrases(code).preview.tries.head, "tries": [one.model_dump() for one in tries]}
        return found

    def close(self) -> None:
        """End the streams of events, so that the server can stop."""
        self._closed = True
        self._stage.api.world.shared.bell.ring()

    async def _words(self, request: Request) -> Response:
        """Return what the page says, by language, and the language that the reader's browser asks for."""
        words = {code: phrases(code).preview.page.model_dump() for code in LANGUAGES}
        return JSONResponse({"language": language_of_visitor(request.headers), "words": words})

    async def _menu(self, request: Request) -> Response:
        """Return the bot's commands as its menu shows them to a person in a chat."""
        try:
            chat = self._stage.chat(int(request.query_params["chat"]))
            person = self._stage.person(int(request.query_params["person"]))
        except (KeyError, ValueError, LookupError):
            return Response(status_code=400)
        return JSONResponse(self._stage.api.menu(chat, person))

    async def _tries(self, request: Request) -> Response:
        """Return what can be tried in each language, with words of the documents; nothing without documents."""
        return JSONResponse(await self._found if self._found else {})

    async def _act(self, request: Request) -> Response:
        """Do what a person did; status 409 where the stage has changed so that it cannot be done."""
        try:
            act = ACTS.validate_json(await request.body())
        except ValidationError:
            return Response(status_code=400)
        try:
            return JSONResponse(await self._acting.perform(act))
        except (LookupError, ValueError):
            return Response(status_code=409)

    async def _events(self, request: Request) -> Response:
        """Return server-sent events: the whole screen at once, and again whenever it has changed."""
        return StreamingResponse(self._screens(), media_type="text/event-stream")

    async def _screens(self) -> AsyncIterator[str]:
        shown = ""
        while not self._closed:
            try:
                shown = await self._other_than(shown)
            except TimeoutError:
                yield ": still there\n\n"
            else:
                yield f"data: {shown}\n\n"

    async def _other_than(self, shown: str) -> str:
        """Return the screen as soon as it is another than what was shown; raises TimeoutError after some seconds."""

        def look() -> str | None:
            if self._closed:
                return shown
            now = json.dumps(screen(self._stage), ensure_ascii=False)
            return now if now != shown else None

        bell = self._stage.api.world.shared.bell
        return await bell.until(look, _STILL_THERE_SECONDS, lambda: "Nothing happened.")
