"""Words that only a document's date explains."""

import pytest

from retrieval.language.dating import meant


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年涨了，去年跌了", (("今年", "2025"), ("去年", "2024"))),
        ("明年的事，前年的事", (("明年", "2026"), ("前年", "2023"))),
        ("本月和上个月", (("本月", "2025-01"), ("上个月", "2024-12"))),
        ("昨天阿里发完财报", (("昨天", "2024-12-31"),)),
        ("今晚", (("今晚", "2025-01-01"),)),
        ("这季度阿里总营收", (("这季度", "2025-01-01"),)),
        ("今年又是今年", (("今年", "2025"),)),
        ("三年前年轻人", ()),
        ("2023年", ()),
    ],
)
def test_a_word_is_told_by_the_date(text: str, told: tuple[tuple[str, str], ...]) -> None:
    """Years, months and days are worked out; of a quarter only the document's date is known."""
    assert meant(text, "2025-01-01 08:00") == told


@pytest.mark.parametrize("published", [None, "2025", "2025-11"])
def test_without_a_full_date_nothing_is_told(published: str | None) -> None:
    """A guess would be worse."""
    assert meant("今年", published) == ()
