"""What kind of answer a question wants."""

import pytest

from retrieval.ask.intent import CUES, cues_of, shows


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("是哪天宣布的", "date"),
        ("京東雙11幾號開始", "date"),
        ("点击率提高多少", "share"),
        ("涨了几成", "share"),
        ("算力拉高了几倍", "times"),
        ("花了多少钱", "money"),
        ("净利是多少", "money"),
        ("一共有多少人用过", "people"),
        ("做了几年了", "duration"),
        ("开了多远", "size"),
        ("全球排第几", "rank"),
        ("出了几款应用", "number"),
        ("为什么要卖掉", "reason"),
        ("新團隊叫什麼名字", "name"),
        ("谁说的", "person"),
        ("从哪里起飞", "place"),
        ("How many users?", "people"),
        ("说说云计算", None),
    ],
)
def test_the_words_of_a_question_tell_what_it_wants(question: str, name: str | None) -> None:
    """In both scripts, and in English."""
    cues = cues_of(question)
    assert (cues[0].name if cues else None) == name


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("date", "於12月5日宣佈", True),
        ("date", "后来宣布", False),
        ("share", "增长34%", True),
        ("share", "四成員工受影響", True),
        ("share", "成为四成功人士", False),
        ("money", "达到398亿元", True),
        ("money", "有398人", False),
        ("people", "超過1200萬人", True),
        ("reason", "得益于大模型", True),
        ("name", "叫做「豆蔻醫生」", True),
        ("rank", "躋身全球前三", True),
        ("rank", "前三年", False),
    ],
)
def test_a_sentence_shows_an_answer_of_its_kind(name: str, text: str, expected: bool) -> None:
    """Whatever it is that it says."""
    cue = next(cue for cue in CUES if cue.name == name)
    assert shows(cue, text) is expected


def test_a_question_may_want_several_kinds() -> None:
    """The narrowest figure first, then a number with the unit that is asked for, then the rest."""
    assert [cue.name for cue in cues_of("哪家公司为什么裁掉了几款产品")] == ["number", "unit", "reason", "name"]


def test_a_number_is_wanted_with_its_unit() -> None:
    """款 and not 年."""
    unit = cues_of("出了几款应用")[1]
    assert shows(unit, "等6款应用")
    assert not shows(unit, "用了6年")
