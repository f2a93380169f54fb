"""BM25 by rank-bm25, and its corners."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from retrieval.index.bm25 import Bm25

WORDS = st.sampled_from(["云", "收入", "增长", "外卖", "骑手"])
UNITS = st.lists(st.lists(WORDS, max_size=6), min_size=1, max_size=8)
TERMS = st.dictionaries(WORDS, st.floats(0.1, 3), max_size=4)


def by_hand(units: list[list[str]], terms: dict[str, float], k1: float, b: float) -> list[float]:
    """The formula of the module's docstring, written out."""
    average = sum(map(len, units)) / len(units)
    scores = []
    for unit in units:
        score = 0.0
        for term, weight in terms.items():
            df = sum(term in other for other in units)
            tf = unit.count(term)
            if df:
                norm = k1 * (1 - b + b * len(unit) / average)
                score += weight * math.log((len(units) + 1) / df) * tf * (k1 + 1) / (tf + norm)
        scores.append(score)
    return scores


@given(units=UNITS, terms=TERMS)
def test_scores_follow_the_formula(units: list[list[str]], terms: dict[str, float]) -> None:
    """Every score is the documented sum, each term by its weight."""
    if any(units):
        assert list(Bm25(units, k1=0.9, b=0.5).scores(terms)) == pytest.approx(by_hand(units, terms, 0.9, 0.5))


@given(units=UNITS, asked=st.lists(WORDS, max_size=6))
def test_scores_are_those_of_rank_bm25(units: list[list[str]], asked: list[str]) -> None:
    """To 1e-9, a term that is asked n times having weight n."""
    if any(units):
        package = BM25Plus(units, k1=0.9, b=0.5, delta=0)
        known = [term for term in asked if term in package.idf]
        weights = {term: float(known.count(term)) for term in known}
        ours = Bm25(units, k1=0.9, b=0.5).scores(weights)
        assert list(ours) == pytest.approx(list(package.get_scores(known)), rel=1e-9, abs=1e-9)


@given(units=UNITS, terms=TERMS.filter(bool))
def test_a_match_scores_above_0_and_a_miss_exactly_0(units: list[list[str]], terms: dict[str, float]) -> None:
    """Also for a term that stands in half the units or in all, and in a corpus of one."""
    for unit, score in zip(units, Bm25(units, k1=0.9, b=0.5).scores(terms), strict=True):
        assert (score > 0) == any(term in unit for term in terms)


@given(units=UNITS, term=WORDS)
def test_a_scorer_knows_which_units_hold_a_term(units: list[list[str]], term: str) -> None:
    """In order; and how rare it is, also where no unit has it."""
    scorer = Bm25(units, k1=0.9, b=0.5)
    holding = [at for at, unit in enumerate(units) if term in unit]
    assert scorer.units(term) == holding
    assert (term in scorer) == bool(holding)
    expected = math.log((len(units) + 1) / len(holding)) if holding else math.log(len(units) + 1)
    assert scorer.idf(term) == pytest.approx(expected)


@pytest.mark.parametrize("units", [[], [[]], [[], []]], ids=["no unit", "an empty unit", "two empty units"])
def test_units_without_any_token_score_0(units: list[list[str]]) -> None:
    """rank-bm25 would divide by zero there."""
    assert list(Bm25(units, k1=0.9, b=0.5).scores({"云": 1.0})) == [0.0] * len(units)
