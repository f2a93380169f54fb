"""The preview beyond private chats and groups: inline, as a guest, in a topic, forwarding."""

import pytest
from playwright.async_api import Page, expect

from bot.phrases import phrases
from bot.web.preview.session import PreviewSession
from tests.bot.web.preview.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="session")
QUESTION = "阿里云哪块收入最亮眼"
QUOTE = "阿里云收入317亿"
NAMED = phrases("zh-hans").preview


async def chat(page: Page, name: str) -> None:
    """Go to a chat."""
    await page.get_by_role("tab", name=name).click()


async def write(page: Page, text: str) -> None:
    """Type a message and send it."""
    await page.locator("#words").fill(text)
    await page.locator("#words").press("Enter")


async def test_an_inline_query_offers_quotes_to_post(preview: PreviewSession, open_page: Open) -> None:
    """In whatever chat; without a question there is a line instead, and what is typed goes away with the results."""
    page = await open_page(preview)
    await chat(page, NAMED.elsewhere)
    await expect(page.locator("#status")).to_contain_text(NAMED.page.not_a_member)
    await page.locator("#words").fill("@yinju_bot ")
    await expect(page.locator("#inline .instead")).to_contain_text("@Yinju_Bot")
    await page.locator("#words").fill(f"@yinju_bot {QUESTION}")
    offered = page.locator("#inline button", has_text=QUOTE)
    await expect(offered.locator("span")).to_contain_text("《")
    await page.locator("#people button", has_text="雅婷").click()  # whose results are others, for the same words
    await offered.click()
    posted = page.locator(".message.own")
    await expect(posted.locator("blockquote")).to_contain_text(QUOTE)
    await expect(posted).to_contain_text("透過 @Yinju_Bot")
    await expect(page.locator("#words")).to_have_value("")
    await expect(page.locator("#inline")).to_be_hidden()


async def test_a_guest_answers_once_where_it_is_no_member(preview: PreviewSession, open_page: Open) -> None:
    """Whoever mentions it is answered with the best quote; other messages it does not see."""
    page = await open_page(preview)
    await chat(page, NAMED.elsewhere)
    await write(page, "早")
    await expect(page.locator(".message.own").last).to_contain_text(NAMED.page.unseen)
    await write(page, f"@yinju_bot {QUESTION}")
    await expect(page.locator(".message.theirs blockquote")).to_contain_text(QUOTE)
    await expect(page.locator(".message.own").last).not_to_contain_text(NAMED.page.unseen)
    await expect(page.locator("#commands")).to_be_hidden()


async def test_in_a_forum_the_answer_stays_in_its_topic(preview: PreviewSession, open_page: Open) -> None:
    """A message outside the topic says so, such as the bot's greeting."""
    page = await open_page(preview)
    await chat(page, NAMED.forum)
    await expect(page.locator(".message.theirs .meta")).to_contain_text(NAMED.page.general)
    await write(page, f"/ask@Yinju_Bot {QUESTION}")
    answer = page.locator(".message.theirs", has_text=QUOTE)
    await expect(answer.locator(".replied")).to_contain_text("小林")
    await expect(answer.locator(".meta")).not_to_contain_text(NAMED.page.general)
    assert preview.stage.forum.bot_messages[-1].thread_id == preview.stage.topic


async def test_a_message_is_forwarded_to_the_bot(preview: PreviewSession, open_page: Open) -> None:
    """From a group into the private chat of who forwards it, where the bot offers what can be done with it."""
    page = await open_page(preview)
    await chat(page, NAMED.group)
    await write(page, QUESTION)
    await page.locator(".message.own").click(button="right")
    await page.locator("#menu").get_by_text(NAMED.page.forward).click()
    await expect(page.locator("#tab-private")).to_have_attribute("aria-selected", "true")
    await expect(page.locator(".message.own")).to_contain_text("转发自 小林")
    await page.locator(".message.theirs").get_by_role("button", name=phrases("zh-hans").forwarded_ask).click()
    await expect(page.locator(".message.theirs blockquote").first).to_contain_text(QUOTE)
