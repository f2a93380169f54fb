"""Texts in arrays."""

import random
import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays.long_strings import LongStrings, store_long_strings
from retrieval.arrays.strings import order_of, store_strings, store_vocabulary, stored_strings, stored_vocabulary

ANY = st.text(st.characters(), max_size=5)


@given(texts=st.lists(ANY, max_size=20))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    """In their order, one by one, from the end, in slices and all together; also halves of surrogate pairs."""
    for found in (stored_strings(store_strings(texts)), LongStrings.stored(store_long_strings(texts))):
        assert list(found) == texts
        assert [found[at] for at in range(len(found))] == texts
        assert [found[-at - 1] for at in range(len(found))] == texts[::-1]
        assert found[1:7:2] == texts[1:7:2]


def test_a_long_text_takes_the_fewer_bytes_of_two_encodings() -> None:
    """Chinese two a character and one more, English one."""
    arrays = store_long_strings(["云" * 100, "cloud" * 20])
    assert np.diff(arrays["offsets"]).tolist() == [201, 100]


@given(
    texts=st.lists(st.one_of(ANY, st.text("a云", min_size=7, max_size=12)), unique=True, max_size=20), seed=st.randoms()
)
def test_texts_are_chosen_put_in_order_and_joined(texts: list[str], seed: random.Random) -> None:
    """As lists of strings are, however long the part is in which two of them are alike."""
    found = stored_strings(store_strings(texts))
    assert list(found.chosen(found.order())) == sorted(texts)
    numbers = seed.choices(range(len(texts)), k=6) if texts else []
    some = [texts[number] for number in numbers]
    chosen = found.chosen(np.array(numbers, np.int64))
    assert list(chosen) == some
    assert list(chosen.in_pairs()) == [one + other for one, other in zip(some[::2], some[1::2], strict=True)]
    assert list(chosen.followed_by(found)) == some + texts
    assert found.between(0, len(texts)) == "".join(texts)


def test_long_numbers_are_put_in_order() -> None:
    """Also those that differ in their last bits alone."""
    keys = np.array([(1 << 64) - 1, 5, (1 << 64) - 2, (1 << 64) - 1, 0], np.uint64)
    assert keys[order_of(keys)].tolist() == sorted(keys.tolist())


@given(texts=st.lists(ANY, unique=True, max_size=40), others=st.lists(ANY, max_size=5))
def test_a_vocabulary_finds_its_texts_and_no_others(texts: list[str], others: list[str]) -> None:
    """Each by its place."""
    texts.sort()
    found = stored_vocabulary(store_vocabulary(texts))
    assert list(found) == texts
    assert [found.text(number) for number in range(len(found))] == texts
    for text in [*texts, *others]:
        assert found.get(text) == (texts.index(text) if text in texts else None)
        assert (text in found) == (text in texts)
        assert found.begins(text) == any(one.startswith(text) for one in texts)


@given(texts=st.lists(st.text("aab云é", max_size=6), max_size=12), wanted=st.text("ab云é", min_size=1, max_size=3))
def test_a_text_is_found_wherever_it_stands(texts: list[str], wanted: str) -> None:
    """In each of the texts from left to right, apart from each other, and never over the end of one."""
    expected = [(at, found.start()) for at, text in enumerate(texts) for found in re.finditer(wanted, text)]
    assert list(stored_strings(store_strings(texts)).find(wanted)) == expected


@given(texts=st.lists(st.text("ab云", max_size=4), unique=True), part=st.text("ab云", min_size=1, max_size=2))
def test_a_vocabulary_knows_what_holds_a_part(texts: list[str], part: str) -> None:
    """Each text once, in their order."""
    texts.sort()
    assert list(stored_vocabulary(store_vocabulary(texts)).holding(part)) == [text for text in texts if part in text]
