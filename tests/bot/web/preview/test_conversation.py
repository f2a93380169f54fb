"""People talk with the real bot in the preview."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.phrases import phrases
from bot.web.preview.session import PreviewSession
from tests.bot.web.preview.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="session")
QUESTION = "阿里云哪块收入最亮眼"
QUOTE = "阿里云收入317亿"


async def write(page: Page, text: str) -> None:
    """Type a message and send it."""
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")


def last(page: Page) -> Locator:
    """Return the last message on the screen."""
    return page.locator(".message").last


def said(page: Page, words: str) -> Locator:
    """Return the last message of the person who writes that holds these words."""
    return page.locator(".message.own", has_text=words).last


def answer(page: Page) -> Locator:
    """Return the last message with a quotation of a document in it."""
    return page.locator(".message", has=page.locator("blockquote")).last


async def as_person(page: Page, name: str) -> None:
    """Go on as another person."""
    await page.locator("#people button", has_text=name).click()


async def select(page: Page, message: Locator, piece: str) -> None:
    """Select a piece of a message, as with the mouse."""
    await message.locator(".text").evaluate(
        """(node, piece) => {
            const text = document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
            const start = text.data.indexOf(piece);
            getSelection().setBaseAndExtent(text, start, text, start + piece.length);
        }""",
        piece,
    )


async def test_a_question_is_answered_with_quotes_whose_places_open(preview: PreviewSession, open_page: Open) -> None:
    """From the start button to turning a page, which changes the message instead of sending another."""
    page = await open_page(preview)
    await page.get_by_role("button", name="开始").click()
    await expect(last(page)).to_contain_text(phrases("zh-hans").start.strip().splitlines()[0])
    await write(page, QUESTION)
    quote = answer(page).locator("blockquote").first
    await expect(quote).to_contain_text(QUOTE)
    await expect(quote.locator("strong").first).to_be_visible()
    await answer(page).get_by_role("button", name="📖 1").click()
    await expect(last(page).get_by_role("button", name="▶")).to_be_visible()
    await expect(last(page).locator("blockquote strong").first).to_contain_text(QUOTE)
    before = await last(page).locator(".text").inner_text()
    count = await page.locator(".message").count()
    await last(page).get_by_role("button", name="▶").click()
    await expect(last(page).locator(".meta")).to_contain_text("已编辑")
    await expect(last(page).locator(".text")).not_to_have_text(before)
    await expect(page.locator(".message")).to_have_count(count)


async def test_the_language_of_a_person_is_the_page_s_and_the_bot_s(preview: PreviewSession, open_page: Open) -> None:
    """The browser's language chooses who writes first; choosing another language changes what the bot answers."""
    page = await open_page(preview, locale="en-GB")
    await expect(page.get_by_role("radio", checked=True)).to_have_accessible_name("Alice")
    await expect(page.locator("#start")).to_have_text("Start")
    await page.locator("#language").select_option("zh-hant")
    await expect(page.locator("#start")).to_have_text("開始")
    await page.locator("#start").click()
    await expect(last(page)).to_contain_text(phrases("zh-hant").start.strip().splitlines()[0])
    assert await page.evaluate("document.documentElement.lang") == "zh-Hant"


async def test_in_a_group_the_page_shows_what_privacy_mode_hides(preview: PreviewSession, open_page: Open) -> None:
    """A plain message is marked as not delivered; a command is answered as a reply to who asked."""
    page = await open_page(preview)
    await page.get_by_role("tab", name="读书小组").click()
    await write(page, QUESTION)
    await expect(said(page, QUESTION)).to_contain_text("机器人看不到")
    await as_person(page, "雅婷")
    await write(page, f"/ask@Yinju_Bot {QUESTION}")
    await expect(answer(page).locator("blockquote").first).to_contain_text(QUOTE)
    await expect(answer(page).locator(".sender")).to_contain_text("引据")
    await expect(answer(page).locator(".replied")).to_contain_text("雅婷")
    await expect(said(page, "/ask")).not_to_contain_text("機器人看不到")


async def test_a_reply_can_take_a_selected_part(preview: PreviewSession, open_page: Open) -> None:
    """With /ask the part alone is the question; the page shows it above the reply."""
    page = await open_page(preview)
    await page.get_by_role("tab", name="读书小组").click()
    await write(page, f"我记得很多数字，可是{QUESTION}？忘了")
    await expect(said(page, "很多数字")).to_be_visible()
    await as_person(page, "Alice")
    message = page.locator(".message", has_text="很多数字")
    await message.hover()
    await select(page, message, QUESTION)
    await message.locator(".tool.reply").click()
    await expect(page.locator("#reference")).to_contain_text(QUESTION)
    await write(page, "/ask")
    await expect(answer(page).locator("blockquote").first).to_contain_text(QUOTE)
    (asked,) = [message for message in preview.stage.group.messages if message.text == "/ask"]
    assert asked.quote is not None
    assert asked.quote.text == QUESTION
    await expect(said(page, "/ask").locator(".replied.quoting")).to_contain_text(QUESTION)


async def test_a_reply_to_the_bot_reaches_it(preview: PreviewSession, open_page: Open) -> None:
    """Without a command or mention, by the arrow beside its message."""
    page = await open_page(preview)
    await page.get_by_role("tab", name="读书小组").click()
    await write(page, f"/ask@Yinju_Bot {QUESTION}")
    await answer(page).hover()
    await answer(page).locator(".tool.reply").click()
    await write(page, "淘宝闪购一天最多接过多少单")
    await expect(answer(page).locator(".replied")).to_contain_text("淘宝闪购一天最多接过多少单")


async def test_two_browsers_see_the_same_chat(preview: PreviewSession, open_page: Open) -> None:
    """Each change appears as it happens, without loading the page anew."""
    one, other = await open_page(preview), await open_page(preview, locale="zh-TW")
    for page in (one, other):
        await page.get_by_role("tab", name="读书小组").click()
    await write(one, "早上好")
    message = other.locator(".message", has_text="早上好")
    await expect(message.locator(".sender")).to_have_text("小林")


async def test_a_conversation_can_be_cleared_and_begins_anew(preview: PreviewSession, open_page: Open) -> None:
    """The start button is back, and the bot's reactions are seen below what they are to."""
    page = await open_page(preview)
    await page.get_by_role("button", name="开始").click()
    await write(page, "明白了")
    await expect(said(page, "明白了").locator(".reactions")).to_have_text("👌")
    await page.get_by_role("button", name="清空对话").click()
    await expect(page.locator(".message")).to_have_count(0)
    await expect(page.get_by_role("button", name="开始")).to_be_visible()
