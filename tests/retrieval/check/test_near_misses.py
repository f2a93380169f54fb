"""Claims whose words all stand in one sentence, and go together otherwise there: each false one beside a true twin."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 青砚镇夏季事务

游泳比赛改到7月21日举行，原来是14日，因为14日那天要修泵。
闭幕式定于8月2日在河滨广场举行，备用场地为镇立体育馆。
每队报名不少于8人，其中未满16岁的最多3人。
砚台工坊的分红比例从去年的20%提到了30%，明年想提到45%，还要股东会点头。
图书馆换了28盏灯，其中阅览室19盏，走廊和门厅9盏。
还书服务只在东门、码头和市场三处提供。
水费超支70万元，主要是水管爆裂，多养的那几缸鱼只占几千元。
渡轮停航是因为码头的栈桥还没有修好，“船本身没有毛病，五月就检修完了”。
班次的正点情况：去程97.4%，回程92.6%。
街灯表决的结果：赞成214票，反对187票，弃权9票。
镇里三条水渠中，柳渠最长，为12公里；石渠灌溉面积最大，为900亩。
镇长建议旧街先换回煤油灯，理事会同意，从6月1日起执行。
陶艺社现有窑房是400平方米，计划到2028年扩大到900平方米。
罚2万元对年销售额八千多万的酒厂“不算什么”，镇民代表岑秋云说。
7月9日的冰雹中，16个大棚中有5个倒塌。
停水检修一次最长9小时，须提前两天张贴通知。
渔船回港率是6.1%，高于全县平均的4.2%；客船的回港率高于渔船，低于货船。
钟楼的入口向西移30米，不改名。
夜市试营业由2026年9月提前到2026年6月，规模不变。
鱼干的毛利率从去年的36.8%降到今年的29.4%。
《摊位守则》2025年10月8日印发，2025年12月1日起施行。
守门员“石榴”迟到20分钟，球队被罚款，他本人停赛一场。
修堤期间摆渡不受影响；自己给船刷漆，不影响保险。
租用雨棚，每天12元，押金80元。
柳湾的空置率在三个码头里最高，为5.3%；石门1.8%，鹤嘴2.6%。
新冰库原计划今年五月投产，因为压缩机到货晚，推迟到十月。
陶艺课7月15日在镇礼堂上，免费，限25人。
合伙户每年须交足鱼获。连续两季达不到的，取消补贴，不退出合伙。
镇史馆收到旧照片860多张，大部分寄往省城，少部分留在祠堂。
以渡口为准，量得北源比南源远6.3公里。
苗圃的矮茶每株0.45元，高茶每株0.3元。
堤岸修成之后，柳渠的年淤泥量从2001年的平均3200吨降到2019年的平均1400吨。
2024年收到来信3,275条建议，采用1,908条。
2021年青砚镇产值为61亿元，其中渔业23亿元；2022年为64亿元，渔业却降到21亿元。
夜市收到最多的怨言是灯暗，不是价钱。
"""


