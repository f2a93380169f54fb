"""Photograph thirty situations of a conversation in `yinju preview` on a phone, light and dark, to look at one by one.

    python -m tests.pictures.situations FOLDER [NAME ...]

Needs chromium, fonts-roboto-unhinted, fonts-noto-cjk and fonts-noto-color-emoji (Debian's packages), and the extra
`dev`.
"""

import asyncio
import sys
import tempfile
from base64 import b64encode
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple, get_args

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.web.preview.session import PreviewSession
from retrieval.library import Library
from tests.browser import browsing, found
from tests.conftest import SEEDS
from tests.pictures.preview import BOT, Scheme, preview
from tests.retrieval.documents.convert.test_add import pdf

PHONE: ViewportSize = {"width": 390, "height": 844}
_PATIENCE_MILLISECONDS = 60_000
QUESTION = "阿里云收入增长了多少"
CONTRADICTED = "阿里云收入同比增长24%"


class Scene(NamedTuple):
    """A page on which a situation is played, and the preview that it shows."""

    page: Page
    shown: PreviewSession

    async def say(self, text: str) -> None:
        """Write in the chat that is open, and wait for the answer."""
        before = await self.page.locator(".message.theirs").count()
        await self.page.locator("#words").fill(text)
        await self.page.locator("#words").press("Enter")
        await expect(self.page.locator(".message.theirs")).not_to_have_count(before)

    async def press(self, name: str) -> None:
        """Press the last button that begins so, and wait until the bot has done what it asks for."""
        key = self.page.locator(".key", has_text=name).last
        await key.click()
        await expect(self.page.locator(".key[aria-busy]")).to_have_count(0)

    async def go(self, chat: str) -> None:
        """Go to another chat: private, group, forum or elsewhere."""
        await self.page.locator(f"#tab-{chat}").click()

    async def type(self, text: str) -> None:
        """Write without sending, and wait for what the bot offers."""
        await self.page.locator("#words").fill(text)
        await expect(self.page.locator("#inline button").first).to_be_visible()


