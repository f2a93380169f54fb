"""Figures that the material gives for another measure than the claim."""

import pytest

from bot.phrases import phrases
from bot.replies.check import verdict_lines
from tests.conftest import LibraryOf

TEXT = "星海科技日订单峰值达1.2亿单，平均8000万单。\n港务集团去年的收入为31亿元。\n"


def test_the_measure_of_a_figure_is_named_with_the_figure_that_is_meant(library_of: LibraryOf) -> None:
    """The claim's figure is the average, and the sentence has the peak as well."""
    found = library_of(a__txt=TEXT).check("星海科技日订单峰值是8000万单")
    assert found.verdict != "supported"
    (other,) = found.other
    assert (other.claimed, other.of, other.meant, other.found) == ("8000万单", "平均", "峰值", "1.2亿单")
    assert "资料中的8000万单是“平均”，“峰值”是1.2亿单。" in verdict_lines(found, phrases("zh-hans"))


@pytest.mark.parametrize("claim", ["星海科技日订单峰值是1.2亿单", "港务集团去年的收入为18亿元"])
def test_nothing_is_said_of_measures_if_none_is_exchanged(library_of: LibraryOf, claim: str) -> None:
    """The figure is right, or stands for nothing else there."""
    assert library_of(a__txt=TEXT).check(claim).other == ()


def test_the_end_of_a_longer_measure_names_it(library_of: LibraryOf) -> None:
    """The claim says 净利润 for 口径净利润; the same measure of another thing would be no other one."""
    found = library_of(a__txt="港务集团去年的收入为31亿元，口径净利润为4亿元。\n").check("港务集团去年的净利润为31亿元")
    assert [(one.of, one.meant, one.found) for one in found.other] == [("收入", "净利润", "4亿元")]
