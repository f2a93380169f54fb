"""Dates and periods, taken apart."""

import pytest

from retrieval.language.dates import Moment, conflict, meant, moments, shared
from retrieval.language.fold import fold


def moment(text: str) -> Moment:
    """Return the only date of a text."""
    (found,) = moments(fold(text))
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025年第三季度", {"year": 2025, "quarter": 3}),
        ("二〇二五年三季度", {"year": 2025, "quarter": 3}),
        ("2025 年9 月30 日", {"year": 2025, "month": 9, "day": 30}),
        ("10月9号(星期四)", {"month": 10, "day": 9, "weekday": 4}),
        ("民国109年", {"year": 2020}),
        ("the second half of the year", {"half": 2}),
        ("October 1871", {"year": 1871, "month": 10}),
        ("上世纪八十年代", {"year": 1980}),
        ("20世纪90年代", {"year": 1990}),
        ("于1651问世", {"year": 1651}),
        ("1660之后", {"year": 1660}),
        ("every Wednesday", {"weekday": 3}),
        ("十二月五日", {"month": 12, "day": 5}),
        ("七月份", {"month": 7}),
        ("2024年底", {"year": 2024, "edge": 2}),
        ("2023年下半年", {"year": 2023, "half": 2}),
        ("19月5日", {"month": 19, "day": 5}),
    ],
)
def test_a_date_says_its_parts(text: str, said: dict[str, int]) -> None:
    """In figures or Chinese numerals, with or without spaces; also where no calendar has it."""
    assert moment(text).said == said


@pytest.mark.parametrize(
    "text", ["3个月", "在1500米", "每秒2050立方", "月活4亿", "日均8000万", "今年", "2万人", "2024单"]
)
def test_spans_of_time_and_plain_numbers_are_no_dates(text: str) -> None:
    """Nor are days that are counted from today."""
    assert not moments(fold(text))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("12月15日", "12月5日", True),
        ("2024年底", "2024年12月", False),
        ("2024年底", "2024年2月", True),
        ("第三季度", "9月30日", False),
        ("第三季度", "11月28日", True),
        ("上半年", "2025年4月", False),
        ("2017年", "2007年", True),
    ],
)
def test_dates_conflict_where_they_say_different_things_of_one_part(one: str, other: str, differ: bool) -> None:
    """Quarters, halves and edges of a year hold months."""
    assert conflict(moment(one), moment(other)) is differ
    assert shared(moment(one), moment(other))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年涨了，去年跌了", (("今年", "2025"), ("去年", "2024"))),
        ("明年的事，前年的事", (("明年", "2026"), ("前年", "2023"))),
        ("本月和上个月", (("本月", "2025-01"), ("上个月", "2024-12"))),
        ("昨天阿里发完财报", (("昨天", "2024-12-31"),)),
        ("今晚", (("今晚", "2025-01-01"),)),
        ("这季度阿里总营收", ()),
        ("本周和上周", (("本周", "2024-12-30/2025-01-05"), ("上周", "2024-12-23/2024-12-29"))),
        ("今年又是今年", (("今年", "2025"),)),
        ("三年前年轻人", ()),
        ("2023年", ()),
        ("今日头条、以前年度、目前日均、说明天气、这周期", ()),
        ("今年（2018年）的平台", ()),
        ("今天我想说，昨晚大家都看到了", ()),
        ("我国昨天宣布", (("昨天", "2024-12-31"),)),
        ("比如这周的走势，今年的销量", ()),
        ("一直延续到了今天，今天的人们盼望更好的明天", ()),
        ("不能说今天能支撑，明天就支撑不下来了", ()),
        ("昨天的数据和今天半天的数据合并在一起", ()),
        ("一个世纪前是70公斤，今天是88公斤", ()),
        ("今天下午开幕", (("今天", "2025-01-01"),)),
        ("去年的本周，历史上的本周", (("去年", "2024"),)),
        ("今年一月比去年多", (("今年", "2025"), ("去年", "2024"))),
        ("这季度比去年多", ()),
        ("2016年比去年增长6%；说好明年再来", ()),
        ("他说：“你们明年一定会看到它修好”", ()),
        ("[明年一定会修好的那座桥](https://a.example) 去年修好", (("去年", "2024"),)),
        ("三十年后的今天，它出现了", ()),
        ("今年比2016年多，去年比今年多", (("今年", "2025"),)),
    ],
)
def test_a_word_is_told_by_the_date(text: str, told: tuple[tuple[str, str], ...]) -> None:
    """Years, months, weeks and days are worked out, unless they may be counted from another day; quarters are not."""
    assert meant(text, "2025-01-01 08:00") == told


def test_on_a_sunday_the_last_week_is_not_told() -> None:
    """Some count from the week that ends, some from the one before."""
    assert meant("上周，本周", "2025-01-05") == (("本周", "2024-12-30/2025-01-05"),)


@pytest.mark.parametrize("published", [None, "2025", "2025-11"])
def test_without_a_full_date_nothing_is_told(published: str | None) -> None:
    """A guess would be worse."""
    assert meant("今年", published) == ()
