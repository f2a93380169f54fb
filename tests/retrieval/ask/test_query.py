"""Words of a question: parts of longer ones, verbs that are parted, and a time or a name alone."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from retrieval.ask.query import Query, query
from retrieval.ask.ranking import Ranked, rank
from retrieval.documents.reader import FolderReader
from retrieval.index.index import Index
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.conftest import LibraryOf

LINE = "# 支线\n\n支线从香港出发，途经机场，于1998年7月6日通车。\n\n站长说，霉变的谷物里有最强的致癌物质。\n"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("支线是什么时候通的车", "1998年7月6日"),
        ("香港机场的支线什么时候通车", "1998年7月6日"),
        ("哪里有最强的致癌物", "霉变"),
    ],
)
def test_a_word_is_found_in_the_form_that_the_material_has(library_of: LibraryOf, question: str, words: str) -> None:
    """And counts as known: none of it is said to be missing."""
    answer = library_of(a__md=LINE).ask(question)
    assert words in answer.quotes[0].text
    assert answer.missing == ()


PORT = "# 港口\n\n渡轮码头建于民国二年，由两位工程师设计。\n\n同年12月，灯塔落成。\n\n旧港毁于一场海啸，那次大火只烧了仓库。\n"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("渡轮码头建于哪一年", "民国二年"),
        ("渡輪碼頭建於何年？", "民国二年"),
        ("旧港毁于哪一场灾难", "海啸"),
        ("旧港毁于哪次灾难", "海啸"),
    ],
)
def test_the_measure_that_asks_which_one_is_not_looked_for(library_of: LibraryOf, question: str, words: str) -> None:
    """No sentence is nearer for it, and nothing of it is said to be missing."""
    library = library_of(a__md=PORT)
    answer = library.ask(question)
    assert words in answer.quotes[0].text
    looked_for = {word for word, _ in library.explain(question).words}
    assert not {"哪一年", "一年", "何年", "一场", "哪次"} & {*answer.missing, *looked_for}


FIRMS = (
    "# 京东年报\n\n2024年京东的净利润是414亿元。\n\n2025年京东的净利润是450亿元。\n",
    "# 美团年报\n\n2024年美团的净利润是358亿元。\n\n2025年美团的净利润是60亿元。\n",
)


@pytest.mark.parametrize(
    ("history", "question", "words"),
    [
        (["美团2024年的净利润是多少"], "2025年呢", "60亿元"),
        (["京东2024年的净利润是多少"], "那2025年呢？", "450亿元"),
        (["京东2024年的净利润是多少"], "美团呢", "358亿元"),
        (["京东2024年的净利润是多少", "2025年呢"], "美团呢", "60亿元"),
    ],
)
def test_a_time_or_name_alone_takes_the_place_of_the_one_before(
    library_of: LibraryOf, history: list[str], question: str, words: str
) -> None:
    """The rest of the question before is kept, and named as what was read."""
    answer = library_of(a__md=FIRMS[0], b__md=FIRMS[1]).ask(question, history)
    assert words in answer.quotes[0].text
    assert answer.follows == history[0]


def test_what_was_just_asked_is_not_searched_again(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to what is asked next is the same as if it was."""
    history, question, searched = ["京东2024年的净利润是多少"], "美团呢", list[str]()
    for name, text in zip("ab", FIRMS, strict=True):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    library, fresh = (Library.read(FolderReader(tmp_path), analyzer) for _ in range(2))

    def counted(asked: Query, index: Index, passages: Sequence[int] | None = None) -> list[Ranked]:
        searched.append(asked.parts[0].text)
        return rank(asked, index, passages)

    monkeypatch.setattr("retrieval.ask.answer.rank", counted)
    library.ask(history[0])
    found, before = library.ask(question, history), searched.copy()
    searched.clear()
    assert fresh.ask(question, history).quotes == found.quotes
    assert before.count(history[0]) == searched.count(history[0]) == 1


def test_a_firm_that_is_told_before_must_be_there(library_of: LibraryOf) -> None:
    """No other firm's figures of the new year are quoted surely in its place."""
    answer = library_of(b__md=FIRMS[1]).ask("2025年呢", ["京东2024年的净利润是多少"])
    assert answer.status != "answered"


