"""Fillers of a role in a clause of the claim, beside those in the material."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

TEXT = """港务简报
# 港务简报
拖轮由老秦负责，引航由小韩负责。
水利部门负责闸门检修。
北岸仓库的大门是林见深设计的，南岸仓库的大门出自陶一苇之手。
值班经理顾云起说明年会增加班次；调度主任沈知行则希望先换掉旧吊车。
何夏住在西山。
林秋住在东湖。
周见山主编的全部刊物总发行量达到306万册。
C05型拖缆的长度为25米。
C05-L型拖缆的长度为32米。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


@pytest.mark.parametrize(
    ("honest", "exchanged", "claimed"),
    [
        ("拖轮由老秦负责", "拖轮由小韩负责", "小韩"),
        ("闸门检修由水利部门负责", "闸门检修由环保部门负责", "环保部门"),
        ("沈知行希望先换掉旧吊车", "顾云起希望先换掉旧吊车", "顾云起"),
        ("林秋住在东湖", "林秋住在西山", "西山"),
        ("C05型拖缆的长度为25米", "C05型拖缆的长度为32米", "32米"),
        ("北岸仓库的大门是林见深设计的", "北岸仓库的大门是陶一苇设计的", "陶一苇"),
    ],
)
def test_another_in_the_same_role_is_named(verdict_on, honest: str, exchanged: str, claimed: str) -> None:  # type: ignore[no-untyped-def]
    """A doer, place or amount that is said of another thing contradicts; the true one is ticked."""
    true: Verdict = verdict_on(honest)
    false: Verdict = verdict_on(exchanged)
    assert true.verdict == "supported"
    assert false.verdict == "contradicted"
    assert claimed in {mismatch.claimed for mismatch in false.mismatches}


@pytest.mark.parametrize("claim", ["闸门检修由水利部门负责", "引航由小韩负责", "何夏住在西山"])
def test_one_who_fills_the_role_is_not_contradicted(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """Statements on others take nothing from those on this one."""
    assert verdict_on(claim).verdict == "supported"


def test_a_thing_that_stands_nowhere_is_not_contradicted(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """Another's home says nothing of one who is named nowhere."""
    assert verdict_on("齐越住在西山").verdict == "not_found"
