"""A question that names a document, by number, file or title, is asked within it."""

import pytest

from retrieval.errors import QuestionNumberUnknown
from retrieval.library import Library
from tests.conftest import LibraryOf

HARBOUR = "# 海湾航运二〇二四\n\n公司全年净利润为三千万元。\n\n船员共有四百人。\n\n负债合计两亿元。\n"
MILL = "# 山谷面粉厂\n\n厂里全年净利润为八百万元，比前一年多。\n\n工人共有九十人。\n\n负债合计五百万元。\n"
ORCHARD = "# 果园手册\n\n果园全年净利润为六十万元。\n\n工人共有二十人。\n\n负债合计十万元。\n"


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Three documents that give other figures for the same."""
    return library_of(briefing__md=HARBOUR, 年报__md=MILL, 资料甲__md=ORCHARD)


@pytest.mark.parametrize(
    ("number", "question"),
    [
        *((2, form.format("净利润是多少")) for form in ("第2篇的{}", "第二篇里{}", "文档2的{}", "第2个文件里，{}")),
        *((3, form.format("负债是多少")) for form in ("第三篇文章里的{}", "文件3里{}", "根据第三份资料，{}")),
        *((2, "第2篇的淨利潤是多少"), (1, "第1份文件里写的船员有多少人")),
        *((number, f"document {number} 净利润是多少") for number in (1, 2, 3)),
        *(
            (2, "年报里工人多少人"),
            (2, "年报中的净利润是多少"),
            (2, "年报.md 净利润是多少"),
            (2, "根据年报.md，负债多少"),
        ),
        *((3, "果园手册里净利润是多少"), (3, "在《果园手册》中，工人有多少"), (1, "briefing里负债多少")),
    ],
)
def test_only_the_named_document_is_quoted(library: Library, number: int, question: str) -> None:
    """And the words that name it are not missed."""
    answer = library.ask(question)
    assert answer.status == "answered"
    assert {quote.document for quote in answer.quotes} == {library.documents[number - 1].id}
    assert answer.question == question
    assert not answer.missing
    assert not answer.absent


def test_the_answer_is_that_of_the_document_alone(library: Library) -> None:
    """As if the question had been asked within it."""
    named = library.ask("第2篇的净利润是多少")
    assert named.quotes == library.ask("净利润是多少", within=library.documents[1].id).quotes


def test_english_questions_name_documents(library_of: LibraryOf) -> None:
    """By number, and by a file's name."""
    library = library_of(
        handbook__md="# Staff rules\n\nThe deposit is 40 euros.\n", lease__md="# Flat 9\n\nThe deposit is 900 euros.\n"
    )
    asked = (
        "What is the deposit in document 1?",
        "In the handbook, how much is the deposit?",
        "How much is the deposit in handbook.md?",
    )
    for question in (*asked, "What is the deposit according to the handbook?"):
        assert {quote.document for quote in library.ask(question).quotes} == {library.documents[0].id}, question


def test_a_question_that_points_back_stays_in_the_document(library: Library) -> None:
    """Also if another would answer it as well."""
    answer = library.ask("那负债呢", ["第2篇的净利润是多少"])
    assert [quote.text for quote in answer.quotes][:1] == ["负债合计五百万元。"]
    assert {quote.document for quote in answer.quotes} == {library.documents[1].id}


def test_a_part_that_the_text_speaks_of_is_no_document(library_of: LibraryOf) -> None:
    """A book has its own second part."""
    library = library_of(a__md="# 书\n\n第二篇的主题是河流与桥梁。\n", b__md="# 通知\n\n会议的主题是扫雪。\n")
    assert library.ask("第二篇的主题是什么").quotes[0].document == library.documents[0].id


def test_a_title_that_is_a_thing_does_not_hide_a_better_answer(library_of: LibraryOf) -> None:
    """Of which another document says more."""
    library = library_of(
        a__md="# 青石湖\n\n青石湖在镇子的北边。\n\n湖边有一片松林。\n", b__md="# 渔业\n\n青石湖里有鲫鱼四万条。\n"
    )
    assert library.ask("青石湖里有多少鲫鱼").quotes[0].text == "青石湖里有鲫鱼四万条。"


@pytest.mark.parametrize("question", ["总结第8篇", "第八篇讲了什么", "第8篇的收入是多少", "第0篇文章讲了什么"])
def test_a_number_beyond_the_last_document_is_said_to_be_one(library_of: LibraryOf, question: str) -> None:
    """With how many documents there are, not that none mentions it."""
    library = library_of(a__txt="渔港的收入是三百万元。\n", b__txt="林场的收入是五百万元。\n")
    with pytest.raises(QuestionNumberUnknown) as told:
        library.ask(question)
    assert told.value.values["count"] == 2


def test_a_number_that_the_documents_speak_of_is_looked_for(library_of: LibraryOf) -> None:
    """A series may count further than the folder does, and a file of another kind too."""
    library = library_of(a__txt="第8篇日记写于渔港。\n渔港有三条船。\n", b__txt="林场的收入是五百万元。\n")
    assert library.ask("第8篇日记写于哪里").quotes[0].text == "第8篇日记写于渔港。"
    assert library.ask("渔港的文件 88").status != "answered"
