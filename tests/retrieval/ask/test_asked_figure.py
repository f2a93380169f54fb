"""Asked figures: of several figures in a quote, the one that the question asks for is marked, whole."""

import re

import pytest

from tests.conftest import LibraryOf


def bold(library_of: LibraryOf, text: str, question: str) -> list[str]:
    """Return what is marked with a digit in it in the first quote for a question, outside what the question says."""
    (quote, *_) = library_of(a__md=text + "\n").ask(question).quotes
    marked = (quote.text[start:end] for start, end in quote.highlights)
    return [one for one in marked if re.search(r"\d", one) and one not in question]


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        ("青河书店实现营业收入92.4亿元，实现归属股东的净利润23.9亿元。", "青河书店的净利润是多少？", "净利润23.9亿元"),
        ("青河馆现有1门公开课、5门精品课程、1门精品讲座。", "青河馆有多少门精品课程？", "5门精品课程"),
        ("青河隧道宽4.6米，全长13.2米。", "青河隧道有多长？", "全长13.2米"),
        ("青河镇面积19.2平方公里，在县城以东15千米处。", "青河镇的面积有多大？", "面积19.2平方公里"),
        ("由青河到林站的时间由原来的6小时缩短至3小时。", "青河到林站要多长时间？", "3小时"),
        ("青河书展已有93人参加，其中本地12人参加。", "青河书展有多少人参加？", "93人"),
        ("青河馆的平均气温为28至32度（82至90华氏度）。", "青河馆的平均气温是多少？", "平均气温为28至32度"),
        ("青河县2021年出生人口1062人，出生率降至7.5%。", "青河县的出生率是多少？", "出生率降至7.5%"),
        ("青河患者的血压：150/90 mmHg，体温37度。", "青河患者的血压是多少？", "血压：150/90 mmHg"),
        ("青河队以3比1胜林站队，观众4200人。", "青河队比赛的观众有多少人？", "观众4200人"),
    ],
)
def test_the_amount_of_what_is_measured_is_marked(library_of: LibraryOf, text: str, question: str, figure: str) -> None:
    """Bound to its measure or to what it counts; of a whole and a part the whole, of before and now what is now."""
    (found,) = bold(library_of, text, question)
    number = re.search(r"\d.*", figure)
    assert number is not None
    assert number[0] in found


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        ("青河战争发生于1807－1809年间。", "青河战争发生在什么时候？", "1807－1809年"),
        ("青河案发生于1969年至1970年间。", "青河案发生在什么时候？", "1969年至1970年"),
        ("青河大会于2006年5月11日至13日举行。", "青河大会是什么时候举行的？", "2006年5月11日至13日"),
        ("青河馆每天上午9:30到下午6:30开放。", "青河馆每天的开放时间是什么？", "9:30到下午6:30"),
        ("青河理论形成于20世纪20年代末期。", "青河理论在什么时候形成？", "20世纪20年代末期"),
        ("青河城建于天正16年（1588年）。", "青河城建于什么时候？", "16年（1588年）"),
        ("1977年，青河选手宣布退役，1985年成为教练。", "青河选手是什么时候宣布退役的？", "1977年"),
        ("青河台于2008年停播。林站台于2009年停播。", "青河台是哪一年停播的？", "2008年"),
        ("青河站于2008年随着8号线一同投入使用。", "青河站什么时候投入使用？", "2008年"),
        ("The Greenwater mill burned down in the late 17th century.", "When did the Greenwater mill burn down?", "17th century"),
        ("The Greenwater mill burned down on 4 May 1894.", "When did the Greenwater mill burn down?", "4 May 1894"),
    ],
)  # fmt: skip
def test_the_time_that_is_asked_for_is_marked_whole(
    library_of: LibraryOf, text: str, question: str, figure: str
) -> None:
    """With what it runs to, the part of a century and the year in brackets; a line's number is no date."""
    (found,) = bold(library_of, text, question)
    assert figure in found


def test_the_characters_of_a_name_are_one_word(library_of: LibraryOf) -> None:
    """A name that the dictionary does not know binds the figure beside it no more than any other word."""
    text = "台北捷运环状线北环段5日动工，全长14.93公里，设12座车站，预计2031年完工。"
    assert bold(library_of, text, "北环段什么时候完工") == ["2031年完工"]


def test_a_figure_of_another_kind_is_not_marked(library_of: LibraryOf) -> None:
    """A question for a place in an order asks for no number of matches, and none asks for a number that it says itself."""
    text = "青河队在四场比赛后取得小组第二，共打入12球。\n"
    assert bold(library_of, text, "青河队的小组排名") == []
    dated = "2022年青河杯于5月22日开始。\n"
    (found,) = bold(library_of, dated, "2022年青河杯什么时候开始？")
    assert "5月22日" in found


def test_a_masked_name_of_another_person_is_not_marked(library_of: LibraryOf) -> None:
    """任某某 shares 某某 with 魏某某."""
    (quote, *_) = library_of(a__md="任某某得知后，要与魏某某等人见面。\n").ask("魏某某与谁见面？").quotes
    marked = [quote.text[start:end] for start, end in quote.highlights]
    assert any("魏某某" in one for one in marked)
    assert not any("任" in one or one == "某某" for one in marked)
