"""Units turned round: for each term the units that hold it."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import store_strings, stored_strings
from retrieval.index.inverter import Inverter, block_of
from retrieval.index.plain_lists import PlainLists

MANY = 300
UNITS = st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=30)


def inverted(units: list[list[int]], block: int, folder: Path | None = None) -> PlainLists:
    """Units, taken in blocks of so many; terms are numbered as they come, and term 3 is written as 6, and so on."""
    inverter = Inverter(Spill(folder))
    known = dict[int, int]()
    units = [[known.setdefault(term, len(known)) for term in unit] for unit in units]
    for start in range(0, len(units), block):
        own = units[start : start + block]
        pairs = [(term, at) for at, unit in enumerate(own) for term in unit]
        terms, places = (np.array(column, np.int64) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
        inverter.add(start, block_of(terms, places))
    return inverter.lists(stored_strings(store_strings(str(9 - term) for term in known)))


@pytest.mark.slow
@given(units=UNITS, block=st.integers(1, 9))
def test_each_term_has_its_units_in_order(units: list[list[int]], block: int) -> None:
    """With how often it stands in each, wherever the blocks end; terms in the order of their characters."""
    found = inverted(units, block)
    assert list(found.terms) == sorted({str(9 - term) for unit in units for term in unit})
    for number, term in enumerate(found.terms):
        span = slice(found.offsets[number], found.offsets[number + 1])
        told = list(zip(found.units[span].tolist(), found.counts[span].tolist(), strict=True))
        assert told == [(at, count) for at, unit in enumerate(units) if (count := Counter(unit)[9 - int(term)])]


def test_a_term_may_stand_many_times(tmp_path: Path) -> None:
    """More often than a byte can tell, in one of several blocks, which may lie in a file meanwhile."""
    for units in ([[1], [2] * MANY, [2]], [[*range(1, 4000)] * 2] * 3):
        found, other = inverted(units, 1), inverted(units, 1, tmp_path)
        for one, same in zip(found[1:], other[1:], strict=True):
            np.testing.assert_array_equal(one, same)
        assert sorted(found.counts.tolist()) == sorted(n for unit in units for n in Counter(unit).values())
    assert not list(tmp_path.iterdir())
