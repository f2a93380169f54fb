"""Claims that compare two things, beside sentences that have a figure of each, or compare something else."""

from collections.abc import Callable

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

Check = Callable[[str], Verdict]
TEXT = """# 岚口港务年报

2021年前八月岚口港货物进出口总值为41亿元，比上年同期增长16%。其中，出口28亿元，增长9%；进口13亿元，增长38%。
"""
LIGHTHOUSE = """# 石灯塔

石灯塔修建之前，1912年到1921年间约有30艘渔船在礁石上搁浅。

始建于1921年4月18日，塔高26米。
"""


@pytest.fixture(name="check")
def _check(library_of: LibraryOf) -> Check:
    return library_of(a__md=TEXT, b__md=LIGHTHOUSE).check


@pytest.mark.parametrize("claim", ["2021年前八月，岚口港出口比进口多", "2021年头八个月，岚口港进口比出口少"])
def test_two_figures_bear_a_comparison_out(check: Check, claim: str) -> None:
    """Of two sentences, too, and however the months are told."""
    assert check(claim).verdict == "supported"


@pytest.mark.parametrize("claim", ["2021年前八月，岚口港进口比出口多", "2021年头八个月，岚口港出口比进口少"])
def test_two_figures_the_other_way_round_contradict_it(check: Check, claim: str) -> None:
    """Both are named; what is compared with another year bears nothing out."""
    verdict = check(claim)
    assert verdict.verdict == "contradicted"
    (mismatch,) = verdict.mismatches
    assert "28亿元" in mismatch.found
    assert "13亿元" in mismatch.found


def test_a_sentence_with_a_date_that_agrees_contradicts_none_by_one_that_says_less(check: Check) -> None:
    """1912年到1921年 says nothing against a day of 1921; another day does."""
    assert check("石灯塔是1921年4月18日开始建的").verdict == "supported"
    assert check("石灯塔是1921年4月8日开始建的").verdict == "contradicted"
