"""The exact best from bounds that another engine has."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.bm25 import Bm25, counted
from retrieval.index.remote import TooMany, best_elsewhere
from retrieval.index.top_k import Scores, Units

WORDS = "云收入增长外卖骑手下降"
UNITS = st.lists(st.lists(st.sampled_from(WORDS), max_size=8), min_size=1, max_size=40)
TERMS = st.dictionaries(st.sampled_from(WORDS), st.floats(0.1, 3), min_size=1, max_size=4)


class Single:
    """An engine that counts in single precision, and gives so many units at once at most."""

    def __init__(self, postings: Bm25, most: int) -> None:
        self.postings, self.most = postings, most

    def top(self, terms: Mapping[str, float], k: int) -> tuple[Units, Scores]:
        """Return the best k."""
        assert k <= self.most
        sums = self.postings.scores(terms).astype(np.float32)
        order = np.argsort(-sums, kind="stable")[:k]
        order = order[sums[order] > 0]
        return order.astype(np.int32), sums[order].astype(np.float64)


@pytest.mark.slow
@given(
    units=UNITS,
    terms=TERMS,
    count=st.integers(1, 5),
    shares=st.lists(st.floats(0, 1), min_size=40, max_size=40),
    more=st.sets(st.integers(0, 39), max_size=3),
)
def test_the_best_are_found_whatever_share_of_its_bound_a_score_is(
    units: list[list[str]], terms: dict[str, float], count: int, shares: list[float], more: set[int]
) -> None:
    """As if every unit had been scored; ties come in their order, and what scores 0 is not found.

    Some may score above their bounds, if it is said which.
    """
    if not any(units):
        return
    postings = Bm25.stored(counted(units), k1=0.9, b=0.5)
    scores = postings.scores(terms) * np.array(shares[: len(units)])
    also = np.array([at for at in more if at < len(units)], np.int32)
    scores[also] += 1
    found, theirs = best_elsewhere(Single(postings, 1000), terms, also, count, lambda at: scores[at])
    wanted = [at for at in np.argsort(-scores, kind="stable")[:count] if scores[at] > 0]
    assert found.tolist() == wanted
    assert theirs.tolist() == scores[wanted].tolist()


def test_it_says_so_where_the_engine_gives_too_few_to_be_sure() -> None:
    """A hundred units with the same bound, of which the last scores highest, and an engine that gives twenty."""
    postings = Bm25.stored(counted([["云"]] * 100), k1=0.9, b=0.5)
    scores = np.linspace(0.1, 0.2, 100) * postings.scores({"云": 1.0})
    with pytest.raises(TooMany):
        best_elsewhere(Single(postings, 20), {"云": 1.0}, np.zeros(0, np.int32), 2, lambda at: scores[at])
