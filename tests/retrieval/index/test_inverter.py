"""Units turned round: for each term the units that hold it."""

from array import array
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.inverter import Inverted, Inverter

MANY = 300
UNITS = st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=30)


def inverted(units: list[list[int]], most_units: int, most_numbers: int) -> Inverted:
    """Units of seven terms, inverted in blocks of no more."""
    inverter = Inverter(most_units, most_numbers)
    for unit in units:
        inverter.add(array("i", unit))
    return inverter.inverted(7)


@given(units=UNITS, most_units=st.integers(1, 9), most_numbers=st.integers(1, 40))
def test_each_term_has_its_units_in_order(units: list[list[int]], most_units: int, most_numbers: int) -> None:
    """With how often it stands in each, wherever the blocks end."""
    found = inverted(units, most_units, most_numbers)
    for term in range(7):
        span = slice(found.offsets[term], found.offsets[term + 1])
        told = list(zip(found.units[span].tolist(), found.counts[span].tolist(), strict=True))
        assert told == [(at, Counter(unit)[term]) for at, unit in enumerate(units) if term in unit]
    assert found.lengths.tolist() == [len(unit) for unit in units]


def test_a_term_may_stand_many_times() -> None:
    """More often than a byte can tell, in one of several blocks."""
    found = inverted([[1], [2] * MANY, [2]], 1, 1)
    assert found.counts.tolist() == [1, MANY, 1]
