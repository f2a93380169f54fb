"""Figures in any spelling, and which bear out which."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.fold import fold
from retrieval.language.quantities import Quantity, quantities


def figure(text: str) -> Quantity:
    """Return the only figure of a text."""
    (found,) = quantities(fold(text))
    return found


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("1.2亿单", "12,000万單"),
        ("最高5000元", "2000到5000元"),
        ("最低2000元", "2000到5000元"),
        ("一亿两千万", "1.2億"),
        ("四千多万元", "超4000万元"),
        ("960个亿", "960亿"),
        ("2块2", "2.2元"),
        ("8 in the evening", "8pm"),
        ("two miles", "2 miles"),
        ("2050立方", "2 050 立方米"),
        ("1850万方水", "1 850 万立方米"),
        ("0.3元", "3毛钱"),
        ("9又四分之一公里", "9.25公里"),
        ("排名51", "第51"),
        ("排151位", "第151位"),
        ("two in five people", "40%"),
        ("不少于六本", "至少6本"),
        ("八卷", "8 卷"),
        ("两队", "2队"),
        ("不高于100元", "不超过100元"),
        ("三百多万次", "超过300万次"),
        ("40%", "四成"),
        ("75%", "75％"),
        ("翻倍", "增长100%"),
        ("2%", "2.0%"),
        ("三分钟", "3分钟"),
        ("一个多小时", "约64分钟"),
        ("八年", "8年"),
        ("二三十单", "20至30單"),
        ("2-3亿", "2亿到3亿"),
        ("接近400亿", "398亿"),
        ("8.9亿", "8.87亿"),
        ("半年", "6个月"),
        ("下午三点半", "15:30"),
        ("8pm", "20:00"),
        ("一米八", "1.8米"),
        ("两万五", "25000"),
        ("两年半", "30个月"),
        ("四成七", "47%"),
        ("一两个月", "1~2个月"),
        ("71度", "71℃"),
        ("三公升", "3000cc"),
        ("half an hour", "30 minutes"),
        ("within an hour", "60 minutes"),
        ("a fifth of the staff", "20%"),
        ("超过9万个", "9万多个"),
        ("不到2000亿", "1918亿"),
        ("一万亿", "10000亿"),
        ("5公斤", "5 公斤"),
        ("138到168公分", "138 公分至168 公分"),
        ("220亿", "220億元"),
        ("1200块", "1200元"),
        ("2000块", "2000元"),
        ("十款", "10款"),
        ("60座", "60 城"),
        ("三成多", "32%"),
        ("四分之一", "25%"),
        ("三分之二", "66.7%"),
        ("过半", "50%多"),
        ("涨了一倍", "增长100%"),
        ("增长三倍", "增长300%"),
        ("增长一倍", "翻倍"),
        ("提升40倍", "40倍"),
    ],
)
def test_a_figure_is_borne_out_by_the_same_value_in_other_words(claimed: str, found: str) -> None:
    """Scripts, scales, units of a kind, rounding to two digits or more, and what 多, 近, 超 and 不到 leave open."""
    assert agree(figure(claimed), figure(found))


@pytest.mark.parametrize(
    ("claimed", "found"),
    [
        ("233%", "333%"),
        ("25%", "超15%"),
        ("超过20亿", "超10亿"),
        ("不低于20亿", "10亿"),
        ("超过20%", "超过30%"),
        ("两个月", "兩周"),
        ("8个", "6个"),
        ("70亿", "7亿"),
        ("5010元", "5000元左右"),
        ("约206名", "約200名"),
        ("20至40单", "20至30单"),
        ("1000亿", "1000亿至2000亿"),
        ("三成多", "42%"),
        ("四分之三", "25%"),
        ("涨了两倍", "增长100%"),
    ],
)
def test_another_value_bears_nothing_out(claimed: str, found: str) -> None:
    """A bound is as much of the figure as its number."""
    assert not agree(figure(claimed), figure(found))


@pytest.mark.parametrize(("one", "other"), [("3%", "3亿"), ("8人", "8单"), ("5公斤", "5公里"), ("3天", "3元")])
def test_figures_of_different_things_are_not_alike(one: str, other: str) -> None:
    """They neither bear each other out nor contradict each other."""
    assert not alike(figure(one), figure(other))


def test_currencies_differ_where_both_are_named() -> None:
    """A plain number may be of any."""
    assert not same_unit(figure("1855亿港元"), figure("1855亿美元"))
    assert same_unit(figure("1855亿"), figure("1855亿美元"))


@pytest.mark.parametrize(
    "text",
    [
        "双11",
        "88VIP",
        "iOS18",
        "Qwen3-Max",
        "「十五五」規劃",
        "95后",
        "2025年9月30日",
        "第三季度",
        "7—9月",
    ],
)
def test_names_and_dates_are_no_figures(text: str) -> None:
    """Their numbers say nothing by themselves."""
    assert not quantities(fold(text))


@pytest.mark.parametrize(
    ("text", "rate"),
    [("每天1200元", "day"), ("每周能拿1200元", "week"), ("月活8亿", "month"), ("年均3次", "year"), ("过去一年3次", "")],
)
def test_a_figure_knows_for_how_long_it_is_told(text: str, rate: str) -> None:
    """By the nearest words before it in its clause."""
    assert quantities(fold(text))[-1].rate == rate


@given(st.text(alphabet="零一二两三十百千万亿点成%0123456789.,个多半至到-年月日元美人第超近 ，"))
@example("0至0..0")
def test_any_text_is_read(text: str) -> None:
    """In order, apart from each other, and never failing; and every figure bears out itself."""
    end = 0
    for found in quantities(fold(text)):
        assert end <= found.start < found.end <= len(text)
        assert agree(found, found)
        end = found.end


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("riders deliver forty meals a day", [40]),
        ("twenty-five members and three dogs", [25, 3]),
        ("two hundred and five dollars", [205]),
        ("more than a million users", [1_000_000]),
        ("five hundred thousand people", [500_000]),
        ("between two and three hundred", [2, 300]),
        ("one of them, no one, someone, tenfold", []),
        ("two-thirds of it", [66.666667]),
        ("one dollar", [1]),
        ("fell by a tenth, a third lighter, a third year", [10, 33.333333]),
        ("a merger needs three quarters and a quorum", [75]),
        ("lasted two and a half years", [2.5 * 365 * 86400]),
        ("64 million pounds, 80 pence and 40p", [64_000_000, 80, 40]),
        ("of whom 52 live here; of those on line 61 are moving", [52, 61]),
        ("the film in room 2", []),
        ("the register for 1850 to 1870", []),
    ],
)
def test_english_numbers_in_words_are_figures(text: str, values: list[float]) -> None:
    """One by itself is a pronoun, and a share is no count."""
    assert [found.low for found in quantities(text)] == values


def test_times_of_a_stretch_are_of_one_day() -> None:
    """The part of the day is that of the clause; what ends after midnight is early again."""
    minutes = {
        text: [q.low for q in quantities(fold(text))]
        for text in ("下午门诊是2点到5点", "早上9点到5点", "晚上10点至次日6点")
    }
    assert list(minutes.values()) == [[14 * 60, 17 * 60], [9 * 60, 17 * 60], [22 * 60, 6 * 60]]
