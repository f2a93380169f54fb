"""Timelines: which figures of a sentence belong to a thing, of which date they are, and what can be laid side by side."""

import pytest

from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.facts.subject import asked_term
from retrieval.facts.timeline import Point, Timeline
from retrieval.library import Library
from tests.conftest import LibraryOf

HEAD = "标题: 财报\n链接: https://example.com/{name}\n发布时间: {date}\n\n"


def words(found: Timeline) -> list[str]:
    """Return the figures as they stand, in their order."""
    return [point.words for point in found.points]


def dates(found: Timeline) -> list[tuple[str | None, str, str]]:
    """Return the dates with who tells them and in which words."""
    return [(point.date, point.dated, point.told) for point in found.points]


def only(found: Timeline) -> Point:
    """Return the one point of a timeline."""
    assert len(found.points) == 1, words(found)
    return found.points[0]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        pytest.param("88VIP会员数", [("2025-02-21", "5000万"), (None, "5300萬")], id="before the thing, and behind it"),
        pytest.param("阿里云收入", [("2025-02-21", "317亿"), ("2025-02-21", "13%"), ("2025-11", "34%"), ("2025-11", "398億元")], id="heights and growth"),
        pytest.param("阿里净利润", [("2025-02-21", "333%"), ("2025-02-21", "464亿")], id="a name of the clause before"),
        pytest.param("阿里市值", [("2023-12-18", "1943亿美元"), ("2023-12-18", "1918亿"), ("2025-11", "3000億港元")], id="a word of the clause before"),
        pytest.param("拼多多市值", [("2023-12-18", "1855亿美元"), ("2023-12-18", "1924亿美元"), ("2023-12-18", "1.371万亿人民币")], id="not those of another company"),
        pytest.param("美团营收", [("2025-09", "2.0%"), ("2025-09", "955 億元")], id="not what it is compared with"),
        pytest.param("88VIP", [("2025-02-21", "5000万"), (None, "5300萬")], id="a word behind the thing that says no more"),
        pytest.param("网络购物用户", [("2023-12-18", "10亿"), ("2024-12", "9.74亿人")], id="the date of the sentence"),
        pytest.param("淘宝日活", [("2023-06", "4.02亿")], id="not the neighbour's"),
        pytest.param("腾讯市值", [], id="nothing of the kind"),
    ],
)  # fmt: skip
def test_the_figures_of_a_thing_in_the_shipped_documents(
    library: Library, term: str, expected: list[tuple[str | None, str]]
) -> None:
    """Each with its date, by date and undated last; read off the documents by a person."""
    assert [(point.date, point.words) for point in library.timeline(term).points] == expected


def test_every_point_is_proved_by_its_quote(library: Library) -> None:
    """The quote is a slice of its file, and what is highlighted in it is the figure."""
    for term in ("88VIP会员数", "阿里云收入", "拼多多市值", "淘宝闪购日订单"):
        points = library.timeline(term).points
        assert points
        for point in points:
            quote = point.quote
            assert quote.text == library.text(quote.file)[quote.start : quote.end]
            ((start, end),) = quote.highlights
            assert quote.text[start:end] == point.words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "星海科技的收入达到20亿元，利润为3亿元。", ["20亿元"], id="the next clause has a thing of its own"
        ),
        pytest.param("星海科技收入从10亿元增长到20亿元。", ["20亿元"], id="not what it was before"),
        pytest.param("星海科技的收入超过蓝天科技5亿元。", [], id="a difference between two"),
        pytest.param("星海科技海外收入20亿元。", [], id="a part of the thing"),
        pytest.param("星海科技收入占比30%。", [], id="a share of something"),
        pytest.param("星海科技收入下降了5%，至20亿元。", ["5%", "20亿元"], id="a fall, and what it came to"),
        pytest.param("星海科技收入连续3个季度增长。", [], id="a number of something else"),
        pytest.param("星海科技收入排名第3。", [], id="a rank"),
        pytest.param("星海科技有20亿元投入研发，收入未披露。", [], id="before the word"),
        pytest.param("星海科技營收達20億元。", ["20億元"], id="another word for it, in the other script"),
    ],
)
def test_a_figure_belongs_to_what_nothing_else_stands_between(
    library_of: LibraryOf, sentence: str, expected: list[str]
) -> None:
    """Rather none than a wrong one."""
    assert (
        words(library_of(a__txt=sentence, aliases__txt="星海科技 = 星海 = StarSea\n").timeline("星海科技收入"))
        == expected
    )


