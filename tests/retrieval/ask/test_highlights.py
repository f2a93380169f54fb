"""Highlights: the value that is asked for as a whole, and no other one."""

import pytest

from tests.conftest import LibraryOf

TEXT = """2016 - 07 - 17 青河桥首次开放。

2014年7月至2015年9月间，工厂非法生产胶囊。

青河桥将于2023年1月24日0时停止通行。

2022年4月15日高远被青河局拘留，同年5月10日被逮捕。

酒精的含量为1.62mg/ml。

青河大学2019年的招生人数见招生简章。

双11期间，青河店铺加码超10亿投入。

青河大学校长林尚立，青河银行副行长李建国出席会议，张伟主持。

网球公开赛冠军是诺瓦克·德约科维奇，王伟观看了比赛。

在青河考试中，96名同学达到B2等级，1名获A2级。

青河期刊在第七届评选中推荐了四篇文章。

患者的脉搏为92次/分。

2019年度是高峰集团的好年。高峰集团于2019年1月完成了收购。

医院名称：高桥市第一人民医院。

跳远比赛中，选手马克·内斯获得金牌，滑冰赛事延期。

高桥大学统计学院院长赵彦云，政府管理学院院长赵景华出席。

Aranford has a constitution enacted in 1975, but based on the colonial constitution, the Aranford Constitution Act 1855.

青河客服开业仅10分钟，咨询就超过了188万次。

青河学科数量为8个，居全国第二。

By the 6th century the Rill was within Orland, but in the 10th century, it was within the Aranford Empire.

15号跟工资一起发，三倍工资只算1到3号。

The song about Aranford was written in May and recorded by Tom Gallow of the Wheelers.

An average 182 tons of dust are blown out of Aranford each year, across 16 miles.
"""


@pytest.mark.parametrize(
    ("question", "bold", "plain"),
    [
        ("青河桥何时首次开放？", "2016 - 07 - 17", "。"),
        ("工厂何时非法生产胶囊？", "2014年7月至2015年9月", "间"),
        ("青河桥停止通行的时间", "2023年1月24日0时", "将于"),
        ("高远被逮捕的日期是什么时候？", "5月10日", "4月15日"),
        ("酒精的含量是多少？", "1.62mg/ml", "为"),
        ("青河大学的招生人数是多少？", "青河大学", "2019年"),
        ("青河店铺的投入有多少", "10亿", "11"),
        ("青河大学的校长是谁？", "林尚立", "李建国"),
        ("谁是网球公开赛冠军？", "诺瓦克·德约科维奇", "王伟"),
        ("青河考试中几名同学达到A2级别？", "1名", "96名"),
        ("青河期刊在哪一届评选中推荐了文章？", "第七届", "患者"),
        ("患者的脉搏是多少？", "92次/分", "为"),
        ("高峰集团在2019年1月完成了什么？", "2019年1月", "年度"),
        ("哪个医院在高桥市第一人民医院旁边？", "高桥市第一人民医院", "名称"),
        ("谁获得了跳远的金牌？", "马克·内斯", "滑冰"),
        ("高桥大学统计学院的院长是谁？", "赵彦云", "赵景华"),
        ("When did Aranford enact its constitution?", "1975", "1855"),
        ("青河客服开业十分钟接了多少单咨询", "188万次", "超过"),
        ("排名中，青河学科的数量是多少？", "8个", "第二"),
        ("When was the Rill within the Aranford Empire?", "10th century", "6th"),
        ("工资哪天发", "15号", "1到3号"),
        ("Who recorded the song about Aranford?", "Tom Gallow", "Wheelers"),
        ("How much dust is blown out of Aranford?", "182 tons", "16"),
    ],
)
def test_the_value_that_is_asked_for_is_marked_as_a_whole(
    library_of: LibraryOf, question: str, bold: str, plain: str
) -> None:
    """A date with its hour, a span of dates and a unit with a slash are one; another date and a year are none."""
    (quote, *_) = library_of(a__md=TEXT).ask(question).quotes
    marked = [quote.text[start:end] for start, end in quote.highlights]
    assert any(bold in one for one in marked)
    assert not any(plain in one for one in marked)


CARDS = "铜卡读者可借三本，读满两年换成铁卡，可借十本；铁卡读者每年另有一次续借。\n\n大床房里有书桌。\n"


@pytest.mark.parametrize("question", ["铁卡读者可以借多少本", "铁卡读者有什么权利", "铁卡读者"])
def test_no_word_of_single_characters_is_cut(library_of: LibraryOf, question: str) -> None:
    """The second character of another card is not that of the card which is asked for."""
    (quote, *_) = library_of(a__md=CARDS).ask(question).quotes
    marked = {at for start, end in quote.highlights for at in range(start, end)}
    for card in ("铜卡", "铁卡"):
        for at in (at for at in range(len(quote.text)) if quote.text.startswith(card, at)):
            assert (at in marked) == (at + 1 in marked)
    assert any("铁卡" in quote.text[start:end] for start, end in quote.highlights)