HOUSE = {
    "lake__md": "# 青松湖指南\n\n六十五岁以上老人免票。湖区禁止游泳，遛狗须牵绳。\n",
    "firm__md": "# 星图科技简介\n\n星图科技成立于2016年。公司的客服在杭州。\n",
    "move__md": "# Move notice\n\nThe Shanghai office will move on 7 April.\n",
}


def test_a_short_question_about_something_else_is_asked_by_itself(library_of: LibraryOf) -> None:
    """The document that answered the one before has none of its words; one that has them is asked about on."""
    library = library_of(**HOUSE)
    for question, words in (("公司什么时候成立", "2016"), ("when does the office move", "7 April")):
        answer = library.ask(question, ["老人要票吗"])
        assert (answer.follows, words in answer.quotes[0].text) == (None, True)
    # So has one that gets the same sentence by itself.
    assert library.ask("客服在哪", ["星图科技什么时候成立"]).follows is None


def test_an_english_question_with_two_words_of_its_own_is_complete(library_of: LibraryOf) -> None:
    """And one that asks what a thing is; one with a word for whoever was asked about before is not."""
    text = (
        "# Yard report\n\nThe crane lifts 40 tonnes.\n\nThe supplier is Halden. Payment to the supplier is due in June.\n\n"
        "Ruth Moss founded the yard in 1988. The hoist was repaired in May.\n"
    )
    library = library_of(a__md=text)
    for alone in ("who is the supplier of the hoist", "what is a crane"):
        assert library.ask(alone, ["how much does the hoist lift"]).follows is None
    assert library.ask("when did she found it", ["who is Ruth Moss"]).follows == "who is Ruth Moss"


def test_what_is_missing_is_named_as_it_was_typed_and_words_of_asking_are_not(library_of: LibraryOf) -> None:
    """能带 of 能带狗吗 is no word, and 湖里 is the lake."""
    library = library_of(**HOUSE)
    assert library.ask("能带狗吗").missing == library.ask("湖里能游泳是什么意思").missing == ()
    assert "shanghai" not in library.ask("上海的老人要票吗").absent


@pytest.mark.parametrize(
    ("before", "question"), [("押金多少", "早餐多少钱"), ("早餐多少钱", "退房几点"), ("退房几点", "押金多少")]
)
def test_a_question_of_another_thing_does_not_follow_one_that_names_only_its_own(
    library_of: LibraryOf, before: str, question: str
) -> None:
    """Nothing of that is left to take along, so that the answer is the same without it."""
    library = library_of(
        inn__md="# 山居入住\n\n退房在中午十二点前。押金五百元，原路退回。\n\n早餐每位 35 元。\n",
        ski__md="# 雪具\n\n雪板押金为 1000 元。\n\n| 项目 | 价格 |\n| --- | --- |\n| 雪板 | 120 |\n| 自助早餐 | 48 |\n",
    )
    with_history = library.ask(question, [before])
    assert with_history.follows is None
    assert with_history.quotes == library.ask(question).quotes


def test_a_question_that_names_whose_thing_it_is_is_followed(library_of: LibraryOf) -> None:
    """Its subject stays."""
    library = library_of(
        a__md="# 海星\n\n海星旅馆的押金为五百元。\n\n海星旅馆的早餐每位 35 元。\n",
        b__md="# 云栖\n\n云栖旅馆的早餐每位 48 元。\n",
    )
    assert library.ask("早餐多少钱", ["海星旅馆押金多少"]).quotes[0].file == "a.md"


@pytest.mark.parametrize(
    ("question", "day"),
    [("几号发工资", "10日"), ("哪天签合同", "5日"), ("哪天交学费", "20日")],
)
def test_a_verb_and_its_object_are_found_apart(library_of: LibraryOf, question: str, day: str) -> None:
    """Though the dictionary has them as one word, which no document has."""
    library = library_of(
        a__txt="店员工资每月10日发放。\n\n合同于5日签订。\n\n学费在每学期20日缴纳。\n\n周末照常营业。\n",
    )
    answer = library.ask(question)
    assert answer.status != "not_found"
    assert day in answer.quotes[0].text


