"""The inner loops in C give what those in numpy give, to the last bit, and believe nothing that they read."""

import runpy
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries, any_in, before, weigh
from retrieval.arrays.packed import PackedEntries, pack
from retrieval.arrays.strings import place_of, store_strings, stored_strings
from retrieval.ask.features import weighted
from retrieval.ask.remainder import rarities
from retrieval.index.bm25 import Bm25, counted
from retrieval.index.bounded_search import CodedList, add_up, coded, memory_of, reaching
from retrieval.index.formula import Counted, Formula
from retrieval.index.plain_lists import PlainLists
from retrieval.index.postings import WeighedTerms
from retrieval.index.spaces import Bm25Bounds, Joined, JoinedBounds, Passages
from retrieval.index.term_lists import TermLists
from retrieval.index.top_k import PostingsList, added_up, highest, united
from retrieval.index.weighed_counts import counts_in, slices
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

SEEDS = st.integers(0, 2**32 - 1)


def both(call: Callable[[], Any]) -> tuple[Any, Any]:
    """Return what a call gives with the loops that are compiled, and without."""
    with pytest.MonkeyPatch.context() as patch:
        first = call()
        patch.setattr(kernels, "compiled", None)
        return first, call()


def entries(rng: np.random.Generator, size: int) -> Entries:
    """Return some of so many units, one at least, and counts of which some take more than a byte."""
    held = rng.random(size) < rng.choice([0.01, 0.2, 0.9])
    held[rng.integers(size)] = True
    units = np.flatnonzero(held).astype(np.int32)
    counts = rng.choice([1, 1, 2, 255, 256, 70_000], len(units))
    return Entries(units, counts.astype(np.uint8 if rng.random() < 0.5 else np.int32).clip(1))


def packed(own: Entries) -> PackedEntries:
    """Return a list by its bytes."""
    return PackedEntries.of(pack(np.array([0, len(own.units)]), *own)["data"])


@pytest.mark.slow
@given(seed=SEEDS, size=st.integers(1, 400))
def test_counts_and_scores_are_equal(seed: int, size: int) -> None:
    """Of lists of every form, and of units with lengths of every width."""
    rng = np.random.default_rng(seed)
    lists = [entries(rng, size) if rng.random() < 0.5 else packed(entries(rng, size)) for _ in range(4)]
    units = np.flatnonzero(rng.random(size) < 0.3).astype(np.int32)
    table, other = both(lambda: counts_in(lists, units))
    assert table.tolist() == other.tolist()
    lengths = rng.integers(0, 300, size).astype(np.uint16 if seed % 2 else np.int32)
    formula, weights = Formula(lengths, 0.9, 0.4), rng.random(4)
    rows = rng.permutation(4).astype(np.int32)
    firsts = np.unique(np.append(0, rng.integers(0, len(units), 3))).astype(np.int32) if len(units) else units
    for own, counts in (
        (units, Counted(table, rows)),
        (units, Counted(table, rows, follows=rng.random(len(units)) < 0.5)),
        (units[firsts], Counted(table, rows, firsts=firsts)),
    ):
        scores = both(partial(formula.scores, counts, own, weights * 3, weights))
        assert scores[0].tolist() == scores[1].tolist()
    worths = both(lambda: formula.worth_of(entries(np.random.default_rng(seed), size), 1.7).tolist())
    assert worths[0] == worths[1]


@given(seed=SEEDS, places=st.lists(st.integers(-1, 50), max_size=9))
def test_numbers_of_units_before_places_are_equal(seed: int, places: list[int]) -> None:
    """In whatever order the places are, also for lists that are empty or end before them."""
    rng = np.random.default_rng(seed)
    lists = [entries(rng, 40).units, np.zeros(0, np.int32), entries(rng, 3).units]
    first, second = both(lambda: before(lists, np.array(places, np.int32)))
    assert first.tolist() == second.tolist()


@given(seed=SEEDS, units=st.lists(st.integers(0, 50), max_size=12))
def test_weights_of_the_lists_that_hold_a_unit_are_equal(seed: int, units: list[int]) -> None:
    """In whatever order the units are, added up in the order of the lists."""
    rng = np.random.default_rng(seed)
    lists = [entries(rng, 40).units, np.zeros(0, np.int32), entries(rng, 3).units]
    weights, columns = rng.random((3, 4)), rng.integers(0, 4, len(units)).astype(np.int32)
    first, second = both(lambda: weigh(lists, weights, columns, np.array(units, np.int32)).tolist())
    assert (
        first
        == second
        == [
            sum(weights[number, column] for number, own in enumerate(lists) if unit in own)
            for unit, column in zip(units, columns, strict=True)
        ]
    )


