"""Documents read in Telegram: pages, sections, the original page, citations to copy."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from bot.phrases import phrases
from bot.replies.citation import copied
from bot.replies.pages import original, page_message
from bot.web.preview.standin import StandIn
from bot.web.preview.standin.chat import Chat
from bot.web.preview.standin.message import Message
from bot.web.preview.standin.utf16 import length
from bot.web.preview.standin.values import Button, User
from retrieval import receipts_in
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Document, Metadata, Stated
from retrieval.pages.page import Page
from tests.bot.conftest import running
from tests.conftest import LibraryOf

QUESTION = "阿里云哪块收入最亮眼"
QUOTE = "阿里云收入317亿，增速从7%翻倍到13%，最亮眼的是AI相关收入连续6个季度翻倍增长。"
SECTION = "02 用大白话解读一下阿里最新财报"


def button(message: Message, text: str) -> Button:
    """Return the button that begins with a text."""
    found = [button for row in message.buttons for button in row if button.text.startswith(text)]
    assert found, f"no button {text!r} among {[button.text for row in message.buttons for button in row]}"
    return found[0]


def labels(rows: Sequence[Sequence[Button]]) -> list[list[str]]:
    """Return what stands on the buttons."""
    return [[button.text for button in row] for row in rows]


async def quote_opened(chat: Chat, person: User) -> Message:
    """Return the page that 📖 opens for the first quote."""
    chat.send(person, QUESTION)
    answer = await chat.next_bot_message()
    await chat.press(person, answer, button(answer, "📖 1").data or "").answered()
    return await chat.next_bot_message()


async def test_a_page_has_buttons_to_turn_to_verify_to_list_the_sections_to_leave_and_to_copy(api: StandIn) -> None:
    """In three rows, in the language of the person; ↪ hands the quote to another chat."""
    for code, verify, words in (
        ("zh-hans", ["✔ 验证引文", "↪ 转发"], ["📄 目录", "↗ 原文", "📋 复制出处"]),
        ("zh-hant", ["✔ 驗證引文", "↪ 轉傳"], ["📄 目錄", "↗ 原文", "📋 複製出處"]),
        ("en", ["✔ Verify", "↪ Share"], ["📄 Sections", "↗ Original", "📋 Cite"]),
    ):
        person = api.user("Person", language_code=code)
        page = await quote_opened(api.private_chat(person), person)
        assert labels(page.buttons) == [["◀", "▶"], verify, words]
        shared = button(page, "↪").switch_inline_query_chosen_chat or {}
        results = (await api.inline_query(person, shared["query"]).answered())["results"]
        assert [result["title"] for result in results] == [QUOTE]


def test_an_opened_place_keeps_the_notes_of_the_catalog(library_of: LibraryOf) -> None:
    """A note on some lines is shown below the passages that hold one of them, once, and below no others."""
    note = "由编辑补写"
    catalog = f'[[document]]\nfile = "a.md"\nnote = [{{lines = [5, 5], text = "{note}"}}, {{lines = [7, 7], text = "{note}"}}]\n'
    library = library_of(
        a__md="# 甲\n\n开头的一段话。\n\n云收入增长。\n\n" + "利润也增长了。\n\n" * 200, catalog__toml=catalog
    )
    page: Page | None = library.source(1)
    shown = []
    while page:
        shown.append(page_message(page, phrases("zh-hans")).html)
        page = library.resolve(page.after) if page.after else None
    assert len(shown) > 1
    assert [html.count(f"<i>※ {note}</i>") for html in shown] == [1, *[0] * (len(shown) - 1)]


async def test_the_original_page_opens_at_the_quote(api: StandIn) -> None:
    """From the citation under the answer as from the page: browsers scroll to the words and mark them."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    page = await quote_opened(chat, alice)
    url = button(page, "↗").url or ""
    assert unquote(url) == f"https://www.woshipm.com/it/6183259.html#:~:text={QUOTE}"
    links = [entity.url for entity in chat.bot_messages[0].entities if entity.type == "text_link"]
    assert links[0] == url


