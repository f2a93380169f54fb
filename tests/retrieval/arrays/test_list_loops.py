"""The loops that make lists, in C: they give what their equals give, and believe nothing that they read."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays import kernels
from retrieval.arrays.entries import Entries, sort
from retrieval.arrays.packed import Steps, pack, unpack, unpack_all
from retrieval.arrays.spill import Spill
from retrieval.arrays.strings import Strings, store_strings, stored_strings
from retrieval.arrays.text_table import TextTable
from retrieval.index.analysis import words_of
from retrieval.index.inverter import BLOCK_UNITS, Inverter, block_of
from retrieval.index.mined_compounds import _numbered as numbered
from retrieval.index.plain_lists import PlainLists
from retrieval.index.rows import hashed_texts
from retrieval.index.word_table import WordTable
from retrieval.language.collocations import Row
from retrieval.language.compounds import GramFinder
from retrieval.language.fold import MAX_KNOWN_CHARACTERS, fold
from retrieval.language.numerals import number_terms, numbers
from retrieval.language.tokenizer import Analyzer
from tests.retrieval.arrays.test_kernels import both, entries
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

SEEDS = st.integers(0, 2**32 - 1)
TEXTS = st.lists(st.text("ab云𠀀\ud800", max_size=12), max_size=40)


@pytest.fixture(autouse=True)
def _compiled() -> None:
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")


def _numbered(parts: list[list[str]]) -> tuple[list[list[int]], list[str], list[str]]:
    table = TextTable()
    numbers = [table.numbers(stored_strings(store_strings(part))).tolist() for part in parts]
    return numbers, list(table.strings()), list(table.strings(len(table) // 2))


@given(parts=st.lists(TEXTS, max_size=4))
def test_texts_are_numbered_as_they_come(parts: list[list[str]]) -> None:
    """Each once, whatever part it comes in."""
    first, second = both(partial(_numbered, parts))
    assert first == second
    numbers, texts, _ = first
    assert [[texts[number] for number in part] for part in numbers] == parts
    assert len(set(texts)) == len(texts)


def test_many_texts_are_numbered() -> None:
    """More than a table begins with room for."""
    texts = [str(number) for number in range(5000)]
    numbers, known, _ = _numbered([texts, texts[::-1]])
    assert numbers == [list(range(5000)), list(range(5000))[::-1]]
    assert known == texts


@given(texts=TEXTS, data=st.data())
def test_chosen_texts_are_equal(texts: list[str], data: st.DataObject) -> None:
    """In any order, some of them twice."""
    places = data.draw(st.lists(st.integers(0, len(texts) - 1))) if texts else []
    stored = stored_strings(store_strings(texts))
    first, second = both(lambda: list(stored.chosen(np.array(places, np.int64))))
    assert first == second == [texts[place] for place in places]


@given(keys=st.lists(st.integers(0, 2**63 - 1) | st.integers(0, 9)))
def test_numbers_are_sorted_equally(keys: list[int]) -> None:
    """Also those that differ in few of their bits."""
    numbers = np.array(keys, np.int64)
    sort(numbers)
    assert numbers.tolist() == sorted(keys)


@given(seed=SEEDS, size=st.integers(0, 2000), terms=st.sampled_from([1, 9, 1 << 46]))
def test_blocks_are_equal(seed: int, size: int, terms: int) -> None:
    """Also if a term is in a unit more often than a byte tells."""
    rng = np.random.default_rng(seed)
    own, units = rng.integers(0, terms, size), rng.integers(0, rng.choice([2, BLOCK_UNITS]), size)
    first, second = both(lambda: block_of(own, units))
    for one, other in zip(first, second, strict=True):
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


@given(seed=SEEDS, often=st.booleans())
def test_blocks_are_laid_out_equally(seed: int, often: bool) -> None:
    """In the order of the units."""
    rng = np.random.default_rng(seed)
    blocks = [(rng.integers(0, 9, 300 * 9), rng.integers(0, 1 if often else 50, 300 * 9)) for _ in range(3)]
    texts = stored_strings(store_strings("bacihgfde"))

    def lists() -> list[PlainLists]:
        inverter = Inverter(Spill())
        for number, (terms, units) in enumerate(blocks):
            inverter.add(number * BLOCK_UNITS, block_of(np.append(terms, np.arange(9)), np.append(units, [0] * 9)))
        return [*inverter.parts(texts, 3000), inverter.lists(texts)]

    for first, second in zip(*both(lists), strict=True):
        assert list(first.terms) == list(second.terms)
        for one, other in zip(first[1:], second[1:], strict=True):
            assert one.tolist() == other.tolist()


@pytest.mark.slow
@given(seed=SEEDS, many=st.integers(1, 6), size=st.sampled_from([5, 400, 1 << 22]))
def test_lists_are_packed_equally(seed: int, many: int, size: int) -> None:
    """With differences and counts of every width, and none is lost."""
    rng = np.random.default_rng(seed)
    own = [entries(rng, size) if size < 1 << 20 else _sparse(rng, size) for _ in range(many)]
    offsets = np.cumsum([0, *(len(one.units) for one in own)])
    units = np.concatenate([one.units for one in own])
    counts = np.concatenate([one.counts.astype(np.int32) for one in own])
    counts = counts.astype(np.uint8) if counts.max() < 256 else counts
    first, second = both(lambda: pack(offsets, units, counts))
    assert {name: (str(column.dtype), column.tolist()) for name, column in first.items()} == {
        name: (str(column.dtype), column.tolist()) for name, column in second.items()
    }
    assert [column.tolist() for column in unpack_all(first)] == [offsets.tolist(), units.tolist(), counts.tolist()]
    start, end = Steps(first).span(many - 1)
    assert unpack(first["data"][start:end]).units.tolist() == own[-1].units.tolist()


def _sparse(rng: np.random.Generator, size: int) -> Entries:
    """Return units far apart of so many and more, and counts."""
    found = entries(rng, 60)
    steps = np.array([1, 200, 255, 256, 65_534, 65_535, 70_000])[rng.integers(0, 7, len(found.units))]
    return Entries(np.cumsum(steps).astype(np.int32) + np.int32(size), found.counts)


@given(seed=SEEDS)
def test_grams_are_found_equally(seed: int) -> None:
    """Wherever they begin within each other."""
    rng = np.random.default_rng(seed)
    names = [str(number) for number in range(6)]
    grams = {tuple(rng.choice(names, rng.integers(2, 6)).tolist()) for _ in range(rng.integers(0, 20))}
    finder = GramFinder(sorted(grams), {name: number for number, name in enumerate(names)})
    row = Row(rng.integers(0, 7, 500).astype(np.int32), rng.random(500) < 0.8)
    first, second = both(lambda: sorted(zip(*(column.tolist() for column in finder.places(row)), strict=True)))
    assert first == second


@given(seed=SEEDS, size=st.integers(0, 90))
def test_known_hashes_are_numbered_equally(seed: int, size: int) -> None:
    """Also those whose low bits are the same, and where none is known."""
    rng = np.random.default_rng(seed)
    hashes = rng.integers(0, 60, size).astype(np.uint64) << np.uint64(rng.choice([0, 21, 58]))
    known = np.unique(hashes[rng.random(size) < 0.5])
    first, second = both(lambda: numbered(hashes, known).tolist())
    assert first == second


@given(texts=st.lists(st.text("云收入，。 ab3.5%-", max_size=30), max_size=9))
def test_words_of_texts_are_equal(analyzer: Analyzer, texts: list[str]) -> None:
    """Also where they start, and if they follow each other."""

    def words() -> object:
        found = words_of(texts, analyzer, WordTable())
        terms = [*found.table.terms.strings(), None]
        own = [terms[number] for number in found.table.term_of[found.lists.values].tolist()]
        return own, [column.tolist() for column in (*found.lists[:2], found.starts, found.glued)]

    first, second = both(words)
    assert first == second


@given(texts=TEXTS)
def test_hashes_of_texts_are_equal(texts: list[str]) -> None:
    """With the bytes and the characters of each."""
    (strings, *others), (same, *equal) = both(lambda: hashed_texts(texts))
    assert list(strings) == list(same) == texts
    assert [column.tolist() for column in others] == [column.tolist() for column in equal]


@given(text=st.text("零一二两十百千万亿兆点分之成为个百%0123456789.,， \u3000٣x𠀀", max_size=40))
def test_numbers_of_texts_are_equal(text: str) -> None:
    """Each spelling at the same place, also beside digits that are no ASCII."""
    first, second = both(lambda: (numbers(text), number_terms(text)))
    assert first == second


@given(text=st.text(max_size=60), more=st.text("ＡＢ㎡½ⅧÉ⼀⺁Σ\0\ud800𝟘", max_size=9))
def test_texts_are_narrowed_equally(text: str, more: str) -> None:
    """In any script, longer texts than those that are narrowed one by one."""
    first, second = both(lambda: fold((text + more) * 9 + "云" * MAX_KNOWN_CHARACTERS))
    assert first == second


def test_what_does_not_fit_is_an_error() -> None:
    """No loop reads or writes beyond its arrays."""
    compiled, one = kernels.compiled, np.zeros(1, np.int32)
    long, byte = np.zeros(1, np.int64), np.zeros(1, np.uint8)
    texts = compiled.texts()
    table = Strings(np.frombuffer(b"ab", np.uint8), np.array([0, 1, 2], np.int32))
    wrongs: list[Callable[[], object]] = [
        lambda: compiled.numbered(texts, np.frombuffer(b"ab", np.uint8), np.array([0, 3], np.int32), one),
        lambda: compiled.numbered(texts, np.frombuffer(b"ab", np.uint8), np.array([1, 0], np.int32), one),
        lambda: compiled.numbered(texts, *table.arrays.values(), one),
        lambda: compiled.all_texts(texts, 1),
        lambda: compiled.chosen(*table.arrays.values(), np.array([2]), np.array([1]), byte),
        lambda: compiled.chosen(*table.arrays.values(), np.array([1]), np.array([2]), byte),
        lambda: compiled.block(np.zeros(3, np.int64), long, one, np.zeros(1, np.uint16), byte),
        lambda: compiled.lay_out(one, np.array([0, 2], np.int32), np.zeros(2, np.uint16), byte, 0, long, one, byte),
        lambda: compiled.lay_out(one + 1, np.array([0, 1], np.int32), np.zeros(1, np.uint16), byte, 0, long, one, byte),
        lambda: compiled.lay_out(one, np.array([0, 1], np.int32), np.zeros(1, np.uint16), byte, 0, long + 1, one, byte),
        lambda: compiled.pack(np.array([0, 2]), one, byte, long, None),
        lambda: compiled.pack(np.array([0, 1]), one, byte + 1, long, byte),
        lambda: compiled.grams((np.array([0, 2], np.int32), one, one, one), one, byte, long, long),
        lambda: compiled.grams((one, np.array([0, 2], np.int32), one, one), one, byte, long, long),
        lambda: compiled.grams((one, one, one, one), one, byte, long, long),
        lambda: compiled.grams((one, one, one[:0], one[:0]), one, np.zeros(2, np.uint8), long, long),
        lambda: compiled.known_hashes(np.zeros(2, np.uint64), np.zeros(1, np.uint64), one),
        lambda: compiled.apart(long, np.zeros(2, np.int64), long),
        lambda: compiled.hashed("ab", np.array([1]), long, np.zeros(1, np.uint64)),
        lambda: compiled.hashed("a", np.array([1, 0]), long, np.zeros(1, np.uint64)),
        lambda: compiled.real(one, one, np.array([2]), one, one, byte),
        lambda: compiled.real(one + 1, one, np.array([1]), one, one, byte),
    ]
    for wrong in wrongs:
        with pytest.raises(IndexError):
            wrong()
