"""Explanation of an answer."""

import pytest

from tests.conftest import LibraryOf


def test_a_score_is_the_sum_of_its_parts(library_of: LibraryOf) -> None:
    """For each sentence that is shown, and the best is the one that is quoted first."""
    library = library_of(a__txt="星海科技的食堂在二楼。\n食堂每天供应三百份午餐。\n", b__txt="骑手每天送餐。\n")
    why = library.explain("星海科技的食堂每天供应多少份午餐")
    assert why.reasons
    for reason in why.reasons:
        assert sum(reason.parts.values()) == pytest.approx(reason.score, rel=1e-3)
    assert why.reasons[0].text in library.ask(why.question).quotes[0].text


def test_it_tells_words_kinds_and_what_else_would_have_been_found(library_of: LibraryOf) -> None:
    """With what stands nowhere, and the questions that were taken along."""
    library = library_of(a__txt="腾讯的收入是三百亿元。\n腾讯的利润是一百亿元。\n")
    why = library.explain("它的番茄利润呢", ["鹅厂收入是多少"])
    assert "番茄" in why.unknown
    assert why.earlier
    assert "number" in why.kinds
    assert ("利润", True) in [(word, "盈利" in others) for word, others in why.others]


def test_what_is_refused_is_below_the_threshold(library_of: LibraryOf) -> None:
    """And what is answered is not."""
    library = library_of(a__txt="腾讯的收入是三百亿元。\n骑手每天送餐。\n")
    for question in ("腾讯的收入是多少", "巴西队的教练是谁"):
        why = library.explain(question)
        assert (why.confidence >= why.least) == (library.ask(question).status == "answered")


def test_a_question_to_one_document_is_explained_as_that(library_of: LibraryOf) -> None:
    """Though another says more of its words."""
    library = library_of(a__txt="渔港的收入是三百万元。\n渔港的收入在增长。\n", b__txt="林场的收入是五百万元。\n")
    why = library.explain("第2篇的渔港收入是多少")
    assert why.question == "第2篇的渔港收入是多少"
    assert [reason.text for reason in why.reasons] == ["林场的收入是五百万元。"]
