"""Verdicts on claims, on sentences written here."""

import pytest

from retrieval.check.examine import examine
from retrieval.check.verdict import Verdict
from retrieval.errors import ClaimEmpty, ClaimTooLong
from tests.conftest import LibraryOf

REPORT = """星海科技的年报
# 星海科技发布年报
3月5日，星海科技发布了2024年年报，全年收入398亿元，同比增长34%。
星海科技的CEO林晓东表示，公司将在深圳和成都各建一个数据中心。
星海科技的海外业务亏损收窄，员工人数从19.8万减到19.4万。
骑手每周可以额外获得1200元补贴。
平台没有取消超时罚款。
淘宝在6月推出了拍照问药功能，用户超过500万。
星海科技刚刚裁掉游戏团队，并且组建了机器人团队。
要说机器人能完全取代店员，倒也不至于。
蓝鲸资本旗下的“磐舟”大模型主打合同审阅。
蓝鲸资本的创始人黄峥、董事长兼CEO陈磊都学过工程。
货机从杭州萧山机场飞往西安。
平台的新规与配送费无关。
其海外仓的面积从3万平方米增至5万平方米。
物流方面，配送时效提升，单均物流成本显著降低。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against REPORT."""
    return library_of(a__md=REPORT).check


@pytest.mark.parametrize(
    "claim",
    [
        "星海科技2024年收入398亿元，同比增长34%",
        "星海科技去年的收入是39,800,000,000元",
        "星海科技2024年收入接近400亿元",
        "星海科技在三月五日发布了年报",
        "林晓东是星海科技的CEO",
        "星海科技的員工減少到了十九萬四千人",
        "骑手每周能多拿1200块补贴",
        "平台还没取消超时罚款",
        "淘宝的拍照问药功能有五百多万用户",
        "The platform subsidises riders with 1,200 yuan a week",
        "新闻里说星海科技2024年的收入居然差不多有400亿元",
    ],
)
def test_a_claim_is_supported_where_all_that_it_states_stands_there(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """In other words, another script, another spelling of the figure."""
    found: Verdict = verdict_on(claim)
    assert (found.verdict, found.mismatches) == ("supported", ())
    assert found.quotes
    assert all(part.state != "contradicted" for part in found.parts)


@pytest.mark.parametrize(
    ("claim", "claimed", "there", "kind"),
    [
        pytest.param(
            "星海科技2024年收入389亿元，同比增长34%", "389亿元", "398亿元", "number", id="digits that changed places"
        ),
        pytest.param("星海科技2024年收入398亿元，同比增长24%", "24%", "34%", "percentage", id="percentage"),
        pytest.param("星海科技2024年收入398亿元，同比下降34%", "下降", "增长", "direction", id="direction"),
        pytest.param("星海科技的海外业务亏损扩大", "扩大", "收窄", "direction", id="direction without a figure"),
        pytest.param("星海科技2023年收入398亿元，同比增长34%", "2023年", "2024年", "date", id="year"),
        pytest.param("星海科技在3月15日发布了年报", "3月15日", "3月5日", "date", id="day"),
        pytest.param("骑手每天可以额外获得1200元补贴", "每天", "每周", "period", id="rate"),
        pytest.param("平台取消了超时罚款", "取消", "没有取消", "negation", id="a negation left out"),
        pytest.param("淘宝在6月没有推出拍照问药功能", "没有推出", "推出", "negation", id="a negation put in"),
        pytest.param("京东在6月推出了拍照问药功能，用户超过500万", "京东", "淘宝", "name", id="company"),
        pytest.param(
            "星海科技的CEO王大明表示，公司将在深圳和成都各建一个数据中心", "王大明", "林晓东", "name", id="person"
        ),
        pytest.param("星海科技将在深圳和杭州各建一个数据中心", "杭州", "成都", "name", id="place"),
        pytest.param("星海科技裁掉教育团队，组建了机器人团队", "教育团队", "游戏团队", "word", id="noun"),
        pytest.param("星海科技的员工人数减到19.8万", "19.8万", "19.4万", "number", id="what it was before"),
        pytest.param("蓝鲸资本的创办人是陈磊，他学过工程", "陈磊", "黄峥", "name", id="another office"),
        pytest.param("货机从宁波栎社机场飞往西安", "宁波", "杭州", "name", id="a place that goes on"),
        pytest.param(
            "Xinghai revenue fell 34% to 39.8 billion yuan", "fell", "增长", "direction", id="English direction"
        ),
        pytest.param("Revenue grew 24% to 39.8 billion yuan", "24%", "34%", "percentage", id="English figure"),
        pytest.param("新规跟配送费有关", "有关", "无关", "direction", id="related and unrelated"),
        pytest.param("平台的单均物流成本上升了", "上升", "降低", "direction", id="the word next to the same noun"),
        pytest.param("主打合同审阅的是蓝鲸资本的天枢", "天枢", "磐舟", "name", id="a name that nobody listed"),
    ],
)
def test_a_claim_is_contradicted_by_another_value_of_the_same_thing(  # type: ignore[no-untyped-def]
    verdict_on, claim: str, claimed: str, there: str, kind: str
) -> None:
    """With the words of the claim, those that stand there instead, and what they are of."""
    found: Verdict = verdict_on(claim)
    assert found.verdict == "contradicted"
    mismatch = found.mismatches[0]
    assert (mismatch.claimed, mismatch.found, mismatch.kind) == (claimed, there, kind)
    (wrong,) = (part for part in found.parts if part.state == "contradicted")
    assert claimed in claim[wrong.start : wrong.end]
    assert there in found.quotes[0].text


@pytest.mark.parametrize(
    "claim",
    [
        "星海科技2024年净利润是57亿元",
        "京东2024年收入1.1万亿元，同比增长7%",
        "小米汽车今年交付了40万辆",
        "星海科技的创始人是张一鸣",
        "林晓东卸任了星海科技的董事长",
        "星海科技计划明年在香港上市",
        "星海科技的净利润同比增长24%，达到57亿元",
        "星海科技的仓库在6月失火",
        "主打财报翻译的是蓝鲸资本的天枢",
    ],
)
def test_what_the_material_does_not_say_is_not_found(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """Another company with another figure is another fact; a thing without a figure there contradicts none."""
    found: Verdict = verdict_on(claim)
    assert (found.verdict, found.mismatches) == ("not_found", ())
    assert all(part.state != "contradicted" for part in found.parts)


def test_a_claim_of_several_sentences_is_judged_sentence_by_sentence(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """One that is at odds decides; the others keep their own signs."""
    claim = "星海科技2024年收入398亿元。骑手每周可以额外获得1500元补贴！"
    found: Verdict = verdict_on(claim)
    assert found.verdict == "contradicted"
    assert [(claim[p.start : p.end], p.state) for p in found.parts if p.state == "contradicted"] == [
        ("1500元", "contradicted")
    ]
    assert len(found.quotes) == 2


def test_the_quotes_of_what_is_contradicted_come_first(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """Whoever shows only the first ones shows what is at odds with the claim, and then the others in their order."""
    verdict = verdict_on("林晓东是星海科技的CEO。平台没有取消超时罚款。骑手每周能多拿1500块补贴。")
    assert [quote.text for quote in verdict.quotes] == [
        "骑手每周可以额外获得1200元补贴。",
        "星海科技的CEO林晓东表示，公司将在深圳和成都各建一个数据中心。",
        "平台没有取消超时罚款。",
    ]


def test_what_one_sentence_lacks_the_next_may_say(library_of: LibraryOf) -> None:
    """Both are quoted."""
    library = library_of(a__txt="拼多多第三季度收入为688.4亿元。净利润率为22.6%。公司没有说更多。")
    found = library.check("拼多多第三季度收入688.4亿元，净利润率22.6%")
    assert (found.verdict, len(found.quotes)) == ("supported", 2)


def test_sources_that_disagree_are_both_shown(library_of: LibraryOf) -> None:
    """The verdict is that of the one that bears the claim out; the other is named as differing."""
    library = library_of(a__txt="星海科技2024年的收入达到398亿元。", b__txt="据统计，星海科技2024年的收入达到317亿元。")
    found = library.check("星海科技2024年的收入达到398亿元")
    assert found.verdict == "supported"
    assert [found.quotes[number - 1].file for number in found.differing] == ["b.txt"]


@pytest.mark.parametrize(
    ("claim", "error"),
    [("？！", ClaimEmpty), ("", ClaimEmpty), ("1", ClaimEmpty), ("34%。", ClaimEmpty), ("云" * 5000, ClaimTooLong)],
)
def test_what_is_no_claim_is_refused(verdict_on, claim: str, error: type[Exception]) -> None:  # type: ignore[no-untyped-def]
    """Nothing to check in it, or too much."""
    with pytest.raises(error):
        verdict_on(claim)


def test_the_same_claim_gets_the_same_verdict(library_of: LibraryOf) -> None:
    """Asked again, and by a library opened anew."""
    library = library_of(a__md=REPORT)
    first = library.check("星海科技2024年收入389亿元")
    second = library_of(a__md=REPORT).check("星海科技2024年收入389亿元")
    assert first.model_copy(update={"milliseconds": 0.0}) == second.model_copy(update={"milliseconds": 0.0})


def test_names_of_an_operator_are_told_apart(library_of: LibraryOf) -> None:
    """One company in place of another is a contradiction, and names.txt says that both are companies."""
    text = "青禾智造在六月收购了一家苏州的机床厂。"
    claim = "蓝鲸资本在六月收购了一家苏州的机床厂"
    found = library_of(a__txt=text, names__txt="company: 青禾智造 蓝鲸资本\n").check(claim)
    assert [(m.claimed, m.found, m.kind) for m in found.mismatches] == [("蓝鲸资本", "青禾智造", "name")]


def test_no_part_is_ticked_where_all_of_them_are_said_of_something_else(library_of: LibraryOf) -> None:
    """Each word stands there, and what they say together does not."""
    verdict = library_of(a__md="可以水洗滤网吗？\n\n不可以。滤网水洗后会失效。\n").check("滤网可以水洗")
    assert verdict.verdict != "supported"
    assert "supported" not in {part.state for part in verdict.parts} or verdict.verdict == "contradicted"


def test_halves_of_two_sentences_bear_out_nothing_together(library_of: LibraryOf) -> None:
    """A sentence put together from two places is told to be so, in place of a verdict."""
    library = library_of(a__md="随着水处理技术的快速进步，旧厂关闭了。\n\n工厂关心许多问题，比如供水、污水和电费。\n")
    checked = examine("随着水处理技术的快速进步，比如供水、污水和电费。", library.locate, library.check)
    assert checked.location is not None
    assert checked.location.status == "stitched"
    assert checked.verdict is None or checked.verdict.verdict != "supported"


def test_parts_of_one_sentence_keep_their_verdict(library_of: LibraryOf) -> None:
    """In another order they say what it says, or the verdict tells that they do not."""
    library = library_of(a__md="理事会以三票对一票通过了仓库顶棚的维修方案，财务主管林静怡投了反对票。\n")
    checked = examine(
        "财务主管林静怡投了反对票，理事会以三票对一票通过了仓库顶棚的维修方案。", library.locate, library.check
    )
    assert checked.location is not None
    assert checked.location.status == "stitched"
    assert checked.verdict is not None


def test_a_row_of_a_table_is_no_altered_quote(library_of: LibraryOf) -> None:
    """Its cells are words without a sentence, so that every sentence about it differs."""
    library = library_of(a__csv="品名,零售价,单位\n红富士苹果,62,箱\n阿克苏苹果,80,箱\n")
    checked = examine("红富士苹果62元一箱", library.locate, library.check)
    assert checked.verdict is not None
    assert checked.location is None


def test_a_figure_that_one_sentence_proves_is_no_misquote_of_another(library_of: LibraryOf) -> None:
    """The show of last year has another date, and nobody asked for it."""
    library = library_of(
        a__txt="The summer show will be held on Saturday 18 July 2026 in the church hall.",
        b__txt="The summer show is on Saturday 19 July 2025.",
    )
    checked = examine("The summer show is on 18 July", library.locate, library.check)
    assert checked.verdict is not None
    assert checked.verdict.verdict == "supported"
    assert checked.location is None
