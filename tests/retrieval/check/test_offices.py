"""Claims on who holds which office, each beside its twin with the holder of another office of the same text."""

import pytest

from tests.conftest import LibraryOf

STATION = """# 雪岭站的新队员

雪岭科考站首任站长由四十一岁的气象学家卞长河出任，他在南极住过两个冬天；机械师则由曾在渔船上修柴油机的鄂小满担任。
队医是退伍军人滕月，厨师长是年仅24岁的尹帆。
设计单位是北方院，总建筑师是蒲一鸣，施工总负责人是卓冉。
首班缆车的司机叫纪春生，今年五十岁。站务长是29岁的郁青。
"""
MINUTES = """# 雪岭站站务会

时间：2月3日

主持：副站长 闻海涛　　记录：会计 池小荷

缺席：站长卞长河（出差）

会议决定明年换锅炉。
"""
CLUB = """# 灯塔读书会第九次聚会

**日期**：6月2日
**主持**：副会长 乐嘉（会长滕飞住院，没来）

大家读了一部讲海的小说。
"""


@pytest.mark.parametrize(
    ("true", "false", "found"),
    [
        pytest.param("雪岭站第一任站长是卞长河", "雪岭站第一任站长是鄂小满", "卞长河", id="by whom it is taken up"),
        pytest.param("雪岭站的机械师是鄂小满", "雪岭站的机械师是卞长河", "鄂小满", id="on the other hand"),
        pytest.param("雪岭站的队医是滕月", "雪岭站的队医是尹帆", "滕月", id="a trade before the name"),
        pytest.param("雪岭站的厨师长由尹帆担任", "雪岭站的厨师长由滕月担任", "尹帆", id="an age before the name"),
        pytest.param("雪岭站的总建筑师是蒲一鸣", "雪岭站的总建筑师是卓冉", "蒲一鸣", id="in the next clause"),
        pytest.param("首班缆车的站务长是郁青", "首班缆车的站务长是纪春生", "郁青", id="in another sentence"),
        pytest.param("2月3日的站务会是闻海涛主持的", "2月3日的站务会是池小荷主持的", "海涛", id="behind a label"),
        pytest.param("读书会的会长是滕飞", "读书会的会长是乐嘉", "滕飞", id="in brackets"),
    ],
)
def test_an_office_is_of_the_one_whom_the_text_gives_it(
    library_of: LibraryOf, true: str, false: str, found: str
) -> None:
    """Names that no list has are read by their places beside the office."""
    library = library_of(a__md=STATION, b__md=MINUTES, c__md=CLUB)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(found in mismatch.found for mismatch in verdict.mismatches)


@pytest.mark.parametrize("claim", ["闻海涛是副站长，池小荷是会计", "卞长河是雪岭站的首任站长"])
def test_a_name_before_its_office_is_the_same(library_of: LibraryOf, claim: str) -> None:
    """Nobody has two offices here, and each has its own."""
    assert library_of(a__md=STATION, b__md=MINUTES).check(claim).verdict == "supported"


def test_a_label_is_not_another_clause_than_what_stands_behind_it(library_of: LibraryOf) -> None:
    """主持 is of the one behind the colon, not of whom the brackets tell."""
    verdict = library_of(a__md=CLUB).check("6月2日的聚会是乐嘉主持的")
    assert verdict.verdict != "contradicted"


LEFT = "# 钟表行近况\n\n石小川2029年起不再担任掌柜，现在管仓库。掌柜是他妹妹石小溪。鲍立卸任了会计一职。\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("石小川现在还是掌柜", "contradicted"),
        ("钟表行的掌柜是石小川", "contradicted"),
        ("钟表行的掌柜是石小溪", "supported"),
        ("石小川现在不是掌柜了", "supported"),
        ("鲍立还是会计", "contradicted"),
    ],
)
def test_who_has_left_an_office_does_not_hold_it(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """Nor does the one who held it before stand in the place of who holds it now."""
    assert library_of(a__md=LEFT).check(claim).verdict == verdict
