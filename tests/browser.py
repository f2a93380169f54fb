"""A real Chromium without a window: Debian's package `chromium`, or another one on the path, driven by Playwright."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    """Return the path of a browser on this machine, None where there is none."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@asynccontextmanager
async def browsing(path: str) -> AsyncIterator[Browser]:
    """Run the browser at this path until the block ends; it asks nothing of any network by itself."""
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-quic"]
    # Root, as which tests run in a container, gets no sandbox; one process for all pages opens them faster.
    light = ["--no-sandbox", "--disable-gpu", "--renderer-process-limit=1", "--disable-site-isolation-trials"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*quiet, *light])
        try:
            yield browser
        finally:
            await browser.close()
