"""The index as a whole."""

import random

from retrieval.index.index import Index
from retrieval.library import Library
from tests.conftest import LibraryOf

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


def test_a_name_is_counted_in_the_passages_that_name_it(library_of: LibraryOf) -> None:
    """Once a passage; a name in Latin letters by its words, in any form of them."""
    texts = ("海城有港。海城有桥。", "北海的城墙很旧。", "Old Northport 与海城通航。", "Northports 旧。", "山城无港。")
    index = library_of(**{f"{at}__md": f"# 港\n\n{text}\n" for at, text in enumerate(texts)}).material.index
    assert [index.passages_naming(name) for name in ("海城", "山城", "northport", "the old northport", "西城")] == [
        2,
        1,
        2,
        1,
        0,
    ]


def _some(index: Index, chosen: random.Random) -> str:
    """Return a piece of a sentence, one to eight characters of any kind."""
    sentence = index.folded[chosen.randrange(len(index.folded))]
    start = chosen.randrange(len(sentence))
    return sentence[start : start + chosen.randint(1, 8)]