@given(seed=SEEDS, wanted=st.lists(st.integers(0, 50), max_size=12, unique=True).map(sorted))
def test_scores_that_are_looked_up_are_equal(seed: int, wanted: list[int]) -> None:
    """Scores of lists that hold some of the units, also of one that gives each the same, by both ways."""
    rng, lists = np.random.default_rng(seed), []
    for size in (40, 3, 50):
        units = entries(rng, size).units
        lists.append(PostingsList(units, rng.random(len(units)), 1.5, 1.5))
    lists.append(PostingsList(units, rng.random(1), 0.5, 0.5))
    first, second = both(lambda: WeighedTerms(lists).at(np.array(wanted, np.int32)).tolist())
    assert first == second


@given(seed=SEEDS, start=st.integers(-1, 60), size=st.integers(0, 20))
def test_units_among_numbers_in_a_row_are_found_equally(seed: int, start: int, size: int) -> None:
    """Also if there are no numbers, or no units."""
    numbers = range(start, start + size)
    for units in (entries(np.random.default_rng(seed), 50).units, np.zeros(0, np.int32)):
        there = any(unit in numbers for unit in units.tolist())
        assert both(lambda: any_in(units, numbers)) == (there, there)  # noqa: B023


@given(seed=SEEDS, size=st.integers(0, 9), features=st.integers(1, 9))
def test_weighted_sums_of_features_are_equal(seed: int, size: int, features: int) -> None:
    """In the order of the features; one without a weight counts nothing."""
    rng = np.random.default_rng(seed)
    values = {str(number): rng.standard_normal(size) for number in range(features)}
    weights = {name: float(rng.standard_normal()) for name in list(values)[1:]}
    first, second = both(lambda: weighted(values, weights).tolist())
    added = [sum(weights.get(name, 0.0) * own[at] for name, own in values.items()) for at in range(size)]
    assert first == second == added


@given(seed=SEEDS, terms=st.integers(0, 5), documents=st.integers(1, 5))
def test_rarities_of_terms_in_documents_are_equal(seed: int, terms: int, documents: int) -> None:
    """Of words and of pairs, of which those that a document lacks weigh nothing."""
    rng = np.random.default_rng(seed)
    sizes, words = rng.integers(1, 300, documents).astype(np.int32), int(rng.integers(terms + 1))
    counts = (rng.random((terms, documents)) ** 3 * sizes).astype(np.int32)
    factors = rng.random(terms)
    first, second = both(lambda: rarities(counts, sizes, factors, words))
    assert first.tolist() == second.tolist()
    assert all(not (first[at] * (counts[at] == 0)).any() for at in range(words, terms))


@given(blob=st.binary(max_size=60), written=st.binary(min_size=1, max_size=4), start=st.integers(0, 70))
def test_bytes_are_found_at_their_first_place(blob: bytes, written: bytes, start: int) -> None:
    """Not before the start, nor beyond the end."""
    few = bytes(byte & 3 for byte in blob), bytes(byte & 3 for byte in written)
    for text, wanted in ((blob, written), few):
        found = both(partial(place_of, wanted, np.frombuffer(text, np.uint8), start))
        assert found == (text.find(wanted, start), text.find(wanted, start))


@given(sizes=st.lists(st.integers(0, 5), min_size=1, max_size=30), seed=SEEDS)
def test_numbers_in_slices_are_equal(sizes: list[int], seed: int) -> None:
    """Also of slices without any, and in any order."""
    first = np.cumsum([0, *sizes], dtype=np.int32)
    numbers = np.random.default_rng(seed).permutation(len(sizes))[::2].astype(np.int32)
    both_found = both(lambda: [own.tolist() for own in slices(first, numbers)])
    assert both_found[0] == both_found[1]
    assert both_found[0][0] == [at for number in numbers for at in range(first[number], first[number + 1])]