def test_a_rise_is_told_apart_from_a_height(library_of: LibraryOf) -> None:
    """By the words between the figure and the thing, and in series of their own."""
    found = library_of(
        a__txt="星海科技收入增长12%，达到20亿元。\n星海科技收入下降3%。\n星海科技收入为18亿元。\n"
    ).timeline("星海科技收入")
    assert [(p.words, p.change, p.series) for p in found.points] == [
        ("12%", "rise", 2),
        ("20亿元", "", 1),
        ("3%", "fall", 2),
        ("18亿元", "", 1),
    ]


def test_leave_and_the_like_are_told_in_days(library_of: LibraryOf) -> None:
    """Of other things, a stretch of time is no figure."""
    library = library_of(a__md="产假为98天。\n", b__md="产假为158天。\n")
    assert [point.words for point in library.timeline("产假").points] == ["98天", "158天"]


def test_a_quarter_is_not_laid_beside_a_year(library_of: LibraryOf) -> None:
    """A quarter's revenue is no fall from a year's; a number of members is of any time."""
    flow = "2023年，星海科技收入为20亿元。\n2024年第一季度，星海科技收入为6亿元。\n2024年，星海科技收入增至25亿元。\n"
    found = library_of(a__txt=flow).timeline("星海科技收入")
    assert [(p.words, p.change, p.series) for p in found.points] == [
        ("20亿元", "", 1),
        ("6亿元", "", 2),
        ("25亿元", "", 1),
    ]
    standing = "2023年，星海科技的会员为2万人。\n2024年第一季度，星海科技的会员为3万人。\n"
    assert [point.series for point in library_of(a__txt=standing).timeline("星海科技会员数").points] == [1, 1]


def test_a_figure_without_a_unit_is_of_the_only_unit_there_is(library_of: LibraryOf) -> None:
    """317亿 beside 398亿元 is on its scale; where there are two currencies, nobody knows on which."""
    one = library_of(a__txt="星海科技收入为17亿。\n星海科技收入为20亿元。\n").timeline("星海科技收入")
    assert [point.series for point in one.points] == [1, 1]
    two = library_of(a__txt="星海科技收入为17亿。\n星海科技收入为20亿元。\n星海科技收入为3亿美元。\n").timeline(
        "星海科技收入"
    )
    assert len({point.series for point in two.points}) == 3


def test_dates_are_those_of_the_sentence_else_of_the_document(library_of: LibraryOf) -> None:
    """A year that is not told is that of the half year before the document; a quarter is its last month."""
    library = library_of(
        a__txt=HEAD.format(name="a", date="2024-03-05")
        + "星海科技的会员数为10万。\n2022年底，星海科技的会员数为6万。\n去年6月，星海科技的会员数为8万。\n"
        + "12月，星海科技的会员数为9万。\n2023年第三季度，星海科技的会员数为8.5万。\n星海科技的会员数较2021年的4万增长到11万。\n",
        b__txt="星海科技的会员数为20万。\n8月，星海科技的会员数为21万。\n",
    )
    found = library.timeline("星海科技会员数")
    assert list(zip(words(found), dates(found), strict=True)) == [
        ("6万", ("2022-12", "sentence", "2022年底")),
        ("8万", ("2023-06", "sentence", "去年6月")),
        ("8.5万", ("2023-09", "sentence", "2023年第三季度")),
        ("9万", ("2023-12", "sentence", "12月")),
        ("10万", ("2024-03-05", "document", "")),
        ("11万", ("2024-03-05", "document", "")),
        ("20万", (None, "undated", "")),
        ("21万", (None, "undated", "8月")),
    ]


