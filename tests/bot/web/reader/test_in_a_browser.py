"""The reader in a real browser, with scripts switched off as the reader needs none."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from bot.http_server import listening
from bot.replies.reader_links import AnswerReceipts, path_of
from bot.web.reader.website import website
from retrieval.library import Library
from tests.bot.web.reader.conftest import three_quotes
from tests.bot.web.reader.test_website import HOSTILE
from tests.conftest import LibraryOf

pytestmark = pytest.mark.asyncio(loop_scope="session")
PHONE = {"width": 360, "height": 640}
Visit = Callable[..., Coroutine[Any, Any, Page]]
# The contrast of WCAG 2 between the colours of a node and of the paper behind it.
_CONTRAST = """(node) => {
    const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
    const light = (color) => {
        const [r, g, b] = numbers(color).map((v) => v / 255).map(
            (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let behind = node;
    while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
    const both = [light(getComputedStyle(node).color), light(getComputedStyle(behind).backgroundColor)];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser) -> AsyncIterator[Visit]:
    """Open a path of the reader of a library; in the end no browser may have complained of a page."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(message.text)

    async def open_it(address: str, path: str, **wishes: Any) -> Page:
        given: dict[str, Any] = {"locale": "zh-CN", "java_script_enabled": False} | wishes
        contexts.append(await browser.new_context(**given))
        page = await contexts[-1].new_page()
        page.on("console", said)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await page.goto(address + path)
        return page

    yield open_it
    for context in contexts:
        await context.close()
    assert wrong == []


async def seen(node: Locator) -> None:
    """Return True if a node is within the visible part of the window."""
    await expect(node.first).to_be_in_viewport()


@pytest.mark.parametrize(("ending", "named"), [("", "#quote"), ("#q3", "#q3")])
async def test_an_address_that_names_no_place_shows_the_quote(
    library: Library, visit: Visit, ending: str, named: str
) -> None:
    """As one that does; a place that the address names comes before it."""
    quotes = three_quotes(library)
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    async with listening(website(lambda: library), "127.0.0.1", 0) as address:
        page = await visit(address, path_of(quotes[1].receipt, answer) + ending, viewport=PHONE)
        await seen(page.locator(named))


async def test_a_quote_is_marked_and_in_sight_and_the_others_are_a_touch_away(library: Library, visit: Visit) -> None:
    """On a phone, also where an app has put something of its own behind the address; without a script."""
    quotes = three_quotes(library)
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    async with listening(website(lambda: library), "127.0.0.1", 0) as address:
        page = await visit(address, path_of(quotes[1].receipt, answer, verb="q") + "#tgWebAppData=x", viewport=PHONE)
        mark = page.locator("mark:not(.other)")
        assert "".join(await mark.all_inner_texts()) == quotes[1].text
        await seen(mark)
        await page.get_by_role("link", name="引文 3").first.click()
        await seen(page.locator("mark.other"))
        await page.get_by_role("link", name="引文 1").first.click()
        await expect(page.locator("h1")).to_have_text(str(quotes[0].title))
        assert "".join(await mark.all_inner_texts()) == quotes[0].text
        await seen(mark)


async def test_the_sections_lead_to_their_headings(library: Library, visit: Visit) -> None:
    """From the list of documents on, in a browser of another language."""
    async with listening(website(lambda: library), "127.0.0.1", 0) as address:
        page = await visit(address, "", locale="zh-TW")
        await page.get_by_role("link", name="AI重写了阿里所有业务的价值").click()
        await page.locator("summary", has_text="目錄").click()
        await page.locator(".contents a", has_text="大白话解读").click()
        await seen(page.locator("h2", has_text="大白话解读"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_can_be_read_in_light_and_dark(library: Library, visit: Visit, scheme: str) -> None:
    """The contrast is at least that which WCAG asks for, and the mark is told from the paper."""
    quotes = three_quotes(library)
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    async with listening(website(lambda: library), "127.0.0.1", 0) as address:
        path = path_of(quotes[1].receipt, answer)
        page = await visit(address, path, java_script_enabled=True, color_scheme=scheme)
        for css in ("h1", "article p", "mark", "mark.other", "dt", "dd", "small", ".bar a", ".line"):
            assert await page.locator(css).first.evaluate(_CONTRAST) >= 4.5, css
        colours = [
            await page.locator(css).first.evaluate("node => getComputedStyle(node).backgroundColor")
            for css in ("body", "mark:not(.other)", "mark.other")
        ]
        assert len(set(colours)) == 3


async def test_a_hostile_document_is_shown_as_text(library_of: LibraryOf, visit: Visit) -> None:
    """With scripts allowed in the browser, nothing of it runs, styles or reaches out; nothing makes the page wide."""
    library = library_of(a__txt=HOSTILE + "\n" + "云" + "A" * 3000 + "。\n")
    async with listening(website(lambda: library), "127.0.0.1", 0) as address:
        page = await visit(
            address, path_of(library.opening(1), AnswerReceipts()), java_script_enabled=True, viewport=PHONE
        )
        assert await page.title() == 'document.title="taken" · Yinju'
        await expect(page.locator("article")).to_contain_text("点我的云支出是12%")
        await expect(page.locator("article img, article script, article style")).to_have_count(0)
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
