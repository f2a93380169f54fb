"""The reader over HTTP: pages, what is refused, and what every answer forbids."""

import html
import re
from urllib.parse import urljoin

import httpx
import pytest

from bot.phrases import LANGUAGES, phrases
from bot.replies.reader_links import AnswerReceipts, answered_in, path_of, public
from bot.web.reader.website import website
from retrieval.library import Library
from tests.bot.web.reader.conftest import Asking, three_quotes
from tests.conftest import LibraryOf

ARTICLE = """---
title: 云的一年
author: 王小明
url: https://example.org/a?b=1
---
# 云的一年

云收入增长了34%。利润率也高了。

## 支出

支出增长了12%，主要用于机房。
"""
HOSTILE = """# <script>document.title="taken"</script>

云收入增长了34%<img src=x onerror="document.title='taken'">。<style>body{display:none}</style>

[点我](javascript:document.title='taken')的云支出是12%。\u202e反过来的云利润是7%\u202c。 </mark></article>{{ 7*7 }}
"""


def words(page: str) -> str:
    """Return the text of a page as people see it, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", "", page.partition("<main>")[2]))


def marked(page: str, css: str = "") -> str:
    """Return what is marked on a page: the quote that was opened, or the `other` ones."""
    opening = f'<mark class="{css}">' if css else "<mark>"
    return html.unescape("".join(re.findall(f"{opening}(.*?)</mark>", page, re.DOTALL)))


async def test_a_receipt_opens_its_document_with_the_quote_marked(library: Library, asking: Asking) -> None:
    """The page holds the whole document, what is known of it, and the other quotes of the answer, each with a way to it."""
    quotes = three_quotes(library)
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    async with asking(library) as client:
        page = (await client.get(path_of(quotes[1].receipt, answer))).text
    assert marked(page) == quotes[1].text
    assert marked(page, "other") == quotes[2].text
    assert f">{quotes[1].title}</h1>" in page
    assert str(quotes[1].publisher) in page
    assert all(quote.text[:30] in words(page) for quote in quotes)
    shown = re.sub(r"\s", "", words(page))
    document = library.document(quotes[1].document)
    for passage in library.passages:
        if library.documents[passage.document] == document:
            for sentence in passage.sentences:
                assert re.sub(r"\s", "", library.text(document.file)[sentence.start : sentence.end]) in shown


async def test_every_link_of_a_page_leads_somewhere(library: Library, asking: Asking) -> None:
    """Also to other documents, to sections, and below any folder of a site."""
    quotes = three_quotes(library)
    answer = AnswerReceipts(receipts=tuple(quote.receipt for quote in quotes))
    async with asking(library) as client:
        for path in ("", path_of(quotes[0].receipt, answer), "r/nothing"):
            page = (await client.get(path)).text
            links = {html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)}
            for link in (one for one in links if not one.startswith(("#", "https:"))):
                assert not link.startswith("/")
                target = urljoin(f"http://127.0.0.1/{path}", link)
                assert (await client.get(target)).status_code == 200, link
            anchors = {link[1:] for link in links if link.startswith("#")}
            assert anchors <= set(re.findall(r'id="([^"]+)"', page))


async def test_the_original_page_is_linked_at_the_quote(library_of: LibraryOf, asking: Asking) -> None:
    """With a text fragment of the words."""
    library = library_of(a__md=ARTICLE)
    quote = library.ask("云收入增长了多少").quotes[0]
    assert quote.url
    async with asking(library) as client:
        page = (await client.get(path_of(quote.receipt, AnswerReceipts()))).text
    assert f'href="{html.escape(quote.url)}#:~:text=' in page


async def test_the_way_to_a_quote_sets_the_anchor_itself(library: Library, asking: Asking) -> None:
    """Apps that open an address put something of their own behind the #, which a redirection takes away."""
    receipt = three_quotes(library)[0].receipt
    async with asking(library) as client:
        answer = await client.get(f"/q/{receipt}?also={receipt},x&from=4&other=1")
        assert answer.status_code in (302, 303, 307)
        assert answer.headers["location"] == f"../r/{receipt}?also={receipt},x&from=4#quote"
        page = (await client.get(answer.headers["location"].removeprefix(".."))).text
    assert 'data-number="4"' in page
    assert phrases("en").reader.lost.format(count=1) in page


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_leads_nowhere_is_said_in_the_readers_language(
    library_of: LibraryOf, library: Library, asking: Asking, language: str
) -> None:
    """400 for what is no receipt, 404 for one of another folder and for other addresses; always with a way on."""
    speech = next(phrases(code) for code in LANGUAGES if code == language)
    elsewhere = library.opening(1)
    async with asking(library_of(a__md=ARTICLE), language=language) as client:
        for path, status in (("/r/<b>", 400), ("/q/zzz", 400), (f"/r/{elsewhere}", 404), ("/a/b/c", 404)):
            answer = await client.get(path)
            assert answer.status_code == status, path
            assert "<b>" not in answer.text
            assert speech.reader.to_documents in answer.text
            assert f'lang="{language}"' in answer.text
        assert speech.errors["ReceiptUnknown"] in (await client.get(f"/r/{elsewhere}")).text
        refused = await client.post("/")
        assert (refused.status_code, set(refused.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})


