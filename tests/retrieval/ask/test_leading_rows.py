"""Superlatives over rows and lists: the one with the most or the least of what is meant comes first."""

import pytest

from retrieval.ask.leading_rows import leading_rows
from retrieval.ask.query import query
from retrieval.library import Library
from tests.conftest import LibraryOf

ROPES = """# 缆绳

| 缆绳 | 长度 | 单价(元) | 存量 | 入库日期 |
|---|---|---|---|---|
| 青麻 | 800米 | 96 | 7 | 2021年11月2日 |
| 白棕 | 1.2公里 | 1,050 | 12 | 2019年4月30日 |
| 红胶 | 90米 | 240 | 5 | 2021年3月15日 |
"""
BOATS = """Boat,Seats,Price per day,Built
Ash,9,£120,1998
Birch,31,£95,2011
Cedar,14,£1040,1987
"""
OARS = """# 船具

## 船桨

- 青松：35元
- 红柳：120元
- 白杨：28元

## 船帽

- 草帽：9元
"""


def first(library: Library, question: str) -> str:
    """Return the text of the first quote."""
    return library.ask(question).quotes[0].text


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("最贵的缆绳是哪个", "白棕"),
        ("最便宜的缆绳多少钱", "青麻"),
        ("哪种缆绳最长", "白棕"),
        ("哪种缆绳存量最少", "红胶"),
        ("哪种缆绳入库最早", "白棕"),
        ("哪种缆绳入库最晚", "青麻"),
    ],
)
def test_the_row_with_the_extreme_of_the_column_comes_first(library_of: LibraryOf, question: str, row: str) -> None:
    """The adjective or the noun before it tells the column; units and days compare by what they mean."""
    assert row in first(library_of(ropes__md=ROPES), question)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which boat is the cheapest?", "Birch"),
        ("What is the most expensive boat?", "Cedar"),
        ("Which boat has the most seats?", "Birch"),
        ("Which boat has the fewest seats?", "Ash"),
    ],
)
def test_an_english_superlative_means_a_column_as_well(library_of: LibraryOf, question: str, row: str) -> None:
    """The noun stands after it."""
    assert row in first(library_of(boats__csv=BOATS), question)


@pytest.mark.parametrize(("question", "line"), [("哪种船桨最贵", "红柳"), ("最便宜的船桨是哪种", "白杨")])
def test_prices_of_a_list_compare_under_their_heading(library_of: LibraryOf, question: str, line: str) -> None:
    """A list need not repeat on each line what it is of; the prices of other lists are others."""
    assert line in first(library_of(oars__md=OARS), question)


def test_every_row_with_the_same_extreme_leads(library_of: LibraryOf) -> None:
    """None of two that are equal is the better answer."""
    tied = ROPES + "| 黑丝 | 70米 | 96 | 30 | 2022年1月5日 |\n"
    names = [quote.row[0].value for quote in library_of(ropes__md=tied).ask("最便宜的缆绳是哪个").quotes if quote.row]
    assert set(names[:2]) == {"青麻", "黑丝"}


def test_a_row_far_down_the_table_leads(library_of: LibraryOf) -> None:
    """All rows are compared, not only those that are put in order."""
    rows = "".join(f"| 第{n}号 | {n + 100} |\n" for n in range(1, 60))
    table = f"# 缆绳\n\n| 缆绳 | 单价(元) |\n|---|---|\n{rows}| 末号 | 900 |\n"
    assert "末号" in first(library_of(ropes__md=table), "哪种缆绳单价最高")


def test_only_rows_with_a_word_of_the_question_compare(library_of: LibraryOf) -> None:
    """A question may be about some of the rows."""
    table = "# 价目\n\n| 品名 | 价格 |\n|---|---|\n| 麻绳甲 | 30元 |\n| 船桨 | 900元 |\n| 麻绳乙 | 45元 |\n| 麻绳丙 | 12元 |\n"
    assert "麻绳乙" in first(library_of(prices__md=table), "最贵的麻绳是哪个")


def leading(library: Library, question: str) -> list[int]:
    """Return the rows that lead, among those of all tables."""
    material = library.material
    asked = query(question, (), material.index, material.analyzer, material.lexicon)
    return leading_rows(asked.parts[0], range(len(material.index.entries)), material)


@pytest.mark.parametrize("question", ["最贵的缆绳是哪个", "最贵的船桨是哪个", "最重的缆绳是哪个", "缆绳最多能借几条"])
def test_nothing_leads_where_it_is_unsure_what_is_meant(library_of: LibraryOf, question: str) -> None:
    """Of two columns of prices either may be meant; oars and weights are not in the table; 最多 may be a bound."""
    table = "# 缆绳\n\n| 缆绳 | 单价(元) | 会员价(元) |\n|---|---|---|\n| 青麻 | 96 | 80 |\n| 白棕 | 105 | 70 |\n"
    assert leading(library_of(ropes__md=table), question) == []


def test_a_column_that_also_says_words_leads_nowhere(library_of: LibraryOf) -> None:
    """A price that is not told may be more than all others; one that is free is the cheapest."""
    table = "# 缆绳\n\n| 缆绳 | 单价(元) |\n|---|---|\n| 青麻 | 96 |\n| 白棕 | 105 |\n| 红胶 | {} |\n"
    assert leading(library_of(ropes__md=table.format("面议")), "最贵的缆绳是哪个") == []
    assert "红胶" in first(library_of(ropes__md=table.format("免费")), "最便宜的缆绳是哪个")


REPAIRS = "日期,位置,费用（元）,名次\n2027-03-01,东门,1800,2\n2027-03-09,西门,350,3\n2027-04-02,钟楼,62000,1\n"


@pytest.mark.parametrize(
    ("question", "row"), [("哪次维修最贵", "钟楼"), ("最便宜的维修", "西门"), ("维修的冠军是哪里", "钟楼")]
)
def test_a_table_is_meant_by_the_name_of_its_file(library_of: LibraryOf, question: str, row: str) -> None:
    """None of its rows says that it is of repairs; other sentences do. The first in rank is the least number."""
    answer = library_of(维修记录__csv=REPAIRS, a__txt="维修请打电话。\n\n维修人员十分钟内到场。\n").ask(question)
    assert row in answer.quotes[0].text
    assert answer.status == "answered"


def test_the_newest_version_of_a_table_is_compared(library_of: LibraryOf) -> None:
    """Two tables of one kind are no doubt which is meant."""
    old, new = "船型,月租（元）\n单桨,310\n双桨,470\n", "船型,月租（元）\n单桨,590\n双桨,490\n"
    library = library_of(船价2026__csv=old, 船价2027__csv=new)
    assert "590" in first(library, "最贵的船型是哪个")
