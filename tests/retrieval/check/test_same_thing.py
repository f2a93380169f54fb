"""Figures and negations of another thing contradict nothing; those of the same thing do."""

import pytest

from tests.conftest import LibraryOf

TEXT = """快递周报
顺丰和京东进入同城业务,尤其是京东,8亿日活带来了不小的压力。
顺丰骑手每月接单量大于720单的有奖励。
检测的结论是行人可以通行，卡车不可以通行。
"""


def test_a_figure_right_after_another_company_contradicts_nothing(library_of: LibraryOf) -> None:
    """A figure with another company named right before it is not the first company's; its owner's own is compared."""
    library = library_of(a__md=TEXT)
    assert library.check("顺丰的日活有3亿").verdict == "not_found"
    assert library.check("京东的日活有3亿").verdict == "contradicted"


def test_a_count_of_things_contradicts_no_bare_figure(library_of: LibraryOf) -> None:
    """A figure with nothing counted after it is no misquoted count; a count of the same things is."""
    library = library_of(a__md=TEXT)
    assert library.check("顺丰骑手每月收入500多").verdict == "not_found"
    assert library.check("顺丰骑手每月接单量大于500单的有奖励").verdict == "contradicted"


def test_a_repeated_word_is_compared_where_the_rest_of_its_clause_appears(library_of: LibraryOf) -> None:
    """Of two clauses with the same verb, the one that names the claim's thing says if it is denied."""
    library = library_of(a__md=TEXT)
    assert library.check("卡车可以通行").verdict == "contradicted"
    assert library.check("行人可以通行").verdict == "supported"


@pytest.mark.parametrize(
    ("honest", "twin"),
    [
        ("新版没有语音输入了", "新版没有离线模式了"),
        ("孕妇不能吃青安片", "孕妇可以吃青安片"),
        ("有残疾证的人不用买门票", "有学生证的人不用买门票"),
        ("花灯节比上届早开一周", "花灯节比上届晚开一周"),
        ("《山河记》获得了茅亭奖", "《江湖记》获得了茅亭奖"),
        ("The farm shop doesn't open on Mondays", "The farm shop doesn't open on Sundays"),
    ],
)
def test_what_ended_is_free_or_forbidden_is_not_so(library_of: LibraryOf, honest: str, twin: str) -> None:
    """A claim may deny what the text says has ended, is free, or may not be; the opposite and another thing may not."""
    text = "新版新增离线模式，但取消了语音输入。\n\n青安片孕妇禁用。\n\n凡持有残疾证者免收门票。\n\n花灯节比上一届提前一周开幕。\n\n"
    text += "李明远的代表作《山河记》获得了茅亭奖。\n\nThe farm shop is shut on Mondays."
    library = library_of(a__md=text)
    assert library.check(honest).verdict == "supported"
    assert library.check(twin).verdict != "supported"


def test_a_part_is_no_total(library_of: LibraryOf) -> None:
    """A figure that the text gives as a part is contradicted as a total, unless the claim names the part."""
    library = library_of(a__md="# 周报\n\n作坊去年一共卖出640只，其中网上410只。\n")
    assert library.check("作坊去年总共卖出410只").verdict == "contradicted"
    assert library.check("作坊去年网上总共卖出410只").verdict == "supported"
    assert library.check("作坊去年总共卖出640只").verdict == "supported"


def test_a_ban_contradicts_a_permission_once(library_of: LibraryOf) -> None:
    """A ban is the opposite of what may be done, and its one word is one mismatch."""
    library = library_of(a__md="# 公告\n\n游泳馆暂停开放。\n禁止在天台烧烤。\n")
    verdict = library.check("可以在天台烧烤")
    assert [(m.claimed, m.found) for m in verdict.mismatches] == [("可以", "禁止")]
    assert verdict.verdict == "contradicted"


def test_a_ratio_turned_round_is_another(library_of: LibraryOf) -> None:
    """A ratio with its two numbers exchanged is contradicted, and one in the order of the text is supported."""
    library = library_of(a__md="# 规格\n\n屏幕比例为16:9，重量为2公斤。\n")
    assert library.check("屏幕比例为9:16").verdict == "contradicted"
    assert library.check("屏幕比例为16:9").verdict == "supported"


def test_a_negation_of_another_thing_or_deed_contradicts_nothing(library_of: LibraryOf) -> None:
    """The clause begins with a thing that the claim does not have, or lacks the verb that is denied; or leaves it open."""
    text = "人工窗口需要旅客出示纸质车票。\n\n提案二：站务费由每人4元涨到5元。\n\n学生搬不搬宿舍可自行决定。"
    library = library_of(a__md=text)
    assert library.check("大会没有通过站务费涨到5元的提案").verdict != "contradicted"
    assert library.check("学生可自行决定搬宿舍").verdict != "contradicted"
    assert library.check("人工窗口不需要旅客出示纸质车票").verdict == "contradicted"


