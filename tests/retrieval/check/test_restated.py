"""True claims that say a thing in other words than the document; none of them is contradicted."""

import pytest

from tests.conftest import LibraryOf

TEXT = """桐湾镇便民手册
老码头的栈桥不如新码头的结实。
离镇卫生所更近的是西岸渡口，比东岸渡口近两里地。
实习未满6个月的学徒领半薪，实习满6个月的学徒领全薪。
帆板赛冠军的成绩是9秒46。
房屋维修基金由业主承担百分之三十五。
县运输社包下了12号仓的堆货，包价480元。
云杉街改造由甲乙两队施工，预计2/3（六）开工。
第一次世界大战期间，镇上只有一家邮局。
盲人的导盲犬进入禁止区域的，不受前款限制。
今年全县考上师范的有86人，去年是103人。
镇志编辑部：
问：门票什么时候改价？
答（馆长 钟怀远）：门票改不改价，尚未决定。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


@pytest.mark.parametrize(
    "claim",
    [
        "老码头的栈桥没有新码头的结实",
        "离镇卫生所更近的是西岸渡口，不是东岸渡口",
        "实习不到6个月的学徒领半薪",
        "帆板赛冠军跑出了9.46秒",
        "房屋维修基金由业主承担三成半",
        "12号仓的堆货被县运输社以480元包下了",
        "一战期间镇上只有一家邮局",
        "盲人的导盲犬可以进入禁止区域",
        "馆长钟怀远说，门票改不改价还没定",
        "今年县里考上师范的有86人",
    ],
)
def test_a_claim_in_other_words_is_not_contradicted(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """没有…结实 is 不如, 不到 is 未满, 三成半 is 35 %, and a number that names a thing is no amount."""
    assert verdict_on(claim).verdict != "contradicted"


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("新码头的栈桥没有老码头的结实", "没有"),
        ("实习满6个月的学徒领半薪", "满"),
        ("帆板赛冠军的成绩是9秒64", "9秒64"),
        ("房屋维修基金由业主承担四成半", "四成半"),
    ],
)
def test_the_other_way_round_is(verdict_on, claim: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    """The same words keep their sense when something is changed."""
    found = verdict_on(claim)
    assert found.verdict == "contradicted"
    assert any(wrong in m.claimed or m.claimed in wrong for m in found.mismatches)
