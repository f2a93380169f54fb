"""Kind of answer that a question wants."""

import pytest

from retrieval.ask.intent import CUES, asks_for_more, cues_of, shows, yes_or_no
from retrieval.language.fold import fold
from tests.conftest import LibraryOf


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("是哪天宣布的", "date"),
        ("於哪一年通車", "year"),
        ("站台建于何年", "year"),
        ("京東雙11幾號開始", "date"),
        ("夜市開放時間", "date"),
        ("点击率提高多少", "share"),
        ("涨了几成", "share"),
        ("算力拉高了几倍", "times"),
        ("花了多少钱", "money"),
        ("净利是多少", "money"),
        ("租金多少", "money"),
        ("押金要多少", "money"),
        ("工资每月多少", "money"),
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
        ("When did it open?", "date"),
        ("In what year did it open?", "year"),
        ("How much is a day ticket?", "money"),
        ("What does a day ticket cost?", "money"),
        ("How long may I stay?", "duration"),
        ("How tall is the tower?", "size"),
        ("Why was it closed?", "reason"),
        ("Who is in charge?", "person"),
        ("How do I cancel?", "way"),
        ("怎么去植物园", "route"),
        ("到植物园坐几路车", "number"),
        ("How do I get to the mill?", "route"),
        ("南站旅客量", "number"),
        ("南站2020年的票房是？", "number"),
        ("南站的地点", "place"),
        ("Since when is it open?", "date"),
        ("How old is the captain?", "age"),
        ("What do we see when it is open?", None),
        ("说说云计算", None),
    ],
)
def test_the_words_of_a_question_tell_what_it_wants(question: str, name: str | None) -> None:
    """In both scripts, and in English."""
    cues = cues_of(fold(question))
    assert (cues[0].name if cues else None) == name


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("year", "同年12月5日宣佈", False),
        ("year", "民國二年通車", True),
        ("year", "建了三年", False),
        ("year", "也正是在这一年", False),
        ("year", "公元前221年", True),
        ("year", "庚申年通车", True),
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
        ("rank", "第一，先关闸门", False),
        ("rank", "列第一", True),
        ("date", "It opened on 14 June 2019.", True),
        ("date", "It may open soon.", False),
        ("money", "It costs £4.", True),
        ("money", "It costs a lot.", False),
        ("duration", "up to twenty minutes", True),
        ("reason", "closed because of the flood", True),
        ("way", "You cancel by writing to us.", True),
        ("route", "从车站乘坐三路公交车", True),
        ("route", "植物园有三座温室", False),
        ("route", "The 14 bus stops at the mill.", True),
        ("month", "closed in May 2020", True),
        ("month", "closed in 2020", False),
        ("weekday", "open on Tuesdays", True),
        ("age", "the crew are over 18", True),
        ("age", "a crew of 18", False),
        ("person", "the mill was run by 3 millers", False),
    ],
)
def test_a_sentence_shows_an_answer_of_its_kind(name: str, text: str, expected: bool) -> None:
    """Whatever it is that it says."""
    cue = next(cue for cue in CUES if cue.name == name)
    assert shows(cue, text) is expected


def test_a_question_may_want_several_kinds() -> None:
    """The narrowest figure first, then a number with the unit that is asked for, then the rest."""
    assert [cue.name for cue in cues_of(fold("哪家公司为什么裁掉了几款产品"))] == ["number", "unit", "reason", "name"]


def test_in_english_a_number_is_wanted_with_what_is_counted() -> None:
    """In any form of the word."""
    unit = next(cue for cue in cues_of(fold("How many stations are there?")) if cue.name == "unit")
    assert shows(unit, "with 40 new stations")
    assert not shows(unit, "with 350 bikes")


def test_a_number_is_wanted_with_its_unit() -> None:
    """款 and not 年."""
    unit = cues_of(fold("出了几款应用"))[1]
    assert shows(unit, "等6款应用")
    assert not shows(unit, "用了6年")


@pytest.mark.parametrize(
    "message", ["还有呢", "還有嗎？", "还有别的吗", "继续", "下一页", "换一批", "What else?", "more", "next"]
)
def test_some_messages_ask_for_more(message: str) -> None:
    """And for nothing else."""
    assert asks_for_more(fold(message))


@pytest.mark.parametrize(
    "message", ["还有多少骑手", "更多的商家用了什么", "还有哪些公司裁员", "下一批车何时到", "more users?"]
)
def test_questions_that_begin_like_that_are_questions(message: str) -> None:
    """The whole message counts."""
    assert not asks_for_more(fold(message))


def test_more_gives_the_quotes_behind_those_that_were_given(library_of: LibraryOf) -> None:
    """Again and again, until there are none."""
    library = library_of(
        a__txt="这是菜单。\n星海食堂的面好。\n星海食堂的汤热。\n星海食堂的饭香。\n星海食堂的菜辣。\n星海食堂的茶浓。\n"
    )
    question = "星海食堂怎么样"
    first = library.ask(question)
    second = library.ask("还有呢", [question])
    third = library.ask("还有呢", [question, "还有呢"])
    assert first.quotes
    assert second.quotes
    assert not {quote.text for quote in first.quotes} & {quote.text for quote in second.quotes}
    assert third.status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("能带狗吗", "狗不得入内。"),
        ("要不要提前预约？", "无须预约。"),
        ("一人能借三本吗", "至多借两本。"),
        ("停车要收钱吗", "停车场免费。"),
        ("老师傅会常换厂吗", "老师傅不会经常流动。"),
        ("Can I bring a dog?", "Dogs are not allowed on board."),
    ],
)
def test_a_question_for_a_yes_is_answered_in_its_own_way(question: str, told: str) -> None:
    """A sentence with the same modal says it, and no other."""
    form = yes_or_no(fold(question))
    assert form is not None
    assert form.search(fold(told))
    assert not form.search(fold("门口有三个座位。Three seats stand by the door."))


def test_a_question_with_another_question_word_wants_no_yes() -> None:
    """Though it ends in 吗."""
    assert yes_or_no("有人知道他换过哪些厂吗") is None


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("退款多久到账", "三个工作日内到账", "2026年10月退过款"),
        ("多久送到", "7日内送到", "3月5日送到"),
        ("押金什么时候退", "验收三个月后退", "押金三个月起"),
        ("几点下班", "18:30下班", "两小时后下班"),
        ("什么时候上课", "周三上课", "一周上课"),
    ],
)
def test_a_time_is_shown_in_the_way_that_it_is_asked_for(question: str, told: str, not_told: str) -> None:
    """A year is no length of time, an hour no time from something, and a span with an end is a date."""
    cue = cues_of(fold(question))[0]
    assert [shows(cue, told), shows(cue, not_told)] == [True, False]