CHINESE = """# 通告

图书馆周二至周五开放到20:00。60到64岁的自付一半，也就是34元；饮水量每日至少3000cc。

每人400元，去年是380元。原拟换装新主镜，因预算遭删而取消。祁医师每月第一个周六上午坐诊。

凤凰队是山城的一支球队。该队取代来自海港的骑士队。孵化率为68%，原因是沙温太高，而不是盗卵。今年的孵化率只有52%，低于2023年的68%。

摊位费仍是每天15元，未作调整；卫生费从每天2元涨到3元。灯塔由英籍工程师柯尔设计。B 站的收入为960亿。

②体温≧37.3℃者不得入场。
"""


@pytest.mark.parametrize(
    ("honest", "twin"),
    [
        ("图书馆周三能开到20:00", "图书馆周六能开到20:00"),
        ("62岁的人自己掏34元", "72岁的人自己掏34元"),
        ("一天最少喝三公升水", "一天最少喝五公升水"),
        ("每人400元，比去年多20元", "每人400元，比去年多30元"),
        ("本想换主镜，预算被删就没换成", "新主镜已经换装好了"),
        ("祁医师每个月头一个星期六上午来坐诊", "祁医师每个月头一个星期天上午来坐诊"),
        ("卵的孵化率是68%", "卵的孵化率是58%"),
        ("2023年的孵化率是68%", "2023年的孵化率是52%"),
        ("卫生费涨到3元，摊位费没有涨", "卫生费没有涨"),
        ("体温到37.3就不得入场", "体温到38.3就不得入场"),
        ("灯塔由英国人柯尔设计", "灯塔由法国人柯尔设计"),
        ("B站有960个亿的收入", "B站有860个亿的收入"),
    ],
)
def test_figures_and_dates_may_be_said_otherwise(library_of: LibraryOf, honest: str, twin: str) -> None:
    """A day in a stretch, an age in a range, a difference of two figures; and only those."""
    library = library_of(a__md=CHINESE)
    assert library.check(honest).verdict != "contradicted"
    assert library.check(twin).verdict != "supported"


ENGLISH = """# Handbook

GSA processes new badges every Wednesday. The pump was built by Ada Brookes in Lund, not in Malmo.

The office is open Tuesday to Friday. Repairs are now expected in September.

In the United States visitors turned up by tram. Leave of members rolls over, with at most 27 days banked.
"""


@pytest.mark.parametrize(
    ("honest", "twin"),
    [
        ("New badges at GSA are handled on Wednesdays", "New badges at NASA are handled on Wednesdays"),
        ("The pump was made by Ada Brookes", "The pump was made by Eva Lindgren"),
        ("The pump was built in Lund rather than Malmo", "The pump was built in Malmo rather than Lund"),
        ("The office is open on Thursdays", "The office is open on Mondays"),
        ("Repairs are now expected in September", "Repairs are now expected in April"),
        ("Visitors in the US turned up by tram", "Visitors in the UK turned up by tram"),
        ("Members never have more than 27 days of leave banked", "Members have 37 days of leave banked"),
    ],
)
def test_an_english_claim_may_use_other_words_and_forms_but_no_other_names(
    library_of: LibraryOf, honest: str, twin: str
) -> None:
    """Verbs and light words may differ; who, where and when must be the same."""
    library = library_of(a__md=ENGLISH)
    assert library.check(honest).verdict == "supported"
    assert library.check(twin).verdict != "supported"


def test_a_neighbour_is_told_by_the_side_of_its_own_clause(library_of: LibraryOf) -> None:
    """Of several sides in a sentence, the one in the clause of the neighbour is compared, however it is worded."""
    check = library_of(a__md="# 石桥镇\n\n石桥镇位于青川县南部，西与梅溪县接壤，北接榆林县。\n").check
    assert check("石桥镇西边与梅溪县接壤").verdict != "contradicted"
    assert check("石桥镇东边与梅溪县接壤").verdict == "contradicted"


@pytest.mark.parametrize(
    "claim",
    [
        "学说认为石窟建于唐代",
        "县队夺冠后出国比赛",
        "白石厅是春季书展的主要举办场地之一",
        "叶剑秋是白鹭社的成立者",
    ],
)
def test_what_a_sentence_says_of_another_thing_contradicts_nothing(library_of: LibraryOf, claim: str) -> None:
    """A word that is no saying, a time, what is named as well, and what is denied of another thing contradict nothing."""
    text = "# 鹤岭\n\n过去的学说认为石窟建于唐代，俗称唐窟。\n\n县队夺冠不久后，便出国参加比赛。\n\n"
    text += "除了举办最为著名的春季书展外，白石厅亦被用来办音乐会。\n\n"
    text += "因叶剑秋出国，白鹭社决定不设立社长一职，并改名为鹭社。\n"
    assert library_of(a__md=text).check(claim).verdict != "contradicted"
