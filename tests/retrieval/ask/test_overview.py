"""Overviews: outlines of a document, of all, and of the newest; and messages that only name a document."""

import pytest

from retrieval.library import Library
from tests.conftest import LibraryOf

BRIDGE = (
    "---\ndate: 2023-05-02\n---\n\n# 石桥修缮记\n\n本文记录了青石桥两年的修缮过程与花费。\n\n## 起因\n\n青石桥的桥面在洪水中开裂，"
    "石桥因此禁止车辆通行。\n\n一位老人坐在河边钓鱼。\n\n## 经过\n\n工匠用糯米灰浆修缮桥面，石桥的裂缝逐一填平。\n\n"
    "中午大家吃面。\n\n## 结果\n\n石桥修缮完成后恢复通行，车辆限重三吨。\n\n## 花费\n\n石桥修缮共花费八十万元，由镇里承担。\n"
)
MARKET = "---\ndate: 2024-08-01\n---\n\n# 早市搬迁通知\n\n城南早市将于九月搬到新的大棚里。\n\n摊位按抽签分配。\n"


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Return a library of a document with sections, and a newer one without."""
    return library_of(bridge__md=BRIDGE, market__md=MARKET)


def words(library: Library, question: str, *history: str) -> list[str]:
    """Return the words that are quoted as an outline."""
    answer = library.ask(question, history, most=6)
    assert answer.outline
    return [quote.text for quote in answer.quotes]


@pytest.mark.parametrize(
    "message",
    [
        "总结第一篇",
        "第1篇讲了什么",
        "《石桥修缮记》主要内容是什么",
        "石桥修缮记那篇讲了什么",
        "石桥修缮记",
        "石橋修繕記",
        "打开第一篇",
        "document 1",
    ],
)
def test_an_outline_is_the_lead_and_a_sentence_of_each_section(library: Library, message: str) -> None:
    """In the order of the text, each the one that speaks most of what the document speaks of."""
    said = words(library, message)
    assert said[0] == "本文记录了青石桥两年的修缮过程与花费。"
    assert len(said) == 5
    assert not any("钓鱼" in text or "吃面" in text for text in said)
    starts = [quote.start for quote in library.ask(message, most=6).quotes]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "message",
    [
        *("这些资料讲了什么", "这里有什么资料", "What do these documents cover?", "概括一下这些文档", "有哪些文件"),
        *("都有什么資料？", "列出所有文档", "资料列表", "What documents are there?", "list all the files"),
    ],
)
def test_an_overview_of_all_is_the_lead_of_each(library: Library, message: str) -> None:
    """In the order of the documents."""
    assert words(library, message) == ["本文记录了青石桥两年的修缮过程与花费。", "城南早市将于九月搬到新的大棚里。"]


@pytest.mark.parametrize("message", ["最近有什么", "最新的一篇讲什么", "What's new?", "最新的文章有哪些"])
def test_the_newest_documents_come_first(library: Library, message: str) -> None:
    """As they are dated."""
    assert words(library, message)[0] == "城南早市将于九月搬到新的大棚里。"


def test_this_one_is_what_was_quoted_last(library: Library) -> None:
    """And all of them if nothing was asked before."""
    assert words(library, "这篇讲了什么", "摊位怎么分配")[0] == "城南早市将于九月搬到新的大棚里。"
    assert len({quote.document for quote in library.ask("这篇讲了什么").quotes}) == 2


def test_a_receipt_names_its_document(library: Library) -> None:
    """Whatever place of it is cited."""
    receipt = library.ask("摊位怎么分配").quotes[0].receipt
    assert words(library, receipt)[0] == "城南早市将于九月搬到新的大棚里。"


def test_within_a_document_that_one_is_outlined(library: Library) -> None:
    """Whatever others there are."""
    answer = library.ask("讲了什么", within=library.documents[1].id)
    assert {quote.document for quote in answer.quotes} == {library.documents[1].id}
    assert answer.outline == "document"


@pytest.mark.parametrize(
    "question",
    [
        "有哪些材料修桥",
        "which documents mention the bridge",
        "桥讲了什么",
        "石桥花费多少",
        "第一篇的石桥花了多少钱",
        "早市有什么变化",
        "摊位怎么介绍",
        "最近石桥有什么变化",
    ],
)
def test_other_questions_are_answered(library: Library, question: str) -> None:
    """Though they have words of an overview."""
    assert library.ask(question).outline is None


@pytest.mark.parametrize("message", ["有哪些文件", "总结一下", "最近有什么", "What do these documents cover?"])
def test_no_question_leans_on_an_overview(library: Library, message: str) -> None:
    """But on what was asked before it."""
    assert library.ask("花费呢", [message]).follows is None
    assert library.ask("花费呢", ["石桥什么时候修缮", message]).follows == "石桥什么时候修缮"


@pytest.mark.parametrize(
    "message", ["market.md", "总结market", "MARKET.md讲了什么", "market这份文件主要内容是什么", "What is market about?"]
)
def test_a_file_is_named_as_well(library: Library, message: str) -> None:
    """With the ending of its name or without, beside what asks for an outline; alone it needs its ending."""
    assert words(library, message)[0] == "城南早市将于九月搬到新的大棚里。"
    assert library.ask("market").outline is None


def test_an_outline_is_paged(library: Library) -> None:
    """As the quotes of any answer."""
    first, then = library.ask("总结第一篇", most=3), library.ask("总结第一篇", most=3, skip=3)
    assert first.more
    assert not {quote.start for quote in first.quotes} & {quote.start for quote in then.quotes}


@pytest.mark.parametrize(
    ("message", "lead"),
    [
        ("summarise the permit", "The permit allows forty boats in the harbour."),
        ("Summarize the harbour permit.", "The permit allows forty boats in the harbour."),
        ("what is the permit about?", "The permit allows forty boats in the harbour."),
        ("outline the field log", "We counted boats from the pier in March."),
    ],
)
def test_a_document_is_meant_by_words_that_only_its_name_has(library_of: LibraryOf, message: str, lead: str) -> None:
    """Of its title or its file."""
    library = library_of(
        permit__md="# Harbour mooring 2291\n\nThe permit allows forty boats in the harbour.\n",
        log__md="# Field log, March\n\nWe counted boats from the pier in March.\n",
        april__md="# Log of visitors, April\n\nVisitors to the pier asked about the boats.\n",
    )
    assert words(library, message)[0] == lead


@pytest.mark.parametrize("message", ["summarise the log", "summarise the boats", "what does the harbour say"])
def test_words_that_several_names_or_none_have_mean_no_document(library_of: LibraryOf, message: str) -> None:
    """Nor those of whom somebody asks what they say."""
    library = library_of(
        log__md="# Harbour log, March\n\nWe counted boats from the pier in March.\n",
        april__md="# Log of visitors, April\n\nVisitors to the pier asked about the boats.\n",
    )
    assert library.ask(message).outline is None
