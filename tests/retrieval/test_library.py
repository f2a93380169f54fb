"""The library: asking, opening places, showing lines."""

from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader
from retrieval.errors import (
    FileAmbiguous,
    FileUnknown,
    LineUnknown,
    QuestionEmpty,
    QuestionTooLong,
    ReceiptUnknown,
    SourceUnknown,
)
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.conftest import LibraryOf

CLOUD = "云收入增长了34%，达到398亿元。"
RIDERS = "骑手们每天送餐四十单。"


def test_the_sentence_that_answers_comes_first(library_of: LibraryOf) -> None:
    """A quote says all that a citation needs."""
    found = library_of(a__txt=f"题目\n{RIDERS}\n{CLOUD}\n").ask("云的收入增长多少")
    assert found.status == "answered"
    first = found.quotes[0]
    assert (first.text, first.file, first.line, first.document, first.title) == (CLOUD, "a.txt", 3, "a.txt#1", "题目")
    assert [first.text[a:b] for a, b in first.highlights] == ["云收入增长", "34%"]


@pytest.mark.parametrize("question", ["雲收入增長多少", "云收入", "ＹＵＮ云收入增长", "云 收 入"])
def test_script_width_and_spaces_of_a_question_do_not_matter(library_of: LibraryOf, question: str) -> None:
    """The text is found, and quoted as it stands."""
    assert library_of(a__txt=f"{RIDERS}\n{CLOUD}\n").ask(question).quotes[0].text == CLOUD


def test_equal_scores_come_in_the_order_of_documents_and_text(library_of: LibraryOf) -> None:
    """Ties have an order, so that answers repeat."""
    library = library_of(b__txt="甲说云好。", c__txt="丙说云好。", a__txt="乙说云好。")
    assert [(q.file, q.text) for q in library.ask("云好吗").quotes] == [
        ("a.txt", "乙说云好。"),
        ("b.txt", "甲说云好。"),
        ("c.txt", "丙说云好。"),
    ]


def test_the_same_words_are_quoted_once(library_of: LibraryOf) -> None:
    """A second document that says just the same adds nothing."""
    assert len(library_of(a__txt=CLOUD, b__txt=CLOUD).ask("云收入").quotes) == 1


def test_more_quotes_than_an_answer_has_can_be_asked_for(library: Library) -> None:
    """They are the same ones, and the next best behind them; none comes twice."""
    for question in ("阿里云收入增长了多少", "“阿里云”"):
        usual, many, one = (library.ask(question, most=most).quotes for most in (3, 10, 1))
        assert (len(usual), len(many), len(one)) == (3, 10, 1)
        assert usual == library.ask(question).quotes == many[:3]
        assert one == many[:1]
        assert len({quote.receipt for quote in many}) == 10


def test_the_quotes_behind_the_first_can_be_asked_for(library: Library) -> None:
    """In the order of one long answer, as long as there are any."""
    for question in ("阿里云收入增长了多少", "“阿里云”"):
        whole = library.ask(question, most=99).quotes
        shown = [library.ask(question, skip=skip) for skip in range(0, len(whole), 3)]
        assert [quote for answer in shown for quote in answer.quotes] == list(whole)
        assert [answer.more for answer in shown] == [True] * (len(shown) - 1) + [False]
        assert [answer.skipped for answer in shown] == list(range(0, len(whole), 3))
        beyond = library.ask(question, skip=len(whole))
        assert (beyond.status, beyond.quotes) == ("not_found", ())


def test_what_the_material_does_not_mention_is_not_found(library_of: LibraryOf) -> None:
    """No evidence, no quote."""
    found = library_of(a__txt=f"{RIDERS}\n{CLOUD}\n").ask("巴西足球")
    assert (found.status, found.quotes) == ("not_found", ())


