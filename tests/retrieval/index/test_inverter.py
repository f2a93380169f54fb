"""Units turned round: for each term the units that hold it."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.index.inverter import Inverter, block_of
from retrieval.index.plain_lists import PlainLists, packed_parts, with_between

MANY = 300
UNITS = st.lists(st.lists(st.integers(0, 6), max_size=8), max_size=30)


def inverted(units: list[list[int]], block: int, folder: Path | None = None) -> PlainLists:
    """Return the lists of units, taken in blocks of so many."""
    inverter, texts = taken(units, block, folder)
    return inverter.lists(texts)


def taken(units: list[list[int]], block: int, folder: Path | None = None) -> tuple[Inverter, Strings]:
    """Take units in blocks of so many; terms are numbered as they come, and term 3 is written as 6, and so on."""
    inverter = Inverter(Spill(folder))
    known = dict[int, int]()
    units = [[known.setdefault(term, len(known)) for term in unit] for unit in units]
    for start in range(0, len(units), block):
        own = units[start : start + block]
        pairs = [(term, at) for at, unit in enumerate(own) for term in unit]
        terms, places = (np.array(column, np.int64) for column in (zip(*pairs, strict=True) if pairs else ((), ())))
        inverter.add(start, block_of(terms, places))
    return inverter, stored_strings(store_strings(str(9 - term) for term in known))


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


@given(units=UNITS, block=st.integers(1, 9), most=st.integers(1, 40))
def test_some_terms_at_a_time_make_the_same_lists(units: list[list[int]], block: int, most: int) -> None:
    """In the order of all terms, in parts of `most` entries or of one term more."""
    whole, (inverter, texts) = inverted(units, block), taken(units, block)
    parts = list(inverter.parts(texts, most))
    assert [term for part in parts for term in part.terms] == list(whole.terms)
    assert [unit for part in parts for unit in part.units.tolist()] == whole.units.tolist()
    assert all(part.offsets[-2] < most for part in parts)
    for found in (packed_parts(parts), packed_parts(with_between(parts, None))):
        assert {name: array.tolist() for name, array in found.items()} == {
            name: array.tolist() for name, array in whole.packed().items()
        }


@given(units=UNITS, most=st.integers(1, 40))
def test_others_come_between_the_parts_as_between_the_whole(units: list[list[int]], most: int) -> None:
    """Wherever a part ends; also before all, behind all, and where there is nothing else."""
    for other in "05:":
        own = [[term for term in unit if str(9 - term) != other] for unit in units]
        inverter, texts = taken(own, 4)
        others = PlainLists.of_pairs([other, other + "a"], np.array([0, 1, 1]), np.array([2, 0, 7]))
        found = packed_parts(with_between(inverter.parts(texts, most), others))
        whole = inverted(own, 4).around(others)
        assert {name: array.tolist() for name, array in found.items()} == {
            name: array.tolist() for name, array in whole.packed().items()
        }


def test_a_term_may_stand_many_times(tmp_path: Path) -> None:
    """More often than a byte can tell, in one of several blocks, which may lie in a file meanwhile."""
    for units in ([[1], [2] * MANY, [2]], [[*range(1, 4000)] * 2] * 3):
        found, other = inverted(units, 1), inverted(units, 1, tmp_path)
        for one, same in zip(found[1:], other[1:], strict=True):
            np.testing.assert_array_equal(one, same)
        assert sorted(found.counts.tolist()) == sorted(n for unit in units for n in Counter(unit).values())
    assert not list(tmp_path.iterdir())
