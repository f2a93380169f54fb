"""Photograph real conversations in `yinju preview`: a private chat, a claim and a group, light and dark, on a phone.

    python -m tests.pictures.preview tests/pictures

Needs chromium, pngquant, fonts-roboto-unhinted, fonts-noto-cjk and fonts-noto-color-emoji (Debian's packages), and the
extra `dev`.
"""

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.phrases import phrases
from bot.settings import Settings
from bot.web.preview.session import PreviewSession, polling, showing
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.browser import browsing, found
from tests.conftest import SEEDS

PHONE: ViewportSize = {"width": 412, "height": 1000}
Scheme = Literal["light", "dark"]
BOT = "@yinju_bot"


@asynccontextmanager
async def preview(library: Library, folder: Path) -> AsyncIterator[PreviewSession]:
    """Yield a preview with nothing said yet."""
    speech = phrases("zh-hans")
    settings = Settings.model_validate({"seeds_dir": SEEDS, "data_dir": folder, "uploads": "everyone"})
    async with (
        StandIn.serve() as api,
        showing(api, speech.preview) as page,
        polling(api, library, settings, speech),
    ):
        yield page


async def write(page: Page, text: str, *, answered: bool = True) -> None:
    """Write in the chat that is open, and wait for the message, or for the bot's answer to it."""
    await page.locator("#words").fill(text)
    await page.keyboard.press("Enter")
    await expect(page.locator(".own", has_text=text)).to_be_visible()
    if answered:
        await expect(page.locator(".message:last-child.theirs blockquote").first).to_be_visible()


async def as_person(page: Page, name: str) -> None:
    """Go on as another person."""
    await page.locator("#people button", has_text=name).click()


async def private_chat(page: Page) -> None:
    """Show a question and its answer."""
    await page.locator("#start").click()
    await expect(page.locator(".message.theirs")).to_be_visible()
    await write(page, "阿里云收入增长了多少")


async def check(page: Page) -> None:
    """Show a claim with a figure that the documents contradict."""
    await page.locator("#start").click()
    await expect(page.locator(".message.theirs")).to_be_visible()
    await write(page, "/check 阿里云收入同比增长24%")


async def group(page: Page) -> None:
    """Somebody wonders, which the bot does not see; somebody else asks the bot."""
    await page.locator("#tab-group").click()
    await write(page, "听说京东要给骑手解决住房？", answered=False)
    await as_person(page, "雅婷")
    await write(page, f"/ask{BOT} 京東要砸多少錢幫騎手跟快遞員解決住房")


async def fit(page: Page) -> None:
    """Make the phone as high as it takes to show the conversation from a whole message on, the last question at least."""
    await page.mouse.move(0, 0)
    await page.evaluate("document.activeElement.blur()")
    spare = await page.evaluate(
        """() => {
            const log = document.getElementById("log");
            const needed = (node) => log.scrollHeight - node.offsetTop + log.offsetTop + 8;
            const question = [...log.querySelectorAll(".own")].at(-1);
            const first = [...log.children].find((node) => needed(node) <= log.clientHeight || node === question);
            return Math.ceil(log.clientHeight - needed(first));
        }"""
    )
    await page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"] - spare})
    await page.evaluate("document.getElementById('log').scrollTo(0, 1e6)")


SCENES = {"private": private_chat, "check": check, "group": group}


async def photograph(browser: Browser, library: Library, folder: Path, name: str, scheme: Scheme) -> None:
    """Play a scene and write the picture of it."""
    with tempfile.TemporaryDirectory() as data:
        async with preview(library, Path(data)) as shown:
            page = await browser.new_page(
                viewport=PHONE, device_scale_factor=2, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce"
            )
            await page.goto(shown.address)
            await SCENES[name](page)
            await fit(page)
            picture = await page.screenshot()
            await page.close()
    # A third of the size, and nobody sees a difference.
    small = subprocess.run(["pngquant", "--strip", "-"], input=picture, capture_output=True, check=True)
    (folder / f"preview-{name}-{scheme}.png").write_bytes(small.stdout)


async def main() -> None:
    """Write the pictures into the folder that is given."""
    path, folder = found(), Path(sys.argv[1])
    if path is None:
        sys.exit("There is no chromium; apt-get install chromium brings it.")
    with tempfile.TemporaryDirectory() as cache:
        library = Library.open(SEEDS, cache=Path(cache))
    async with browsing(path) as browser:
        for name in SCENES:
            for scheme in ("light", "dark"):
                await photograph(browser, library, folder, name, scheme)


if __name__ == "__main__":
    asyncio.run(main())