def test_a_follow_up_takes_what_it_lacks_from_before(library_of: LibraryOf) -> None:
    """The words of the earlier question count too."""
    library = library_of(a__txt="甲公司的收入是三亿元。\n甲公司的利润是一亿元。\n乙公司的利润是两亿元。\n")
    assert library.ask("利润呢", ["甲公司的收入是多少"]).quotes[0].text == "甲公司的利润是一亿元。"


def test_a_complete_question_ignores_what_was_asked_before(library: Library) -> None:
    """The same answer with a conversation before it as without."""
    question = "阿里云收入增长了多少"
    alone = library.ask(question).quotes
    assert library.ask(question, ["骑手住房", "京东投了多少钱", "外骨骼融资"]).quotes == alone


@pytest.mark.parametrize("question", ["", "  ", "？！。", "😀🎉", "\u200b", "1", "34%", "2024"])
def test_a_question_without_words_is_refused(library: Library, question: str) -> None:
    """There is nothing to search for, and the sentence says so."""
    with pytest.raises(QuestionEmpty, match="nothing to search for"):
        library.ask(question)


def test_a_year_by_itself_may_follow_on_a_question(library: Library) -> None:
    """It is asked with what was asked before; a digit alone is not."""
    assert library.ask("2025", ["京东的员工数是多少"]).quotes
    with pytest.raises(QuestionEmpty):
        library.ask("1", ["京东的员工数是多少"])


def test_a_far_too_long_question_is_refused(library: Library) -> None:
    """With its length and the limit."""
    with pytest.raises(QuestionTooLong, match="5000 characters, and at most 2000"):
        library.ask("云" * 5000)


def test_characters_that_cannot_be_shown_do_no_harm(library: Library) -> None:
    """NUL, control characters and half a surrogate pair are not searched for, nor repeated."""
    found = library.ask("阿里云\0收入\x1b[31m增长\ud800")
    assert found.quotes
    assert found.question == "阿里云 收入 [31m增长\ufffd"


def test_a_receipt_opens_the_place_with_the_quote_marked(library: Library) -> None:
    """The marked pieces of the page are the quote, word for word."""
    quote = library.ask("阿里云收入增长了多少").quotes[0]
    page = library.resolve(quote.receipt)
    assert "".join(piece.text for piece in page.pieces if piece.marked) == quote.text
    assert page.document.id == quote.document
    assert not page.changed


def test_pages_turn_from_the_first_passage_to_the_last(library: Library) -> None:
    """◀ and ▶ lead through the whole document and back."""
    page = library.source(1)
    assert page.before is None
    seen = [page]
    while page.after:
        page = library.resolve(page.after)
        seen.append(page)
    assert [p.number for p in seen] == list(range(1, seen[0].total + 1))
    assert page.before is not None
    assert library.resolve(page.before).number == page.total - 1


def test_a_changed_file_is_said_to_have_changed(tmp_path: Path, analyzer: Analyzer) -> None:
    """The nearest place opens, nothing is marked, and the page says that the file changed."""
    path = tmp_path / "a.txt"
    path.write_text(f"{RIDERS}\n{CLOUD}\n")
    receipt = Library.read(FolderReader(tmp_path), analyzer).ask("云收入").quotes[0].receipt
    path.write_text(f"{RIDERS}\n云收入下降了。\n")
    page = Library.read(FolderReader(tmp_path), analyzer).resolve(receipt)
    assert page.changed
    assert not any(piece.marked for piece in page.pieces)


def test_a_changed_file_in_which_the_words_still_stand_there_is_as_good(tmp_path: Path, analyzer: Analyzer) -> None:
    """Text appended after a quote does not make it less of a quote."""
    path = tmp_path / "a.txt"
    path.write_text(f"{RIDERS}\n{CLOUD}\n")
    receipt = Library.read(FolderReader(tmp_path), analyzer).ask("云收入").quotes[0].receipt
    path.write_text(f"{RIDERS}\n{CLOUD}\n新的一句。\n")
    page = Library.read(FolderReader(tmp_path), analyzer).resolve(receipt)
    assert not page.changed
    assert "".join(piece.text for piece in page.pieces if piece.marked) == CLOUD


