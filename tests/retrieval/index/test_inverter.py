"""Units turned round: for each term the units that hold it."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.inverter import Inverted, Inverter

MANY = 300
UNITS = st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=30)


def inverted(units: list[list[int]], block: int) -> Inverted:
    """Units, taken in blocks of so many."""
    inverter = Inverter()
    for start in range(0, len(units), block):
        own = units[start : start + block]
        pairs = [(term, at) for at, unit in enumerate(own) for term in unit]
        terms, places = (np.array(column, np.int64) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
        inverter.add(terms, places, len(own))
    return inverter.inverted()


@pytest.mark.slow
@given(units=UNITS, block=st.integers(1, 9))
def test_each_term_has_its_units_in_order(units: list[list[int]], block: int) -> None:
    """With how often it stands in each, wherever the blocks end."""
    found = inverted(units, block)
    assert found.keys.tolist() == sorted({term for unit in units for term in unit})
    for number, term in enumerate(found.keys.tolist()):
        span = slice(found.offsets[number], found.offsets[number + 1])
        told = list(zip(found.units[span].tolist(), found.counts[span].tolist(), strict=True))
        assert told == [(at, Counter(unit)[term]) for at, unit in enumerate(units) if term in unit]
    assert found.lengths.tolist() == [len(unit) for unit in units]


def test_a_term_may_stand_many_times() -> None:
    """More often than a byte can tell, in one of several blocks."""
    found = inverted([[1], [2] * MANY, [2]], 1)
    assert found.counts.tolist() == [1, MANY, 1]
