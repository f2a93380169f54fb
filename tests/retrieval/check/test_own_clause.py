"""False claims that a clause refutes by itself, each beside a true one on the same clause."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 青屿茶业年报

茶厂2023年收入640万元，支出710万元。
厂区开放参观，单人票20元，三人票50元，学生票10元。
该牌子的等级由二级改为一级，包装方式则把纸盒换成了铁盒。
1988年列为县级遗产，2016年改为省级遗产。
参观券自购买之日起9日内有效，原为5日。
渠水从东塘倒流到西塘，堵住了闸门。
招股书里，公司原计划募资36万元。
只有绿芽茶的销量，从52吨降到47吨。
新仓库原定六月完工，因要保护古井，改到九月完工，雨水管照旧。
今年秋茶产量未超过2019年的45吨。
青屿大桥建成于1937年。
1989年洛原地震没有损坏大桥，但管理局仍决定加固。
北坡茶园的采摘成本比预算节省3万元。
"""


@pytest.mark.parametrize(
    ("true", "false", "claimed"),
    [
        pytest.param("茶厂2023年收入640万元", "茶厂2023年收入710万元", "710万元", id="a word right behind a year"),
        pytest.param("厂区的单人票要20元", "厂区的单人票要50元", "50元", id="a figure that names a thing"),
        pytest.param("包装把纸盒换成了铁盒", "包装把铁盒换成了纸盒", "铁盒", id="into another"),
        pytest.param("2016年从县级遗产改为省级遗产", "2016年从省级遗产改成了县级遗产", "省级", id="in two clauses"),
        pytest.param(
            "参观券有效期从5日延到了9日", "参观券有效期从9日缩到了5日", "9日", id="what was before stands last"
        ),
        pytest.param("渠水从东塘倒流回西塘", "渠水从西塘倒流回东塘", "西塘", id="where to"),
        pytest.param("公司原计划募资36万元", "公司实际募到了36万元", "实际", id="a plan is no deed"),
        pytest.param("绿芽茶的销量降到47吨", "绿芽茶的销量有52吨", "52吨", id="what it went over to"),
        pytest.param("新仓库改到九月完工，是因为要保护古井", "新仓库改到九月完工，是因为下雨", "下雨", id="a reason"),
        pytest.param("秋茶产量没超过2019年的45吨", "秋茶产量超过了2019年的45吨", "超过", id="no bound"),
        pytest.param("1989年的地震没有损坏大桥", "1989年的地震把青屿大桥震坏了", "震坏", id="a part of what is denied"),
        pytest.param("北坡茶园的采摘成本比预算节省3万元", "北坡茶园的采摘成本比预算超出3万元", "超出", id="less"),
    ],
)
def test_what_a_clause_says_itself_is_not_exchanged(library_of: LibraryOf, true: str, false: str, claimed: str) -> None:
    """A true claim gets its tick, and the false one has named what the clause says otherwise."""
    library = library_of(a__md=TEXT)
    verdict = library.check(false)
    assert library.check(true).verdict == "supported"
    assert verdict.verdict == "contradicted"
    assert any(claimed in mismatch.claimed for mismatch in verdict.mismatches)