def test_a_receipt_of_a_file_that_is_gone_says_so(library_of: LibraryOf, library: Library) -> None:
    """Another folder's receipt opens nothing."""
    receipt = library_of(a__txt=CLOUD).ask("云收入").quotes[0].receipt
    with pytest.raises(ReceiptUnknown, match="not in this folder"):
        library.resolve(receipt)


@pytest.mark.parametrize("number", [0, 13, -1])
def test_sources_are_numbered_from_1(library: Library, number: int) -> None:
    """Any other number gets the range."""
    with pytest.raises(SourceUnknown, match="numbered from 1 to 12"):
        library.source(number)


def test_a_line_is_shown_with_its_neighbours(library_of: LibraryOf) -> None:
    """Lines are as they stand, counted from 1, without going over the ends; the file's name may be shortened."""
    library = library_of(abc__txt="一。\n\n三。\n")
    assert [(line.number, line.text) for line in library.lines("ab", 3, 1)] == [(2, ""), (3, "三。")]


def test_a_line_that_is_not_there_gets_the_range(library_of: LibraryOf) -> None:
    """A newline at the end of the file begins no further line."""
    with pytest.raises(LineUnknown, match=r"a\.txt has 2 lines, so there is no line 3"):
        library_of(a__txt="一。\n二。\n").lines("a.txt", 3, 0)


def test_a_file_that_is_not_there_is_refused(library_of: LibraryOf) -> None:
    """And where to see which there are."""
    with pytest.raises(FileUnknown, match="yinju sources"):
        library_of(a1__txt="一。", a2__txt="二。").lines("b.txt", 1, 0)


@pytest.mark.parametrize("file", ["", "a"])
def test_a_shortened_name_must_mean_one_file(library_of: LibraryOf, file: str) -> None:
    """The error says how many there are, and names one."""
    with pytest.raises(FileAmbiguous, match=f"2 files begin with “{file}”, such as a1.txt"):
        library_of(a1__txt="一。", a2__txt="二。").lines(file, 1, 0)


def test_a_folder_about_one_thing_answers_about_it(library_of: LibraryOf) -> None:
    """A word that stands in every passage is evidence, and one that stands nowhere does not outweigh it."""
    lines = "\n".join(f"2024年第{week}周，阿里云的收入是{week}亿元，比前一周多一些。" for week in range(1, 60))
    assert library_of(a__txt=lines).ask("阿里云的收入增长是多少亿元").quotes


def test_a_summary_is_quoted_behind_the_article_and_named_as_one(library_of: LibraryOf) -> None:
    """If both say it, the author's own words come first."""
    library = library_of(
        a__txt="标题: 云的一年\n链接: https://example.com\n正文: 云收入达到三百亿元。\n摘要: 这一年的云收入据说达到了大约三百亿。\n"
    )
    assert [(q.text, q.summary) for q in library.ask("云收入达到三百亿").quotes] == [
        ("云收入达到三百亿元。", False),
        ("这一年的云收入据说达到了大约三百亿。", True),
    ]


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("云收入增长多少", ["云收入增长34.5%"]),
        ("云的收入", ["云收入", "398亿元"]),
        ("云收入是多少", ["云收入", "398亿元"]),
        ("什么时候发布的", ["11月28日发布"]),
    ],
)
def test_the_words_of_a_question_are_bold_once_and_of_the_figures_the_one_that_is_asked_for(
    library_of: LibraryOf, question: str, bold: list[str]
) -> None:
    """Neither half a number nor half a word."""
    library = library_of(a__txt="云收入增长34.5%，达到398亿元，于11月28日发布。")
    (quote,) = library.ask(question).quotes
    assert [quote.text[a:b] for a, b in quote.highlights] == bold


