"""Tokens of texts, kept as what each character is to them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.token_store import GrowingTokens, StoredCuts, store_tokens, stored_tokens
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

TEXTS = st.lists(st.lists(st.lists(st.integers(0, 2), max_size=9), max_size=5), max_size=5)


@given(parts=TEXTS, start=st.integers(0, 20), size=st.integers(0, 20))
def test_tokens_are_the_same_taken_some_texts_at_a_time(parts: list[list[list[int]]], start: int, size: int) -> None:
    """Wherever in a byte a part ends, and whatever slice of them is asked for."""
    growing, texts = GrowingTokens(), [text for part in parts for text in part]
    cuts = np.array([cut for text in texts for cut in text], np.uint8)
    sizes = np.array([len(text) for text in texts], np.int64)
    for part in parts:
        own = np.array([cut for text in part for cut in text], np.uint8)
        growing.append(own, np.array([len(text) for text in part], np.int64))
    found, whole = growing.arrays(), store_tokens(cuts, sizes)
    assert {name: (array.dtype, array.tolist()) for name, array in found.items()} == {
        name: (array.dtype, array.tolist()) for name, array in whole.items()
    }
    assert [array.tolist() for array in stored_tokens(found)] == [cuts.tolist(), sizes.tolist()]
    start = min(start, len(cuts))
    end = min(start + size, len(cuts))
    assert StoredCuts(found)[start:end].tolist() == cuts[start:end].tolist()
