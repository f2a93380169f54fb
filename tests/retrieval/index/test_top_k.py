"""The best by a costly score, found through bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.bm25 import Bm25, counted
from retrieval.index.bounded_search import BoundingList, CodedList, add_up, best_bounded, coded, memory_of, reaching
from retrieval.index.recent import RecentLists
from retrieval.index.top_k import TINY, Scores, Units, rounded

WORDS = st.sampled_from(["云", "收入", "增长", "外卖", "骑手", "a"])
UNITS = st.lists(st.lists(WORDS, max_size=8), min_size=1, max_size=40)
TERMS = st.dictionaries(WORDS, st.floats(0.1, 3), max_size=4)


@given(
    units=UNITS,
    terms=TERMS,
    most=st.integers(1, 12),
    slack=st.floats(1, 3),
    seed=st.integers(0, 999),
    long=st.integers(0, 40),
    few=st.integers(0, 12),
)
def test_the_best_are_those_of_all_exact_scores(
    units: list[list[str]], terms: dict[str, float], most: int, slack: float, seed: int, long: int, few: int
) -> None:
    """However far above them the bounds are, and whichever lists are left out; best first, ties in order, none that is 0."""
    scorer = Bm25.stored(counted(units), k1=0.9, b=0.5)
    scores = np.round(scorer.scores(terms) * np.random.default_rng(seed).random(len(units)), 1)
    bounds = scorer.bounds(terms, slack)
    over = scorer.scores(terms) * slack
    scores = np.minimum(scores, over)
    asked: list[int] = []

    def exact(some: Units) -> Scores:
        assert (np.diff(some) > 0).all()
        asked.extend(some.tolist())
        return scores[some]

    expected = [int(at) for at in np.argsort(-scores, kind="stable")[:most] if scores[at] > 0]
    found, their = best_bounded(bounds, most, len(units), exact, long, few)
    assert found.tolist() == expected
    assert their.tolist() == scores[expected].tolist()
    assert all(over[at] > 0 for at in asked)


@pytest.mark.parametrize("few", [0, 9])
def test_a_list_that_is_left_out_may_bring_a_unit_to_the_top(few: int) -> None:
    """One that the other lists put third; whether the list is looked up for it, or not made at all."""
    scores, made = np.array([10.0, 10.0, 13.0, 5.0, 5.0, 5.0]), list[str]()

    def bound(name: str, units: list[int], worths: list[float]) -> BoundingList:
        def make() -> CodedList:
            made.append(name)
            return coded(np.array(units, np.int32), np.array(worths), len(scores))

        return BoundingList(len(units), max(worths), make)

    bounds = [bound("short", [0, 1, 2], [10.0, 10.0, 8.0]), bound("long", [2, 3, 4, 5], [5.0] * 4)]
    found, _ = best_bounded(bounds, 1, len(scores), scores.__getitem__, 3, few)
    assert found.tolist() == [2]
    assert made == (["short", "long"] if few == 0 else ["short"])


@given(units=UNITS, terms=TERMS, some=st.sets(st.integers(0, 39)))
def test_some_units_score_what_they_score_among_all(
    units: list[list[str]], terms: dict[str, float], some: set[int]
) -> None:
    """To the last digit."""
    scorer = Bm25.stored(counted(units), k1=0.9, b=0.5)
    at = np.array(sorted(one for one in some if one < len(units)), dtype=np.int32)
    assert scorer.weighed(terms).at(at).tolist() == scorer.scores(terms)[at].tolist()


@given(st.sets(st.integers(0, 199_999), min_size=1, max_size=50))
def test_codes_are_never_below_the_scores_however_many_units_there_are(chosen: set[int]) -> None:
    """Also of units beyond what two bytes number."""
    units: Units = np.array(sorted(chosen), np.int32)
    scores: Scores = 1.0 + np.mod(units, 7)
    listed = coded(units, scores, 200_000)
    sums = memory_of(200_000)
    add_up([listed], 200_000, sums)
    found, sums = reaching(sums, 200_000, TINY)
    assert found.tolist() == listed.holding.tolist() == units.tolist()
    assert (sums >= scores).all()


def test_long_lists_and_those_not_asked_for_longest_give_way() -> None:
    """Short lists of the same time stay."""
    recent, made = RecentLists(40_000), list[str]()

    def ask(name: str, size: int) -> None:
        def make() -> tuple[Units]:
            made.append(name)
            return (np.zeros(size // 4, np.int32),)

        recent.get(name, make)

    ask("long", 30_000)
    for number in range(10):
        ask(f"short {number}", 1_000)
    ask("short 0", 1_000)
    assert made.count("short 0") == 1
    for number in range(10, 30):
        ask(f"short {number}", 1_000)
    ask("short 29", 1_000)
    ask("short 0", 1_000)
    ask("long", 30_000)
    assert (made.count("short 29"), made.count("long")) == (1, 2)


def test_of_lists_as_long_those_that_were_made_sooner_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that took long to make stays, and arrays that lie in bytes count as others."""
    recent, made, now = RecentLists(40_000), list[str](), [0.0]
    monkeypatch.setattr("retrieval.index.recent.perf_counter", lambda: now[0])

    def ask(name: str, seconds: float) -> None:
        def make() -> tuple[Units]:
            made.append(name)
            now[0] += seconds
            return (np.frombuffer(bytes(10_000), np.int32),)

        recent.get(name, make)

    ask("slow", 0.01)
    for number in range(10):
        ask(f"fast {number}", 0.0001)
    for name in ("slow", "fast 9", "fast 0"):
        ask(name, 0.01)
    assert [made.count(name) for name in ("slow", "fast 9", "fast 0")] == [1, 1, 2]


@given(
    values=st.lists(st.floats(-1e15, 1e15) | st.floats(-30, 30), max_size=20),
    halves=st.lists(st.integers(-(10**9), 10**9), max_size=20),
    digits=st.integers(0, 8),
)
def test_scores_are_rounded_as_single_numbers_are(values: list[float], halves: list[int], digits: int) -> None:
    """Also what lies half way between two, or next to that."""
    middle = (np.array(halves, float) + 0.5) / 10.0**digits
    scores = np.concatenate([values, middle, np.nextafter(middle, np.inf), np.nextafter(middle, -np.inf)])
    assert rounded(scores, digits) == [round(score, digits) for score in scores.tolist()]


def test_of_no_units_wanted_none_are_found() -> None:
    """Whatever lists there are."""
    lists = [BoundingList(1, 1.0, lambda: coded(np.array([3], np.int32), np.ones(1), 9))]
    assert [len(best_bounded(own, 0, 9, np.ones_like)[0]) for own in ([], lists)] == [0, 0]