@pytest.mark.parametrize(
    ("text", "question", "bold"),
    [
        ("被告人潘1某停拒不配合。", "潘1某为什么不配合", ["潘1某", "不配合"]),
        ("北方大学的校长与南方大学的校长见面。", "北方大学的校长是谁", ["北方大学的校长"]),
        ("这种树每天有9万多个APP那么多的访客。", "这种树每天有多少个访客", ["这种树每天", "9万多个", "访客"]),
        ("8月，甲厂收购了40%的股权。", "甲厂收购了多少股权", ["甲厂收购", "40%", "股权"]),
        ("甲厂的营收为5亿元，净利润为2亿元。", "甲厂全年营收", ["甲厂", "营收", "5亿元"]),
        ("甲厂的产量从3.2吨升到5.8吨。", "甲厂的产量前后各多少吨", ["甲厂的产量", "3.2吨", "5.8吨"]),
        (
            "四级中，甲学院2019级通过率达93%，优秀率达59%。",
            "甲学院四级的优秀率是多少",
            ["四级", "甲学院", "优秀率", "59%"],
        ),
        ("配额为10万个 家庭的额度在提高。", "配额为多少个", ["配额", "10万个"]),
        ("能源消耗为500万千瓦时。", "能源消耗是多少", ["能源消耗", "500万千瓦时"]),
        ("首架飞机计划于2014年首飞，2016年交付。", "首架飞机的交付时间？", ["首架飞机", "2016年交付"]),
        (
            "The votes were counted, and 12 votes were void in the 1540s.",
            "How many votes were void",
            ["12", "votes", "void"],
        ),
    ],
)
def test_no_part_of_a_name_or_figure_is_bold(library_of: LibraryOf, text: str, question: str, bold: list[str]) -> None:
    """A word within a longer one of the question is marked with that one, and a figure with its unit."""
    (quote,) = library_of(a__txt=text).ask(question).quotes
    assert [quote.text[a:b] for a, b in quote.highlights] == bold


def test_a_quote_that_leans_on_the_sentence_before_takes_it_along(library_of: LibraryOf) -> None:
    """It opens with a word that only that sentence explains, and the two stay short."""
    library = library_of(a__txt="丁公司推出了一个助手。它能在一分钟里查遍文献。\n" + RIDERS)
    assert library.ask("一分钟查遍文献").quotes[0].text == "丁公司推出了一个助手。它能在一分钟里查遍文献。"
    assert library.ask("骑手送餐").quotes[0].text == RIDERS


def test_the_contents_of_a_document_are_its_sections_in_order(library_of: LibraryOf) -> None:
    """With the one that was asked from; what stands before the first heading is one as well."""
    library = library_of(
        a__md=f"# 题目\n\n开头的话。\n\n## 骑手\n\n{RIDERS}\n\n## 云\n\n{CLOUD}\n", b__txt="另一篇文章的话。"
    )
    receipt = library.ask("云的收入增长多少").quotes[0].receipt
    contents = library.contents(receipt)
    assert contents.document.title == "题目"
    assert [section.title for section in contents.sections] == [None, "骑手", "云"]
    assert contents.sections[contents.at].title == "云"
    assert [library.resolve(section.receipt).number for section in contents.sections] == [
        section.passage for section in contents.sections
    ]


def test_without_headings_every_passage_is_a_section(library_of: LibraryOf) -> None:
    """Named by its first words."""
    library = library_of(a__txt=f"题目\n\n{RIDERS * 40}\n\n{CLOUD * 40}\n")
    page = library.source(1)
    assert len(library.contents(page.receipt).sections) == page.total > 1
    assert {section.title for section in library.contents(page.receipt).sections} == {None}


def test_a_page_names_the_receipt_of_the_quote_in_it(library_of: LibraryOf) -> None:
    """As it was cited; a page without a quote has none."""
    library = library_of(a__txt=f"题目\n{RIDERS}\n{CLOUD}\n")
    (quote,) = library.ask("云的收入").quotes
    assert library.resolve(quote.receipt).quoted == quote.receipt
    assert library.source(1).quoted is None