_DROP = """([name, base64]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name));
  for (const kind of ["dragover", "drop"]) {
    document.querySelector("main").dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""
Play = Callable[[Scene], Awaitable[None]]


def saying(*texts: str, pressing: tuple[str, ...] = (), chat: str = "private") -> Play:
    """Return a situation in which somebody writes some texts in a chat and presses buttons."""

    async def play(scene: Scene) -> None:
        await scene.go(chat)
        for text in texts:
            await scene.say(text)
        for name in pressing:
            await scene.press(name)

    return play


async def guest(scene: Scene) -> None:
    """Doubt what another said in a chat without the bot."""
    stage = scene.shown.stage
    claim = stage.elsewhere.send(stage.people[1], CONTRADICTED)
    await scene.go("elsewhere")
    stage.elsewhere.send(stage.people[0], f"{BOT} 这是真的吗", reply_to=claim)
    await expect(scene.page.locator(".message.theirs blockquote").first).to_be_visible()


async def album(scene: Scene) -> None:
    """Send three photos with one caption, which are answered once."""
    chat = scene.shown.stage.private_chats[0]
    for caption in (QUESTION, None, None):
        chat.send_photo(chat.members[0], caption, album="one")
    await expect(scene.page.locator(".message.theirs blockquote").first).to_be_visible()


async def shared(scene: Scene) -> None:
    """Hand a quote to another chat."""
    await scene.say(QUESTION)
    await scene.press("📖 1")
    await scene.press("↪")
    words = await scene.page.locator("#words").input_value()
    await scene.go("elsewhere")
    await scene.type(words)
    await scene.page.locator("#inline button").first.click()
    await expect(scene.page.locator(".message.own blockquote")).to_be_visible()


async def inline(scene: Scene) -> None:
    """Type a question after the name of the bot."""
    await scene.go("elsewhere")
    await scene.type(f"{BOT} {QUESTION}")


async def inline_check(scene: Scene) -> None:
    """Type a claim after the name of the bot."""
    await scene.go("elsewhere")
    await scene.type(f"{BOT} 核 {CONTRADICTED}")


async def add_file(scene: Scene, name: str, data: bytes) -> None:
    """Drop a file on the page, and accept the offer."""
    await scene.page.evaluate(_DROP, [name, b64encode(data).decode()])
    await scene.press("➕")
    await expect(scene.page.locator("article.theirs").last).to_contain_text("✅", timeout=60_000)


async def newcomer(scene: Scene) -> None:
    """Bring a PDF along, ask it, and check a claim about it."""
    with tempfile.TemporaryDirectory() as folder:
        data = pdf(Path(folder) / "report.pdf").read_bytes()
    await add_file(scene, "report.pdf", data)
    await scene.say("How many meals do riders deliver a day?")
    await scene.say("/check Riders deliver fifty meals a day.")


async def versions(scene: Scene) -> None:
    """Replace a document, ask for the older version of it, and list what there is."""
    await add_file(scene, "手册.md", "# 员工手册（2023年版）\n\n星海科技的年假为十天。\n".encode())
    await scene.page.evaluate(
        _DROP, ["手册.md", b64encode("# 员工手册（2024年版）\n\n星海科技的年假为二十天。\n".encode()).decode()]
    )
    await scene.press("➕")
    await scene.press("替换旧的")
    await scene.say("2023年版的年假是多少天")
    await scene.say("/collection")


SITUATIONS: dict[str, Play] = {
    "01-start": saying("/start"),
    "02-help": saying("/help"),
    "03-help-ask": saying("/help", pressing=("提问",)),
    "04-help-check": saying("/help", pressing=("核查",)),
    "05-help-groups": saying("/help", pressing=("群聊",)),
    "06-help-privacy": saying("/help", pressing=("隐私",)),
    "07-sure": saying("拼多多第三季度收入是多少"),
    "08-near": saying("京东外卖骑手的保险是多少钱"),
    "09-silent": saying("京东总部大楼有几层"),
    "10-supported": saying("/check 拼多多收入为688.4亿元"),
    "11-contradicted": saying(f"/check {CONTRADICTED}"),
    "12-not-found": saying("/check 长颈鹿的脖子有2米长"),
    "13-group": saying(f"/ask{BOT} {QUESTION}", chat="group"),
    "14-group-settings": saying(f"/settings{BOT}", chat="group"),
    "15-opened": saying(QUESTION, pressing=("📖 1",)),
    "16-sources": saying("/sources"),
    "17-inline": inline,
    "18-inline-check": inline_check,
    "19-guest": guest,
    "20-album": album,
    "21-shared": shared,
    "22-rest": saying(QUESTION, pressing=("⋯",)),
    "23-timeline": saying("/timeline 阿里云收入"),
    "24-objection": saying(QUESTION, "谢谢", "不对"),
    "25-sections": saying(QUESTION, pressing=("📖 1", "📄")),
    "26-returned": saying(QUESTION, pressing=("📖 1", "📄", "◀ 返回")),
    "27-did-you-mean": saying("Deepseak的番茄在巴西有几种做法呀"),
    "28-meant": saying("Deepseak的番茄在巴西有几种做法呀", pressing=("🔎",)),
    "29-newcomer": newcomer,
    "30-versions": versions,
    "31-watched-claim": saying(f"/check {CONTRADICTED}", "/watches", pressing=("🔔",)),
}


async def photograph(browser: Browser, library: Library, name: str, scheme: Scheme) -> bytes:
    """Play a situation, and return the picture of it."""
    with tempfile.TemporaryDirectory() as data:
        async with preview(library, Path(data)) as shown:
            page = await browser.new_page(
                viewport=PHONE, device_scale_factor=2, color_scheme=scheme, locale="zh-CN", reduced_motion="reduce"
            )
            await page.goto(shown.address)
            await page.locator("#start").click()
            await expect(page.locator(".message.theirs")).to_have_count(1)
            await SITUATIONS[name](Scene(page, shown))
            await page.mouse.move(0, 0)
            taken = await page.screenshot()
            await page.close()
    return taken


async def main() -> None:
    """Write the pictures into the folder that is given, of all situations unless some are named."""
    path, folder, names = found(), Path(sys.argv[1]), sys.argv[2:]
    if path is None:
        sys.exit("There is no chromium; apt-get install chromium brings it.")
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=_PATIENCE_MILLISECONDS)
    with tempfile.TemporaryDirectory() as cache:
        library = Library.open(SEEDS, cache=Path(cache))
    async with browsing(path) as browser:
        for name in names or SITUATIONS:
            for scheme in get_args(Scheme):
                (folder / f"{name}-{scheme}.png").write_bytes(await photograph(browser, library, name, scheme))


if __name__ == "__main__":
    asyncio.run(main())