@pytest.mark.parametrize(
    ("true", "false", "claimed"),
    [
        pytest.param("游泳比赛改到了7月21日", "游泳比赛改到了7月14日", "14日", id="what was before a change"),
        pytest.param("闭幕式定在河滨广场", "闭幕式定在镇立体育馆", "镇立体育馆", id="a place in reserve"),
        pytest.param("每队未满16岁的最多报3个", "每队未满16岁的至少报3个", "至少", id="a bound of the second figure"),
        pytest.param("工坊的分红比例明年想提到45%", "工坊的分红比例已经提到45%了", "已经", id="what somebody wants"),
        pytest.param("阅览室换了19盏灯", "换的28盏灯全装在阅览室", "全", id="a whole that is counted in parts"),
        pytest.param("还书服务在东门、码头和市场提供", "还书服务每个门都提供", "每个", id="only at some places"),
        pytest.param("水费超支，主要是水管爆裂", "水费超支，主要是多养了鱼", "多养了鱼", id="a lesser reason"),
        pytest.param(
            "渡轮停航，是因为栈桥还没有修好", "渡轮停航，是因为船没有检修", "船没有检修", id="what is no reason"
        ),
        pytest.param("班次的回程正点情况是92.6%", "班次的去程正点情况是92.6%", "去程", id="labels of figures"),
        pytest.param(
            "街灯表决，214票赞成，187票反对", "街灯表决，187票赞成，214票反对", "187", id="figures before labels"
        ),
        pytest.param("三条水渠里，柳渠最长，12公里", "三条水渠里，石渠最长，12公里", "", id="the most without 是"),
        pytest.param("停水一次最长9小时", "停水一次至少9小时", "至少", id="the longest and at least"),
        pytest.param("渔船回港率比全县平均高", "渔船回港率比全县平均低", "低", id="above the figure of another"),
        pytest.param("客船的回港率比货船低", "客船的回港率比货船高", "高", id="above one and below another"),
        pytest.param("钟楼入口往西挪30米", "钟楼入口往东挪30米", "东", id="to another quarter"),
        pytest.param(
            "夜市试营业从2026年9月提前到6月",
            "夜市试营业从2026年6月推到了9月",
            "6月",
            id="two dates the other way round",
        ),
        pytest.param("鱼干去年的毛利率是36.8%", "鱼干今年的毛利率是36.8%", "36.8%", id="last year's in a change"),
        pytest.param("摊位守则12月1号起施行", "摊位守则10月8号起施行", "10月8号", id="the date of another deed"),
        pytest.param("石榴迟到20分钟，停赛一场", "石榴迟到20分钟，停赛三场", "三场", id="a small number"),
        pytest.param(
            "合伙户两季没交够，取消补贴", "合伙户两季没交够，要退出合伙", "退出", id="denied in a clause of its own"
        ),
        pytest.param("旧照片多半寄往省城", "旧照片多半留在祠堂", "多半", id="most and a small part"),
        pytest.param("北源比南源远6.3公里", "北源比南源近6.3公里", "近", id="nearer and farther"),
        pytest.param("修堤期间摆渡照常", "修堤期间摆渡也停了", "停", id="what is not affected"),
        pytest.param("租雨棚一天12块，押金80块", "租雨棚一天80块，押金12块", "块", id="a label and its figure"),
        pytest.param("旧街6月1日起换回煤油灯", "旧街6月1日起，煤油灯换成电灯", "换成电灯", id="a change back"),
    ],
)
def test_what_goes_together_otherwise_is_named(true: str, false: str, claimed: str, library_of: LibraryOf) -> None:
    """No tick for words that a sentence has apart, and the true twin keeps its own."""
    library = library_of(a__md=TEXT)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(claimed in mismatch.claimed for mismatch in verdict.mismatches)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param(
            "陶艺社的窑房打算2028年扩到900平方米", "陶艺社的窑房打算2028年扩到400平方米", id="a plan beside what is"
        ),
        pytest.param(
            "酒厂2万元的罚款不算什么，岑秋云说", "酒厂八千多万的罚款不算什么，岑秋云说", id="what a figure counts"
        ),
        pytest.param("矮茶一株4毛5，高茶一株3毛", "矮茶一株4毛5，高茶一株5毛", id="tenths of a yuan"),
        pytest.param("柳渠每年的淤泥从3200吨降到1400吨", "柳渠每年的淤泥从3200吨降到900吨", id="an average, each year"),
        pytest.param("2024年收到3275條建議", "2024年收到1908條建議", id="a number of items, and no name of one"),
        pytest.param("青砚镇渔业2022年是21亿", "青砚镇渔业2022年是64亿", id="the second figure of a year"),
        pytest.param("石门的空置率是1.8%", "石门的空置率是5.3%", id="the name right before it"),
        pytest.param("新冰库晚投产，是因为压缩机到得晚", "新冰库按时投产了", id="a claim on the delay itself"),
        pytest.param(
            "7月15号镇礼堂的陶艺课不收钱，限25个人", "7月15号镇礼堂的陶艺课收钱，限25个人", id="free of charge"
        ),
        pytest.param("冰雹那天16个大棚，倒塌了5个", "冰雹那天16个大棚全倒塌了", id="a whole right before its part"),
    ],
)
def test_another_figure_of_a_sentence_is_not_held_against_the_one_that_fits(
    true: str, false: str, library_of: LibraryOf
) -> None:
    """A true claim keeps its tick, and its false twin gets none."""
    library = library_of(a__md=TEXT)
    assert library.check(true).verdict == "supported"
    assert library.check(false).verdict != "supported"


def test_the_date_of_a_sentence_that_says_nearly_all_decides(library_of: LibraryOf) -> None:
    """Another date, of a line on something else with the same names, contradicts nothing."""
    voyage = "“海棠三号”由东岸船厂建造，2016年3月开工，2017年10月下水，2018年5月交付西屿渔业研究站。\n"
    report = "《西屿通讯》2025年第4期　地点：“海棠三号”后甲板\n\n首席研究员卓远说，样品还在分析。\n"
    library = library_of(voyage__md=voyage, report__md=report)
    assert library.check("海棠三号是2018年5月交给西屿站的").verdict == "supported"
    assert library.check("海棠三号是2019年5月交给西屿站的").verdict != "supported"
