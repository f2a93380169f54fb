"""Stances that cannot both hold of one matter: each claim beside its false twin, on the same sentence."""

import pytest

from tests.conftest import LibraryOf

COLLEGE = """# 青崖书院纪事

东斋的十间讲室中，只有少数装了暖气。
山门拟于明年重修。
西楼正在考虑加装升降梯，尚无定论。
客座讲师可以自备午餐。
入院听讲的学生必须登记住址。
藏书楼的火警演练略有增加。
北园曾是菜圃，如今种满梅花。
若有三位先生联名，学生可以免修算学。
男生与女生的名额相当。
除非山长批准，外人不得留宿。
钟楼在大水之前已经拆除。
碑亭1902年动工，次年落成。
书局不接受零星订货。
监院拒绝了商会送来的匾额。
每批纸张至少验看两遍。
The chapel roof will be replaced in 2031.
Only fellows may borrow manuscripts.
Neither of the two gardeners planted roses.
The east gate remains unlocked at night.
The porter failed to lock the cellar.
The new mill is larger than the old one.
义工提前疏渠，避免了内涝。
书院的藏书在全省仅次于省馆。
"""


@pytest.mark.parametrize(
    ("true", "turned", "named"),
    [
        pytest.param("东斋装了暖气的讲室只是少数", "东斋的讲室大多数装了暖气", "大多数", id="few and most"),
        pytest.param("山门打算明年重修", "山门已经重修", "已经", id="planned and done"),
        pytest.param("西楼在考虑加装升降梯", "西楼已加装升降梯", "已", id="considered and done"),
        pytest.param("客座讲师可以自己准备午餐", "客座讲师必须自备午餐", "必须", id="may and must"),
        pytest.param("听讲的学生要登记住址", "入院听讲的学生无需登记住址", "无需", id="must and need not"),
        pytest.param("藏书楼的火警演练小幅增加", "藏书楼的火警演练大幅增加", "大幅", id="a little and a lot"),
        pytest.param("北园如今种满梅花", "北园如今是菜圃", "菜圃", id="then and now"),
        pytest.param(
            "有三位先生联名，学生可以免修算学", "无论有无先生联名，学生都可以免修算学", "无论", id="if and regardless"
        ),
        pytest.param("男生名额与女生相当", "男生名额远多于女生", "多于", id="equal and more"),
        pytest.param("山长批准了，外人才可以留宿", "没有山长批准，外人也可以留宿", "也可以留宿", id="unless"),
        pytest.param("钟楼大水之前就拆除了", "钟楼在大水之后才拆除", "之后", id="before and after"),
        pytest.param("碑亭1902年动工", "碑亭在1902年落成", "1902年", id="the year after"),
        pytest.param("书局不接零星订货", "书局接受零星订货", "接受", id="not"),
        pytest.param("監院沒有接受商會送來的匾額", "监院收下了商会送来的匾额", "收下", id="refused"),
        pytest.param("每批纸张验看不少于两遍", "每批纸张至多验看两遍", "至多", id="a bound before a figure"),
        pytest.param(
            "The chapel roof will be replaced", "The chapel roof was replaced in 2031", "was replaced", id="will"
        ),
        pytest.param("Fellows may borrow manuscripts", "Anyone may borrow manuscripts", "Anyone", id="only"),
        pytest.param(
            "The two gardeners did not plant roses", "Both of the two gardeners planted roses", "Both", id="neither"
        ),
        pytest.param("The east gate is not locked at night", "The east gate is locked at night", "locked", id="un-"),
        pytest.param("义工疏渠以后没有内涝", "义工疏渠以后发生了内涝", "发生", id="avoided"),
        pytest.param("书院的藏书在全省排第二", "书院的藏书居全省首位", "首位", id="second"),
        pytest.param("The porter did not lock the cellar", "The porter locked the cellar", "locked", id="failed to"),
    ],
)
def test_what_cannot_both_hold_is_contradicted(library_of: LibraryOf, true: str, turned: str, named: str) -> None:
    """The words that make the difference are named; the true twin is not called wrong."""
    check = library_of(a__md=COLLEGE).check
    found = check(turned)
    assert found.verdict == "contradicted"
    assert any(named in mismatch.claimed for mismatch in found.mismatches)
    assert check(true).verdict != "contradicted"


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("经过三位先生联名，学生可以免修算学", id="the condition is met"),
        pytest.param("北园以前是菜圃", id="then and then"),
        pytest.param("东斋有讲室装了暖气", id="a part of a few"),
        pytest.param("The old mill is smaller than the new one", id="compared from the other side"),
    ],
)
def test_what_can_both_hold_is_not(library_of: LibraryOf, claim: str) -> None:
    """Other words for the same side, or for one that goes with it."""
    assert library_of(a__md=COLLEGE).check(claim).verdict != "contradicted"
