"""Reasons, comparisons and extremes of a claim, beside those that the material gives."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

TEXT = """水库年报
由于海外扩张，灌溉部的亏损扩大到13亿元。
施工队长说明，漏水减少的主因是更换了阀门，而非天气。
东渠流量为283立方米，西渠流量为129立方米。
甲坝的蓄水率最高，达到76%，乙坝71%，丙坝67%。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


@pytest.mark.parametrize(
    ("honest", "false", "claimed"),
    [
        ("灌溉部的亏损扩大到13亿元，是因为海外扩张", "灌溉部的亏损扩大到13亿元，是因为门票降价", "门票降价"),
        ("漏水减少，是因为更换了阀门", "漏水减少，主要是天气的关系", "天气"),
        ("东渠流量为283立方米", "西渠流量比东渠大", "比东渠大"),
        ("蓄水率最高的是甲坝", "蓄水率最高的是乙坝", "乙"),
    ],
)
def test_another_reason_or_order_is_named(verdict_on, honest: str, false: str, claimed: str) -> None:  # type: ignore[no-untyped-def]
    """A reason that the material denies, or that another takes the place of, and an order that its figures lack."""
    true: Verdict = verdict_on(honest)
    wrong: Verdict = verdict_on(false)
    assert true.verdict == "supported"
    assert wrong.verdict == "contradicted"
    assert any(claimed in mismatch.claimed for mismatch in wrong.mismatches)


def test_a_reason_for_something_else_is_no_contradiction(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """A sentence that gives the reason of one thing says nothing of another thing's."""
    assert verdict_on("东渠停水，是因为闸门生锈").verdict != "contradicted"


def test_an_order_that_the_figures_have_is_not_contradicted(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """The figures of both things may bear the comparison out."""
    assert verdict_on("东渠流量比西渠大").verdict != "contradicted"
