"""The page of the preview in a real browser, over the real bot or over one that the test plays itself."""

from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect
from telegram import Bot

from bot.phrases import phrases
from bot.settings import Settings
from bot.web.preview.session import PreviewSession, polling, showing
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.conftest import SEEDS

_REFUSED = "the server responded with a status of 409"
USUAL: dict[str, Any] = {"locale": "zh-CN", "reduced_motion": "reduce"}
Open = Callable[..., Coroutine[Any, Any, Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def showing_alone() -> AsyncIterator[PreviewSession]:
    """Yield the page over a stand-in to which no bot is connected."""
    async with StandIn.serve(username="Yinju_Bot") as api, showing(api, phrases("zh-hans").preview) as shown:
        yield shown


@pytest_asyncio.fixture(loop_scope="session")
async def bot(showing_alone: PreviewSession) -> AsyncIterator[Bot]:
    """Yield a bot that does what the test tells it, in whose private chat with the first person was written already."""
    api = showing_alone.stage.api
    chat = showing_alone.stage.private_chats[0]
    chat.send(chat.members[0], "你好")
    async with Bot(api.token, base_url=api.base_url) as client:
        yield client
    assert not api.faults


async def told(client: Bot, kind: str) -> Any:
    """Wait for the next update of this kind, and return what it tells; all up to it are confirmed."""
    confirmed = 0
    while True:
        for update in await client.get_updates(offset=confirmed, timeout=5):
            confirmed = update.update_id + 1
            if found := getattr(update, kind):
                await client.get_updates(offset=confirmed)
                return found


@pytest_asyncio.fixture(loop_scope="session")
async def preview(library: Library, tmp_path: Path) -> AsyncIterator[PreviewSession]:
    """Yield the page over the real bot of the shipped documents, with privacy mode on."""
    settings, speech = (
        Settings.model_validate({"seeds_dir": SEEDS, "data_dir": tmp_path, "uploads": "everyone"}),
        phrases("en"),
    )
    async with (
        StandIn.serve(username="Yinju_Bot") as api,
        showing(api, phrases("zh-hans").preview, library=library) as shown,
        polling(api, library, settings, speech),
    ):
        yield shown
        assert not api.faults


class Watch:
    """Faults of pages: errors, breaches of their own policy, and requests to anywhere but this machine.

    What the server refuses is no error: the page has to say it itself.
    """

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def over(self, page: Page) -> Page:
        """Watch a page from now on."""
        page.on("request", self._requested)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        return page

    def _requested(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            self.wrong.append(request.url)

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error" and _REFUSED not in said.text:
            self.wrong.append(said.text)


@pytest.fixture(scope="session")
def watch() -> Watch:
    """Return what watches over all pages."""
    return Watch()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def usual(browser: Browser, watch: Watch) -> AsyncIterator[Page]:
    """Yield a page of somebody whose browser speaks simplified Chinese; one for all tests, because opening one
    takes a while.
    """
    context = await browser.new_context(**USUAL)
    yield watch.over(await context.new_page())
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, usual: Page, watch: Watch) -> AsyncIterator[Open]:
    """Open a preview in the usual page, or where something else is wished for in a browser context of its own.

    Nothing may have gone wrong in the end.
    """
    contexts: list[BrowserContext] = []
    watch.wrong.clear()

    async def open_it(shown: PreviewSession, **wishes: Any) -> Page:
        page = usual
        if wishes:
            contexts.append(await browser.new_context(**USUAL | wishes))
            page = watch.over(await contexts[-1].new_page())
        await page.goto(shown.address)
        await expect(page.locator("#title")).not_to_be_empty()
        return page

    yield open_it
    for context in contexts:
        await context.close()
    await usual.unroute_all()
    await usual.goto("about:blank")
    assert watch.wrong == []
