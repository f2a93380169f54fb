"""The same thing in other words."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.analysis import expressions_of, words_of
from retrieval.index.concepts import Concepts
from retrieval.index.plain_lists import PlainLists
from retrieval.index.term_lists import TermLists
from retrieval.index.word_table import WordTable
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Analyzer

TEXTS = ["甲出售了仓库", "乙卖掉了汽车", "丙有食堂", "丁出售并卖掉了船"]


def concepts(analyzer: Analyzer, groups: Groups) -> Concepts:
    """Return the concepts of TEXTS."""
    words = words_of(TEXTS, analyzer, WordTable())
    found = expressions_of(TEXTS, words, groups)
    owners = np.repeat(np.arange(len(TEXTS)), found.counts)
    lists = PlainLists.of_pairs(list(groups), found.values.astype(np.int64), owners)
    return Concepts(groups, TermLists(lists.packed()), len(TEXTS))


@given(st.lists(st.text("卖出家售jda1 𠀀。", max_size=9), min_size=1, max_size=4))
def test_expressions_are_found_in_many_texts_as_in_each(analyzer: Analyzer, texts: list[str]) -> None:
    """The longest first, Latin ones as words of their own, and single characters as words."""
    groups = Groups([["卖", "出售", "卖出"], ["jd", "jda1", "a"], ["家", "卖家", "𠀀售"], ["出售家", "d 出"]])
    found = expressions_of(texts, words_of(texts, analyzer, WordTable()), groups)
    for at, text in enumerate(texts):
        own = groups.find(text, {(token.start, token.end) for token in analyzer.tokens(text)})
        numbers = sorted({list(groups).index(one.expression) for one in own})
        assert found.of(np.array([at])).values.tolist() == numbers


def test_a_sentence_gains_where_it_says_it_in_other_words(analyzer: Analyzer) -> None:
    """By the idf of the group; the same word is no gain, because it counts as a word already."""
    found = concepts(analyzer, Groups([["出售", "卖掉"]]))
    assert list(found.scores(found.asked("卖掉", analyzer.tokens("卖掉")))) == [math.log(5 / 3), 0, 0, 0]


def test_a_word_of_several_groups_counts_once(analyzer: Analyzer) -> None:
    """By the best of them."""
    groups = Groups([["卖掉", "出售"], ["卖掉", "食堂"], ["卖掉", "出售", "食堂"]])
    found = concepts(analyzer, groups)
    assert found.scores(found.asked("卖掉", analyzer.tokens("卖掉")))[2] == math.log(5 / 3)


def test_a_concept_is_held_by_any_of_its_words(analyzer: Analyzer) -> None:
    """In one of the sentences that are asked about."""
    found = concepts(analyzer, Groups([["出售", "卖掉"]]))
    assert found.holds("谁卖掉了", analyzer.tokens("谁卖掉了"), range(1)) == {(1, 3): True}
    assert found.holds("谁卖掉了", analyzer.tokens("谁卖掉了"), range(2, 3)) == {(1, 3): False}
