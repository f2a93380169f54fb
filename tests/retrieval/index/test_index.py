"""The index as a whole."""

import random

from retrieval.index.index import Index
from retrieval.library import Library

_TRIES = 200


def test_a_text_is_found_wherever_it_appears(library: Library) -> None:
    """By its pairs of characters it is found in the same places as by reading everything, also if there are none."""
    index = library.material.index
    chosen = random.Random(7)
    for _ in range(_TRIES):
        text = _some(index, chosen)
        for wanted in (text, text[::-1]):
            assert [*index.find(wanted)] == [*index.folded.find(wanted)]
    assert [*index.find("")] == []


def _some(index: Index, chosen: random.Random) -> str:
    """Return a piece of a sentence, one to eight characters of any kind."""
    sentence = index.folded[chosen.randrange(len(index.folded))]
    start = chosen.randrange(len(sentence))
    return sentence[start : start + chosen.randint(1, 8)]
