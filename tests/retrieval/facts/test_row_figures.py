"""Figures of tables in timelines: the row says whose they are, the header which, in which unit and when."""

from tests.conftest import LibraryOf

TABLES = """# 各泊位记录

| 日期 | 泊位 | 营收（万元） | 船次（艘） |
|---|---|---|---|
| 2031-03-01 | 北泊位 | 31 | 520 |
| 2031-06-01 | 北泊位 | 35 | 610 |
| 2031-06-01 | 南泊位 | 18 | 90 |

| 仓库 | 2030年租金（万元） | 2031年租金（万元） | 启用年份 |
|---|---|---|---|
| 西库 | 210 | 260 | 2019 |
"""


def test_a_table_with_a_column_of_dates_is_a_timeline(library_of: LibraryOf) -> None:
    """A date is that of its row, and no figure; the other thing and the other column stay out."""
    points = library_of(a__md=TABLES).timeline("北泊位的营收").points
    assert [(p.date, p.words, p.low) for p in points] == [
        ("2031-03-01", "31万元", 310000),
        ("2031-06-01", "35万元", 350000),
    ]
    assert {p.series for p in points} == {1}


def test_the_year_of_a_header_is_the_date(library_of: LibraryOf) -> None:
    """The unit stands in the header too, and a year of opening is no rent."""
    points = library_of(a__md=TABLES).timeline("西库租金").points
    assert [(p.date, p.words, p.kind) for p in points] == [("2030", "210万元", "money"), ("2031", "260万元", "money")]


def test_a_thing_that_no_row_names_has_no_points(library_of: LibraryOf) -> None:
    """The measure alone says nothing of whose it is."""
    assert library_of(a__md=TABLES).timeline("东泊位营收").points == ()
