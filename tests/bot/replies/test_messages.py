"""Rendered messages against Telegram's own parser, whatever the documents hold."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dispatch.messenger import keyboard
from bot.phrases import LANGUAGES, Language, phrases
from bot.replies.answers import answer_message
from bot.replies.listing import sources_message
from bot.replies.message import Message
from bot.replies.names import named_place, source_named
from bot.replies.pages import page_message, sections_message
from bot.replies.refusal import missing_lines
from bot.web.preview.standin import keyboards
from bot.web.preview.standin.entities import of_client
from bot.web.preview.standin.tdlib import find, parse
from bot.web.preview.standin.utf16 import length
from retrieval.documents.reader import FolderReader
from retrieval.evaluation.questions import read_questions
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Answer, Quote
from tests.conftest import QUESTIONS, LibraryOf

HOSTILE = st.text(
    alphabet=st.sampled_from("云收入<b>&amp;</blockquote>\"'😀‮⁦​\x1b\x9b\\*_[](https://e.com)。，\n1%"),
    min_size=1,
    max_size=600,
)


def assert_telegram_takes(message: Message) -> None:
    """Telegram parses it, it is not too long, and Telegram takes its buttons."""
    parsed = of_client(message.html, "HTML")
    assert 1 <= length(parsed.text) <= 4096
    assert len(parsed.entities) <= 100
    markup = keyboard(message)
    if markup:
        assert keyboards.parse(markup.to_dict(), private=False)


@pytest.fixture(scope="module")
def answers(library: Library) -> list[Answer]:
    """Return the answers to the development set."""
    return [library.ask(item.question) for item in read_questions(QUESTIONS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_telegram_takes_every_answer_and_page_of_the_shipped_documents(
    library: Library, answers: list[Answer], language: Language
) -> None:
    """The development set, every document, and the list of them, in every language."""
    speech = phrases(language)
    for answer in answers:
        assert_telegram_takes(answer_message(answer, library, speech))
    for receipt in {quote.receipt for answer in answers for quote in answer.quotes}:
        assert_telegram_takes(page_message(library.resolve(receipt), speech))
    for number in range(1, len(library.documents) + 1):
        page = library.source(number)
        assert_telegram_takes(page_message(page, speech))
        assert_telegram_takes(sections_message(library.contents(page.receipt), None, speech))
    assert_telegram_takes(sources_message(library, 1, speech))


@given(text=HOSTILE)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_document_cannot_break_or_forge_a_message(tmp_path: Path, analyzer: Analyzer, text: str) -> None:
    """Whatever stands in a document is shown as text: no markup of its own, no direction marks, no control characters."""
    (tmp_path / "a.txt").write_bytes(f"云收入{text}云收入。".encode())
    library = Library.read(FolderReader(tmp_path), analyzer)
    speech = phrases("en")
    for message in (
        answer_message(library.ask("云收入多少"), library, speech),
        page_message(library.source(1), speech),
        sources_message(library, 1, speech),
    ):
        assert_telegram_takes(message)
        assert not set(message.html) & set("‮⁦\x1b\x9b\u200b")


def test_a_quote_shows_markup_as_it_stands(library_of: LibraryOf) -> None:
    """< and & are letters like any others."""
    library = library_of(a__txt="云收入<b>增长</b>了 A&B。")
    shown = of_client(answer_message(library.ask("云收入"), library, phrases("en")).html, "HTML")
    assert "云收入<b>增长</b>了 A&B。" in shown.text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "ftp://e.com/a", "tg://user?id=1", "mailto:a@b.c", "/a/b", "e.com", "https://", "http:///a",
        "https://e.com/a b", "https://e.com:99999/", "https://e.com\\@f.com", "https://a@e.com", "https://localhost/", "",
        "https://e.com/\u202ex", "https://e.com/" + "x" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_no_link(library_of: LibraryOf, url: str) -> None:
    """Neither refused by Telegram nor followed by anybody: the citation stands without it."""
    library = library_of(a__txt="云收入增长了34%。")
    (quote,) = library.ask("云收入").quotes
    message = with_url(library, quote, url)
    assert_telegram_takes(message)
    assert "original" not in message.html


@given(st.from_regex(r"https?://[\w.:@/?#&\"'<>-]{1,40}", fullmatch=True))
def test_telegram_takes_every_link(library: Library, answers: list[Answer], url: str) -> None:
    """Words shown as a link are one for Telegram, and lead where the document says."""
    quote = answers[0].quotes[0]
    message = with_url(library, quote, url)
    if "<a href" in message.html:
        (found,) = [entity for entity in of_client(message.html, "HTML").entities if entity.type == "text_link"]
        assert found.url is not None


def test_a_link_cannot_close_its_attribute(library_of: LibraryOf) -> None:
    """Quotes, signs and ampersands of an address stay in the address."""
    library = library_of(a__txt="云收入增长了34%。")
    (quote,) = library.ask("云收入").quotes
    url = "https://e.com/?a=1&b=\"><b>'x'</b>"
    message = with_url(library, quote, url)
    assert 'href="https://e.com/?a=1&amp;b=&quot;&gt;&lt;b&gt;&#x27;x&#x27;&lt;/b&gt;#:~:text=' in message.html
    shown = of_client(message.html, "HTML")
    assert [entity.type for entity in shown.entities if entity.url] == ["text_link"]


def with_url(library: Library, quote: Quote, url: str) -> Message:
    """Return the message of an answer with one quote from a document at that address."""
    found = quote.model_copy(update={"url": url})
    return answer_message(Answer(question="?", status="answered", quotes=(found,)), library, phrases("en"))


def test_a_long_list_of_documents_comes_in_pages(library_of: LibraryOf) -> None:
    """Fifteen a page, each with its number as a button, and buttons that lead on and back; a page too far is the last."""
    library = library_of(**{f"f{number:02}__txt": f"第{number}篇的一句话。" for number in range(1, 32)})
    speech = phrases("en")
    first, second, last = (sources_message(library, page, speech) for page in (1, 2, 99))
    assert [[b.data for b in m.buttons[-1]] for m in (first, second, last)] == [
        ["sources:2"],
        ["sources:1", "sources:3"],
        ["sources:2"],
    ]
    assert [[b.text for row in m.buttons[:-1] for b in row] for m in (second, last)] == [
        [str(number) for number in range(16, 31)],
        ["31"],
    ]
    assert "31. " in last.html
    assert "Page 3 of 3" in last.html


def test_figures_that_differ_are_told_with_who_gives_them(library_of: LibraryOf) -> None:
    """So that nobody has to unfold the quotes to learn whose they are."""
    library = library_of(
        a__md="---\npublisher: 甲报\npublished: 2025-01-02\n---\n# 甲\n\n星海科技的会员数达到398万人。\n",
        b__md="---\npublisher: 乙报\npublished: 2024-01-02\n---\n# 乙\n\n星海科技的会员数达到317万人。\n",
    )
    html = answer_message(library.ask("星海科技的会员数是多少"), library, phrases("zh-hans")).html
    note = html.splitlines()[-1]
    assert "398万人（[1] 甲报 2025-01-02）" in note
    assert "317万人（[2] 乙报 2024-01-02）" in note


def test_a_second_quote_of_a_document_has_its_own_place(library_of: LibraryOf) -> None:
    """Another page, cell or speaker than that of the quote whose document it is named by."""
    library = library_of(
        a__txt="2024-05-01 10:00 林一\n水泵房的钥匙放在门卫室。\n\n2024-05-02 11:30 周二\n水泵房的钥匙不在门卫室了。\n"
    )
    html = answer_message(library.ask("水泵房的钥匙在哪里"), library, phrases("zh-hans")).html
    sources = [line for line in html.splitlines() if line.startswith("[")]
    assert [speaker for source in sources for speaker in ("林一", "周二") if speaker in source] in (
        ["林一", "周二"],
        ["周二", "林一"],
    )
    assert sources[1].startswith("[2] 同 [1] · ")


def test_a_year_that_no_document_is_about_is_told_with_those_of_the_documents(library_of: LibraryOf) -> None:
    """It is named once, though the nearest document lacks it as well, alone or with its unit."""
    library = library_of(a__txt="灯会\n2023-02-20\n灯会门票60元。\n", b__txt="船展\n2025-03-01\n船展免票。\n")
    answer = Answer(question="?", status="not_found", missing=("2019",), absent=("2019", "2019年", "船展"))
    assert missing_lines(answer, library, phrases("zh-hans"), phrases("zh-hans").absent_nearest) == [
        "2 篇资料都没有提到“2019”。",
        "最接近的那篇资料没有提到“船展”。",
        "资料的日期为 2023–2025 年。",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_file_becomes_no_link(library_of: LibraryOf, language: Language) -> None:
    """Telegram takes ledger.py for a website in Paraguay; a quote keeps the name as it stands, and so does a link."""
    library, speech = library_of(ledger__py="# ledger.py books the income of the cloud: 34 yuan."), phrases(language)
    answer = library.ask("income of the cloud")
    message = answer_message(answer, library, speech)
    source = parse(message.html, "HTML").text.rpartition("\n")[2]
    for text in (source, parse(sources_message(library, 1, speech).html, "HTML").text):
        assert "ledger.\u2060py" in text
        assert find(text) == ()
    assert "ledger.py books" in message.html


def test_a_name_copied_from_a_message_names_its_document(library_of: LibraryOf) -> None:
    """The joiner that keeps it from being a link is no part of it."""
    library = library_of(ledger__py="# It books the income of the cloud.")
    assert named_place("“ledger.\u2060py”", library) == library.opening(1)
    assert source_named("ledger.\u2060py", library) == 1
