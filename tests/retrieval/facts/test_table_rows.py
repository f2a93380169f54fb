"""Claims about rows of tables: each figure has the header and the unit of its column, and the thing of its row."""

import pytest

from tests.conftest import LibraryOf

SHOPS = """# 各站概况

表3 各季度客流（万人次）

| 站名 | 第一季度 | 第二季度 | 站台面积（平方米） | 开通年份 |
|---|---|---|---|---|
| 北门站 | 31 | 29 | 640 | 2009 |
| 南湖站 | 18 | 35 | 820 | 2014 |
"""
YIELDS = """# 渔场历年账目（年报附表，金额单位：万元人民币，截至2025年）

| 渔场 | 鱼苗成本 | 销售收入 | 船只数 |
|---|---|---|---|
| 芦花湾 | 460 | 31200 | 12 |
| 石门口 | 310 | 8700 | 9 |
"""
FILTERS = "| 参数 | K20 | K30 |\n|---|---|---|\n| 滤芯容量 | 3.5升 | 5升 |\n"
RANKS = "名次\t选手\t成绩（秒）\n1\t隋远\t9.88\n2\t满江\t9.97\n3\t艾青\t10.02\n"
PRICES = "品名\t规格\t单价（元）\n红茶\t250克\t180\n绿茶\t200克\t95\n"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("南湖站第二季度的客流为35万人次", "supported"),
        ("南湖站第二季度的客流为18万人次", "contradicted"),
        ("南湖站第二季度的客流为29万人次", "contradicted"),
        ("北门站的站台面积是640平方米", "supported"),
        ("北门站的站台面积是820平方米", "contradicted"),
        ("绿茶单价95元", "supported"),
        ("红茶单价95元", "contradicted"),
        ("艾青的成绩是9.88秒", "contradicted"),
        ("满江的成绩是9.97秒", "supported"),
        ("K20的滤芯容量是3.5升", "supported"),
        ("K20的滤芯容量是5升", "contradicted"),
    ],
)
def test_a_claim_is_checked_within_one_row(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """Under pipes and tabs, with units from the header or from the caption."""
    assert library_of(a__md=SHOPS, b__txt=PRICES, c__md=FILTERS, d__txt=RANKS).check(claim).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("芦花湾的销售收入是3.12亿", "supported"),
        ("芦花湾的销售收入是3120万", "contradicted"),
        ("石门口鱼苗成本310万元", "supported"),
        ("石门口鱼苗成本310元", "contradicted"),
    ],
)
def test_a_heading_gives_the_unit_of_the_table_under_it(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """In brackets with other notes, too."""
    assert library_of(a__md=YIELDS).check(claim).verdict == verdict


def test_the_row_is_quoted_with_its_own_places_marked(library_of: LibraryOf) -> None:
    """Nothing is marked that only the header says."""
    verdict = library_of(a__md=SHOPS).check("北门站的站台面积是640平方米")
    quote = verdict.quotes[0]
    assert [quote.text[start:end] for start, end in quote.highlights] == ["北门站", "640"]


def test_a_later_version_that_says_otherwise_is_quoted_too(library_of: LibraryOf) -> None:
    """Both have one title, and the claim agrees with the earlier one."""
    earlier = "寄存办法\n发布日期：2029-03-01\n\n大件行李每天十二元。\n小件免费。\n"
    later = "寄存办法\n发布日期：2031-05-01\n\n大件行李每天二十元。\n小件免费。\n"
    verdict = library_of(a__txt=earlier, b__txt=later).check("大件行李每天十二元")
    assert [quote.text for quote in verdict.quotes] == ["大件行李每天十二元。", "大件行李每天二十元。"]
    assert verdict.differing == (2,)


CHAT = """2031-03-02 09:00:05 阿莲
帐篷的押金退了吗

2031-03-02 09:01:10 老韩
退了，六百元

2031-03-02 09:02:10 阿莲
那睡袋呢？
"""


@pytest.mark.parametrize(
    ("claim", "verdict"), [("帐篷的押金退了六百元", "supported"), ("睡袋的押金退了六百元", "not_found")]
)
def test_a_short_reply_speaks_of_what_was_asked(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """It bears out nothing of a thing that neither the question nor the reply names."""
    assert library_of(a__txt=CHAT).check(claim).verdict == verdict
