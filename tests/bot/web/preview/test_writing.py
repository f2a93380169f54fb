"""Acts on the page besides writing, and its looks."""

import pytest
from playwright.async_api import Page, expect
from telegram import Bot, BotCommand, BotCommandScopeAllChatAdministrators, Message

from bot.phrases import LANGUAGES, phrases
from bot.web.preview.performer import pieces
from bot.web.preview.session import PreviewSession
from tests.bot.web.preview.conftest import Open, told

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def choose(page: Page, number: int, item: str) -> None:
    """Open the menu of message `number`, counted from 0, and choose an item."""
    await page.locator(".message").nth(number).locator(".bubble").click(button="right")
    await page.locator("#menu").get_by_text(item, exact=True).click()


async def test_own_messages_can_be_edited_and_deleted(showing_alone: PreviewSession, bot: Bot, open_page: Open) -> None:
    """Telegram tells the bot of the first only."""
    page = await open_page(showing_alone)
    await choose(page, 0, "编辑")
    await expect(page.locator("#words")).to_have_value("你好")
    await page.locator("#words").fill("再见")
    await page.locator("#words").press("Enter")
    await expect(page.locator(".message .text")).to_have_text("再见")
    edited: Message = await told(bot, "edited_message")
    assert edited.text == "再见"
    await choose(page, 0, "删除")
    await expect(page.locator(".message")).to_have_count(0)
    await expect(page.locator("#start")).to_be_visible()


async def test_in_a_group_only_its_creator_deletes_messages_of_others(
    showing_alone: PreviewSession, bot: Bot, open_page: Open
) -> None:
    """The first person made the group."""
    page = await open_page(showing_alone)
    await bot.send_message(showing_alone.stage.group.id, "一")
    await page.get_by_role("tab", name="读书小组").click()
    await page.locator("#people button", has_text="雅婷").click()
    await page.locator(".message .bubble").click(button="right")
    await expect(page.locator("#menu")).to_contain_text("回覆")
    await expect(page.locator("#menu")).not_to_contain_text("刪除")
    await page.keyboard.press("Escape")
    await page.locator("#people button", has_text="小林").click()
    await choose(page, 0, "删除")
    await expect(page.locator(".message")).to_have_count(0)


async def test_other_things_than_text_can_be_sent(showing_alone: PreviewSession, bot: Bot, open_page: Open) -> None:
    """The composer's text becomes the caption, if the thing can have one."""
    page = await open_page(showing_alone)
    for item, kind, caption in (("照片", "photo", "看看"), ("语音", "voice", "看看"), ("贴纸", "sticker", "")):
        await page.locator("#words").fill("看看")
        await page.locator("#attach").click()
        await page.locator("#attachments").get_by_text(item).click()
        await expect(page.locator(".message").last.locator(f".{kind}")).to_be_visible()
        message = showing_alone.stage.private_chats[0].messages[-1]
        assert (list(message.media), message.text) == ([kind], caption)


async def test_the_menu_of_commands_is_the_bot_s(showing_alone: PreviewSession, bot: Bot, open_page: Open) -> None:
    """In the person's language and for the chat; choosing one writes it, in a group with the bot's name."""
    await bot.set_my_commands([BotCommand("ask", "Ask")])
    await bot.set_my_commands([BotCommand("ask", "提问")], language_code="zh")
    settings = [BotCommand("settings", "设置")]
    await bot.set_my_commands(settings, BotCommandScopeAllChatAdministrators(), language_code="zh")
    page = await open_page(showing_alone)
    await page.locator("#commands").click()
    await expect(page.locator("#menu button")).to_have_text(["/ask 提问"])
    await page.keyboard.press("Escape")
    await page.get_by_role("tab", name="读书小组").click()
    await page.locator("#commands").click()
    await expect(page.locator("#menu button")).to_have_text(["/settings 设置"])
    await page.locator("#people button", has_text="Alice").click()
    await page.locator("#commands").click()
    await page.locator("#menu button").get_by_text("Ask").click()
    await expect(page.locator("#words")).to_have_value("/ask@Yinju_Bot ")


async def test_what_is_no_longer_possible_is_said(showing_alone: PreviewSession, bot: Bot, open_page: Open) -> None:
    """A message that was deleted in another window cannot be edited; what was typed stays."""
    page = await open_page(showing_alone)
    await page.route("**/act", lambda route: route.fulfill(status=409))
    await page.locator("#words").fill("在吗")
    await page.locator("#words").press("Enter")
    await expect(page.locator("#toast.on")).to_have_text("操作失败，聊天内容已变化。")
    await expect(page.locator("#words")).to_have_value("在吗")


async def test_light_or_dark_follows_the_system_until_it_is_switched(
    showing_alone: PreviewSession, open_page: Open
) -> None:
    """And the choice is kept for the next time."""
    page = await open_page(showing_alone, color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = await page.evaluate(background)
    await page.emulate_media(color_scheme="light")
    light = await page.evaluate(background)
    assert dark != light
    await page.locator("#theme").click()
    assert await page.evaluate(background) == dark
    await page.reload()
    await expect(page.locator("#title")).not_to_be_empty()
    assert await page.evaluate(background) == dark


async def test_everything_fits_a_narrow_phone(showing_alone: PreviewSession, bot: Bot, open_page: Open) -> None:
    """360 pixels, in every language: nothing is wider than the screen, and every control can be reached."""
    page = await open_page(showing_alone, viewport={"width": 360, "height": 640})
    await bot.send_message(showing_alone.stage.private_chats[0].id, "https://example.com/" + "a" * 300)
    await expect(page.locator(".message")).to_have_count(2)
    for language in LANGUAGES:
        await page.locator("#language").select_option(language)
        await expect(page.locator("#words")).to_have_attribute("placeholder", phrases(language).preview.page.message)
        boxes = await page.evaluate(
            """() => [...document.querySelectorAll("#controls button, #language, .bubble, #composer button, #words")]
                .map((node) => node.getBoundingClientRect()).map((box) => [box.left, box.right])"""
        )
        assert len(boxes) == 15
        assert all(0 <= left < right <= 360 for left, right in boxes)
        assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_a_long_paste_becomes_several_messages() -> None:
    """As Telegram's apps cut it: at most 4096 UTF-16 units each, behind white space if there is some; nothing is lost."""
    lines = [f"第{number}行，有一些字。\n" for number in range(1000)]
    cut = list(pieces("".join(lines)))
    assert "".join(cut) == "".join(lines)
    assert all(len(piece) <= 4096 and piece.endswith("\n") for piece in cut)
    smileys = list(pieces("😀" * 3000))
    assert [len(piece) for piece in smileys] == [2048, 952]
    assert list(pieces(" \n")) == []