@given(
    seed=SEEDS,
    size=st.sampled_from([10, 1000, 140_000]),
    shares=st.lists(st.sampled_from([0.001, 0.3, 1.0]), max_size=4),
    least=st.sampled_from([0.1, 0.8, 1.5]),
    most=st.sampled_from([0, 1, 7, 300]),
)
def test_sums_of_codes_are_equal(seed: int, size: int, shares: list[float], least: float, most: int) -> None:
    """Of lists that have a code for each unit, and of others, also beyond the units that two bytes number, and where several
    units have as much as the last of the highest.
    """
    rng = np.random.default_rng(seed)
    held = [np.flatnonzero(rng.random(size) < share).astype(np.int32) for share in shares]
    lists = [coded(units, rng.choice([0.1, 0.7, 1.0], len(units)), size) for units in held]

    def summed_up() -> list[list[float]]:
        sums = memory_of(size)
        add_up(lists[:1], size, sums)
        add_up(lists[1:], size, sums, afresh=False)
        units, sums = reaching(sums, size, least, most)
        again, everything = np.zeros(len(units)), np.zeros(size)
        for one in lists:
            one.add_to(again, units, size)
            one.add_to(everything, np.arange(size, dtype=np.int32), size)
        assert again.tolist() == sums.tolist() == everything[units].tolist()
        best = (-everything).argsort(kind="stable")[: most or size]
        assert units.tolist() == sorted(best[everything[best] >= least].tolist())
        return [units.tolist(), sums.tolist()]

    first, second = both(summed_up)
    assert first == second


@given(seed=SEEDS, shares=st.lists(st.sampled_from([0.001, 0.3, 1.0]), max_size=4), weight=st.sampled_from([1.0, 0.7]))
def test_scores_that_are_added_up_are_equal(seed: int, shares: list[float], weight: float) -> None:
    """To the last bit, of lists whose units score differently and of those whose units all score the same."""
    rng, size = np.random.default_rng(seed), 1000
    held = [np.flatnonzero(rng.random(size) < share).astype(np.int32) for share in shares]
    impacts = [rng.random(len(units) if number % 2 else 1) for number, units in enumerate(held)]
    lists = [PostingsList(units, own, weight, 1.0) for units, own in zip(held, impacts, strict=True)]
    first, second = both(lambda: added_up(lists, size).tolist())
    assert first == second


