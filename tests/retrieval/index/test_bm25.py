"""BM25 by rank-bm25, and its corners."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.bm25 import Bm25

WORDS = st.sampled_from(["云", "收入", "增长", "外卖", "骑手"])
UNITS = st.lists(st.lists(WORDS, max_size=6), min_size=1, max_size=8)


def by_hand(units: list[list[str]], terms: list[str], k1: float, b: float) -> list[float]:
    """The formula of the module's docstring, written out."""
    average = sum(map(len, units)) / len(units)
    scores = []
    for unit in units:
        score = 0.0
        for term in terms:
            df = sum(term in other for other in units)
            tf = unit.count(term)
            if df:
                norm = k1 * (1 - b + b * len(unit) / average)
                score += math.log((len(units) + 1) / df) * tf * (k1 + 1) / (tf + norm)
        scores.append(score)
    return scores


@given(units=UNITS, terms=st.lists(WORDS, max_size=4))
def test_scores_follow_the_formula(units: list[list[str]], terms: list[str]) -> None:
    """Every score is the documented sum, terms counted as often as they are asked."""
    if any(units):
        assert list(Bm25(units, k1=0.9, b=0.5).scores(terms)) == pytest.approx(by_hand(units, terms, 0.9, 0.5))


@given(units=UNITS, terms=st.lists(WORDS, min_size=1, max_size=4))
def test_a_match_scores_above_0_and_a_miss_exactly_0(units: list[list[str]], terms: list[str]) -> None:
    """Also for a term that stands in half the units or in all, and in a corpus of one."""
    for unit, score in zip(units, Bm25(units, k1=0.9, b=0.5).scores(terms), strict=True):
        assert (score > 0) == any(term in unit for term in terms)


@given(units=UNITS, terms=st.lists(WORDS, max_size=4), data=st.data())
def test_scoring_some_units_is_scoring_all_and_picking(
    units: list[list[str]], terms: list[str], data: st.DataObject
) -> None:
    """A list of units gives their scores in its order."""
    some = data.draw(st.lists(st.integers(0, len(units) - 1), max_size=5))
    scorer = Bm25(units, k1=0.6, b=0.75)
    every = scorer.scores(terms)
    assert list(scorer.scores(terms, some)) == pytest.approx([every[at] for at in some])


@pytest.mark.parametrize("units", [[], [[]], [[], []]], ids=["no unit", "an empty unit", "two empty units"])
def test_units_without_any_token_score_0(units: list[list[str]]) -> None:
    """rank-bm25 would divide by zero there."""
    assert list(Bm25(units, k1=0.9, b=0.5).scores(["云"])) == [0.0] * len(units)
