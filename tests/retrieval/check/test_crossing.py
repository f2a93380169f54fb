"""Parallel clauses: a claim with the thing of one and the figure or statement of another, beside its honest twin."""

import pytest

from tests.conftest import LibraryOf

TEXT = """岩港车站
岩港车站设有18个候车室、100个站台、2029盏路灯。
红枫茶每罐卖120元，青竹茶每罐卖80元，白桦茶每罐卖95元。
老城四区的户均用水已突破90吨，而新城六区的户均用水已突破70吨。
馆长分别收下城建局、水利厅赠送的图书4000册、6000册。
快车的车程约需二至四小时，慢车的车程约需三至四小时。
喝甜饮料的风险上升11%，喝淡茶的风险上升27%。
全市景区接待游客7340万人次，同比下降16.7%，实现旅游收入286亿元，同比下降22.8%。
北港站为地下车站，南港站为高架车站，而东港站为地面车站。
陈述安1987年加入河东省射箭队，1994年入选国家射箭队。
年度最佳小说三甲：冠军《雾中灯》，亚军《石榴街》，季军《海盐》。
旅客人数上南京站排第一，合肥站则排第二。
一篇是谈明代的造船工业的，发表于《海事学刊》；一篇是谈明代的茶叶贸易的，发表于《货殖月刊》。
The reserve has 427 mammals, 428 amphibians, and 378 reptiles have been seen in its caves.
三季度原计划开店35家，实际开了28家，另关闭9家。
祭坛高约10米，围宽31米，沉在水下18米深处。
The town has 1,740 residents within a wider valley of 2,666 residents.
"""


@pytest.mark.parametrize(
    ("honest", "crossed", "claimed"),
    [
        ("岩港车站设有18个候车室", "岩港车站设有100个候车室", "100个"),
        ("青竹茶每罐卖80元", "青竹茶每罐卖120元", "120元"),
        ("新城六区的户均用水突破70吨", "新城六区的户均用水突破90吨", "90吨"),
        ("馆长收下水利厅赠送的图书6000册", "馆长收下水利厅赠送的图书4000册", "4000册"),
        ("快车的车程约需二至四小时", "快车的车程约需三至四小时", "三至四小时"),
        ("喝甜饮料的风险上升11%", "喝甜饮料的风险上升27%", "27%"),
        ("全市旅游收入同比下降22.8%", "全市旅游收入同比下降16.7%", "16.7%"),
        ("祭坛高约10米", "祭坛高约31米", "31米"),
        ("The reserve has 428 amphibians", "The reserve has 378 amphibians", "378"),
        ("The wider valley has 2,666 residents", "The wider valley has 1,740 residents", "1,740"),
    ],
)
def test_a_figure_with_the_words_of_a_parallel_clause_is_contradicted(
    library_of: LibraryOf, honest: str, crossed: str, claimed: str
) -> None:
    """Each figure has the words of its own clause, and those of no other."""
    check = library_of(a__md=TEXT).check
    assert check(honest).verdict == "supported"
    false = check(crossed)
    assert false.verdict == "contradicted"
    assert len(false.mismatches) == 1
    assert claimed in false.mismatches[0].claimed


@pytest.mark.parametrize(
    "claim",
    [
        # What the first clause says of all is handed on.
        "岩港车站设有2029盏路灯",
        "全市景区游客同比下降16.7%",
        # A clause may compare, and name the other thing.
        "红枫茶每罐卖120元，比青竹茶贵",
        # Two figures, each with its own.
        "红枫茶每罐卖120元，白桦茶每罐卖95元",
    ],
)
def test_words_that_are_handed_on_or_compared_cross_nothing(library_of: LibraryOf, claim: str) -> None:
    """Words before a list are of each of its figures, and those that it is compared with of none."""
    assert library_of(a__md=TEXT).check(claim).verdict == "supported"


@pytest.mark.parametrize(
    ("honest", "crossed", "claimed"),
    [
        ("北港站为地下车站", "东港站为地下车站", "地下"),
        ("陈述安1994年入选国家射箭队", "陈述安1987年入选国家射箭队", "国家射箭队"),
        ("最佳小说冠军《雾中灯》", "最佳小说亚军《雾中灯》", "雾中灯"),
        ("旅客人数合肥站排第二", "旅客人数排第一的是合肥站", "合肥"),
        ("谈明代茶叶贸易的那篇发表于《货殖月刊》", "谈明代造船工业的那篇发表于《货殖月刊》", "货殖月刊"),
    ],
)
def test_a_statement_on_the_thing_of_a_parallel_clause_is_contradicted(
    library_of: LibraryOf, honest: str, crossed: str, claimed: str
) -> None:
    """A place in an order, a date and a title are of what their own clause names."""
    check = library_of(a__md=TEXT).check
    assert check(honest).verdict == "supported"
    false = check(crossed)
    assert false.verdict == "contradicted"
    assert any(claimed in m.claimed or m.claimed in claimed for m in false.mismatches)


def test_a_figure_of_the_year_before_is_not_that_of_now(library_of: LibraryOf) -> None:
    """But for a claim that says of when it is."""
    library = library_of(
        a__md="# 会费\n\n会费每年120元，去年是100元。\n",
        b__md="# Hall\n\nThe hall costs £90 a day; last year it was £80.\n",
    )
    for claim, found in (("会费每年100元", "120元"), ("The hall costs £80 a day", "90")):
        verdict = library.check(claim)
        assert (verdict.verdict, [odd.found for odd in verdict.mismatches]) == ("contradicted", [found])
    for claim in ("会费每年120元", "去年会费100元", "The hall costs £90 a day", "Last year the hall cost £80 a day"):
        assert library.check(claim).verdict == "supported"
