"""Kinds of answer that are told in few ways."""

import pytest

from retrieval.ask.answer_kinds import kinds_of
from retrieval.language.fold import fold
from tests.conftest import LibraryOf


@pytest.mark.parametrize(
    ("question", "telling", "other"),
    [
        ("柯船長今年幾歲", "柯船長現年六十三歲", "柯船長1988年開始跑這條航線"),
        ("管理室的电话是多少", "管理室：0571-8899", "6月8日管理室贴了公告"),
        ("大门是什么颜色的", "大门漆成深绿", "大门朝南"),
        ("老板娘是哪所学校毕业的", "她读的是商学院", "她最早在码头管账"),
        ("闭馆是几点", "闭馆时间17:30", "闭馆时间冬天早一些"),
        ("押金要交多少", "押金200元", "押金在退房时退还"),
        ("合作社的注册资本多少", "合作社注册资本80万元", "合作社登记的编号是80"),
        ("合唱团现在有多少人", "合唱团有四十六名成员", "合唱团2012年成立"),
        ("how old was Bella, the dog?", "the dog was nine years old", "the dog slept in the cabin in 1987"),
        ("what is the warden's mobile number?", "ring 01632 960 112", "ring the warden's mobile before 7 am"),
        ("which number do i call at night?", "the line is 0161 555 0148", "call the emergency line"),
        ("what is the email address of the office?", "write to desk@mill.example", "write to the office"),
        ("what time does the ferry leave?", "it leaves at 7.30 p.m.", "it leaves from pier 4"),
        ("how much does the night guard earn?", "he is paid £420 a week", "the night guard walks 12 miles"),
    ],
)
def test_a_kind_of_answer_is_told_by_its_forms(question: str, telling: str, other: str) -> None:
    """A sentence that shows it is told from one with another figure, or none."""
    (kind,) = kinds_of(fold(question))
    assert kind.told.search(fold(telling))
    assert not kind.told.search(fold(other))


@pytest.mark.parametrize(("told", "sure"), [("四十一岁", True), ("体育老师", False)])
def test_an_answer_without_the_asked_kind_is_not_sure(library_of: LibraryOf, *, told: str, sure: bool) -> None:
    """The subject is there, what is asked of it is not."""
    library = library_of(
        a__txt=f"跑得最远的是教练桑维民，他是{told}。\n", b__txt="报名在三月，领物在比赛前一天。路线绕湖一周。\n"
    )
    assert (library.ask("教练桑维民多大年纪").status == "answered") is sure
