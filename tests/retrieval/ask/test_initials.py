"""Words by their initials."""

import pytest

from retrieval.ask.initials import WordsByInitials

WORDS = [("重庆", 2.0), ("成全", 1.0), ("长期", 2.0), ("小红书", 3.0)]
INITIALS = {"重庆": {"cq", "zq"}, "成全": {"cq"}, "长期": {"cq", "zq"}, "小红书": {"xhs", "小h"}}


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("cq", ["成全", "重庆", "长期"]),
        ("zq", ["重庆", "长期"]),
        ("xhs", ["小红书"]),
        ("c", []),
        ("小h", []),
        ("xhsxhsxhs", []),
    ],
)
def test_words_come_by_each_row_of_their_initials(letters: str, found: list[str]) -> None:
    """In the order of their numbers, those of equal ones in that of their characters; by rows of ASCII letters only."""
    assert WordsByInitials(WORDS, INITIALS.__getitem__).of(letters) == found


def test_there_may_be_no_words() -> None:
    """Then there are none for any letters."""
    assert WordsByInitials((), INITIALS.__getitem__).of("cq") == []
