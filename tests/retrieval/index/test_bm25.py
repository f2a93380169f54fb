"""BM25 by rank-bm25, and its corners."""

import math
from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from retrieval.index.bm25 import Bm25, counted

WORDS = st.sampled_from(["云", "收入", "增长", "外卖", "骑手", "a"])
UNITS = st.lists(st.lists(WORDS, max_size=8), min_size=1, max_size=12)
TERMS = st.dictionaries(WORDS, st.floats(0.1, 3), max_size=4)


def bm25(units: Iterable[list[str]], *, k1: float, b: float) -> Bm25:
    """Return the postings of units, as they are kept."""
    return Bm25.stored(counted(units), k1=k1, b=b)


def by_hand(units: list[list[str]], terms: dict[str, float], k1: float, b: float) -> list[float]:
    """Return the formula of the module's docstring, written out."""
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
        ours = bm25(units, k1=0.9, b=0.5)
        assert list(ours.scores(terms)) == pytest.approx(by_hand(units, terms, 0.9, 0.5))


@given(
    units=UNITS,
    asked=st.lists(WORDS, max_size=6),
    k1=st.floats(0.1, 3),
    b=st.floats(0, 0.99),  # with 1, rank-bm25 itself divides nothing by nothing for an empty unit
    most=st.integers(1, 15),
)
def test_scores_are_those_of_rank_bm25(
    units: list[list[str]], asked: list[str], k1: float, b: float, most: int
) -> None:
    """To 1e-9, of every unit and of the best ones, a term that is asked n times having weight n."""
    if any(units):
        package = BM25Plus(units, k1=k1, b=b, delta=0)
        known = [term for term in asked if term in package.idf]
        theirs = package.get_scores(known)
        weights = {term: float(asked.count(term)) for term in asked}
        ours = bm25(units, k1=k1, b=b)
        assert list(ours.scores(weights)) == pytest.approx(list(theirs), rel=1e-9, abs=1e-9)
        found, scores = ours.top(weights, most)
        assert list(scores) == pytest.approx(sorted(theirs, reverse=True)[: len(found)], rel=1e-9, abs=1e-9)
        assert list(theirs[found]) == pytest.approx(list(scores), rel=1e-9, abs=1e-9)


@given(units=UNITS, terms=TERMS, most=st.integers(0, 15))
def test_the_best_are_those_of_all_scores(units: list[list[str]], terms: dict[str, float], most: int) -> None:
    """Best first, ties in the order of the corpus, to the last digit, and nothing without a match."""
    ours = bm25(units, k1=0.9, b=0.5)
    scores = ours.scores(terms)
    expected = [int(at) for at in np.argsort(-scores, kind="stable")[:most] if scores[at] > 0]
    found, their = ours.top(terms, most)
    assert found.tolist() == expected
    assert their.tolist() == [scores[at] for at in expected]


@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.sampled_from([1, 40, 3000]),
    shares=st.lists(st.sampled_from([0.001, 0.05, 0.3, 1.0]), min_size=1, max_size=6),
    most=st.integers(1, 30),
)
@settings(max_examples=30)
def test_long_lists_that_can_be_left_out_change_nothing(seed: int, size: int, shares: list[float], most: int) -> None:
    """Whichever lists are looked up instead of gone through, with many ties and with counts of more than a byte."""
    rng = np.random.default_rng(seed)
    held = [rng.random(size) < share for share in shares]
    counts = [rng.choice([1, 1, 1, 2, 3, 300], size) for _ in shares]
    units = [
        [term for at in range(len(shares)) if held[at][unit] for term in [str(at)] * counts[at][unit]]
        for unit in range(size)
    ]
    ours = bm25(units, k1=0.9, b=0.5)
    terms = {str(at): float(rng.choice([0.1, 1, 10])) for at in range(len(shares))}
    scores = ours.scores(terms)
    expected = [int(at) for at in np.argsort(-scores, kind="stable")[:most] if scores[at] > 0]
    found, their = ours.top(terms, most)
    assert (found.tolist(), their.tolist()) == (expected, scores[expected].tolist())


@given(units=UNITS, terms=TERMS.filter(bool))
def test_a_match_scores_above_0_and_a_miss_exactly_0(units: list[list[str]], terms: dict[str, float]) -> None:
    """Also for a term that stands in half the units or in all, and in a corpus of one."""
    for unit, score in zip(units, bm25(units, k1=0.9, b=0.5).scores(terms), strict=True):
        assert (score > 0) == any(term in unit for term in terms)


@given(units=UNITS, term=WORDS)
def test_a_scorer_knows_which_units_hold_a_term(units: list[list[str]], term: str) -> None:
    """In order; and how rare it is, also where no unit has it."""
    scorer = bm25(iter(units), k1=0.9, b=0.5)
    holding = [at for at, unit in enumerate(units) if term in unit]
    assert scorer.where(term).tolist() == holding
    assert (term in scorer) == bool(holding)
    assert list(scorer) == sorted({term for unit in units for term in unit})
    expected = math.log((len(units) + 1) / len(holding)) if holding else math.log(len(units) + 1)
    assert scorer.idf(term) == pytest.approx(expected)


@pytest.mark.parametrize("units", [[], [[]], [[], []]], ids=["no unit", "an empty unit", "two empty units"])
def test_units_without_any_token_score_0(units: list[list[str]]) -> None:
    """rank-bm25 would divide by zero there."""
    ours = bm25(units, k1=0.9, b=0.5)
    assert list(ours.scores({"云": 1.0})) == [0.0] * len(units)
    assert [len(found) for found in ours.top({"云": 1.0}, 3)] == [0, 0]
