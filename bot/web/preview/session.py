"""Runs a preview: the stand-in for Telegram, the real bot polling it, and the page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from pydantic import HttpUrl, SecretStr

from bot.app.application import ALLOWED_UPDATES, build_application
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.phrases import Phrases
from bot.phrases.pages import Preview
from bot.settings import Settings
from bot.web.preview.stage import Stage
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.http_face import serving
from bot.web.preview.website import Website
from retrieval import Library


class PreviewSession(NamedTuple):
    """A running preview: the page's address and its stage."""

    address: str
    stage: Stage


@asynccontextmanager
async def showing(
    api: StandIn, named: Preview, port: int = 0, library: Library | None = None
) -> AsyncIterator[PreviewSession]:
    """Serve the page for a stand-in at this port of the loopback until the block ends; port 0 takes a free one.

    `named` has the names of its chats; with a `library`, the page has buttons that try what the bot does over that.
    Raises OSError where the port is taken.
    """
    stage = Stage(api, named)
    website = Website(stage, library)
    async with serving(website.app, port) as bound:
        try:
            yield PreviewSession(address=f"http://127.0.0.1:{bound}/", stage=stage)
        finally:
            website.close()


@asynccontextmanager
async def polling(api: StandIn, library: Library, settings: Settings, phrases: Phrases) -> AsyncIterator[None]:
    """Run the bot against a stand-in until the block ends; `settings` name the folders to use."""
    told = {"telegram_bot_token": SecretStr(api.token), "telegram_api_base_url": HttpUrl(api.base_url)}
    application = build_application(settings.model_copy(update=told), LiveLibrary(library, phrases), ErrorHandler())
    async with application:
        assert application.updater
        assert application.post_init
        assert application.post_stop
        await application.post_init(application)
        await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
        await application.start()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()
            await application.post_stop(application)
