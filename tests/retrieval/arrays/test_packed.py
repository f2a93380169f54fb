"""Lists of numbers in few bytes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays.packed import Steps, pack, store_steps, unpack, unpack_all

COUNTS = st.one_of(st.just(1), st.sampled_from([2, 254, 255, 256, 257, 70_000]))
# Near to each other, far from each other, or both.
LISTS = st.lists(
    st.one_of(
        [
            st.dictionaries(st.integers(0, most), COUNTS, min_size=1, max_size=80)
            for most in (100, 70_000, (1 << 30) - 1)
        ]
    ),
    max_size=6,
)


@pytest.mark.slow
@given(lists=LISTS)
def test_lists_come_back_as_they_were(lists: list[dict[int, int]]) -> None:
    """Each from its own bytes, with how often each number counts."""
    ordered = [sorted(one.items()) for one in lists]
    units, counts = ([entry[at] for one in ordered for entry in one] for at in (0, 1))
    offsets = np.cumsum([0, *map(len, lists)])
    arrays = pack(offsets, np.array(units, np.int32), np.array(counts, np.int64))
    assert [found.tolist() for found in unpack_all(arrays)] == [offsets.tolist(), units, counts]
    steps = Steps(arrays)
    for number, one in enumerate(ordered):
        start, end = steps.span(number)
        found = unpack(arrays["data"][start:end])
        assert list(zip(found.units.tolist(), found.counts.tolist(), strict=True)) == one


@pytest.mark.slow
@given(
    seed=st.integers(0, 2**32 - 1),
    many=st.sampled_from([63, 64, 65, 128, 1500]),
    step=st.sampled_from([1, 40, 300, 9000, 200_000]),
    again=st.sampled_from([0, 0.01, 0.5, 1]),
)
def test_long_lists_come_back_as_they_were(seed: int, many: int, step: int, again: float) -> None:
    """In parts with and without differences that are too large for the others, and with and without counts."""
    rng = np.random.default_rng(seed)
    steps = np.where(rng.random(many) < 0.02, 30, 1) * rng.integers(1, step + 1, many)
    units = steps.cumsum().astype(np.int32)
    counts = np.where(rng.random(many) < again, rng.choice([2, 3, 255, 256, 300], many), 1)
    found = unpack(pack(np.array([0, many]), units, counts)["data"])
    assert found.units.tolist() == units.tolist()
    assert found.counts.tolist() == counts.tolist()


@given(sizes=st.lists(st.one_of(st.integers(0, 20), st.integers(0, 1000)), max_size=60))
def test_a_piece_is_found_by_the_sizes_of_those_before_it(sizes: list[int]) -> None:
    """One by one, in a run, or all together."""
    steps = Steps(store_steps(np.array(sizes, np.int64)))
    ends = np.cumsum(sizes).tolist()
    spans = [(end - size, end) for end, size in zip(ends, sizes, strict=True)]
    assert [steps.span(at) for at in range(len(sizes))] == spans
    assert [span for first in range(0, len(sizes), 16) for span in pairwise(steps.run(first))] == spans
    assert steps.offsets().tolist() == [0, *ends]
