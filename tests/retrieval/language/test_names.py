"""Names, and what they name."""

import pytest

from retrieval.language.fold import fold
from retrieval.language.labels import labels
from retrieval.language.lexicon import Lexicon
from retrieval.language.names import Names
from retrieval.language.tokenizer import Analyzer


@pytest.fixture(scope="module")
def names(analyzer: Analyzer) -> Names:
    """Return the names of the package."""
    return Names(analyzer, Lexicon())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("京東收購了餓了麼", [("京东", "company"), ("饿了么", "company")]),
        ("负责人彭怀安说道", [("彭怀安", "person")]),
        ("CFO徐宏表示", [("徐宏", "person")]),
        ("数据中心建在新疆", [("新疆", "place")]),
        ("雙11和双十二", [("双11", "occasion"), ("双十二", "occasion")]),
        ("今天的天气很好", []),
        ("城市的高峰和关怀", []),
        ("加盟的顾客怕台风", []),
        ("正如彭怀安所言", [("彭怀安", "person")]),
    ],
)
def test_names_are_found_with_what_they_name(names: Names, text: str, found: list[tuple[str, str]]) -> None:
    """By the lists, by the dictionary where it is right, and by an office or a verb of saying."""
    folded = fold(text)
    assert [(folded[name.start : name.end], name.kind) for name in names.find(folded)] == found


@pytest.mark.parametrize(("one", "other"), [("阿里巴巴", "阿里"), ("京东", "JD"), ("雙11", "双十一")])
def test_spellings_of_a_name_have_one_form(names: Names, one: str, other: str) -> None:
    """Whatever it is called."""
    assert names.find(fold(one))[0].form == names.find(fold(other))[0].form


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pump was built by Ada Brookes at the University of Lund", ["ada brookes", "university of lund"]),
        ("Pumps were sold to Lund's mayor in March 2021", ["lund"]),
        ("Known Issues And Fixes", []),
        ("这台水泵由 Ada Brookes 设计", []),
    ],
)
def test_capitals_tell_names_in_english(text: str, found: list[str]) -> None:
    """Not the first word of a sentence alone, no month, nothing of a heading, and nothing in a Chinese text."""
    assert [label.form for label in labels(text, fold(text))] == found
