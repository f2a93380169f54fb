"""Figures, dates and orders that a claim writes in another form than the text, each beside a false twin."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 云栖书坊年报

本软件从v6.0.0开始支持打印，从v7.1.0开始支持朗读。
该漏洞影响4.3.0至4.4.0，不影响4.2。
绘本每盒售价40.7元。
这次召回的直接损失约4,000万元新台币。
旗舰店的转让价为145,000元。
店里平均室温为23℃。
书坊总面积4.6万平方米，其中仓库3.1万平方米，其余为店面。
沈青是沈家第四子，后来接管书坊。
工作日7:00至8:30乘车须付半价。
往南方的包裹增长41%。
书坊2010年有书架143座，2021年减少到27座。
净利润2760万元，比2023年的3140万元下降12%。
出席：姚静（财务科科长）、胡海（信息科科长）、苗春（仓库主任）
东桥日均车流量5.8万辆，西桥4.9万辆。
掌柜最看重的从来不是招牌，而是读者的口碑。
"""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param("打印是v6.0.0开始支持的", "打印是v7.1.0开始支持的", id="a release"),
        pytest.param("漏洞不影响4.2", "漏洞不影响4.3.0", id="releases in a row"),
        pytest.param("绘本一盒四十块七", "绘本一盒四十块九", id="tenths of a yuan"),
        pytest.param("这次召回直接损失大约四千万新台币", "这次召回直接损失大约四千万美元", id="a named currency"),
        pytest.param("旗舰店的转让价是14万5", "旗舰店的转让价是14万8", id="a short tail"),
        pytest.param("店里年均室温23度", "店里年均室温27度", id="an average over a year"),
        pytest.param("书坊总面积4.6万平方米，仓库占3.1万", "书坊总面积4.6万平方米，仓库占3.7万", id="without its unit"),
        pytest.param("沈青是沈家第四个儿子", "沈青是沈家第三个儿子", id="a place in an order"),
        pytest.param("工作日早上八点乘车得付半价", "工作日早上九点乘车得付半价", id="within hours"),
        pytest.param("往南方的包裹增长了四成", "往南方的包裹增长了五成", id="tenths of a share"),
        pytest.param("书坊2010年有书架143座，2021年减到27座", "书坊2010年有书架27座，2021年143座", id="both years"),
        pytest.param("胡海是信息科科长", "姚静是信息科科长", id="who a bracket is of"),
        pytest.param("西桥日均车流量4.9万辆", "西桥日均车流量5.8万辆", id="no name within a figure"),
        pytest.param(
            "掌柜最看重的是读者的口碑，不是招牌", "掌柜最看重的是招牌，不是读者的口碑", id="the same set aside"
        ),
    ],
)
def test_a_figure_is_borne_out_in_another_form(library_of: LibraryOf, true: str, false: str) -> None:
    """The true claim gets its tick, and the false one does not."""
    check = library_of(a__md=TEXT).check
    assert check(true).verdict == "supported"
    assert check(false).verdict != "supported"


def test_what_a_year_is_compared_with_contradicts_no_other_year(library_of: LibraryOf) -> None:
    """The figure of the year before is of that year."""
    check = library_of(a__md=TEXT).check
    assert all(m.found != "2023年" for m in check("书坊2024年净利润下降12%").mismatches)
    assert check("书坊2024年净利润3140万元").verdict == "contradicted"
