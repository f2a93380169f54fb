"""True claims that something else in the folder could be taken to contradict, beside their false twins."""

import pytest

from retrieval.check.comparison import Comparison
from retrieval.check.outweighed import is_outweighed
from retrieval.check.verdict import ClaimSlice, State
from tests.conftest import LibraryOf

MINUTES = """渡口管理处会议纪要
陶桐提出，青石渡栈桥需要更换木板，预算约86万元，希望列入本年计划。
财务科认为偏高。
青石渡栈桥更换木板列入本年计划，由工程科负责，9月底前完成；预算压缩到74万元以内。
"""
SCHOOL = """校舍检查记录
调查员周三到场看了，16间教室中有5间漏雨，旁边相隔三十米的宿舍楼没有受损。
"""


def told(start: int, state: State, *, found: str = "", kind: str = "word") -> ClaimSlice:
    """Return a finding on four characters of a claim that weighs 4."""
    supported = state == "supported"
    return ClaimSlice(
        start,
        start + 4,
        "date" if kind == "date" else "word",
        state,
        found,
        (start, start + 4) if state != "not_found" else None,
        weight=4.0,
        share=float(supported),
    )


def test_a_sentence_with_the_claimed_value_and_as_much_of_the_rest_outweighs_another_value(
    library_of: LibraryOf,
) -> None:
    """A sum that was proposed first says nothing against what was decided, whose sentence has the figure and more."""
    check = library_of(a__txt=MINUTES).check
    assert check("青石渡栈桥更换木板，预算压到七十四万以内").verdict == "supported"
    assert check("青石渡栈桥更换木板，预算压到79万以内").verdict == "contradicted"


def test_a_contradiction_by_a_sentence_with_more_of_the_claim_stands() -> None:
    """A sentence that has the value, and less of what the claim says it of, outweighs nothing."""
    odd = Comparison((0,), (told(0, "supported"), told(4, "supported"), told(8, "contradicted", kind="date")))
    both = Comparison((1,), (told(0, "supported"), told(4, "supported"), told(8, "supported", kind="date")))
    one = Comparison((2,), (told(4, "supported"), told(8, "supported", kind="date")), is_one=True)
    assert is_outweighed(odd, both, [odd, both])
    assert not is_outweighed(odd, one, [odd, one])


def test_of_two_sentences_only_the_one_with_the_other_value_is_weighed() -> None:
    """A sentence beside the one with a date does not tell what the date is of."""
    pair = Comparison(
        (0, 1), (told(0, "supported"), told(4, "supported"), told(8, "contradicted", found="1999", kind="date"))
    )
    dated = Comparison((0,), (told(0, "supported"), told(8, "contradicted", found="1999", kind="date")))
    by = Comparison((2,), (told(0, "supported"), told(8, "supported", kind="date")))
    assert is_outweighed(pair, by, [dated, by])
    assert not is_outweighed(pair, by, [by])


def test_two_sentences_that_do_not_go_on_with_each_other_outweigh_nothing() -> None:
    """Two items of a list may each be of another thing."""
    odd = Comparison((0,), (told(0, "supported"), told(8, "contradicted", kind="date")))
    by = Comparison((1, 2), (told(0, "supported"), told(8, "supported", kind="date")), is_one=False)
    assert not is_outweighed(odd, by, [odd])


@pytest.mark.parametrize(
    ("honest", "false", "figure"),
    [
        ("那栋楼16间教室，漏雨的有5间", "那栋楼16间教室漏雨", "16间"),
        ("那栋楼5间教室漏雨", "16间教室漏雨", "16间"),
        ("教室有16间，5间漏雨", "教室有5间，16间漏雨", "16间"),
    ],
)
def test_a_whole_and_the_part_of_it_count_the_same_thing(
    library_of: LibraryOf, honest: str, false: str, figure: str
) -> None:
    """Of 16间教室中有5间漏雨 the rooms are those of either figure, and the rain is the part's."""
    check = library_of(a__txt=SCHOOL).check
    assert check(honest).verdict == "supported"
    twin = check(false)
    assert twin.verdict == "contradicted"
    assert [m.claimed for m in twin.mismatches] == [figure]


@pytest.mark.parametrize(
    ("honest", "false", "value"),
    [
        # What is planned is told of the thing that the clause before names.
        ("大棚打算2028年扩到900座", "大棚打算2028年扩到420座", "420座"),
        ("番茄大棚到2028年扩大到900座", "番茄大棚现有900座", "900座"),
    ],
)
def test_a_plan_is_of_the_thing_that_the_clause_before_names(
    library_of: LibraryOf, honest: str, false: str, value: str
) -> None:
    """A word for a plan leads up to a figure, and names nothing in place of what the figure of now is of."""
    check = library_of(a__txt="果蔬社简介\n合作社现有大棚420座，全是番茄，计划到2028年扩大到900座。\n").check
    assert check(honest).verdict == "supported"
    twin = check(false)
    assert twin.verdict == "contradicted"
    assert any(value in m.claimed for m in twin.mismatches)


HISTORY = """护校沿革
2016年3月护校并入卫生学院，同年9月药厂转给民企。
2021年因此退学的共14人，比上年的23人少了很多。
"""


