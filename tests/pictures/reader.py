"""Photograph documents in the reader, with the quotes of an answer marked: on a phone and on a desk, light and dark.

    python -m tests.pictures.reader tests/pictures

Needs chromium, pngquant and fonts-noto-cjk (Debian's packages), and the extra `dev`.
"""

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, ViewportSize

from bot.http_server import listening
from bot.replies.reader_links import AnswerReceipts, path_of
from bot.web.reader.website import website
from retrieval.library import Library
from tests.browser import browsing, found
from tests.conftest import SEEDS

SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1180, "height": 800},
}
QUESTION = "阿里云收入增长了多少"
Scheme = Literal["light", "dark"]


async def photograph(browser: Browser, address: str, picture: Path, screen: str, scheme: Scheme) -> None:
    """Open an address on such a screen and write the picture of what is seen first."""
    context = await browser.new_context(
        viewport=SCREENS[screen], device_scale_factor=2, color_scheme=scheme, locale="zh-CN"
    )
    page = await context.new_page()
    await page.goto(address)
    taken = await page.screenshot()
    await context.close()
    # A third of the size, and nobody sees a difference.
    small = subprocess.run(["pngquant", "--strip", "-"], input=taken, capture_output=True, check=True)
    picture.write_bytes(small.stdout)


async def main() -> None:
    """Write the pictures into the folder that is given."""
    path, folder = found(), Path(sys.argv[1])
    if path is None:
        sys.exit("There is no chromium; apt-get install chromium brings it.")
    with tempfile.TemporaryDirectory() as cache:
        library = Library.open(SEEDS, cache=Path(cache))
    quotes = library.ask(QUESTION).quotes
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    shown = next(quote for quote in quotes if quote.url)
    place = path_of(shown.receipt, answer, verb="q")
    async with listening(website(lambda: library), "127.0.0.1", 0) as address, browsing(path) as browser:
        for screen, scheme in (("phone", "light"), ("phone", "dark"), ("desk", "light"), ("desk", "dark")):
            picture = folder / f"reader-{screen}-{scheme}.png"
            await photograph(browser, address + place, picture, screen, "dark" if scheme == "dark" else "light")


if __name__ == "__main__":
    asyncio.run(main())
