"""Forms of what a question names."""

import pytest

from retrieval.language.numerals import chinese_numeral, numbers
from tests.conftest import LibraryOf

_NOTES = (
    "车间笔记\n\n报修热线是800-555-7788。\n泵房用了3×75kW的电机。\n相机选的是Lumo Z7。\n模型是Delta-9。\n"
    "全县人口2,318,700人。\n2024-11-07 更换滤芯\n三月二十一日清洗水箱。\n第二十三条 钥匙由门卫保管。\n库房有油漆。\n"
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("8005557788", "800-555-7788"),
        ("3x75kW", "3×75kW"),
        ("LumoZ7是什么", "Lumo Z7"),
        ("Delta9", "Delta-9"),
        ("231.87万人", "2,318,700"),
        ("11月7日更换什么", "滤芯"),
        ("2024年11月7日更换什么", "滤芯"),
        ("3月21日清洗什么", "水箱"),
        ("第23条讲什么", "门卫"),
    ],
)
def test_what_is_named_in_another_form_is_found(library_of: LibraryOf, question: str, words: str) -> None:
    """The first quote holds it in the form of the material."""
    assert words in library_of(a__txt=_NOTES).ask(question).quotes[0].text


def test_another_code_is_not_taken_for_one_of_the_material(library_of: LibraryOf) -> None:
    """Its pieces stand in different places."""
    library = library_of(a__txt="编号800的阀门在东侧。\n编号7788的阀门在西侧。\n")
    assert library.ask("8007788").status == "not_found"


def test_a_character_is_found_in_the_other_way_to_write_it(library_of: LibraryOf) -> None:
    """Unless the words of the question have it as the material does."""
    library = library_of(a__txt="社团\n\n人形木偶社周四排练。\n机器模型社周五排练。\n")
    assert library.ask("人型木偶社周几排练").quotes[0].text == "人形木偶社周四排练。"
    assert library.ask("机器模型社周几排练").quotes[0].text == "机器模型社周五排练。"


def test_a_name_finds_its_versions(library_of: LibraryOf) -> None:
    """Though the number is part of the word; another word that begins so is no version."""
    library = library_of(a__txt="模型\n\nlumos跑分排在第九。\n豆芽家上周开源。\nlumo3跑分排在第二。\n")
    assert library.ask("lumo跑分排第几").quotes[0].text == "lumo3跑分排在第二。"


def test_the_only_character_of_a_question_is_found_within_words(library_of: LibraryOf) -> None:
    """In any script."""
    library = library_of(a__txt="渡口\n\n老渡口在河湾的北岸。\n船夫姓秦。\n")
    assert library.ask("灣").quotes[0].text == "老渡口在河湾的北岸。"


@pytest.mark.parametrize("value", [12, 20, 35, 101, 110, 112, 999, 1000, 1005, 1050, 1300, 2008, 9999])
def test_a_chinese_numeral_is_read_as_the_number_that_was_written(value: int) -> None:
    """Writing and reading agree."""
    assert [number.value for number in numbers(chinese_numeral(value))] == [value]


def test_the_number_of_a_code_stays_as_it_is(library_of: LibraryOf) -> None:
    """E07 is no E7, though 7 stands elsewhere."""
    library = library_of(a__md="# 故障\n\nE03表示刹车异常，E07表示电池异常。\n\n请在7天内送修。\n")
    assert library.ask("显示E07怎么办").quotes[0].text == "E03表示刹车异常，E07表示电池异常。"


@pytest.mark.parametrize(
    ("question", "words"),
    [("who played at the superbowl?", "Lady Gaga"), ("may I wear a face mask?", "facemask is welcome")],
)
def test_an_english_word_is_found_apart_or_together(library_of: LibraryOf, question: str, words: str) -> None:
    """As the material writes it."""
    text = "Lady Gaga played at the Super Bowl.\n\nA facemask is welcome.\n\nThe choir sang at the bridge.\n"
    assert words in library_of(a__txt=text).ask(question).quotes[0].text
