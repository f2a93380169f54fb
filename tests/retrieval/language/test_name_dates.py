"""Dates in titles and the names of files."""

import pytest

from retrieval.language.name_dates import date_in_name


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("菜单 2027.3", "2027-03", 2),
        ("值班表2027_04_09", "2027-04-09", 3),
        ("通告20270430", "2027-04-30", 3),
        ("202705排班", "2027-05", 2),
        ("例会记录（2027年6月8日）", "2027-06-08", 3),
        ("board_minutes_9_nov_2027", "2027-11-09", 3),
        ("Minutes, 9 November 2027", "2027-11-09", 3),
        ("招生简章2027秋", "2027-09", 1),
        ("bulletin-winter-2027", "2027-12", 1),
        ("报表2027Q2", "2027-04", 1),
        ("预算2027上半年", "2027-01", 1),
        ("2027春节安排", "2027", 1),
        ("从2025年到2027年", "2027", 1),
    ],
)
def test_a_name_tells_its_last_date_as_far_as_it_goes(name: str, value: str, told: int) -> None:
    """A season, a half and a quarter are sorted by their first month, and are not told to the month."""
    found = date_in_name(name)
    assert found is not None
    assert (found.value, found.told) == (value, told)


@pytest.mark.parametrize("name", ["客服4008201234", "v1.20.3", "第12条", "3月菜单"])
def test_a_number_that_is_no_date_and_a_month_without_a_year_tell_none(name: str) -> None:
    """A telephone number, a version, a clause; nobody knows of which year March is."""
    assert date_in_name(name) is None


def test_a_name_is_told_before_and_after_its_date() -> None:
    """By these a reader tells if the name ends with it."""
    found = date_in_name("会议 2027-02-03 终稿")
    assert found is not None
    assert (found.before, found.after) == ("会议 ", " 终稿")
