"""Figures of different documents for the same thing, and sentences that two documents have."""

from retrieval.library import Library
from tests.conftest import LibraryOf

EARLY = "云的二月\n2025-02-21\n星海云收入是317亿元。\n"
LATE = "云的十一月\n2025-11-28\n星海云收入是398亿元。\n"


def test_the_newest_figure_stands_first_and_the_difference_is_pointed_out(library_of: LibraryOf) -> None:
    """Whatever the order of the files, and an explanation says if that is another order than by score."""
    reordered = []
    for library in (library_of(a__txt=EARLY, b__txt=LATE), library_of(a__txt=LATE, b__txt=EARLY)):
        answer, why = library.ask("星海云收入是多少亿元"), library.explain("星海云收入是多少亿元")
        assert answer.quotes[0].published == "2025-11-28"
        assert answer.differing == (1, 2)
        assert why.newest_first == (why.reasons[0].document != answer.quotes[0].document)
        reordered.append(why.newest_first)
    assert any(reordered)


def test_the_note_has_both_figures_and_their_times(library_of: LibraryOf) -> None:
    """As the quotes have them, with the date that the sentence tells, or that of its document."""
    told = library_of(a__txt=EARLY, b__txt=LATE).ask("星海云收入是多少亿元").contrasts
    assert [(one.quote, one.words, one.date) for one in told] == [
        (1, "398亿元", "2025-11-28"),
        (2, "317亿元", "2025-02-21"),
    ]


def test_figures_of_two_attributes_are_no_difference(library_of: LibraryOf) -> None:
    """Nor are those of an average and a peak, or of two subjects, however alike the words are."""
    library = library_of(
        a__txt="星海云日订单峰值为1.2亿单。\n",
        b__txt="星海云日订单平均为8000万单。\n",
        c__txt="星海云日订单补贴为3亿元。\n",
    )
    assert library.ask("星海云日订单峰值是多少单").differing == ()


def test_the_same_figure_in_two_documents_is_no_difference(library_of: LibraryOf) -> None:
    """Written in another way, too."""
    again = "云的三月\n2025-03-21\n去年的星海云收入，公司的人说，是31,700,000,000元。\n"
    assert library_of(a__txt=EARLY, b__txt=again).ask("星海云收入是多少元").differing == ()


def test_without_dates_the_better_one_stands_first(library_of: LibraryOf) -> None:
    """Nobody can say which is newer; that they differ is said all the same."""
    library = library_of(a__txt="星海云收入是317亿元。\n", b__txt="目前，星海云收入是398亿元。\n")
    answer = library.ask("星海云收入是多少亿元")
    assert answer.quotes[0].text == "星海云收入是317亿元。"
    assert answer.differing == (1, 2)


def test_what_two_documents_say_in_nearly_the_same_words_is_one_quote(library_of: LibraryOf) -> None:
    """It names the other place; the script and a few characters may differ."""
    library = library_of(
        a__txt="淘宝闪购上线不到四个月日订单峰值突破1.2亿单。\n",
        b__txt="淘寶閃購上線不足四個月，日訂單峰值突破1.2億單。\n",
    )
    quotes = library.ask("淘宝闪购日订单峰值是多少单").quotes
    assert len(quotes) == 1
    assert {quotes[0].file, *(place.file for place in quotes[0].also)} == {"a.txt", "b.txt"}


def test_sentences_that_differ_in_a_figure_alone_are_two(library_of: LibraryOf) -> None:
    """They say different things."""
    library = library_of(a__txt="淘宝闪购日订单峰值突破1.2亿单。\n", b__txt="淘宝闪购日订单峰值突破1.5亿单。\n")
    assert len(library.ask("淘宝闪购日订单峰值是多少单").quotes) == 2


def test_the_quotes_behind_the_first_ones_repeat_and_lose_none(library_of: LibraryOf) -> None:
    """However the first ones are ordered by date."""
    names = ("a__txt", "b__txt", "c__txt", "d__txt", "e__txt")
    library = library_of(
        **{name: f"云之{n}\n202{n}-02-21\n星海云收入是{300 + n}亿元。\n" for n, name in enumerate(names, 1)}
    )
    question = "星海云收入是多少亿元"
    pages = [library.ask(question, most=2, skip=skip).quotes for skip in (0, 2, 4)]
    texts = [quote.text for page in pages for quote in page if "收入" in quote.text]
    assert sorted(texts) == [f"星海云收入是{300 + n}亿元。" for n in range(1, 6)]