@given(seed=SEEDS, size=st.integers(1, 400), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_list_that_changes_behind_its_marks_is_refused_or_read(seed: int, size: int, at: int, byte: int) -> None:
    """Nothing outside of it is touched, also where the marks are not its own."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    rng = np.random.default_rng(seed)
    one, table = packed(entries(rng, size)), np.empty((1, size))
    # Just as much memory as it takes, so that a tool which watches that sees what is read behind it.
    data, marks = one.data.copy(), one.marks.copy()
    data[at % len(data)] = byte
    marks[at % len(marks)] += rng.choice([0, 1, -1, 70_000])
    with suppress(IndexError):
        kernels.compiled.counts_in([(data, marks)], np.arange(size, dtype=np.int32), table)


@given(data=st.binary(min_size=1, max_size=60), many=st.integers(1, 40))
def test_a_damaged_list_is_refused_or_read(data: bytes, many: int) -> None:
    """Whatever its bytes are, nothing outside of it is touched, and no unit is below the one before."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    units, counts = np.full(many, -1, np.int32), np.zeros(many, np.uint8)
    try:
        kernels.compiled.unpack(np.frombuffer(data, np.uint8), units, counts)
    except IndexError:
        return
    assert (np.diff(units) >= 0).all()


def test_what_lies_outside_of_the_arrays_is_refused() -> None:
    """Units above all, lists of unequal columns, and elements of another width."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    above, formula = np.array([3], np.int32), Formula(np.array([2, 2, 2], np.uint8), 0.9, 0.4)
    row = np.array([0], np.int32)
    with pytest.raises(IndexError):
        formula.worth_of(Entries(above, np.ones(1, np.uint8)))
    with pytest.raises(IndexError):
        formula.scores(Counted(np.ones((1, 1)), row), above, np.ones(1), np.ones(1))
    one, far = np.array([1], np.int32), np.array([4], np.int32)
    pair, often = np.array([0, 1], np.int32), np.ones(2, np.uint8)
    for units, held, owners, follows, size in (
        (above, 1, row, None, 3),
        (row, 1, far, None, 3),
        (-one, 1, row, None, 3),
        (row, 2, pair, None, 3),
        (pair, 2, pair[::-1].copy(), None, 3),
        (pair, 2, pair, None, 1),
        (one, 1, pair, np.ones(1, bool), 3),
    ):
        columns = formula.columns()
        with pytest.raises(IndexError):
            kernels.compiled.best_coded(units, often[:held], columns, follows, owners, 1.0, size)
        if follows is None:
            with pytest.raises(IndexError):
                kernels.compiled.whole_coded(units, often[:held], columns, owners, size)
            with pytest.raises(IndexError):
                kernels.compiled.highest_coded(units, np.ones(held), owners, size)
    for wrong in (-one, np.array([65, 2], np.int32)):
        with pytest.raises(IndexError):
            kernels.compiled.united([wrong, row], row)
        with pytest.raises(IndexError):
            kernels.compiled.highest([wrong, row], np.ones(2))
    with pytest.raises(IndexError):
        kernels.compiled.united([row], -one)
    with pytest.raises(IndexError):
        kernels.compiled.highest([row], np.ones(2))
    for counts in (Counted(np.ones((1, 1)), one), Counted(np.ones((1, 3)), row, firsts=far)):
        with pytest.raises(IndexError):
            formula.scores(counts, row, np.ones(1), np.ones(1))
    sums = np.zeros(1)
    for edges in ([0, 2], [1, 0], [0]):
        damaged = CodedList(np.ones(1, np.uint8), 1.0, np.array([3], np.uint16), np.array(edges, np.int32))
        with pytest.raises(IndexError):
            kernels.compiled.add_coded([damaged], 3, True, memory_of(3))
        with pytest.raises(IndexError):
            kernels.compiled.add_codes(damaged, 3, row, sums)
    with pytest.raises(IndexError):
        kernels.compiled.add_coded([CodedList(np.ones(3, np.uint8), 1.0)], 3, True, np.zeros(3))
    with pytest.raises(IndexError):
        kernels.compiled.reaching(np.zeros(3), 4, 0.1, 0)
    for units in (far, above[:0]):
        with pytest.raises(IndexError):
            kernels.compiled.add_codes(CodedList(np.ones(3, np.uint8), 1.0), 3, units, sums)
    with pytest.raises(IndexError):
        kernels.compiled.slices(np.array([0, 2], np.int32), one)
    with pytest.raises(IndexError):
        kernels.compiled.weigh([row], np.ones((1, 1)), one, row, np.zeros(1))
    with pytest.raises(IndexError):
        kernels.compiled.kept(one, row, np.zeros(2, np.uint8), 0)
    with pytest.raises(IndexError):
        kernels.compiled.kept(one, row, np.zeros(1, np.uint8), 8)
    for units, scores in ((row, np.ones(2)), (far, np.ones(1)), (-far, np.ones(1))):
        with pytest.raises(IndexError):
            kernels.compiled.add([(units, scores, 1.0)], np.zeros(1))
    with pytest.raises(IndexError):
        kernels.compiled.look_up([(row, np.ones(2), 1.0)], row, np.zeros(1))
    with pytest.raises(IndexError):
        kernels.compiled.weighted([np.ones(2)], np.ones(1), np.zeros(3))
    with pytest.raises(IndexError):
        kernels.compiled.weighted([], np.ones(1), np.zeros(3))
    with pytest.raises(IndexError):
        kernels.compiled.rarities(np.ones((2, 1), np.int32), one, np.ones(1), 1, np.zeros((2, 1)))
    with pytest.raises(TypeError):
        kernels.compiled.unpack(np.ones(3, np.uint8), np.ones(1, np.int64), None)


def lists_of(lists: Sequence[Entries]) -> TermLists:
    """Return lists of terms that are called by their numbers, ten at most."""
    offsets = np.cumsum([0, *(len(one.units) for one in lists)])
    units, counts = (np.concatenate([one[at] for one in lists]) for at in (0, 1))
    terms = stored_strings(store_strings(map(str, range(len(lists)))))
    return TermLists(PlainLists(terms, offsets, units, counts).packed())


@pytest.mark.slow
@given(seed=SEEDS, size=st.sampled_from([1, 300, 5000, 150_000]), most=st.sampled_from([1, 10, 60]))
def test_bounds_by_lists_of_every_form_are_equal(seed: int, size: int, most: int) -> None:
    """Of passages of a sentence or many, so many that they are held by parts or each has a code."""
    rng = np.random.default_rng(seed)
    lists = [entries(rng, size) for _ in range(3)]
    first = np.unique([0, size, *rng.integers(0, size, size // most)]).astype(np.int32)
    owners = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    lengths = rng.integers(0, 300, size).astype(np.uint16 if seed % 2 else np.int32)

    def made() -> list[object]:
        sentences = Bm25(lists_of(lists), lengths, 0.9, 0.4)
        joined = JoinedBounds(Joined(sentences, first), sentences, first, owners)
        found = list[object]()
        for scorer in (Passages(sentences, first, owners, 0.4), joined, Bm25Bounds(sentences, first, owners)):
            for bound in scorer.bounds(dict.fromkeys("012", 1.0)):
                codes, step, lows, turns = bound.made()
                own = [None if one is None else one.tolist() for one in (codes, lows, turns)]
                found.append((bound.size, bound.most, step, own))
        return found

    own, other = both(made)
    assert own == other


@given(seed=SEEDS, size=st.sampled_from([1, 64, 300]), many=st.integers(0, 4))
def test_lists_are_united_equally(seed: int, size: int, many: int) -> None:
    """Without the units of another one, or each unit with the highest score of its lists."""
    rng = np.random.default_rng(seed)
    lists = [entries(rng, size).units for _ in range(many)]
    without = entries(rng, 100).units
    for other in (without, without[:0]):
        found = both(lambda: united(lists, other).tolist())  # noqa: B023
        assert found[0] == found[1] == sorted({*np.concatenate([without[:0], *lists]).tolist()} - {*other.tolist()})
    scores = rng.choice([0.5, 1.5, 2.5], many)
    parts = list(zip(lists, scores.tolist(), strict=True))
    first, second = both(lambda: [one.tolist() for one in highest(parts)])
    assert first == second
    for at, unit in enumerate(first[0]):
        best = max(score for units, score in parts if unit in units)
        assert first[1][at if many > 1 else 0] == best


@pytest.mark.slow
@given(seed=SEEDS, size=st.sampled_from([300, 5000, 210_000]), most=st.sampled_from([1, 10, 60]))
def test_the_best_by_lists_of_every_form_are_equal(seed: int, size: int, most: int) -> None:
    """Lists of a few units or most of them, near to each other or far, with counts of which some take more than a
    byte.
    """
    rng = np.random.default_rng(seed)
    lists = []
    for share in rng.choice([3 / size, 0.0002, 0.002, 0.02, 0.3], rng.integers(1, 9)):
        units = np.unique(rng.integers(0, size, max(int(share * size), 1))).astype(np.int32)
        again = rng.random(len(units)) < rng.choice([0, 0.2])
        lists.append(Entries(units, np.where(again, rng.choice([2, 3, 7, 255, 256, 700], len(units)), 1)))
    postings = Bm25(lists_of(lists), rng.integers(50, 200, size).astype(np.uint8), 0.9, 0.5)
    terms = {str(at): float(rng.choice([0.1, 1, 3])) for at in range(len(lists))}
    first, second = both(lambda: [found.tolist() for found in postings.top(terms, most)])
    assert first == second


@given(seed=SEEDS, changed=st.integers(1, 4))
def test_terms_with_damaged_lists_are_refused_or_scored(seed: int, changed: int) -> None:
    """Whatever their bytes are, nothing outside of the arrays is touched."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    rng = np.random.default_rng(seed)
    blob, steps, data, sizes = lists_of([entries(rng, size) for size in (3, 90, 400)]).columns or ()
    data = data.copy()
    data[rng.integers(0, len(data), changed)] = rng.integers(0, 256, changed)
    formula, sums = Formula(np.full(400, 9, np.uint8), 0.9, 0.4), np.zeros(400)
    asked, into = [(str(at).encode(), 1.0) for at in range(3)], (sums, np.zeros(9, np.int32), np.zeros(9))
    with suppress(IndexError):
        kernels.compiled.top(asked, (blob, steps, data, sizes), formula.columns(), 9, *into)
    assert not sums.any()


def test_terms_whose_lists_name_units_that_there_are_not_are_refused() -> None:
    """The index has fewer units than the list."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    lists = TermLists(counted([[], [], [], ["云"]]))
    formula = Formula(np.array([2, 2, 2], np.uint8), 0.9, 0.4)
    asked, into = [("云".encode(), 1.0)], (np.zeros(4), np.zeros(1, np.int32), np.zeros(1))
    with pytest.raises(IndexError):
        kernels.compiled.top(asked, lists.columns, formula.columns(), 1, *into)


def test_a_build_of_an_older_source_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be called with other values than it takes."""
    monkeypatch.setitem(sys.modules, "retrieval.arrays._kernels", ModuleType("older"))
    assert runpy.run_path(kernels.__file__)["compiled"] is None
