"""Minutes and logs whose lines begin with a day."""

import pytest

from tests.conftest import LibraryOf

_LOG = "值班日志\n\n3月5日 周二 更换轴承\n3月12日 周二 清洗过滤网\n4/2 校准压力表\n2026.05.20 更换灭火器\n二〇二六年六月一日 消防演练\n"
_PLAN = "Garden plan\n\n12 March 2026 sow tomatoes\nApril 3, 2026 plant potatoes\nJun 1: harvest garlic\n- 14 March: graft two plums\n"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("4月2日做什么", "校准压力表"),
        ("3月12日有什么安排", "清洗过滤网"),
        ("5月20日做了什么", "更换灭火器"),
        ("What is done on March 12?", "sow tomatoes"),
        ("What happens on 3 April?", "plant potatoes"),
        ("What is planned on June 1?", "harvest garlic"),
        ("What was done on 14 March?", "graft two plums"),
    ],
)
def test_the_line_of_a_day_comes_first(library_of: LibraryOf, question: str, answer: str) -> None:
    """However the day is written in either; a line in the letters of the question before one in others."""
    assert answer in library_of(log__txt=_LOG, plan__txt=_PLAN).ask(question).quotes[0].text


def test_a_question_about_a_thing_is_answered_by_that(library_of: LibraryOf) -> None:
    """Lines that begin with a day are sentences as any."""
    answer = library_of(log__txt=_LOG, plan__txt=_PLAN).ask("灭火器什么时候更换")
    assert "灭火器" in answer.quotes[0].text


def test_the_day_of_one_line_is_none_of_the_next(library_of: LibraryOf) -> None:
    """Two lines are not read together for a claim that takes the day of the one for what the other tells."""
    library = library_of(log__md="# 进度\n\n- 2026/1/8 完成选址\n- 2026/2/14 签订合同\n- 2026/3/30 主体封顶\n")
    assert library.check("2026年2月14日签订合同").verdict == "supported"
    assert library.check("2026年3月30日签订合同").verdict == "contradicted"
    short = library_of(log__md="# 日记\n\n- 10月8日：浇筑楼板\n- 10/12 拆除外架\n- 2025.10.20 验收水电\n")
    assert short.check("10月20日拆除外架").verdict != "supported"


def test_lines_with_days_beside_each_other_are_no_headings(library_of: LibraryOf) -> None:
    """A short one before a longer one is text as that is; a day by itself may head what was done on it."""
    library = library_of(log__txt="纪要\n\n4/15 清洗水箱\n5月上旬 检修电梯\n2026-06-01 开放天台并摆放花箱\n")
    assert library.ask("电梯什么时候检修").quotes[0].text == "5月上旬 检修电梯"
    assert "电梯" not in (library.ask("天台什么时候开放").quotes[0].section or "")
    diary = library_of(
        diary__txt="日记\n\n6月1日 星期一\n今天整理了阁楼里的旧书，留下三十本。\n6月2日 星期二\n今天给院子里的石榴树浇了水。\n"
    )
    assert diary.ask("旧书留下多少本").quotes[0].section is not None
