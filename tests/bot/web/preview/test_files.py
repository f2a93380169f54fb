"""Files that a person drops on the page of the preview."""

import pytest
from playwright.async_api import Page, expect

from bot.web.preview.session import PreviewSession
from tests.bot.collections.conftest import HANDBOOK
from tests.bot.web.preview.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="session")
_DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector("main").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


async def test_a_file_that_is_dropped_on_the_page_is_added_and_asked(preview: PreviewSession, open_page: Open) -> None:
    """As a newcomer does it: drop, add, ask."""
    page: Page = await open_page(preview)
    await page.evaluate(_DROP, ["员工手册.md", HANDBOOK])
    await expect(page.locator(".media.document")).to_contain_text("员工手册.md")
    await page.get_by_role("button", name="➕ 加入").click()
    card = page.locator("article", has_text="✅ 已加入 员工手册.md")
    await expect(card).to_contain_text("2 章", timeout=30_000)
    await page.locator("#words").fill("星海科技的年假是多少天")
    await page.keyboard.press("Enter")
    await expect(page.locator("article").last).to_contain_text("星海科技的年假为十五天。", timeout=30_000)