def test_a_machine_is_not_taken_apart(library_of: LibraryOf) -> None:
    """发动机 has nothing to do with 动机."""
    library = library_of(a__txt="他的动机是为了还债。\n\n店员工资每月10日发放。\n")
    assert library.ask("发动机多少钱").missing == ("发动机",)


BAKERY = (
    "# 平台规则\n\n差评须在两小时内回复，由王丽负责。\n\n每单包装费二元，蛋糕类包装费五元。\n\n留样保存四十八小时。\n",
    "# 店务\n\n7:30开门营业。\n\n国庆期间8:00开门。\n\n本店共有会员3216人。\n\n充值1000元送80元。\n",
)


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("谁负责差评", "怎么做蛋糕"),
        ("留样保存多久", "国庆几点开门"),
        ("充1000送多少", "现在有多少会员"),
        ("国庆几点开门", "蛋糕的包装费多少"),
    ],
)
def test_a_complete_question_leans_on_none_before_it(library_of: LibraryOf, before: str, question: str) -> None:
    """Short as it is: what is found for it has nothing of what was asked before."""
    library = library_of(a__md=BAKERY[0], b__md=BAKERY[1])
    answer = library.ask(question, [before])
    assert answer.follows is None
    assert answer.quotes == library.ask(question).quotes


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        ("巴斯克多少钱", "能放几天", "三天"),
        ("提拉米苏多少钱", "能放几天", "两天"),
        ("海星旅馆有多少房间", "工资开多少", "四千元"),
    ],
)
def test_one_that_names_nothing_or_finds_what_was_asked_about_leans(
    library_of: LibraryOf, before: str, question: str, words: str
) -> None:
    """It is asked of the thing before."""
    library = library_of(
        a__txt="巴斯克158元，能放三天，当天可订。\n\n法棍9元，能放一天，当天可订。\n",
        b__txt="提拉米苏198元，须提前两天订，能放两天。\n\n海星旅馆有二十个房间，店员工资开四千元。\n",
        c__txt="河湾书店的店员工资开五千元。\n",
    )
    answer = library.ask(question, [before])
    assert answer.follows == before
    assert words in answer.quotes[0].text


def test_the_kind_of_answer_behind_what_finds_less_than_the_rest(library_of: LibraryOf) -> None:
    """The sentence that names the crop seldom calls it one, and others do."""
    library = library_of(
        a__md="# 石桥\n\n石桥镇盛产水稻，品质上乘。\n\n云山镇盛产茶叶。\n\n石桥镇的作物研究所由作物学会出资，研究作物病害。\n\n各镇的作物由县里统一收购。\n"
    )
    assert "水稻" in library.ask("石桥镇盛产什么作物").quotes[0].text


@pytest.mark.parametrize(
    ("question", "words"),
    [("租到什么时候", {"租"}), ("看到几点", {"看"}), ("英语课几点上", {"英语", "课"}), ("看到什么", {"看到"})],
)
def test_what_is_asked_up_to_when_and_what_a_course_is_in_are_found_apart(
    library_of: LibraryOf, question: str, words: set[str]
) -> None:
    """The dictionary has 看到 as a word, and the material has the subject without 课."""
    material = library_of(a__md="英语入门每周二上课。\n\n院子里有一棵树。\n").material
    assert set(query(question, (), material.index, material.analyzer, material.lexicon).words) == words


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("周五谁交了船费", "谁没有交船费"),
        ("船票打折吗", "陈阿福说了什么"),
        ("船票打折吗", "这句话出自哪里：桨要先晾干"),
        ("船票打折吗", "定金是多少？尾款呢？"),
    ],
)
def test_a_question_that_elides_nothing_follows_none(library_of: LibraryOf, before: str, question: str) -> None:
    """It repeats what it asks, names who spoke, has behind a colon what it points to, or points to its own beginning."""
    library = library_of(
        a__md="船票打九折。\n\n定金是三百元。尾款是七百元。\n\n陈阿福说：“桨要先晾干。”\n\n没有交船费的是林三。\n\n周五交船费。\n"
    )
    assert library.ask(question, [before]).follows is None
