"""Sources in claims: the speaker is a part of the claim, held against who says it in the material."""

import re

import pytest

from tests.conftest import LibraryOf

NEWS = """---
publisher: 海岸日报
author: 方若琳
---
# 新渡轮码头明年启用
港务局局长谭启明表示，新渡轮码头将于明年六月启用，年吞吐量预计为420万人次。
工程总监贺晓岚在接受海岸日报采访时说，防波堤的加固工作已经完成八成。她还透露，夜间施工会在四月停止。
据交通研究院测算，新码头会使过江时间缩短25分钟。
“我们收到了九十封投诉信，”社区代表苏映雪告诉记者。
"""
TALK = """# 对话：海水淡化怎么走下去
记者：现在团队多大？
陆昭明：一共46人，其中30人是工程师。
邱文倩：我负责膜材料，去年把能耗降低了18%。
"""
CHAT = """# 项目群聊记录

[2025-04-02 09:12] 赵一宁: 服务器迁移定在4月18日晚上。
[2025-04-02 09:20] 高瑞: 供应商报价是8.5万元。
"""
ENGLISH = """# Harbour festival draws crowds
According to the tourism board, 310,000 visitors came over four days.
"We sold out of oysters by noon on the second day," said Peter Lund, who runs the largest stall.
Police chief Dana Wolfe told the Evening Post that there were only twelve arrests.
"""
SPEAKERS = r"(?:据|According to the )?(?P<who>tourism board|Peter Lund|Dana Wolfe|.+?(?=表示|说|透露|测算|告诉))"


@pytest.mark.parametrize(
    ("right", "wrong", "found"),
    [
        pytest.param("谭启明表示，新渡轮码头将于明年六月启用", "贺晓岚", "谭启明", id="in front"),
        pytest.param("港务局局长说，新渡轮码头将于明年六月启用", "交通研究院", "谭启明", id="by office"),
        pytest.param("但谭启明还表示，新渡轮码头将于明年六月启用", "但贺晓岚", "谭启明", id="joined on"),
        pytest.param(
            "贺晓岚在接受海岸日报采访时说，防波堤的加固工作已经完成八成", "谭启明", "贺晓岚", id="asked by another"
        ),
        pytest.param("贺晓岚透露，夜间施工会在四月停止", "谭启明", "贺晓岚", id="by a pronoun"),
        pytest.param("据交通研究院测算，新码头会使过江时间缩短25分钟", "港务局", "交通研究院", id="据"),
        pytest.param("苏映雪告诉记者，社区收到了九十封投诉信", "谭启明", "苏映雪", id="behind what is said"),
        pytest.param("陆昭明说团队一共46人", "邱文倩", "陆昭明", id="label of a talk"),
        pytest.param("高瑞说供应商报价是8.5万元", "赵一宁", "高瑞", id="message"),
        pytest.param(
            "According to the tourism board, 310,000 visitors came over four days", "police", "tourism", id="board"
        ),
        pytest.param(
            "Peter Lund said they sold out of oysters by noon on the second day", "Dana Wolfe", "Peter", id="said X"
        ),
        pytest.param(
            "Dana Wolfe told the Evening Post that there were only twelve arrests", "Peter Lund", "Dana", id="told"
        ),
    ],
)
def test_another_speaker_is_named_with_the_right_one(library_of: LibraryOf, right: str, wrong: str, found: str) -> None:
    """The same words in the mouth of another are contradicted by who said them."""
    library = library_of(a__md=NEWS, b__md=TALK, c__md=CHAT, d__md=ENGLISH)
    speaker = re.match(SPEAKERS, right)
    assert speaker is not None
    assert library.check(right).verdict == "supported"
    verdict = library.check(right.replace(speaker["who"], wrong))
    assert verdict.verdict == "contradicted"
    assert any(found in mismatch.found and mismatch.claimed in wrong for mismatch in verdict.mismatches)


@pytest.mark.parametrize(
    "claim", ["方若琳写道，新渡轮码头将于明年六月启用", "《新渡轮码头明年启用》提到，夜间施工会在四月停止"]
)
def test_what_the_document_says_of_itself_is_a_source_too(library_of: LibraryOf, claim: str) -> None:
    """Its author or title says what somebody says in it."""
    assert library_of(a__md=NEWS).check(claim).verdict == "supported"


def test_what_is_expected_is_no_source(library_of: LibraryOf) -> None:
    """年吞吐量预计为420万人次 says nothing of who expects it."""
    library = library_of(a__md=NEWS)
    assert library.check("谭启明表示，年吞吐量预计为420万人次").verdict == "supported"


def test_what_something_is_called_is_no_saying(library_of: LibraryOf) -> None:
    """称之为 and 称为 give names."""
    text = "岛上的人把它叫作风口，测绘部门则称之为北垭口。"
    assert library_of(a__txt=text).check("测绘部门则称之为北垭口").verdict == "supported"


COUNCIL = """# 河畔社区议事会

会上，居委会介绍了晾衣架的想法。万秋菊委员认为，晾衣架可以装，但别占绿地，建议每栋装两个。

总工程师邬同山带队看了新桥。他认为，桥面太窄是赶工造成的。居委会说，新桥下月通车。
"""


@pytest.mark.parametrize(
    ("true", "false", "found"),
    [
        pytest.param("每栋装两个是万秋菊建议的", "每栋装两个是居委会建议的", "万秋菊", id="in a clause that goes on"),
        pytest.param(
            "邬同山说，桥面太窄是赶工造成的", "居委会说，桥面太窄是赶工造成的", "邬同山", id="behind an office"
        ),
    ],
)
def test_who_suggests_goes_on_over_clauses_and_by_a_pronoun(
    library_of: LibraryOf, true: str, false: str, found: str
) -> None:
    """A rare surname behind an office is whom 他 means."""
    library = library_of(a__md=COUNCIL)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(found in mismatch.found for mismatch in verdict.mismatches)