def test_88vip_and_online_shoppers_differ_in_the_shipped_documents(library: Library) -> None:
    """The number in a name is no figure, and the same thing may stand by another name."""
    for question, figures in (("88VIP会员有多少人", ("5000万", "5300萬")), ("网络购物用户有多少", ("9.74亿", "10亿"))):
        answer = library.ask(question)
        texts = [answer.quotes[number - 1].text for number in answer.differing]
        assert [any(figure in text for text in texts) for figure in figures] == [True, True]


def test_a_quote_without_a_figure_differs_from_none(library: Library) -> None:
    """Though it has the name with a number in it."""
    answer = library.ask("88VIP会员有多少人")
    assert all("5000万" in answer.quotes[n - 1].text or "5300萬" in answer.quotes[n - 1].text for n in answer.differing)


def test_single_chinese_digits_of_two_dates_are_two_figures(library_of: LibraryOf) -> None:
    """The newest comes first."""
    library = library_of(
        a__txt="票价表\n发布日期：2021-06-01\n\n游船票每人六元。\n",
        b__txt="票价表\n发布日期：2023-06-01\n\n游船票每人九元。\n",
    )
    assert library.ask("游船票多少钱").quotes[0].text == "游船票每人九元。"


def test_the_document_of_a_year_that_is_named_comes_first(library_of: LibraryOf) -> None:
    """Though a newer one says otherwise; the latest is the newest."""
    library = library_of(
        a__txt="票价表\n发布日期：2021-06-01\n\n游船票每人六元。\n",
        b__txt="票价表\n发布日期：2023-06-01\n\n游船票每人九元。\n",
    )
    assert library.ask("2021年游船票多少钱").quotes[0].text == "游船票每人六元。"
    assert library.ask("最新的游船票").quotes[0].text == "游船票每人九元。"


def test_what_each_document_has_of_its_own_differs_only_between_versions_of_one(library_of: LibraryOf) -> None:
    """The leave of one company is not that of another, and that of a newer handbook is."""
    old, new = "# 员工手册 2023\n\n产假为5天。\n", "# 员工手册 2024（修订）\n\n产假为10天。\n"
    other = "# 河西公司制度\n\n产假为15天。\n"
    assert library_of(a__md=old, b__md=new).ask("产假是多少天").differing == (1, 2)
    assert library_of(a__md=old, b__md=other).ask("产假是多少天").differing == ()


def test_two_deals_each_have_a_value_of_their_own(library_of: LibraryOf) -> None:
    """Without a subject, a value may be of anything, also in two reports of one company."""
    old = "# 年度报告 2023\n\n公司买下了一个码头，总价值为3000万元。\n"
    new = "# 年度报告 2024（修订）\n\n公司买下了一个船厂，总价值为5000万元。\n"
    assert library_of(a__md=old, b__md=new).ask("价值是多少").differing == ()


def test_figures_of_a_quarter_and_of_a_year_are_no_difference(library_of: LibraryOf) -> None:
    """Figures of two quarters are one."""
    quarter, year = "星海云2021年第四季度的收入是317亿元。\n", "星海云2021年的收入是1398亿元。\n"
    other = "星海云2022年第一季度的收入是398亿元。\n"
    assert library_of(a__txt=quarter, b__txt=year).ask("星海云的收入是多少").differing == ()
    assert library_of(a__txt=quarter, b__txt=other).ask("星海云的收入是多少").differing == (1, 2)


def test_one_figure_in_two_units_is_no_difference(library_of: LibraryOf) -> None:
    """Figures that are converted are rounded."""
    library = library_of(a__txt="星海岛的面积是544平方公里。\n", b__txt="星海岛的面积是212平方英里。\n")
    assert library.ask("星海岛的面积是多少").differing == ()


def test_documents_in_a_row_each_have_their_own(library_of: LibraryOf) -> None:
    """Two judgments with numbers are no versions of one."""
    old, new = "# 诈骗罪-0822\n\n信用卡的额度为50000元。\n", "# 诈骗罪-0823\n\n信用卡的额度为150000元。\n"
    assert library_of(a__md=old, b__md=new).ask("信用卡的额度是多少").differing == ()
    old, new = "# 员工手册 2023\n\n产假为5天。\n", "# 员工手册 2024（修订）\n\n产假为10天。\n"
    assert library_of(a__md=old, b__md=new).ask("产假是多少天").differing == (1, 2)