def test_the_date_of_what_a_figure_came_to(library_of: LibraryOf) -> None:
    """Not that of what it was before; orders of a day can be laid side by side, whatever month the day is of."""
    library = library_of(
        a__txt=HEAD.format(name="a", date="2025-08-20")
        + "星海科技日订单量从5月的1000万单升至7月的8000万单。\n星海科技日订单量在8月8日达到1亿单。\n2024年，星海科技日订单量为300万单。\n"
    )
    found = library.timeline("星海科技日订单量")
    assert [(p.date, p.words, p.series) for p in found.points] == [
        ("2024", "300万单", 1),
        ("2025-07", "8000万单", 1),
        ("2025-08-08", "1亿单", 1),
    ]


def test_what_a_document_repeats_is_told_once(library_of: LibraryOf) -> None:
    """Another document that says it too keeps its own quote."""
    library = library_of(
        a__txt="星海科技收入为20亿元。\n也就是说，星海科技收入为20亿元。\n", b__txt="星海科技收入为20亿元。\n"
    )
    assert [point.quote.file for point in library.timeline("星海科技收入").points] == ["a.txt", "b.txt"]


def test_words_that_stand_nowhere_are_named(library: Library) -> None:
    """So that somebody sees what to ask otherwise."""
    found = library.timeline("阿里云独角兽")
    assert (found.points, found.missing) == ((), ("独角兽",))
    assert library.timeline("阿里云收入").missing == ()


def test_the_same_term_gives_the_same_timeline(library: Library) -> None:
    """But for its milliseconds; script, width and case are no matter."""
    one, two = library.timeline("阿里云收入"), library.timeline("阿里雲收入")
    assert one.points == two.points == library.timeline("阿里云收入").points
    assert library.timeline("８８ｖｉｐ会员数").points == library.timeline("88VIP会员数").points


def test_a_term_needs_a_letter_and_an_end(library: Library) -> None:
    """Each has its sentence."""
    with pytest.raises(ClaimEmpty):
        library.timeline(" ？")
    with pytest.raises(ClaimTooLong):
        library.timeline("收" * 201)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("88VIP会员数的变化", "88VIP会员数"),
        ("阿里云收入的变化？", "阿里云收入"),
        ("阿里雲收入怎麼變化的", "阿里雲收入"),
        ("拼多多市值是怎么变的", "拼多多市值"),
        ("看看淘宝日活的走势", "淘宝日活"),
        ("How has Alibaba's revenue changed over time?", "Alibaba's revenue"),
        ("阿里云收入是多少", None),
        ("AI给电商带来了什么", None),
    ],
)
def test_a_question_for_changes_tells_of_what(question: str, term: str | None) -> None:
    """In its own words; any other question is none."""
    assert asked_term(question) == term


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("2022年公司营业收入9.1亿元。", "营业收入"),
        ("2022年实现营业收入9.1亿元。", "营业收入"),
        ("公司2022年的营业收入是9.1亿元。", "营业收入"),
        ("星海公司2022年实现营业收入9.1亿元。", "星海公司营业收入"),
    ],
)
def test_a_report_speaks_of_its_own_company(library_of: LibraryOf, sentence: str, term: str) -> None:
    """By the word for any company or by none, and says that a figure was achieved."""
    found = library_of(a__txt=sentence).timeline(term)
    assert dates(found) == [("2022", "sentence", "2022年")]
    assert words(found) == ["9.1亿元"]


