"""Ticks that a sentence does not earn, each beside its honest twin on the same sentence."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

TEXT = """水务公司年报
# 水务公司发布年报
青河水务去年供水收入为31亿元，污水收入为12亿元。
全市管网长8200公里，其中旧管网长1900公里。
北泵站的流量从每小时300立方米升至450立方米。
白鹭厂、灰鹤厂、黑颈厂的日处理量分别为18万吨、25万吨和7万吨。
QX7型泵的扬程为25米。
QX7-L型泵的扬程为32米。
工程部计划在明年更换全部水表。
展览馆自三月起暂停开放。
值班室电话能否转接？
东区的水价比西区高3元。
南坝原定在5月放水，因检修改到9月放水。
总工程师陆远航负责东线，监理工程师由何秋白担任。
海通研究所预计用水量会增长6%。
冷库温度为-18℃，水箱容量为512升。
备用电源的续航是8小时，不是12小时。
滤池改造在宁波市镇海区开工，样机在世界净水大会上展出。
现在有82个小区直饮，以前的小区最多只有9个。
补贴超10亿元，试点的滤芯卖19块9。
论坛由水利学会主办，测绘学会承办。
旧塔由德国工程师林格设计，红楼则出自本地匠师蔡万福之手。
检修时停水的是东区，西区的用水不受影响。
自三月起停止办理开户登记。
库区最深的水库是云泽水库，南坝只有18米深。

**可以用洗衣液清洗滤网吗？**

不可以，只能用清水冲洗。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


@pytest.mark.parametrize(
    ("honest", "exchanged"),
    [
        ("青河水务的污水收入是12亿元", "青河水务的污水收入是31亿元"),
        ("全市旧管网长1900公里", "全市旧管网长8200公里"),
        ("北泵站的流量从每小时300立方米升至450立方米", "北泵站的流量从每小时450立方米升至300立方米"),
        ("灰鹤厂的日处理量是25万吨", "灰鹤厂的日处理量是18万吨"),
        ("QX7型泵的扬程为25米", "QX7型泵的扬程为32米"),
        ("QX7-L型泵的扬程为32米", "QX7-L型泵的扬程为25米"),
        ("工程部计划在明年更换全部水表", "工程部已经更换全部水表"),
        ("展览馆自三月起暂停开放", "展览馆自三月起开放"),
        ("东区的水价比西区高3元", "东区的水价比西区低3元"),
        ("海通研究所预计用水量会增长6%", "长江研究所预计，用水量会增长6%"),
        ("冷库温度为零下18℃", "冷库温度为18℃"),
        ("水箱容量为512升", "水箱容量为512毫升"),
        ("滤池改造在宁波市镇海区开工", "滤池改造在宁波市北仑区开工"),
        ("样机在世界净水大会上展出", "样机在世界钟表大会上展出"),
        ("现在有82个小区直饮", "以前有82个小区直饮"),
        ("试点的滤芯卖19.9元", "试点的滤芯卖18块9"),
        ("西区的水价低于东区", "西区的水价高于东区"),
        ("论坛由测绘学会承办", "论坛由测绘学会主办"),
        ("红楼出自本地匠师蔡万福之手", "红楼是德国工程师林格设计的"),
        ("检修时东区停水", "检修时西区停水"),
        ("库区最深的水库是云泽水库", "南坝是库区最深的水库"),
        ("三月起停止办理开户登记", "三月起开户不用登记"),
        ("滤网不可以用洗衣液清洗", "滤网可以用洗衣液清洗"),
    ],
)
def test_the_same_words_with_one_thing_exchanged_get_no_tick(verdict_on, honest: str, exchanged: str) -> None:  # type: ignore[no-untyped-def]
    """A figure, a name, a direction or a mark that belongs to something else is no proof."""
    true: Verdict = verdict_on(honest)
    false: Verdict = verdict_on(exchanged)
    assert true.verdict == "supported"
    assert false.verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "claimed", "found"),
    [
        ("青河水务的污水收入是31亿元", "31亿元", "12亿元"),
        ("灰鹤厂的日处理量是18万吨", "18万吨", "25万吨"),
        ("工程部已经更换全部水表", "已经", "计划"),
        ("东区的水价比西区低3元", "低3元", "高3元"),
        ("南坝在5月放水", "5月", "改到9月放水"),
    ],
)
def test_what_is_exchanged_is_named_beside_what_stands_there(verdict_on, claim: str, claimed: str, found: str) -> None:  # type: ignore[no-untyped-def]
    """The words of the claim, and those of the sentence in their place."""
    verdict: Verdict = verdict_on(claim)
    assert verdict.verdict == "contradicted"
    assert (claimed, found) in {(m.claimed, m.found) for m in verdict.mismatches}


