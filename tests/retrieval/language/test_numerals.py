"""Numbers in any spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.agreement import agree
from retrieval.language.dates import moments
from retrieval.language.english_figures import english_figures
from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.language.quantities import quantities


@pytest.mark.parametrize(
    ("spellings", "term"),
    [
        (["二十亿", "20亿", "20 億", "2,000,000,000"], "#2000000000"),
        (["1.2億", "12,000万", "一亿两千万", "120000000"], "#120000000"),
        (["34%", "34％", "百分之三十四"], "#34%"),
        (["40%", "四成"], "#40%"),
        (["三千八百亿", "3800亿"], "#3.8e+11"),
        (["一万亿", "10000亿"], "#1e+12"),
        (["二〇二五", "2025"], "#2025"),
        (["一百点五", "100.5"], "#100.5"),
        (["十二", "12"], "#12"),
        (["5300萬", "5,300万", "五千三百万"], "#53000000"),
    ],
)
def test_spellings_of_a_number_are_one_term(spellings: list[str], term: str) -> None:
    """Arabic or Chinese, with units or written out, in any width and script."""
    for spelling in spellings:
        (number,) = numbers(fold(f"约{spelling}左右"))
        assert number.term == term


@pytest.mark.parametrize("text", ["一个", "两家公司", "成为", "万能的淘宝", "统一"])
def test_words_with_a_digit_in_them_are_no_numbers(text: str) -> None:
    """A single Chinese digit is a word as often as a number."""
    assert numbers(fold(text)) == []


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿点成%0123456789.,百分之 "))
def test_any_run_of_digits_is_read(text: str) -> None:
    """In order, apart from each other, and never failing."""
    end = 0
    for number in numbers(fold(text)):
        assert end <= number.start < number.end <= len(text)
        end = number.end


@pytest.mark.parametrize("digits", [31, 310, 4000])
def test_an_endless_row_of_digits_is_no_number(digits: int) -> None:
    """Neither alone nor with a unit; there is none so large that it could not be counted with."""
    assert numbers("7" * digits) == []
    assert numbers("7" * digits + "万亿") == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("39.8 billion yuan", "398亿元"),
        ("US$70 million", "7,000 萬美元"),
        ("$2.5bn", "25亿美元"),
        ("over 5 million users", "超500万"),
        ("grew 24 percent", "24%"),
        ("198,000 employees", "19.8万"),
        ("64 minutes", "64分钟"),
    ],
)
def test_a_figure_is_the_same_in_english(english: str, chinese: str) -> None:
    """With its scale, unit, currency and bound."""
    (claimed,), (found,) = quantities(fold(english)), quantities(fold(chinese))
    assert agree(claimed, found)


@pytest.mark.parametrize("text", ["iOS 18", "Qwen 3 and GPT 5", "9.9m", "in 2025"])
def test_numbers_of_names_and_dates_are_no_figures(text: str) -> None:
    """Nor is a letter behind a number without a currency."""
    assert list(english_figures(fold(text))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("in the third quarter", {"quarter": 3}),
        ("third-quarter revenue", {"quarter": 3}),
        ("on November 28, 2023, we", {"year": 2023, "month": 11, "day": 28}),
        ("by 6 Dec 2020", {"year": 2020, "month": 12, "day": 6}),
        ("In 2022, we", {"year": 2022}),
        ("于2020-12-06在", {"year": 2020, "month": 12, "day": 6}),
        ("10/05 后", {"month": 10, "day": 5}),
        ("in May", {"month": 5}),
    ],
)
def test_dates_are_read_in_english(text: str, said: dict[str, int]) -> None:
    """Quarters, months, and days behind a month."""
    assert moments(fold(text))[0].said == said


def test_may_is_a_month_only_behind_in() -> None:
    """Else it is a verb."""
    assert not moments("it may rise")
