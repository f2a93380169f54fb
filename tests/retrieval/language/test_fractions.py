"""Shares of a whole that are told in words."""

import pytest

from retrieval.language.numerals import shares


@pytest.mark.parametrize(
    ("text", "percent", "over"),
    [
        ("四分之一", 25.0, False),
        ("十分之三", 30.0, False),
        ("3分之2", 66.666667, False),
        ("千分之三", 0.3, False),
        ("千分之三点五", 0.35, False),
        ("万分之5", 0.05, False),
        ("占了一半", 50.0, False),
        ("一半以上", 50.0, True),
        ("人数过半", 50.0, True),
    ],
)
def test_a_share_in_words_is_so_many_per_cent(text: str, percent: float, over: bool) -> None:
    """And may be told as more than that."""
    (found,) = shares(text)
    assert (found.percent, found.over) == (percent, over)


@pytest.mark.parametrize("text", ["百分之三十", "一之二", "三分之四", "分之一"])
def test_what_is_a_number_or_no_share_is_none(text: str) -> None:
    """百分之三十 is read as a number."""
    assert list(shares(text)) == []
