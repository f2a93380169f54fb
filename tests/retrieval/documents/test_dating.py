"""Dates of documents that state none at their head."""

import pytest

from tests.conftest import LibraryOf

PLAIN = "周一吃面，周二吃饭。\n"


@pytest.mark.parametrize(
    ("name", "text", "published"),
    [
        ("a__md", "# Minutes of the choir, 9 November 2027\n\nThe piano is tuned.\n", "2027-11-09"),
        ("a__md", "# 例会记录（2027年6月8日）终稿\n\n钢琴调过音了。\n", "2027-06-08"),
        ("a__txt", "停电通知\n\n周五检修电路，请大家提前关机。\n\n河东管理处\n2027年5月6日\n", "2027-05-06"),
        ("食堂菜单2027.3__txt", PLAIN, "2027-03"),
        ("20270430 通告__txt", PLAIN, "2027-04-30"),
    ],
)
def test_a_document_is_dated_by_its_title_its_closing_line_or_its_file(
    library_of: LibraryOf, name: str, text: str, published: str
) -> None:
    """As people date what they write for each other."""
    (document,) = library_of(**{name: text}).documents
    assert document.published == published


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("计划2027__txt", PLAIN),
        ("2027年5月12日河东大桥通车始末__txt", "周一吃面，周二吃饭。\n\n我们于2027年5月6日出发。\n"),
        ("群2027-05-06__txt", "2027-05-01 09:12:33 小周\n收到\n\n2027-05-02 09:13:02 阿强\n今天休息\n"),
    ],
)
def test_a_year_alone_an_event_and_a_chat_date_nothing(library_of: LibraryOf, name: str, text: str) -> None:
    """A plan is often older than its year, a title may tell when something was, and each message has its day."""
    (document,) = library_of(**{name: text}).documents
    assert document.published is None
