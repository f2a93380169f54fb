"""Figures as they are written in English."""

import pytest

from retrieval.language.agreement import agree
from retrieval.language.dates import moments
from retrieval.language.english_figures import english_figures
from retrieval.language.fold import fold
from retrieval.language.quantities import quantities


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
        ("on November 28, 2023", {"month": 11, "day": 28}),
        ("in May", {"month": 5}),
    ],
)
def test_dates_are_read_in_english(text: str, said: dict[str, int]) -> None:
    """Quarters, months, and days behind a month."""
    assert moments(fold(text))[0].said == said


def test_may_is_a_month_only_behind_in() -> None:
    """Else it is a verb."""
    assert moments("it may rise") == []