async def test_a_file_that_changed_says_so(library_of: LibraryOf, asking: Asking) -> None:
    """Nothing is marked, and the anchor stands at the nearest place."""
    receipt = library_of(a__md=ARTICLE).ask("支出增长了多少").quotes[0].receipt
    async with asking(library_of(a__md=ARTICLE.replace("12%", "21%"))) as client:
        page = (await client.get(f"/r/{receipt}")).text
    assert phrases("en").changed in page
    assert "<mark" not in page
    assert "21%" in page.partition('id="quote"')[2].partition("</div>")[0]


async def test_a_quote_from_outside_the_text_is_shown_above_it(library_of: LibraryOf, asking: Asking) -> None:
    """Such as a byline, which a question about the author is answered by."""
    library = library_of(a__md=ARTICLE)
    line = next(n for n, text in enumerate(ARTICLE.splitlines(), 1) if "王小明" in text)
    async with asking(library) as client:
        page = (await client.get(f"/r/{library.receipt_of_line('a.md', line)}")).text
    assert marked(page) == "author: 王小明"
    assert phrases("en").reader.outside.format(line=line) in words(page)


async def test_the_list_of_quotes_names_who_wrote_a_message_and_when(library_of: LibraryOf, asking: Asking) -> None:
    """As the citation in a message does."""
    library = library_of(
        a__txt="2024-05-01 10:00 林一\n水泵房的钥匙放在门卫室。\n\n2024-05-02 11:30 周二\n水泵房的钥匙不在门卫室了。\n"
    )
    receipts = tuple(quote.receipt for quote in library.ask("水泵房的钥匙在哪里").quotes)
    async with asking(library) as client:
        page = (await client.get(path_of(receipts[0], AnswerReceipts(receipts=receipts)))).text
    listed = page.partition('class="quotes"')[2]
    assert all(said in listed for said in ("林一 · 2024-05-01 10:00", "周二 · 2024-05-02 11:30"))


async def test_a_note_of_the_catalog_stands_at_the_quote(library: Library, asking: Asking) -> None:
    """Also where its range began far before it."""
    quote = three_quotes(library)[0]
    assert quote.remarks
    async with asking(library) as client:
        page = (await client.get(f"/r/{quote.receipt}")).text
    before = page.partition('id="quote"')[0]
    assert quote.remarks[0] in before.rpartition('<div class="row')[0][-200:]


async def test_nothing_of_a_document_is_markup(library_of: LibraryOf, asking: Asking) -> None:
    """Scripts, pictures and links are left out of what is shown, and so are marks that turn the writing round."""
    library = library_of(a__txt=HOSTILE)
    async with asking(library) as client:
        pages = [(await client.get(path)).text for path in ("/", f"/r/{library.opening(1)}")]
        pages += [(await client.get(f"/r/{quote.receipt}")).text for quote in library.ask("云支出是多少").quotes]
    for page in pages:
        assert not re.search(r"<(?:script|img|style|iframe)\b", page)
        assert not re.search(r'(?:href|src)="\s*javascript:', page)
        assert "\u202e" not in page
        assert "49" not in words(page)
    assert "点我的云支出是12%" in words(pages[1])


