"""Comparisons: one sentence for each thing compared."""

import pytest

from retrieval.ask.comparisons import compares
from tests.conftest import LibraryOf


@pytest.mark.parametrize("question", ["美团和京东各投多少", "哪家给得多", "分别是多少", "谁卖得好", "差多少"])
def test_comparisons_are_told_by_their_words(question: str) -> None:
    """Of names, of documents, of dates."""
    assert compares(question)


@pytest.mark.parametrize("question", ["收入是多少", "各地都有骑手", "个别商家"])
def test_other_questions_compare_nothing(question: str) -> None:
    """A word with the same character is none of these."""
    assert not compares(question)


def test_each_name_that_is_joined_gets_its_sentence(library_of: LibraryOf) -> None:
    """Also where the sentence on the one is much better found than that on the other."""
    library = library_of(
        a__txt="未来五年京东为骑手福利投入220亿元，骑手福利包括住房。\n骑手福利人人都说好。\n骑手福利一年比一年好。\n"
        "骑手们说福利投入不够。\n美团五年总投入100亿元。\n"
    )
    texts = [quote.text for quote in library.ask("京东和美团五年各为骑手福利投入多少").quotes]
    assert "未来五年京东为骑手福利投入220亿元，骑手福利包括住房。" in texts
    assert "美团五年总投入100亿元。" in texts


def test_where_one_thing_is_named_each_document_says_its_figure(library_of: LibraryOf) -> None:
    """The words that tell the documents apart stand in none of the sentences."""
    library = library_of(
        a__txt="春天的报告\n2025-02-21\n星海云收入是317亿元。\n星海云很好。\n",
        b__txt="秋天的报告\n2025-11-28\n星海云收入达到398亿元。\n财报里还有别的。\n",
    )
    quotes = library.ask("星海云收入，年初那份财报和秋天那份分别是多少").quotes
    assert {"星海云收入是317亿元。", "星海云收入达到398亿元。"} <= {quote.text for quote in quotes}


def test_the_word_compare_is_not_searched_for(library_of: LibraryOf) -> None:
    """It tells what to do with the things that it names."""
    library = library_of(
        a__txt="Accuracy was high compared with imagery.\n",
        b__txt="Otters eat urchins and crabs.\n",
        c__txt="Seals eat herring and cod.\n",
    )
    quoted = {quote.text for quote in library.ask("compare otters and seals").quotes}
    assert quoted == {"Otters eat urchins and crabs.", "Seals eat herring and cod."}