def test_a_sentence_that_asks_proves_nothing(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """All words of the claim stand in the question."""
    assert verdict_on("值班室电话能转接").verdict == "not_found"


def test_a_model_that_no_sentence_has_is_not_found(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """One letter more makes another pump, whatever the rest says."""
    assert verdict_on("QX7-XL型泵的扬程为32米").verdict == "not_found"


@pytest.mark.parametrize(
    ("honest", "exchanged", "claimed"),
    [
        ("康复师江小满说，恢复慢的人多数回家以后不练", "主任杜长河说，恢复慢的人多数回家以后不练", "主任杜长河"),
        ("青藤研究所认为明年用水量会下降", "白桦研究所认为明年用水量会下降", "白桦研究所"),
        ("柳一舟最花钱的是电，一个月一万二", "柳一舟说他最花钱的是人工，占一半", "柳一舟"),
    ],
)
def test_what_one_says_is_not_said_by_another(library_of: LibraryOf, honest: str, exchanged: str, claimed: str) -> None:
    """A source governs what follows it up to the next one, and a speaker all up to the next name."""
    text = (
        "访谈录\n康复师江小满说，恢复慢的人多数回家以后不练。\n主任杜长河则强调，手术前要减重。\n"
        "青藤研究所认为明年用水量会下降；白桦研究所测算后年持平。\n"
        "**柳一舟**：我最花钱的是电，一个月一万二。\n**石望**：我最花钱的是人工，占一半。\n"
    )
    library = library_of(a__md=text)
    assert library.check(honest).verdict == "supported"
    false = library.check(exchanged)
    assert false.verdict == "contradicted"
    assert any(m.claimed in claimed for m in false.mismatches)


def test_a_word_that_ends_another_is_no_word_of_the_sentence(library_of: LibraryOf) -> None:
    """A deputy is no head, and leave to accompany a birth is none to give it."""
    library = library_of(a__md="假期办法\n陪产假为十五天。\n产假为九十天。\n副站长由何秋白接任。\n")
    assert library.check("陪产假为十五天").verdict == "supported"
    assert library.check("产假为十五天").verdict == "contradicted"
    assert library.check("副站长由何秋白接任").verdict == "supported"
    assert library.check("站长由何秋白接任").verdict != "supported"
    rules = library_of(
        a__md="假期办法\n第十二条 婚假为十五天。\n第十三条 产假为九十天。\n第二十二条 陪产假为十五天。\n"
    )
    assert rules.check("第二十二条规定陪产假为十五天").verdict == "supported"
    assert rules.check("第二十二条规定产假为十五天").verdict != "supported"


def test_a_sentence_on_another_person_ticks_nothing_of_one_who_is_named_nowhere(library_of: LibraryOf) -> None:
    """Somebody of whom nothing is told did not do what a sentence tells of another."""
    check = library_of(
        a__md="Rota rules\nAlice Fenwick owns the shop.\nRotas are posted two weeks ahead by the manager, Mary Tait.\n"
    ).check
    assert check("Mary Tait posts the rotas two weeks ahead").verdict == "supported"
    assert check("Zoe Hartley posts the rotas two weeks ahead").verdict != "supported"


def test_an_english_degree_and_the_number_of_a_name_must_be_said(library_of: LibraryOf) -> None:
    """Sizes beside each other call neither the larger, and what is told of one numbered thing is not of the next."""
    library = library_of(
        a__md="Workshop manual\n\nWe have two laser cutters: Falcon (60 cm) and Heron (43 cm).\n\n"
        "Breaker 1 is located in the pottery studio across the hall.\n"
    )
    assert library.check("There are two laser cutters, Falcon and Heron").verdict == "supported"
    assert library.check("Heron is the larger of the two laser cutters").verdict == "not_found"
    assert library.check("Breaker 1 is in the pottery studio").verdict == "supported"
    assert library.check("Breaker 2 is in the pottery studio").verdict != "supported"


def test_what_a_claim_denies_or_sets_above_another_is_not_ticked_by_a_plain_sentence(library_of: LibraryOf) -> None:
    """A sentence without any denial bears out nothing denied, one date orders no two, and 停止办理 denies 办理."""
    library = library_of(
        a__md="校园指南\n\n图书馆星期一至五上午9:00至晚上9:00开门。\n\n2015年11月，第一家线下门店木渎店开业。\n\n"
        "2015年9月，回收平台上线。\n\n端午期间将停止办理装修登记手续。\n"
    )
    assert library.check("图书馆星期一至五开门").verdict == "supported"
    assert library.check("图书馆晚上开门").verdict != "contradicted"
    assert library.check("图书馆晚上不开门").verdict != "supported"
    assert library.check("回收平台上线比第一家线下门店开业还晚").verdict != "supported"
    assert library.check("端午期间停止办理装修登记").verdict == "supported"
    assert library.check("端午期间照常办理装修登记").verdict != "supported"


WORKS = """# Museum and mill
The museum bought the Mirov collection from the National Bank in 2019.
The collection holds 412 prints and 38 oil paintings.
The wing was designed by Lena Hart and paid for by the Calder Foundation.
The old west wing will be demolished in 2026.
The board rejected a proposal to sell two paintings.
The panel voted to approve the request of the maintainers.
Dogs are not admitted, except guide dogs.
Photography is allowed without flash.
The fair opens on the Friday before the regatta.
The ferry does not work well on Sundays. The ferry runs to Port Ellery.
县水务局委托华东设计院编制方案。
检修期间水库停止供水，由南门水厂向城区供水。
下游的居民反对降低水位。
扩建后展厅有1200平方米。
禁止在库区垂钓，持证人员除外。
加班须经经理批准，未经批准的不计加班费。
"""


@pytest.mark.parametrize(
    ("honest", "exchanged"),
    [
        ("The museum bought the Mirov collection", "The National Bank bought the Mirov collection from the museum"),
        ("Lena Hart designed the wing", "The Calder Foundation designed the wing"),
        ("The old wing will be demolished in 2026", "The old wing was demolished in 2026"),
        ("The board rejected a proposal to sell two paintings", "The board sold two paintings"),
        ("The panel voted to approve the request", "Only maintainers can vote for the panel"),
        ("Photography is allowed without flash", "Photography with flash is allowed"),
        ("The fair opens on the Friday before the regatta", "The regatta opens on the Friday before the fair"),
        ("县水务局委托华东设计院编制方案", "华东设计院委托县水务局编制方案"),
        ("检修期间水库停止供水", "检修期间南门水厂停止供水"),
        ("下游的居民反对降低水位", "下游的居民要求降低水位"),
        ("扩建后展厅有1200平方米", "扩建前展厅有1200平方米"),
        ("库区禁止垂钓", "持证人员不得在库区垂钓"),
        ("未经批准的加班没有加班费", "未经批准的加班也有加班费"),
    ],
)
def test_who_does_what_to_whom_and_if_it_came_about_must_be_said(
    library_of: LibraryOf, honest: str, exchanged: str
) -> None:
    """All words stand there; who does it, if it was done or refused, and when, is another matter."""
    check = library_of(a__md=WORKS).check
    assert check(honest).verdict == "supported"
    assert check(exchanged).verdict != "supported"


def test_what_is_left_out_of_a_denial_and_a_count_after_its_verb_are_read_right(library_of: LibraryOf) -> None:
    """An exception of something denied is not denied, and a number after a verb is a figure."""
    check = library_of(a__md=WORKS).check
    assert check("Guide dogs are admitted").verdict != "contradicted"
    assert check("The collection has 412 prints").verdict == "supported"
    # What is said as well is not said well.
    assert check("The ferry runs to Port Ellery as well").verdict == "supported"
    assert check("The collection has 412 oil paintings").verdict == "contradicted"


def test_what_lies_between_the_ends_of_a_condition_meets_it(library_of: LibraryOf) -> None:
    """Five years are more than one and fewer than ten; a range of a price says nothing of each price in it."""
    check = library_of(
        a__md="# 员工手册\n\n工作满一年不满十年的，年假5天；满十年不满二十年的，年假10天。\n\n单笔超过5000元的，由财务总监审批；其余由部门经理审批。\n\n"
        "门票为20元至80元。\n\n公司提供每年一次的免费体检。\n\n员工可以居家办公，试用期员工除外。\n"
    ).check
    assert check("工作五年年假有5天").verdict == "supported"
    assert check("工作十五年年假10天").verdict == "supported"
    assert check("工作十五年年假有5天").verdict == "contradicted"
    assert check("8000元的报销由财务总监审批").verdict == "supported"
    assert check("5000元以上由部门经理审批").verdict != "supported"
    assert check("门票为50元").verdict != "supported"
    assert check("公司每年提供一次免费体检").verdict == "supported"
    assert check("公司每年提供两次免费体检").verdict != "supported"
    assert check("试用期员工不能居家办公").verdict != "contradicted"


def test_only_words_of_refusal_refuse(library_of: LibraryOf) -> None:
    """Something done against a thing, or while another declines, is done all the same."""
    check = library_of(
        a__md="# Clinic\n\nVaccination against flu is offered free of charge.\n\nSales declined as the costs were raised.\n\n"
        "The board declined to sell the clinic.\n"
    ).check
    assert check("Free vaccination for flu is offered").verdict != "contradicted"
    assert check("Sales fell as the costs were raised").verdict != "contradicted"
    assert check("The board sold the clinic").verdict != "supported"
