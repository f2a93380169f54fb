"""Times of the day, halves of a year and stretches between two dates, each with its false twin."""

import pytest

from tests.conftest import LibraryOf

CLINIC = "# 门诊须知\n\n门诊上午8点到11点半，下午2点到5点。\n\n食堂早上6点半开，晚上8点关。\n"
MILL = (
    "# The Mill\n\n"
    "In the first half of 2021 the mill made 400 tonnes of paper, and in the second half 650 tonnes.\n\n"
    "Visitors outnumbered members 20 to 1.\n"
)
SHOW = "# 展讯\n\n瓷器展从6月3日开到9月20日，地点在二楼展厅。\n\n水渠从1871年10月到1872年3月停水检修。\n"
ORDERS = "# 处方\n\n二季度门诊处方18.4万张，三季度19.7万张。\n\n二季度急诊处方3.6万张，三季度3.1万张。\n"


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        pytest.param("下午门诊是2点到5点", "下午门诊是1点到5点", id="the part of the day is that of the clause"),
        pytest.param("上午门诊到11点半", "上午门诊到10点半", id="the end of a stretch"),
        pytest.param("食堂晚上8点关门", "食堂晚上9点关门", id="a part of the day is part of the time"),
        pytest.param("瓷器展7月在二楼展厅", "瓷器展10月在二楼展厅", id="within a stretch of days"),
        pytest.param("瓷器展9月20日结束", "瓷器展8月20日结束", id="the end of a stretch of days"),
        pytest.param(
            "三季度急诊处方比二季度少", "三季度急诊处方比二季度多", id="the same two periods of something else"
        ),
        pytest.param(
            "The mill made 400 tonnes of paper in the first half of 2021",
            "The mill made 650 tonnes of paper in the first half of 2021",
            id="halves of a year",
        ),
        pytest.param("水渠1872年1月停水检修", "水渠1872年5月停水检修", id="a month between those of two years"),
        pytest.param(
            "Visitors outnumbered members twenty to one", "Visitors outnumbered members 30 to 1", id="a ratio"
        ),
    ],
)
def test_a_time_is_read_as_it_is_meant(library_of: LibraryOf, honest: str, false: str) -> None:
    """The true claim is not called wrong, and its twin with another time or figure is."""
    check = library_of(a__md=CLINIC, b__md=MILL, c__md=SHOW, d__md=ORDERS).check
    assert check(honest).verdict != "contradicted"
    assert check(false).verdict == "contradicted"
