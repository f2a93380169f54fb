"""Sources of a claim that a sentence names in another way, each beside one that it names no more."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 石阶镇合作社简报

插图由社里另行委托：《旧井会唱歌》由画师卓然绘制，共82幅。
（声明：本报旧文有误。石阶镇第一届灯会正式举办是在2011年。）
社员洪棠对本报表示，他“很可能投反对票”，但是要先看水文报告。
20名代表里，赞成甲案的13人，赞成乙案的4人，两案都反对的3人。

跑货的小满：我这台三轮拉砖，一天跑90公里。八个月跑了1万4千公里，电池还剩88%
门卫-柯队：厂家跟我们说的是10月12日装好，但我不敢保证
"""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param(
            "《旧井会唱歌》的插图是卓然画的，一共82幅", "《旧井会唱歌》的插图是卓然画的，一共28幅", id="in a title"
        ),
        pytest.param(
            "洪棠很可能投反对票，不过要先看水文报告", "洪棠很可能投赞成票，不过要先看水文报告", id="what is voted"
        ),
        pytest.param("群里小满说他的三轮跑了一万四千公里", "群里小满说他的三轮跑了一万七千公里", id="a familiar name"),
        pytest.param(
            "门卫柯队说，厂家讲的是10月12号装好", "门卫柯队说，厂家讲的是11月12号装好", id="who tells what another says"
        ),
    ],
)
def test_a_source_may_be_named_otherwise(true: str, false: str, library_of: LibraryOf) -> None:
    """It contradicts nothing, and a false twin still gets no tick."""
    library = library_of(a__md=TEXT)
    assert library.check(true).verdict == "supported"
    assert library.check(false).verdict != "supported"