async def test_every_answer_forbids_scripts(library: Library, asking: Asking) -> None:
    """Whatever it is; Telegram may frame the pages only where it is to show them."""
    paths = ("/", f"/r/{library.opening(1)}", "/r/zzz", "/nothing", "/reader.css", "/health")
    for in_telegram in (False, True):
        async with asking(library, in_telegram=in_telegram) as client:
            for path in paths:
                headers = (await client.get(path)).headers
                policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
                assert policy["default-src"] == "'none'"
                assert policy["style-src"] == "'self'"
                assert "script-src" not in policy
                assert ("telegram.org" in policy["frame-ancestors"]) == in_telegram
                assert headers["x-content-type-options"] == "nosniff"
                assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[", "127.0.0.1@evil.example"])
async def test_a_foreign_name_is_refused(library: Library, asking: Asking, host: str) -> None:
    """A page of somebody else's cannot read the documents by letting its name lead here."""
    own = ("127.0.0.1", "::1", "documents.example")
    async with asking(library, hosts=own, language="zh-TW") as client:
        answer = await client.get("/", headers={"Host": host})
        assert (answer.status_code, answer.text) == (403, phrases("zh-hant").reader.refused)
        for good in ("127.0.0.1:9", "[::1]:9", "documents.example", "Documents.Example:443"):
            assert (await client.get("/", headers={"Host": good})).status_code == 200


async def test_what_goes_wrong_is_a_page_as_well() -> None:
    """Status 500, one sentence, and the same headers as ever."""

    def broken() -> Library:
        raise RuntimeError("the shelf fell down")

    transport = httpx.ASGITransport(website(broken), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        answer = await client.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 500
    assert phrases("en").reader.trouble in answer.text
    assert "fell down" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_health_counts_the_documents(library_of: LibraryOf, asking: Asking) -> None:
    """For whoever watches the service."""
    async with asking(library_of(a__md=ARTICLE)) as client:
        assert (await client.get("/health")).json() == {"status": "ok", "documents": 1}


def test_an_address_names_the_quotes_of_its_answer() -> None:
    """The address reads back as written; anything else in a query does no harm."""
    assert public("https://a.example/docs/", "aa", ["aa"]) == "https://a.example/docs/q/aa"
    assert public("https://a.example", "aa", ["aa", "bb"], 4) == "https://a.example/q/aa?also=aa,bb&from=4"
    assert answered_in({"also": "aa,,bb", "from": "4"}) == AnswerReceipts(receipts=("aa", "bb"), first=4)
    assert answered_in({"also": "", "from": "x"}) == AnswerReceipts()
    assert len(answered_in({"also": "a," * 1000}).receipts) == 20


async def test_a_quote_shows_its_place_in_the_original(library_of: LibraryOf, asking: Asking) -> None:
    """A place that is no line is above the quote; one that is a line is beside it, and nowhere else."""
    rows = "".join(f"第{n}站,{n}7\n" for n in range(1, 30))
    library = library_of(票价__csv="站名,票价（元）\n" + rows, 桥__md="# 桥\n\n桥长三百米。\n")
    async with asking(library) as client:
        row = (await client.get(path_of(library.ask("第28站票价").quotes[0].receipt, AnswerReceipts()))).text
        line = (await client.get(path_of(library.ask("桥长多少米").quotes[0].receipt, AnswerReceipts()))).text
    place, columns = (re.search(rf'class="{name}"[^>]*>([^<]*)<', row) for name in ("place", "columns"))
    assert place
    assert "A29" in place[1]
    assert columns
    assert columns[1] == "站名 · 票价（元）"
    assert 'class="place"' not in line
