"""Words of a question that no document has, and what is no such word."""

import pytest

from retrieval.library import Library
from tests.conftest import LibraryOf

TEA = "# 采茶记\n\n白茶第一次泡茶只要十秒。\n\n茶场2023年采茶四千斤，收入九十万元。\n"


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Return a library that names a year, and has a verb of one character."""
    return library_of(tea__md=TEA, ferry__md="# Ferry report\n\nThe ferry carried 400 passengers in 2023.\n")


@pytest.mark.parametrize(
    "time", ["去年", "今年", "前年", "往年", "上个月", "本月", "这个季度", "上周", "昨天", "最近", "上半年", "近三年"]
)
def test_a_time_told_from_now_is_not_missed(library: Library, time: str) -> None:
    """A document tells its year."""
    assert library.ask(f"茶场{time}采茶多少斤").missing == ()


@pytest.mark.parametrize("time", ["last year", "this month", "a few weeks ago", "yesterday"])
def test_nor_is_one_in_english(library: Library, time: str) -> None:
    """Of which the noun alone may be missing."""
    assert library.ask(f"How many passengers did the ferry carry {time}?").missing == ()


@pytest.mark.parametrize("question", ["第一泡泡多久", "白茶要泡泡多久"])
def test_a_verb_said_twice_is_not_missed(library: Library, question: str) -> None:
    """Nor characters of two words that follow each other."""
    assert library.ask(question).missing == ()


@pytest.mark.parametrize(("question", "name"), [("茶场2023年采咖啡多少斤", "咖啡"), ("茶场星星采茶多少斤", "星星")])
def test_a_name_that_no_document_has_is_missed(library: Library, question: str, name: str) -> None:
    """Also one of the same character twice that is no word of the material."""
    assert library.ask(question).missing == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "How fast did the ferry go in 2023?",
        "What was the max number of passengers on the ferry?",
        "What was the avg temp on the ferry?",
        "What is the ferry's size?",
        "How many passengers did the ferry carry in the 90s?",
        "Can the ferry carry a 20kg box of passengers?",
    ],
)
def test_a_quality_a_measure_or_a_unit_is_no_name(library: Library, question: str) -> None:
    """Adjectives, short forms and decades say how much of a thing is asked for, and name none."""
    assert {"fast", "max", "avg", "temp", "size", "90s", "20kg"}.isdisjoint(library.ask(question).missing)


def test_a_name_beside_a_quality_is_missed_still(library: Library) -> None:
    """The thing that is fast, if no document has it."""
    assert library.ask("How fast is the zeppelin?").missing == ("zeppelin",)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("¿Cuánto cuesta el billete?", "Cuánto"),
        ("Wie schnell wächst der Tee?", "wächst"),
        ("Wo ist die Müller-Straße?", "Müller-Straße"),
    ],
)
def test_a_missing_word_with_an_accent_is_named_whole(library: Library, question: str, word: str) -> None:
    """And once, whatever pieces it is searched for by."""
    missing = library.ask(question).missing
    assert missing.count(word) == 1
    assert all(one in question.replace("?", " ").replace("¿", " ").split() for one in missing)


def test_a_word_of_the_material_with_a_verb_behind_it_is_nobody(library_of: LibraryOf) -> None:
    """Though it begins like a surname: 金卡 with 打, which no document has in a row."""
    library = library_of(card__md="# 会员制度\n\n金卡会员享受九折，银卡会员享受九五折。\n\n生日当月打八折。\n")
    assert library.ask("金卡打几折").missing == ()
    assert "王小明" in "".join(library.ask("王小明打几折").missing)


def test_the_document_of_the_asked_year_answers(library_of: LibraryOf) -> None:
    """That holds where no sentence says its year and those of other years are alike."""
    library = library_of(
        a__md="---\ntitle: 食堂价格\ndate: 2025-02-10\n---\n\n早餐每份八元。\n",
        b__md="---\ntitle: 食堂价格\ndate: 2023-09-01\n---\n\n早餐每份六元。\n",
    )
    assert library.ask("2023年早餐多少钱").quotes[0].text == "早餐每份六元。"
    assert library.ask("早餐多少钱").quotes[0].text == "早餐每份八元。"
    assert library.ask("2019年早餐多少钱").status == "not_found"
