"""Claims that have all words of a sentence and say the opposite, each beside its true twin on the same sentence."""

import pytest

from tests.conftest import LibraryOf

HARBOUR = """# 北岬港口志

1936年，港務局由二等局升格為一等局，管轄三個碼頭。
The harbour office moved from Quay Street to Mill Lane in 1988.
本港與內河航道之間並無任何直接的水路相通。
環港公路全程没有设置照明灯。
南堤的走向毫无争议，北堤的走向仍有争议。
老吊车自去年起停用，新吊车正在使用。
There was no dispute over the ownership of the north pier.
就吞吐量而言，东港区较西港区来得高。
不同于老码头，新码头的水深较浅。
The new crane is heavier than the old one.
全长三公里的外堤，比内堤长近两倍。
九成以上的冷库归渔业公司所有。
登记在册的53条渔船里，已有47条装上了定位器。
Seven of the twelve tugs were built abroad.
Five of the nine teachers had been trained in the city.
夜间只有急诊船可以靠泊。
林船长一直想掉头，最后仍被周引水员劝阻。
拖轮公司最终被海运集团收购。
少年队在友谊赛中2:0击败了码头工人队。
1972年，罗启明取代范子谦成为港务局局长。
The strike committee was persuaded by Joan Hale to go back to work.
渔民合作社向银行贷款六十万元。
潜水员认为，铁锚也许属于一艘荷兰商船。
The inspector said the fire was probably caused by a faulty cable.
1965年以後，客輪不再停靠本港。
Before 1950 pilots were paid by the town.
除四号仓库属于海关以外，其他仓库都归港务局。
All piers are open to visitors except the coal pier, which belongs to the railway.
甲班装卸1200吨，乙班装卸950吨，丙班装卸1430吨。
游客登岛须由管理员陪同，独自登岛不被允许。
"""


