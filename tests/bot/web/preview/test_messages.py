"""Messages on the page, whatever bot sends them."""

import pytest
from playwright.async_api import Locator, Page, expect
from telegram import Bot, CallbackQuery, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode

from bot.web.preview.session import PreviewSession
from tests.bot.web.preview.conftest import Open, told

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def chat_id(showing_alone: PreviewSession) -> int:
    """Return the private chat of the person who writes in simplified Chinese."""
    return showing_alone.stage.private_chats[0].id


def last(page: Page) -> Locator:
    """Return the last message on the screen."""
    return page.locator(".message").last


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """One row of buttons."""
    return InlineKeyboardMarkup([buttons])


async def test_every_kind_of_entity_is_an_element_of_its_own(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """Nested ones too; all the words stand there, the line breaks around a quote included."""
    page = await open_page(showing_alone)
    html = (
        "🌍 <b>粗<i>斜</i></b> <u>线</u> <s>删</s> <code>码</code> <tg-spoiler>藏</tg-spoiler>"
        ' <a href="https://example.com/?a=1&amp;b=2">链</a>\n'
        '<blockquote>引<b>重</b></blockquote>\n出处\n<pre><code class="language-python">1 &lt; 2</code></pre>\n'
        "/help @yinju_bot #标签 example.org a@example.org"
    )
    sent = await bot.send_message(chat_id, html, ParseMode.HTML)
    text = last(page).locator(".text")
    for selector, words in {
        "strong": "粗斜", "strong em": "斜", "u": "线", "s": "删", "code": "码", ".spoiler": "藏",
        "a[href='https://example.com/?a=1&b=2']": "链", "blockquote": "引重", "blockquote strong": "重",
        "pre": "1 < 2", ".bot_command": "/help", ".mention": "@yinju_bot", ".hashtag": "#标签",
        "a[href='http://example.org/']": "example.org", "a[href='mailto:a@example.org']": "a@example.org",
    }.items():  # fmt: skip
        await expect(text.locator(selector).first).to_have_text(words)
    assert await text.evaluate("node => node.textContent") == sent.text
    assert await text.locator("a").first.get_attribute("rel") == "noopener noreferrer"


async def test_markup_in_words_is_words(showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open) -> None:
    """Neither a message nor a name nor a button can bring an element into the page."""
    page = await open_page(showing_alone)
    evil = "<img src=x onerror=alert(1)>"
    await bot.send_message(chat_id, evil, reply_markup=keyboard(InlineKeyboardButton(evil, callback_data="x")))
    await expect(last(page).locator(".text")).to_have_text(evil)
    await expect(last(page).locator(".key")).to_have_text(evil)
    assert await page.locator("img").count() == 0


async def test_links_lead_to_the_web_only(showing_alone: PreviewSession, open_page: Open) -> None:
    """Scripts and files are no addresses, however they are written."""
    page = await open_page(showing_alone)
    addresses = ["javascript:alert(1)", " JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x", "example.org"]
    led = await page.evaluate(
        "async all => { const { safe } = await import('./text.js'); return all.map(safe); }", addresses
    )
    assert led == [None, None, None, None, "http://example.org/"]


async def test_an_expandable_quote_is_folded_until_it_is_clicked(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """And stays as it is when the message changes."""
    page = await open_page(showing_alone)
    html = f"<blockquote expandable>{'很长的引文。' * 80}</blockquote>"
    sent = await bot.send_message(chat_id, html, ParseMode.HTML)
    quote = last(page).locator("blockquote")
    await expect(quote).to_have_class("expandable folds folded")
    folded = await quote.evaluate("node => node.offsetHeight")
    await quote.click()
    await expect(quote).to_have_class("expandable folds")
    assert await quote.evaluate("node => node.offsetHeight") > 3 * folded
    await sent.edit_reply_markup(keyboard(InlineKeyboardButton("新", callback_data="x")))
    await expect(last(page).locator(".key")).to_have_text("新")
    await expect(quote).to_have_class("expandable folds")
    await bot.send_message(chat_id, "<blockquote expandable>短</blockquote>", ParseMode.HTML)
    await expect(last(page).locator("blockquote")).to_have_class("expandable")


async def test_pressing_a_button_shows_the_bot_s_answer(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """An alert in a window that wants an OK, anything else in a line that goes by itself."""
    page = await open_page(showing_alone)
    await bot.send_message(chat_id, "选", reply_markup=keyboard(InlineKeyboardButton("按", callback_data="a:1")))
    for alert, place in ((False, "#toast.on"), (True, "#alert[open] p")):
        await last(page).get_by_role("button", name="按").click()
        query: CallbackQuery = await told(bot, "callback_query")
        assert (query.data, query.from_user.id) == ("a:1", chat_id)
        await query.answer("<b>好了</b>", show_alert=alert)
        await expect(page.locator(place)).to_have_text("<b>好了</b>")
    await page.locator("#alert button").click()
    await expect(page.locator("#alert")).not_to_be_visible()


async def test_buttons_that_copy_or_lead_somewhere(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """They need no bot; rows stand as they were sent."""
    page = await open_page(showing_alone, permissions=["clipboard-read", "clipboard-write"])
    copying = InlineKeyboardButton("抄", copy_text=CopyTextButton("《标题》 · 2025"))
    leading = InlineKeyboardButton("去", url="https://example.com/页")
    inline = InlineKeyboardButton("查", switch_inline_query_current_chat="云")
    await bot.send_message(chat_id, "选", reply_markup=InlineKeyboardMarkup([[copying, leading], [inline]]))
    await expect(last(page).locator(".row")).to_have_text(["抄去", "查"])
    await last(page).get_by_text("抄").click()
    await expect(page.locator("#toast.on")).to_have_text("已复制。")
    assert await page.evaluate("navigator.clipboard.readText()") == "《标题》 · 2025"
    link = last(page).get_by_role("link", name="去")
    assert await link.get_attribute("href") == "https://example.com/%E9%A1%B5"
    assert await link.get_attribute("target") == "_blank"
    await last(page).get_by_text("查").click()
    await expect(page.locator("#words")).to_have_value("@Yinju_Bot 云")


async def test_a_link_to_the_bot_opens_it(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """With the parameter of the deep link, in the private chat, even from the group."""
    page = await open_page(showing_alone)
    await page.get_by_role("tab", name="读书小组").click()
    group = showing_alone.stage.group.id
    await bot.send_message(group, '<a href="https://t.me/yinju_bot?start=s-12">看</a>', ParseMode.HTML)
    await last(page).get_by_role("link").click()
    await expect(page.locator("#tab-private")).to_have_attribute("aria-selected", "true")
    await expect(last(page)).to_contain_text("/start s-12")


async def test_what_the_bot_changes_and_deletes_is_shown(
    showing_alone: PreviewSession, bot: Bot, chat_id: int, open_page: Open
) -> None:
    """At once; and that it is about to write."""
    page = await open_page(showing_alone)
    sent = await bot.send_message(chat_id, "旧")
    await sent.edit_text("新")
    await expect(last(page).locator(".text")).to_have_text("新")
    await expect(last(page).locator(".meta")).to_contain_text("已编辑")
    await bot.send_chat_action(chat_id, "typing")
    await expect(page.locator("#status")).to_have_text("正在输入…")
    await sent.delete()
    await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator("#status")).to_have_text("机器人")