@pytest.mark.parametrize(
    ("honest", "false", "claimed"),
    [
        # A year that is told once goes on, and the year before is the year before.
        ("药厂2016年9月转给了民企", "药厂2017年9月转给了民企", "2017年9月"),
        ("2020年因此退学的有23人", "2020年因此退学的有14人", "2020年"),
    ],
)
def test_a_year_is_told_by_the_one_before_it(library_of: LibraryOf, honest: str, false: str, claimed: str) -> None:
    """The same year, 同年9月, is the one that the sentence goes on with, and 上年 of the one before, with its own figure."""
    check = library_of(a__txt=HISTORY).check
    assert check(honest).verdict == "supported"
    twin = check(false)
    assert twin.verdict == "contradicted"
    assert [m.claimed for m in twin.mismatches] == [claimed]


CONTRACT = """合同管理
茶厂与运输队的合同
签订日期：2031年12月5日
茶厂和码头有些交道，运输合同到2034年。
《岭上茶讯》2033年10月号
整理：祁小满（茶厂，二级茶艺师）
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("茶厂与运输队的合同是2031年12月5日签的", "supported"),
        # A date is told by its label.
        ("茶厂与运输队的合同是2032年1月1日签的", "contradicted"),
        # The date of an issue is not when somebody in it did something.
        ("祁小满是2030年评上二级茶艺师的", "not_found"),
    ],
)
def test_another_date_contradicts_where_its_sentence_says_some_of_the_rest(
    library_of: LibraryOf, claim: str, verdict: str
) -> None:
    """A date in a sentence with hardly a word of the claim is of something else, also beside a sentence that has them."""
    assert library_of(a__txt=CONTRACT).check(claim).verdict == verdict


JOURNAL = """值班日志
北门那台除颤仪放在值班室，一共买了三台。
北门的除颤仪没有放电。
钱包找到了，是保洁老段看到的，200块老段死活不收，送了一面锦旗。
以前到码头的班船9班，现在7班。
警方没收了三条渔网。
"""


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        # Where something is put denies no discharge.
        ("北门那台除颤仪没有放电", "北门那台除颤仪放电了"),
        # Not taken is not confiscated, whatever the dictionary has the two characters for.
        ("保洁老段死活没收那200块", "保洁老段收了200块"),
        ("渔网被警方没收", "渔网没有被警方没收"),
        # After something is not opposed to a time before by itself.
        ("减班以后，到码头的班船从9班变成7班", "减班以后，到码头的班船从7班变成9班"),
    ],
)
def test_a_denial_and_a_time_are_held_against_their_own_opposites(
    library_of: LibraryOf, honest: str, false: str
) -> None:
    """Another word with one character of what is denied affirms nothing."""
    check = library_of(a__txt=JOURNAL).check
    assert check(honest).verdict == "supported"
    assert check(false).verdict == "contradicted"


STATION = """水文站年报
2031年县水文站的年报把下湖水质评为四类，上湖评为二类。
下湖较差的原因，年报归结为柳林乡的网箱养鱼，而不是湖边的酒厂。
站长康乐没有到会，由副站长代为发言。
沿湖公路的走向尚在比选，终点在南部城市望川。
"""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("县水文站说，下湖水质差是柳林乡的网箱养鱼闹的", "supported"),
        ("县水文站说，下湖水质差是酒厂闹的", "contradicted"),
        # Another place, and another reason, are of what their own sentence tells.
        ("站长康乐没有到会，是因为在西安开会", "not_found"),
    ],
)
def test_a_name_is_contradicted_by_a_name_in_its_place(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """A cause is told by what something is put down to, and what the sentence beside one tells is of something else."""
    assert library_of(a__txt=STATION).check(claim).verdict == verdict


MONTHLY = """运营月报
5月游客投诉38件，比4月少7件。
云顶站海拔2140米，是全线海拔最高的车站；溪口站最低。
码头大修3月9日完成，比计划晚了三天，原因是吊机到货迟了。
陈氏家族持股由原先的72%降至54%。
"""


@pytest.mark.parametrize(
    ("honest", "false", "claimed"),
    [
        # How far two months are apart is the value of neither.
        ("5月投诉比4月少了7件", "5月投诉比4月多了7件", "比4月多了7件"),
        # A clause that goes on with 是 is of the one before it.
        ("全线海拔最高的站是云顶站，2140米", "全线海拔最高的站是溪口站", "溪口"),
        # What is later than the plan is no plan.
        ("码头大修晚了三天，是吊机到货晚了", "码头大修晚了五天，是吊机到货晚了", "五天"),
        # What was before a change is no longer what came of it.
        ("如今陈氏家族持股54%", "如今陈氏家族持股72%", "72%"),
    ],
)
def test_a_word_is_of_the_figure_and_the_clause_that_it_stands_with(
    library_of: LibraryOf, honest: str, false: str, claimed: str
) -> None:
    """A difference, a plan that something is compared with, and what was before say nothing of the value itself."""
    check = library_of(a__txt=MONTHLY).check
    assert check(honest).verdict == "supported"
    twin = check(false)
    assert twin.verdict == "contradicted"
    assert claimed in [m.claimed for m in twin.mismatches]