@pytest.mark.parametrize(
    ("true", "turned", "named"),
    [
        pytest.param("1936年港务局由二等局升成了一等局", "1936年港务局由一等局降成了二等局", "降", id="change"),
        pytest.param(
            "The office moved from Quay Street", "The office moved from Mill Lane to Quay Street", "Mill", id="to"
        ),
        pytest.param("本港跟内河航道没有直接的水路", "本港跟内河航道有直接的水路相通", "直接", id="behind a phrase"),
        pytest.param("環港公路全程沒有照明燈", "環港公路全程都有照明燈", "照明燈", id="to set up is to have"),
        pytest.param("北堤的走向仍有争议", "北堤的走向毫无争议", "争议", id="denied of the other"),
        pytest.param("老吊车停用了", "老吊车还在使用", "使用", id="of the old one"),
        pytest.param("游客不能独自登岛", "游客可以独自登岛", "独自", id="denied after it"),
        pytest.param("东港区的吞吐量较高", "西港区的吞吐量比东港区高", "高", id="than"),
        pytest.param("新碼頭的水深比老碼頭淺", "新碼頭的水深比老碼頭深", "深", id="unlike"),
        pytest.param(
            "The new crane is heavier", "The old crane is heavier than the new one", "new one", id="English than"
        ),
        pytest.param("外堤比内堤长近两倍", "内堤比外堤长近两倍", "外堤", id="no subject"),
        pytest.param("冷庫九成以上是漁業公司的", "冷庫全是漁業公司的", "全", id="a share"),
        pytest.param("53条渔船中47条装了定位器", "53条渔船全部装上了定位器", "全部", id="a count"),
        pytest.param(
            "Seven of the twelve tugs were built abroad", "All twelve tugs were built abroad", "All", id="all"
        ),
        pytest.param(
            "Five of nine teachers had been trained in the city",
            "All nine teachers had been trained in the city",
            "All",
            id="each in teachers",
        ),
        pytest.param("周引水员劝阻了林船长", "林船长劝阻了周引水员", "周引水员", id="passive"),
        pytest.param("海運集團收購了拖輪公司", "拖輪公司收購了海運集團", "收購", id="passive in the other script"),
        pytest.param("码头工人队0:2输给了少年队", "码头工人队2:0击败了少年队", "击败", id="a score"),
        pytest.param("罗启明接了范子谦的局长位子", "范子谦接了罗启明的局长位子", "罗启明", id="succession"),
        pytest.param("Joan Hale persuaded the committee", "The committee persuaded Joan Hale", "persuaded", id="by"),
        pytest.param("渔民合作社从银行贷款六十万元", "银行向渔民合作社贷款六十万元", "银行", id="from whom"),
        pytest.param("鐵錨可能是荷蘭商船的", "鐵錨確定屬於荷蘭商船", "確定", id="perhaps"),
        pytest.param(
            "A faulty cable probably caused the fire",
            "The fire was definitely caused by a faulty cable",
            "definitely",
            id="probably",
        ),
        pytest.param("客轮1965年以后不再停靠本港", "1965年以前，客轮不再停靠本港", "以前", id="after"),
        pytest.param("The town paid pilots before 1950", "The town paid pilots after 1950", "after", id="before"),
        pytest.param("四号仓库是海关的", "四号仓库归港务局", "四号仓库", id="exception"),
        pytest.param("The coal pier belongs to the railway", "The coal pier is open to visitors", "coal", id="except"),
        pytest.param("三个班里丙班装卸得最多", "三个班里甲班装卸得最多", "甲班", id="the most"),
        pytest.param("乙班比甲班装卸得少", "乙班比甲班装卸得多", "多", id="more by figures"),
    ],
)
def test_the_opposite_in_the_same_words_is_contradicted(
    library_of: LibraryOf, true: str, turned: str, named: str
) -> None:
    """The words that say so are named, and the true twin is ticked."""
    library = library_of(a__md=HARBOUR)
    assert library.check(true).verdict == "supported"
    found = library.check(turned)
    assert found.verdict == "contradicted"
    assert any(named in mismatch.claimed for mismatch in found.mismatches)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        pytest.param("此法为后汉到东晋时期所流行。", "此法流行于后汉到东晋", id="a place of what is done"),
        pytest.param("西北出入口通道设有电梯。", "电梯设在西北出入口", id="to be somewhere"),
        pytest.param(
            "The tower was possibly built by masons.", "The tower may have been built by masons", id="may have"
        ),
    ],
)
def test_other_words_for_the_same_are_no_opposite(library_of: LibraryOf, sentence: str, claim: str) -> None:
    """A place of what is done is nobody who does it, and a mark with both sides takes neither."""
    assert library_of(a__md=f"# 一\n\n{sentence}\n").check(claim).verdict != "contradicted"


def test_two_findings_on_one_slice_are_in_order_wherever_they_stand(library_of: LibraryOf) -> None:
    """A word of the claim that one rule finds in a sentence may be missing for another rule."""
    text = (
        "1534年8月15日，罗耀拉、沙勿略等七人在巴黎的山丘上共同起誓，创立了耶稣会，他们原本想前往耶路撒冷，但被教宗阻止。"
        "1540年9月27日，教宗保禄三世正式批准成立耶稣会，命罗耀拉成为第一任会长。"
    )
    verdict = library_of(jesuits__txt=text).check("耶穌會在1534年的時候正式成立")
    assert [part.start for part in verdict.parts] == sorted(part.start for part in verdict.parts)
    assert "1534年" in verdict.quotes[0].text


TENDER = """# 钟表行近况

① 5月2日，金漏与临河一家五金厂签约。
② 6月3日，旧城修钟招标，恒鸣中标四座里的三座，另一座由百辰拿下，金漏参加了投标，没有中标。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("恒鸣中标四座里的三座", "supported"),
        ("金漏投了标，没有中标", "supported"),
        ("金漏中标了", "contradicted"),
    ],
)
def test_a_denial_is_of_whom_the_clause_before_begins_with(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """Another of the same sentence did what this one did not."""
    assert library_of(a__md=TENDER).check(claim).verdict == verdict


def test_two_items_of_a_list_bear_nothing_out_together(library_of: LibraryOf) -> None:
    """The first is on 金漏 too, and the second says what another did."""
    assert library_of(a__md=TENDER).check("金漏在旧城拿下四座里的三座").verdict != "supported"
