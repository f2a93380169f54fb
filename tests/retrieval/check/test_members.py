"""Claims that take from one member of a list, one end of a way or one side of a comparison what is said of another."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 青屿帆船队简报

出席：领队周岚青、器材组长陈立、后勤组长杜小满。
历任队长：陈立（2011—2016）、周岚青（2016—2021）、杜小满（2021—）
今年的训练基地从南澳换到北澳。
主桅高一低一，前桅高21米，后桅高17米。
用电最多的是南澳码头，每天780度；第二是北澳船坞，每天430度。
还没交体检表的，6月3日截止，目前收到14份。
船坞废热未来想拿来烧热水，还在评估。
教练于岚说，换帆就是为了应付比赛。
"""
BUDGET = "| 项目 | 2021年 | 2022年 |\n|---|---|---|\n| 帆布开支（万元） | 8 | 11 |\n| 会员（万人） | 41 | 73 |\n"


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param("后勤组长是杜小满", "器材组长是杜小满", id="a head and a rest"),
        pytest.param("2016到2021年的队长是周岚青", "2016到2021年的队长是杜小满", id="in brackets"),
        pytest.param("今年训练基地从南澳挪到北澳去了", "今年训练基地从北澳挪到南澳去了", id="from and to"),
        pytest.param("前桅比后桅高", "后桅比前桅高", id="a short name before the degree"),
        pytest.param("南澳码头用电比北澳船坞多", "北澳船坞用电比南澳码头多", id="figures behind their things"),
    ],
)
def test_what_is_of_another_member_is_contradicted(library_of: LibraryOf, true: str, false: str) -> None:
    """The true claim gets its tick, and its twin is called wrong."""
    library = library_of(a__md=TEXT)
    assert [library.check(claim).verdict for claim in (true, false)] == ["supported", "contradicted"]


def test_those_who_have_not_done_something_deny_nothing(library_of: LibraryOf) -> None:
    """没交体检表的 tells who is meant."""
    assert library_of(a__md=TEXT).check("体检表6月3日截止").verdict == "supported"


def test_what_somebody_would_like_later_is_no_deed(library_of: LibraryOf) -> None:
    """未来想 is a plan."""
    assert library_of(a__md=TEXT).check("船坞废热现在已经拿来烧热水了").verdict == "contradicted"


def test_a_name_ends_before_what_its_bearer_says(library_of: LibraryOf) -> None:
    """于岚说 and 于岚的说法 name 于岚, and the words of one are not those of another."""
    library = library_of(a__md=TEXT)
    assert library.check("于岚的说法，换帆就是为了应付比赛").verdict == "supported"
    assert library.check("陈立的说法，换帆就是为了应付比赛").verdict != "supported"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2022年帆布开支11万", "supported"),
        ("2022年帆布开支8万", "contradicted"),
        ("2022年会员有73万", "supported"),
    ],
)
def test_a_row_has_the_unit_behind_its_name(library_of: LibraryOf, claim: str, verdict: str) -> None:
    """The first cell of a row may say what all its figures are."""
    assert library_of(a__md=BUDGET).check(claim).verdict == verdict


def test_a_name_that_the_folder_has_elsewhere_is_not_that_of_a_sentence(library_of: LibraryOf) -> None:
    """A sentence on one harbour bears out nothing of another that a second document has."""
    library = library_of(a__md="# 南屿\n\n渡轮码头选在沙嘴口，年底完成勘察。\n", b__md="# 北屿\n\n湾泷冢有一座灯塔。\n")
    assert library.check("渡轮码头选在沙嘴口").verdict == "supported"
    assert library.check("渡轮码头选在湾泷冢").verdict != "supported"
