"""Compounds: words that the dictionary does not have, mined from the material."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.word_sample import compounds_of
from retrieval.language.collocations import LEAST_COUNT, Row, WordTraits, collocations, count_grams
from retrieval.language.compounds import MARK, Compounds, GramFinder
from retrieval.language.tokenizer import Analyzer, stop_words
from tests.conftest import LibraryOf

NAME = "吴泳铭"
SENTENCES = [f"{NAME}说要投入。", f"昨天{NAME}来了。", f"记者见到{NAME}和同事。", f"据悉{NAME}将出席会议。"]
OTHERS = [f"第{number}家门店卖出商品并接到订单。" for number in range(30)]


def _mined(analyzer: Analyzer, texts: Sequence[str]) -> Compounds:
    """Return the compounds of some texts."""
    numbers, glued, words = list[int](), list[bool](), dict[str, int]()
    for text in texts:
        end = -1
        for token in analyzer.tokens(text):
            numbers.append(words.setdefault(token.text, len(words)))
            glued.append(token.start == end)
            end = token.end
    traits = WordTraits(
        np.array([len(word) for word in words], np.int64),
        np.array([any(map(str.isdigit, word)) for word in words], bool),
        np.array([word in stop_words() for word in words], bool),
    )
    row, written = Row(np.array(numbers, np.int32), np.array(glued, bool)), list(words)
    found = collocations(row, traits, count_grams(row, len(words)))
    return Compounds("\n".join(written[word] for word in gram) for gram in compounds_of(found, row))


def test_a_name_that_the_dictionary_cuts_apart_is_mined(analyzer: Analyzer) -> None:
    """It comes often, holds together, and stands among all kinds of words."""
    assert len(analyzer.tokens(NAME)) > 1
    assert NAME in _mined(analyzer, SENTENCES + OTHERS)


def test_what_comes_too_rarely_is_not_mined(analyzer: Analyzer) -> None:
    """A few times may be chance."""
    assert NAME not in _mined(analyzer, SENTENCES[: LEAST_COUNT - 1] + OTHERS)


def test_what_always_has_the_same_neighbour_is_part_of_something_longer(analyzer: Analyzer) -> None:
    """Of a name of four characters three are no name."""
    longer = [text.replace(NAME, f"{NAME}吉") for text in SENTENCES]
    mined = _mined(analyzer, longer + OTHERS)
    assert NAME not in mined
    assert f"{NAME}吉" in mined


def test_nothing_is_mined_from_nothing(analyzer: Analyzer) -> None:
    """An index without passages has none."""
    assert list(_mined(analyzer, [])) == []


def test_compounds_are_found_in_other_texts_and_marked(analyzer: Analyzer) -> None:
    """The marked term stands beside the words; where a gap parts the words there is no compound."""
    compounds = _mined(analyzer, SENTENCES + OTHERS)
    assert compounds.find(analyzer.tokens(f"谁见过{NAME}?")) == [MARK + NAME]
    assert compounds.find(analyzer.tokens("、".join(NAME))) == []


@given(texts=st.lists(st.text("吴泳铭吉来了，。门店", max_size=14), min_size=1, max_size=30))
def test_a_row_of_words_has_the_compounds_that_each_sentence_has(analyzer: Analyzer, texts: list[str]) -> None:
    """At the same places: no compound runs over a gap or the end of a sentence."""
    compounds = Compounds(["吴\n泳", "吴\n泳\n铭", "泳\n铭\n吉\n来", "门店\n来", "铭\n吉"])
    grams = [gram.split("\n") for gram in compounds.grams]
    numbers, glued, words = (
        list[int](),
        list[bool](),
        {word: n for n, word in enumerate(sorted({word for gram in grams for word in gram}))},
    )
    expected = list[str]()
    for text in texts:
        end = -1
        for token in analyzer.tokens(text):
            numbers.append(words.setdefault(token.text, len(words)))
            glued.append(token.start == end)
            end = token.end
        expected += compounds.find(analyzer.tokens(text))
    finder = GramFinder(grams, words)
    places, which = finder.places(Row(np.array(numbers, np.int32), np.array(glued, bool)))
    found = [grams[number] for _, number in sorted(zip(places.tolist(), which.tolist(), strict=True))]
    assert sorted(MARK + "".join(gram) for gram in found) == sorted(expected)


def test_a_question_finds_the_name_and_not_its_characters(library_of: LibraryOf) -> None:
    """Another sentence that has all its characters by chance comes after the one with the name."""
    noise = "铭文上说泳池归姓吴的人管理, 吴先生将出席会议。"
    library = library_of(a__txt="\n".join([noise, *SENTENCES, *OTHERS]))
    assert library.ask(f"{NAME}将出席什么").quotes[0].text in SENTENCES
