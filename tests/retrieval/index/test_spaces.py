"""Passages, and sentences in a row, by the lists of sentences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays import kernels
from retrieval.index.bm25 import Bm25, counted
from retrieval.index.spaces import Bm25Bounds, Bounds, Joined, JoinedBounds, Passages
from tests.retrieval.conftest import ONCE

WORDS = st.sampled_from(["云", "收入", "增长", "外卖", "骑手", "a"])
SENTENCES = st.lists(WORDS, max_size=6)
PASSAGES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=10)
TERMS = st.dictionaries(WORDS, st.floats(0.1, 3), max_size=4)


class Spaces:
    """The postings of passages that are given as sentences of terms."""

    def __init__(self, passages: list[list[list[str]]]) -> None:
        self.first = np.cumsum([0, *map(len, passages)], dtype=np.int32)
        owners = np.repeat(np.arange(len(passages), dtype=np.int32), np.diff(self.first))
        self.sentences = bm25([sentence for passage in passages for sentence in passage])
        self.passages = Passages(self.sentences, self.first, owners, 0.4)
        self.joined = Joined(self.sentences, self.first)
        self.joined_bounds = JoinedBounds(self.joined, self.sentences, self.first, owners)
        self.bounds = Bounds(self.sentences, self.first, owners)
        self.bm25_bounds = Bm25Bounds(self.sentences, self.first, owners)

    def listed(self) -> list[object]:
        """Return the bounds of each term, of each kind: how many, the highest, and all by codes."""
        found = list[object]()
        for scorer in (self.passages, self.joined_bounds, self.bounds, self.bm25_bounds):
            for size, most, made in scorer.bounds(dict.fromkeys(scorer, 1.0)):
                codes, step, lows, turns = made()
                some = [None if one is None else one.tolist() for one in (codes, lows, turns)]
                found.append((size, most, step, some))
        return found


def bm25(units: list[list[str]]) -> Bm25:
    """Return the postings of units."""
    return Bm25.stored(counted(units), k1=0.9, b=0.4)


@ONCE
@given(passages=PASSAGES)
def test_bounds_of_passages_are_the_same_with_both_loops(passages: list[list[list[str]]]) -> None:
    """To the last bit, also of passages whose sentences in a row hold a term."""
    found = Spaces(passages).listed()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "compiled", None)
        assert found == Spaces(passages).listed()


@given(passages=PASSAGES, terms=TERMS)
def test_a_unit_scores_the_same_by_a_long_list(passages: list[list[list[str]]], terms: dict[str, float]) -> None:
    """For any units that are asked for, in order."""
    units = [sentence for passage in passages for sentence in passage]
    wanted = np.arange(0, len(units), 2, dtype=np.int32)
    found = [bm25(units).weighed(terms).at(wanted).tolist()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrieval.index.bm25._LONG_UNITS", 0)
        found.append(bm25(units).weighed(terms).at(wanted).tolist())
    assert found[0] == found[1]


@given(passages=PASSAGES)
def test_a_long_list_has_a_bound_before_it_is_made(passages: list[list[list[str]]]) -> None:
    """It is not below what the list gives."""
    bounds = Spaces(passages).joined_bounds
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrieval.index.spaces.LONG_BOUND_UNITS", 0)
        for term in bounds:
            [found], own = bounds.bounds({term: 2.0}), bounds.unkept(term)
            assert found.size >= len(own.units)
            assert found.most >= 2 * own.most


@given(passages=PASSAGES, terms=TERMS)
def test_a_passage_scores_by_the_terms_of_its_sentences(
    passages: list[list[list[str]]], terms: dict[str, float]
) -> None:
    """As if it were one unit."""
    found = Spaces(passages).passages
    whole = bm25([[term for sentence in passage for term in sentence] for passage in passages])
    assert list(found.scores(terms)) == pytest.approx(list(whole.scores(terms)))
    assert [found.idf(term) for term in terms] == [whole.idf(term) for term in terms]


@given(passages=PASSAGES, terms=TERMS, some=st.sets(st.integers(0, 39)))
def test_a_sentence_is_joined_to_the_one_before_it(
    passages: list[list[list[str]]], terms: dict[str, float], some: set[int]
) -> None:
    """In its passage; some sentences score to the last digit what they score among all."""
    found = Spaces(passages).joined
    units = [
        [*(passage[at - 1] if at else ()), *sentence] for passage in passages for at, sentence in enumerate(passage)
    ]
    assert list(found.scores(terms)) == pytest.approx(list(bm25(units).scores(terms)))
    wanted = np.array(sorted(at for at in some if at < len(units)), np.int32)
    assert found.weighed(terms).at(wanted).tolist() == found.scores(terms)[wanted].tolist()


@given(passages=PASSAGES, terms=TERMS, piece=st.integers(1, 9))
def test_a_bound_is_never_below_the_best_of_its_sentences(
    passages: list[list[list[str]]], terms: dict[str, float], piece: int
) -> None:
    """And 0 where none of them has a match, in whatever pieces a list is gone through."""
    spaces = Spaces(passages)
    whole = spaces.joined_bounds.scores(terms)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrieval.index.spaces._PIECE_ENTRIES", piece)
        again = Spaces(passages)
        assert again.joined_bounds.scores(terms).tolist() == whole.tolist()
        assert [again.joined.count(term) for term in terms] == [spaces.joined.count(term) for term in terms]
    for space, bounds in ((spaces.sentences, spaces.bounds), (spaces.joined, spaces.joined_bounds)):
        best, bound = np.maximum.reduceat(space.scores(terms), spaces.first[:-1]), bounds.scores(terms)
        assert (bound >= best * (1 - 1e-9)).all()
        assert ((bound > 0) == (best > 0)).all()
