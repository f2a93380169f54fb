"""A phrase in quotation marks."""

import pytest

from retrieval.corpus.phrase import quoted_phrase
from tests.conftest import LibraryOf


@pytest.mark.parametrize("question", ["「阿里雲」", "“阿里雲”？", ' "阿里雲" ', "『阿里雲』。"])
def test_a_question_may_be_a_phrase(question: str) -> None:
    """In any quotation marks, with a question mark or without."""
    assert quoted_phrase(question) == "阿里雲"


@pytest.mark.parametrize("question", ["阿里云", "「阿里云」的收入是多少", "「」", "“！”", "「甲」和「乙」"])
def test_any_other_question_is_none(question: str) -> None:
    """The whole question must be one phrase with a letter in it."""
    assert quoted_phrase(question) is None


def test_a_phrase_is_counted_and_its_places_are_quoted_in_order(library_of: LibraryOf) -> None:
    """In either script, each place marked; sentences of all documents, three quotes at most."""
    library = library_of(
        a__txt="甲說阿里雲好，阿里云也大。\n乙说别的。\n阿里云增长。\n", b__txt="丙说阿里雲。\n丁说阿里云。\n"
    )
    answer = library.ask("「阿里云」")
    assert answer.count is not None
    assert (answer.count.places, answer.count.documents) == (5, 2)
    assert [quote.text for quote in answer.quotes] == ["甲說阿里雲好，阿里云也大。", "阿里云增长。", "丙说阿里雲。"]
    first = answer.quotes[0]
    assert [first.text[a:b] for a, b in first.highlights] == ["阿里雲", "阿里云"]


def test_zero_is_an_answer_too(library_of: LibraryOf) -> None:
    """Nothing is found, and that is said with the phrase."""
    answer = library_of(a__txt="甲说别的。").ask("「阿里云」")
    assert (answer.status, answer.quotes) == ("not_found", ())
    assert answer.count is not None
    assert (answer.count.phrase, answer.count.places) == ("阿里云", 0)


def test_a_refusal_names_the_words_that_stand_nowhere(library_of: LibraryOf) -> None:
    """A word that stands there by another name is not missing."""
    library = library_of(a__txt="腾讯用混元做了广告。\n骑手每天送餐。\n")
    assert library.ask("巴西的番茄和咖啡归哪些骑士").missing == ("巴西", "番茄", "咖啡")