def test_figures_of_rows_have_the_unit_and_the_date_of_their_header(library_of: LibraryOf) -> None:
    """The date in a cell is no figure; what is marked is the cell."""
    table = "# 年报\n\n| 公司 | 2022年营收（亿元） | 2023年营收（亿元） | 公布日期 |\n|---|---|---|---|\n| 星河公司 | 12 | 15.5 | 2024-03-02 |\n"
    points = library_of(a__md=table).timeline("星河公司营收").points
    assert [(point.date, point.words) for point in points] == [("2022", "12亿元"), ("2023", "15.5亿元")]
    assert [point.quote.text[slice(*point.quote.highlights[0])] for point in points] == ["12", "15.5"]


@pytest.mark.parametrize(
    ("text", "term", "told"),
    [
        ("# 青溪水务\n\n| 年份 | 供水量（万吨） |\n|---|---|\n| 2021 | 3,120 |\n", "青溪水务供水量", ["3,120万吨"]),
        ("| 指标 | 2022年 | 2023年 |\n|---|---|---|\n| 投诉量（件） | 96 | 71 |\n", "投诉量", ["96件", "71件"]),
        ("| Year | Staff |\n|---|---|\n| 2021 | 812 |\n", "staff", ["812"]),
        ("# 青溪水务\n\n| 年份 | 供水量（万吨） |\n|---|---|\n| 2021 | 3,120 |\n", "白沙水务供水量", []),
        ("青溪水务有限公司位于海边。\n2018年公司的营业收入为700万元。\n", "青溪水务有限公司营业收入", ["700万元"]),
    ],
)  # fmt: skip
def test_rows_of_times_and_reports_on_one_company_need_not_name_it(
    library_of: LibraryOf, text: str, term: str, told: list[str]
) -> None:
    """The title or the beginning has its name, the row or its header the unit."""
    assert [point.words for point in library_of(a__md=text).timeline(term).points] == told


@pytest.mark.parametrize(
    ("sentence", "term", "told"),
    [
        (
            "Reed cover fell from 120 ha in 2011 to 35 ha in 2017 and recovered to 60 ha in 2024.",
            "reed cover",
            [("2011", "120 ha", ""), ("2017", "35 ha", ""), ("2024", "60 ha", "")],
        ),
        ("In 2024 the reed cover was more than 60 hectares.", "reed cover", [("2024", "60 hectares", "")]),
        ("The reed cover declined by 40% in 2017.", "reed cover", [("2017", "40%", "fall")]),
        ("Reed cover rose from 35 to 60 ha in 2024.", "reed cover", []),
        ("Reed cover and a fishing ban of 60 ha came in 2024.", "reed cover", []),
        ("Reed cover depends on a dam that was raised to 60 m in 2024.", "reed cover", []),
    ],
)
def test_figures_are_told_in_english(
    library_of: LibraryOf, sentence: str, term: str, told: list[tuple[str, str, str]]
) -> None:
    """Each with the year behind it, also what a thing fell from if that has a year; what has another owner is none."""
    points = library_of(a__md=sentence + "\n").timeline(term).points
    assert [(point.date, point.words, point.change) for point in points] == told


@pytest.mark.parametrize(
    ("sentence", "term", "told"),
    [
        (
            "五、管理费第一年、第二年为每月900元，从第三年起每年递增4%。",
            "管理费",
            [("900元", ""), ("4%", "rise")],
        ),
        ("（二）停车费每月300元。", "停车费", [("300元", "")]),
        ("停车费第二季度每月300元，第三季度起每月360元。", "停车费", [("300元", ""), ("360元", "")]),
        ("停车费由业主支付，管理费每月300元。", "停车费", []),
    ],
)
def test_figures_of_a_numbered_clause_are_told_for_each_time(
    library_of: LibraryOf, sentence: str, term: str, told: list[tuple[str, str]]
) -> None:
    """Behind the number of the clause, and through what each is told for."""
    points = library_of(a__txt=sentence + "\n").timeline(term).points
    assert [(point.words, point.change) for point in points] == told