async def test_the_citation_can_be_copied(api: StandIn) -> None:
    """Title, who published it, date, link, and the receipt that leads back to the quote."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    page = await quote_opened(chat, alice)
    receipt = (button(chat.bot_messages[0], "📖 1").data or "").removeprefix("read:")
    assert button(page, "📋").copy_text == (
        f"《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21 · https://www.woshipm.com/it/6183259.html · {receipt}"
    )


async def test_who_asks_for_the_source_of_an_open_place_gets_its_citation(open_api: StandIn) -> None:
    """In a group, too; the words of the page are no question."""
    alice = open_api.user("Alice", language_code="zh-hans")
    group = open_api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    group.send(alice, f"@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    await group.press(alice, answer, button(answer, "📖 1").data or "").answered()
    page = await group.next_bot_message()
    for words in ("出处？", "source?", "真的吗"):
        group.send(alice, words, reply_to=page)
        cited = (await group.next_bot_message()).text
        assert cited.startswith(page.text.splitlines()[0])
        assert receipts_in(cited)


async def test_the_sections_of_a_document_are_listed_in_the_same_message_and_open_in_it(api: StandIn) -> None:
    """With the one that was being read in bold; each number opens its section, and ◀ the place as it was."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    message = await quote_opened(chat, alice)
    opened = message.text, message.buttons
    await chat.press(alice, message, button(message, "📄").data or "").answered()
    assert message.text.splitlines()[:2] == ["《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21", "共 6 节："]
    (current,) = message.entity_texts("bold")
    assert current.endswith(SECTION)
    number = current.split(".")[0]
    assert labels(message.buttons) == [["1", "2", "3", "4", "5"], ["6"], ["◀ 返回"]]
    sections = message.text
    await chat.press(alice, message, button(message, "◀ 返回").data or "").answered()
    assert (message.text, message.buttons) == opened
    assert message.entity_texts("bold") == [QUOTE]
    await chat.press(alice, message, button(message, "📄").data or "").answered()
    assert message.text == sections
    await chat.press(alice, message, button(message, "2").data or "").answered()
    assert "01 淘天对马云三个回归的完成情况" in message.text
    await chat.press(alice, message, button(message, "📄").data or "").answered()
    await chat.press(alice, message, button(message, number).data or "").answered()
    assert SECTION in message.text.splitlines()
    assert len(chat.bot_messages) == 2


async def test_a_long_list_of_sections_turns_its_pages(library_of: LibraryOf) -> None:
    """It begins where the reader is, and a document without headings lists its passages by their first words."""
    headed = "".join(f"## 第{number}节\n\n第{number}节的一句话。\n\n" for number in range(1, 33))
    plain = "\n\n".join(f"第{number}段开始。" + "说了很多话。" * 60 for number in range(1, 4))
    library = library_of(a__md=f"# 题目\n\n{headed}", b__txt=f"没有小标题的文章\n\n{plain}")
    async with StandIn.serve() as api, running(api, library):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "第20节的一句话")
        answer = await chat.next_bot_message()
        await chat.press(alice, answer, button(answer, "📖 1").data or "").answered()
        message = await chat.next_bot_message()
        await chat.press(alice, message, button(message, "📄").data or "").answered()
        assert "Page 2 of 3" in message.text
        assert "第20节" in message.entity_texts("bold")[0]
        await chat.press(alice, message, button(message, "▶").data or "").answered()
        assert "Page 3 of 3" in message.text
        assert message.text.splitlines()[-2].endswith("第32节")
        chat.send(alice, "/source 2")
        page = await chat.next_bot_message()
        assert "Passage 1 of 4\n" in page.text
        await chat.press(alice, page, button(page, "📄").data or "").answered()
        lines = page.text.splitlines()[2:]
        assert len(lines) == 4
        assert lines[0].startswith("1. 没有小标题的文章")


