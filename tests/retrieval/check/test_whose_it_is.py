"""False claims that have what a sentence says of a whole, of another item or of another time, each beside a true one."""

import pytest

from tests.conftest import LibraryOf

FERRY = """# 松岬渡轮年报

公司2023年载客61万人次，其中学生9万人次。
2022年末有船员48人（水手30人、机匠18人）。
2021年修船费为320万元，2020年则花了410万元。
客流回升的主因是新码头启用（老码头自2019年起停用）。
渡轮东风二号的航速是16节，东风一号停在船坞。
码头售票处设在候船楼三层。
造价3亿2千万元之中，市里补助1亿元，其余由公司自筹。
船票一包9块9一张，去年还是12块。
船上原想增设一家书店，因消防验收没有通过，所以这次没有增设。
停航的航次由每月25班降到19班，原来的船期不变。
"""

AGENDA = """# 柳桥中学校务会纪要

案由一：食堂承包事宜。
决议：甲公司承包。葛老师反对，意见列入纪录。
案由二：操场翻修事宜。
决议：全体与会者无异议通过。

# 柳桥中学体检通报

梅园中学因迟报数据被点名。柏林中学的近视人数由40人降到28人，降幅最大。
校医罗敏在会上说，全校每天只有12人去医务室。
夏令营没有办成，是因为报名的人太少。
总务主任承认餐费偏高，但否认有“分成”的情形：“我们从来没有和任何一家菜商签独家合同。”
"""


@pytest.mark.parametrize(
    ("true", "false", "claimed", "found"),
    [
        pytest.param("2023年光学生就有9万人次", "2023年光学生就有61万人次", "61万人次", "9万人次", id="its part"),
        pytest.param("机匠有18人", "机匠有48人", "48人", "18人", id="what sums up to it"),
        pytest.param("东风二号的航速是16节", "东风二号的航速是26节", "26", "16", id="a ship with a number"),
        pytest.param("3.2亿的造价里市里补助1亿", "4.2亿的造价里市里补助1亿", "4.2亿", "3亿2千万元", id="two scales"),
    ],
)
def test_a_figure_is_of_what_has_it(library_of: LibraryOf, true: str, false: str, claimed: str, found: str) -> None:
    """The figure of a whole is not its part's, and one that is written in two scales is one."""
    library = library_of(a__md=FERRY)
    verdict = library.check(false)
    assert library.check(true).verdict == "supported"
    assert verdict.verdict == "contradicted"
    assert any(claimed in m.claimed and found in m.found for m in verdict.mismatches)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("2021年修船费320万元", id="another year behind it has a figure of its own"),
        pytest.param("2023年客流回升的主因是新码头启用", id="a year in brackets is of something else"),
        pytest.param("码头售票处在候船楼三楼", id="a storey is a floor"),
        pytest.param("停航的航次后来从25班降到19班", id="what it came from is before"),
    ],
)
def test_what_is_said_of_something_else_contradicts_nothing(library_of: LibraryOf, claim: str) -> None:
    """A date or time contradicts only on what it is said of."""
    assert library_of(a__md=FERRY).check(claim).verdict != "contradicted"


def test_what_was_only_meant_is_not_done(library_of: LibraryOf) -> None:
    """A plan that a later clause denies contradicts the deed, and bears out the plan."""
    library = library_of(a__md=FERRY)
    assert library.check("船上这次增设了一家书店").verdict == "contradicted"
    assert library.check("船上原本想增设一家书店").verdict == "supported"


def test_the_next_item_of_an_agenda_is_another_matter(library_of: LibraryOf) -> None:
    """The end of one item and the beginning of the next bear out nothing together."""
    library = library_of(a__md=AGENDA)
    assert library.check("操场翻修，有老师反对").verdict != "supported"
    assert library.check("食堂承包，葛老师反对").verdict != "contradicted"


def test_another_school_is_not_the_one_named_before(library_of: LibraryOf) -> None:
    """A sentence on a school with a name of its own says nothing of the school before it."""
    library = library_of(a__md=AGENDA)
    assert library.check("梅园中学的近视人数从40人降到28人，降幅最大").verdict != "supported"
    assert library.check("柏林中学的近视人数从40人降到28人，降幅最大").verdict == "supported"


@pytest.mark.parametrize(
    ("true", "false", "claimed"),
    [
        pytest.param(
            "说全校每天只有12人去医务室的，是罗敏", "说全校每天只有12人去医务室的，是葛老师", "葛老师", id="who said it"
        ),
        pytest.param(
            "夏令营没办成，是报名的人太少", "夏令营没办成，是找不到场地", "找不到场地", id="why, without 因为"
        ),
    ],
)
def test_who_or_why_may_stand_last(library_of: LibraryOf, true: str, false: str, claimed: str) -> None:
    """A claim may put behind 是 who said something, or why it was."""
    library = library_of(a__md=AGENDA)
    verdict = library.check(false)
    assert library.check(true).verdict == "supported"
    assert verdict.verdict == "contradicted"
    assert any(claimed in mismatch.claimed for mismatch in verdict.mismatches)


def test_what_leads_to_a_quotation_is_no_speaker(library_of: LibraryOf) -> None:
    """The words between a term in quotation marks and a colon are not who says what follows."""
    claim = "总务主任说，没有和任何一家菜商签独家合同"
    assert library_of(a__md=AGENDA).check(claim).verdict != "contradicted"


def test_a_counter_names_no_part_and_what_points_names_nothing(library_of: LibraryOf) -> None:
    """The counter of a figure stands behind that of a part, too; 这条道 is the path that was named before."""
    library = library_of(
        a__md="另外发现北仓护栏破损14处，其中9处已修复，5处预计4月20日前修完。\n"
        "2015年4月，市里首次提出修建环湖步道，当时设计宽度为3米，全长约9公里。\n",
        b__md="园丁在花圃里另留了两条道。\n",
    )
    assert library.check("护栏破了14处，到查库时修好了9处").verdict == "supported"
    assert library.check("2015年刚提出来的时候，这条道设计宽度是3米").verdict == "supported"
