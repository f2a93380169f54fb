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


ROSTER = """# 竹影剧团例会

出席：副团长祝南星（管舞台）、副团长卓思远（管票务）、柯雪（灯光师）、麻小川（道具组长）、闵大为

请假：会计蔺红（看病）

柯雪报告新灯已经到货，下周在云桥、溪口和雁荡三地试演。
"""
ROSTER_IN_ENGLISH = """# Minutes of the rowers

Present: Ada Quill (treasurer), Bo Marsh (boat keeper), Cyd Loxley (secretary), Dan Orme

Apologies: Eve Tarn (coach, away in Leeds)

Bo Marsh said that two hulls need paint.
"""


@pytest.mark.parametrize(
    ("true", "false", "found"),
    [
        pytest.param("竹影剧团的灯光师是柯雪", "竹影剧团的灯光师是麻小川", "柯雪", id="what is in brackets"),
        pytest.param("道具组长叫麻小川", "道具组长叫闵大为", "麻小川", id="of one without a note"),
        pytest.param("管票务的副团长是卓思远", "管票务的副团长是祝南星", "卓思远", id="a title and a note"),
        pytest.param("柯雪是灯光师，麻小川是道具组长", "柯雪是道具组长，麻小川是灯光师", "麻小川", id="two clauses"),
        pytest.param("The treasurer is Ada Quill", "The treasurer is Cyd Loxley", "Ada Quill", id="English"),
        pytest.param("The boat keeper is Bo Marsh", "The boat keeper is Dan Orme", "Bo Marsh", id="English without"),
        pytest.param("The coach is Eve Tarn", "The coach is Ada Quill", "Eve Tarn", id="another line"),
    ],
)
def test_what_stands_beside_a_name_is_of_nobody_else(library_of: LibraryOf, true: str, false: str, found: str) -> None:
    """A roster gives a post to whom it stands beside, before the name or in brackets behind it."""
    library = library_of(a__md=ROSTER, b__md=ROSTER_IN_ENGLISH)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(found in mismatch.found for mismatch in verdict.mismatches)


def test_a_sentence_that_names_somebody_of_a_roster_gives_no_other_post(library_of: LibraryOf) -> None:
    """A post of the roster before it is of the one that it stands beside."""
    assert library_of(a__md=ROSTER_IN_ENGLISH).check("The treasurer is Bo Marsh").verdict == "contradicted"


def test_the_last_of_several_places_is_no_roster(library_of: LibraryOf) -> None:
    """雁荡三地试演 goes on with what is said of all."""
    assert library_of(a__md=ROSTER).check("剧团下周在溪口试演").verdict == "supported"
