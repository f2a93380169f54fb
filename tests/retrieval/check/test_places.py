"""Places that a claim gives to something, each false one beside a true one on the same sentence."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 白石县建设动态

新体育馆选址在柳河镇，占地40亩。
东岭村的村民也报名参加了讨论。
罐头厂准备扩建，投资600万元，车间选在下坪村，工期一年。
县志的手稿存放在档案馆二楼，每年晾晒一次。
旧码头1998年被洪水冲毁，次年在地势高些的石坝重建。
"""


@pytest.mark.parametrize(
    ("true", "false", "claimed"),
    [
        pytest.param("体育馆选址定在柳河镇", "体育馆选址定在东岭村", "东岭村", id="of what its clause names"),
        pytest.param("罐头厂打算扩建在下坪村", "罐头厂打算扩建在杨家村", "杨家村", id="of one kind"),
        pytest.param("县志手稿存放在档案馆二楼", "县志手稿存放在图书馆三楼", "图书馆三楼", id="a building"),
    ],
)
def test_another_place_contradicts(true: str, false: str, claimed: str, library_of: LibraryOf) -> None:
    """The place of the claim is named."""
    library = library_of(a__md=TEXT)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(claimed in mismatch.claimed for mismatch in verdict.mismatches)


def test_a_place_that_no_sentence_has_is_not_borne_out(library_of: LibraryOf) -> None:
    """Also if nothing else stands in its stead."""
    library = library_of(a__md=TEXT)
    assert library.check("旧码头次年在石坝重建").verdict == "supported"
    assert library.check("旧码头次年在原地重建").verdict != "supported"
