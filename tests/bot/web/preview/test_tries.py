"""Buttons of the preview that try a feature each."""

import pytest
from playwright.async_api import Page, expect

from bot.phrases import LANGUAGES, Language, phrases
from bot.web.preview.session import PreviewSession
from bot.web.preview.tries import tries_of
from retrieval.library import Library
from tests.bot.web.preview.conftest import Open
from tests.conftest import LibraryOf

SAID = phrases("zh-hans")
NAMES = SAID.preview.tries
SHOWN = [
    (NAMES.ask, "9.74亿人"),
    (NAMES.check, "✅"),
    (NAMES.timeline, "共 2 条："),
    (NAMES.count, "出现"),
    (NAMES.why, "检索词："),
    (NAMES.watch, "🔔"),
    (NAMES.sources, "共 12 篇资料："),
    (NAMES.settings, SAID.settings.head),
    (NAMES.group_ask, "9.74亿人"),
    (NAMES.group_check, "✅"),
    (NAMES.topic, "9.74亿人"),
    (NAMES.guest, "✅"),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feature_can_be_tried_with_words_of_the_documents(library: Library, language: Language) -> None:
    """In each language; each button has a name of its own."""
    names = [one.name for one in tries_of(library, "bot", phrases(language))]
    assert len(set(names)) == len(names) == 14


def test_what_the_documents_give_no_example_of_has_no_button(library_of: LibraryOf) -> None:
    """A document without a figure has nothing to check or to follow by date."""
    names = {one.name for one in tries_of(library_of(a__txt="云。"), "bot", SAID)}
    assert names == {NAMES.sources, NAMES.settings, NAMES.file}


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
async def test_each_button_shows_its_feature(preview: PreviewSession, open_page: Open) -> None:
    """In the chat where it belongs; for a file, a dialog opens, and inline results are offered, not sent."""
    page = await open_page(preview)
    for name, said in SHOWN:
        await tried(page, name)
        await expect(page.locator(".message.theirs").last).to_contain_text(said)
    await tried(page, NAMES.inline)
    await expect(page.locator("#inline button").first).to_contain_text("9.74亿人")
    async with page.expect_file_chooser():
        await tried(page, NAMES.file)


async def tried(page: Page, name: str) -> None:
    """Press the button of a feature."""
    await page.locator("#tries").get_by_role("button", name=name, exact=True).click()