async def test_a_source_opens_by_its_button(api: StandIn) -> None:
    """Below the list, which stays to open another one from."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "/sources")
    message = await chat.next_bot_message()
    assert [len(row) for row in message.buttons] == [5, 5, 2]
    await chat.press(alice, message, button(message, "8").data or "").answered()
    page = await chat.next_bot_message()
    assert page.text.splitlines()[0] == "《三場硬仗,阿里進擊》 · 36氪 · 2025-11"
    assert "第 1/" in page.text
    assert message.text.startswith("共 12 篇资料：")


async def test_buttons_work_after_a_restart_with_a_changed_folder(tmp_path: Path, analyzer: Analyzer) -> None:
    """A source keeps its button though its number changed; a quote that moved opens its new place, one that changed the nearest."""
    (tmp_path / "b.txt").write_text("骑手的一天\n骑手每天送餐四十单。\n")
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, Library.read(FolderReader(tmp_path), analyzer)):
            chat.send(alice, "/sources")
            sources = await chat.next_bot_message()
            chat.send(alice, "骑手每天送餐多少单")
            answer = await chat.next_bot_message()
        (tmp_path / "a.txt").write_text("云收入增长了34%。")
        before = "".join(f"第{number}天，早上六点起床，先去吃一碗面。\n\n" for number in range(30))
        (tmp_path / "b.txt").write_text(f"骑手的一天\n\n{before}骑手每天送餐四十单。\n")
        async with running(api, Library.read(FolderReader(tmp_path), analyzer)):
            await chat.press(alice, sources, button(sources, "1").data or "").answered()
            assert (await chat.next_bot_message()).text.startswith("“骑手的一天”")
            await chat.press(alice, answer, button(answer, "📖 1").data or "").answered()
            page = await chat.next_bot_message()
            assert phrases("en").changed not in page.text
            assert "骑手每天送餐四十单。" in page.text
        (tmp_path / "b.txt").write_text("骑手的一天\n骑手每天送餐五十单。\n")
        async with running(api, Library.read(FolderReader(tmp_path), analyzer)):
            await chat.press(alice, answer, button(answer, "📖 1").data or "").answered()
            page = await chat.next_bot_message()
            assert phrases("en").changed in page.text
            assert "骑手每天送餐五十单。" in page.text


def page_of(url: str | None, **stated: str) -> Page:
    """Return a page of one passage from a document of which that is known."""
    known = {name: Stated(value=value, span=None) for name, value in stated.items()}
    metadata = Metadata.model_validate(known | ({"url": Stated(value=url, span=None)} if url else {}))
    document = Document(file="a.txt", ordinal=1, start=0, end=9, metadata=metadata, opening="云收入增长了34%。")
    return Page(
        document=document, section=None, number=1, total=1, line=1, pieces=(), receipt="r" * 40, before=None, after=None
    )  # fmt: skip


def test_a_citation_to_copy_keeps_its_receipt() -> None:
    """Telegram copies 256 units: a long name is cut, a link that does not fit is left out whole."""
    speech = phrases("en")
    long = page_of("https://e.com/" + "x" * 200, title="😀" * 300, publisher="社" * 99, published="2025-02-21" * 9)
    for page in (long, page_of(None), page_of("https://e.com/")):
        text = copied(page, speech)
        assert length(text) <= 256
        assert text.endswith("r" * 40)
    assert "https" not in copied(long, speech)
    assert copied(page_of("https://e.com/", title="云"), speech) == f"“云” · https://e.com/ · {'r' * 40}"


def test_without_an_original_page_or_further_passages_there_is_no_button_for_them() -> None:
    """Nothing is offered that leads nowhere; what is no web address is none."""
    for url in (None, "javascript:alert(1)"):
        page = page_of(url)
        assert original(page) is None
        assert [button.text for row in page_message(page, phrases("en")).buttons for button in row] == ["📋 Cite"]


async def test_words_are_looked_for_in_one_document(api: StandIn) -> None:
    """By /source and its number or name: every place of a word, the answer to a question, or that there is nothing."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "/source 8 阿里雲")
    places = await chat.next_bot_message()
    assert places.text.startswith("“阿里雲”共出现")
    assert {line for line in places.text.splitlines() if line.startswith("《")} == {
        line for line in places.text.splitlines() if line.startswith("《三場硬仗,阿里進擊》")
    }
    await chat.press(alice, places, places.callback_data[0]).answered()
    assert "《三場硬仗,阿里進擊》" in (await chat.next_bot_message()).text
    chat.send(alice, "/source 8 阿里云收入增长了多少")
    answer = await chat.next_bot_message()
    assert "34%" in answer.text
    assert all("三場硬仗" in line or "同 [" in line for line in answer.text.splitlines() if line.startswith("["))
    chat.send(alice, "/source 8 zanzibar")
    assert (await chat.next_bot_message()).text == "这篇没有提到“zanzibar”。"
    chat.send(alice, "/source 99 阿里雲")
    assert (await chat.next_bot_message()).text.startswith("没有第 99 篇")
    chat.send(alice, "/source 三場硬仗 阿里雲")
    assert (await chat.next_bot_message()).text == places.text
    chat.send(alice, "/source zanzibar 阿里雲")
    assert "zanzibar 阿里雲" in (await chat.next_bot_message()).text


async def test_a_link_a_receipt_a_citation_or_a_title_opens_its_place(api: StandIn, library: Library) -> None:
    """If nothing else is said; a sentence with a title in it is a question."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    quote = library.ask(QUESTION).quotes[0]
    document = library.document(quote.document)
    for words in (quote.receipt, f"《{document.title}》 · 潘乱 · {quote.receipt}"):
        chat.send(alice, words)
        assert (await chat.next_bot_message()).entity_texts("bold") == [quote.text]
    for words in (f"{document.url}#top", document.title or "", f"《{document.title}》"):
        chat.send(alice, words)
        assert (await chat.next_bot_message()).text.splitlines()[-1] != ""
        assert chat.bot_messages[-1].text.startswith(f"《{document.title}》")
    chat.send(alice, f"《{document.title}》里{QUESTION}")
    assert not (await chat.next_bot_message()).text.startswith(f"《{document.title}》")
