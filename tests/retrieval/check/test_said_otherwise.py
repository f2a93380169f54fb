"""The same said in other words is ticked, and its false twin in the same words is not."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

COMPANY = """# 恒远机械纪事

恒远机械2003年由陆明舟在宁安创办，起初只有十二名员工。2009年，恒远机械收购了宁安轴承厂。2015年，高云峰出任恒远机械总经理，接替退休的陆明舟。

2018年公司营业收入为4.5亿元，2019年为5.4亿元。2019年出口占营业收入的75%。2020年，董事会否决了把总部迁往省城的提案。

恒远机械把旧厂区卖给了东海地产，售价8000万元。2016年完成了对和平铸造厂的收购。水塔蓄水2 050立方米。
"""
SCHOOL = """# 青禾中学

青禾中学地处县城北郊，1996年建校。两年后，学校开设了第一个实验班。校长宋怀民教过后来的作家叶知秋三年语文。

学校现有学生1240人，其中女生占六成。食堂的午餐费不包括水果。校车每半年检修一次。年满60岁的教师可以减半课时。

2004年学校输给了邻县的临江中学，没能进入决赛。新宿舍楼尚未完工。除七月检修期以外，校门一律开放到晚上。
"""
TOWN = """# Harbour Town News

The Larkfield Bakery was founded by Ann Moore in 1994. Two years later it moved to Bridge Street. In 2010 the bakery was
bought by Stone Foods. Ann Moore used to teach chemistry.

Three quarters of the bakery's bread is sold to schools. The council rejected the plan for a new car park in 2015.

The river festival begins in May. Helen Park beat Joan Fry in the 2018 swimming race.
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against the three texts."""
    return library_of(company__md=COMPANY, school__md=SCHOOL, town__md=TOWN).check


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("宁安轴承厂2009年被恒远机械收购", "恒远机械2009年被宁安轴承厂收购"),
        ("恒远机械买下了宁安轴承厂", "宁安轴承厂买下了恒远机械"),
        ("东海地产买下了恒远机械的旧厂区", "恒远机械买下了东海地产的旧厂区"),
        ("陆明舟的总经理一职由高云峰接任", "高云峰的总经理一职由陆明舟接任"),
        ("作家叶知秋是宋怀民的学生", "宋怀民是作家叶知秋的学生"),
        ("2004年临江中学赢了青禾中学", "2004年青禾中学赢了临江中学"),
        ("Stone Foods acquired the bakery in 2010", "The bakery acquired Stone Foods in 2010"),
        ("Joan Fry lost to Helen Park in 2018", "Helen Park lost to Joan Fry in 2018"),
    ],
)
def test_a_relation_is_read_from_either_side(verdict_on, honest: str, false: str) -> None:  # type: ignore[no-untyped-def]
    """Buyer and seller, winner and loser are the same however it is told, and not with the two exchanged."""
    _tells_apart(verdict_on(honest), verdict_on(false))


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("把总部搬到省城的提案没有通过", "把总部搬到省城的提案通过了"),
        ("午餐费里不含水果", "午餐费里含水果"),
        ("新宿舍楼还没有建成", "新宿舍楼已经建成"),
        ("七月检修期校门并不开放到晚上", "七月检修期校门一律开放到晚上"),
        ("The plan for a new car park was not approved", "The plan for a new car park was approved"),
        ("The river festival starts in May", "The river festival ends in May"),
        ("Ann Moore is a former chemistry teacher", "Ann Moore is now a chemistry teacher"),
    ],
)
def test_what_is_denied_may_be_denied_otherwise(verdict_on, honest: str, false: str) -> None:  # type: ignore[no-untyped-def]
    """Not approved is rejected, and what ends does not begin."""
    _tells_apart(verdict_on(honest), verdict_on(false))


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("2019年恒远机械的营业收入比2018年多0.9亿元", "2019年恒远机械的营业收入比2018年少0.9亿元"),
        ("2019年恒远机械四分之三的收入来自出口", "2019年恒远机械三分之二的收入来自出口"),
        ("水塔能蓄2050方水", "水塔能蓄2500方水"),
        ("青禾中学的学生里女生占60%", "青禾中学的学生里女生占七成"),
        ("校车每六个月检修一次", "校车每三个月检修一次"),
        ("63岁的教师可以减半课时", "57岁的教师可以减半课时"),
        ("75% of the bakery's bread goes to schools", "Half of the bakery's bread goes to schools"),
    ],
)
def test_a_figure_may_be_told_by_others(verdict_on, honest: str, false: str) -> None:  # type: ignore[no-untyped-def]
    """A difference is told by two figures, a share by a fraction, an age by the rule that it meets."""
    _tells_apart(verdict_on(honest), verdict_on(false))


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("青禾中学的第一个实验班开设于1998年", "青禾中学的第一个实验班开设于1999年"),
        ("青禾中学创建于上世纪九十年代", "青禾中学创建于上世纪八十年代"),
        ("青禾中学创建于20世纪", "青禾中学创建于19世纪"),
        ("The bakery relocated to Bridge Street in 1996", "The bakery relocated to Bridge Street in 1997"),
        ("The Larkfield Bakery was founded in the 1990s", "The Larkfield Bakery was founded in the 1980s"),
    ],
)
def test_a_year_may_be_told_by_another(verdict_on, honest: str, false: str) -> None:  # type: ignore[no-untyped-def]
    """Two years after 1996 are 1998, which is in the nineties."""
    _tells_apart(verdict_on(honest), verdict_on(false))


def test_a_name_that_no_dictionary_has_may_stand_in_the_title(library_of: LibraryOf) -> None:
    """Letters of a name in the title are as good as in the sentence; the name of another document's title is not."""
    check = library_of(
        lou__md="# 楼曾瑞\n\n香港教育界人士，多年来在新界任校董。他在2005年对教学语言的文件表达不满。\n\n"
        "他家境清寒，父亲在码头做工。他1981年毕业于香港中文大学数学系，其后在沙田教书。\n",
        tan__md="# 谭启维\n\n音乐人，常在元朗演出。他早年随舅父学琴。\n\n他1990年毕业于台北艺术学院，后来开设琴行。\n",
    ).check
    _tells_apart(check("楼曾瑞毕业于香港中文大学"), check("谭启维毕业于香港中文大学"))


def _tells_apart(true: Verdict, false: Verdict) -> None:
    assert true.verdict == "supported"
    assert false.verdict != "supported"
