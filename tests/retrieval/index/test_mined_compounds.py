"""Words of many texts by their hashes, and the texts that compounds are mined from."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.index.mined_compounds import sampled
from retrieval.index.rows import Hashes, WordRow, hashed_texts, row_of
from retrieval.index.token_store import cuts_of

# Words, and what parts them.
TEXTS = st.lists(
    st.lists(st.sampled_from(["云", "收入", "alibaba", "𠮷野家", ",", " "]), max_size=8), min_size=1, max_size=12
)


def analysed(texts: list[list[str]]) -> tuple[WordRow, Hashes]:
    """Return the words of texts that are given by their pieces."""
    places, lengths, at = list[int](), list[int](), 0
    for text in texts:
        for piece in text:
            if piece.isalnum():
                places.append(at)
                lengths.append(len(piece))
            at += len(piece)
    written, hashes, sizes = hashed_texts(["".join(text) for text in texts])
    cuts = cuts_of(sizes, np.array(places, np.int64), np.array(lengths, np.int64))
    return row_of(written, cuts, sizes), hashes


@given(texts=TEXTS)
def test_a_row_has_the_words_of_the_texts_in_order(texts: list[list[str]]) -> None:
    """Equal words have one hash and others another; nothing is glued to a word of another text."""
    row, hashes = analysed(texts)
    joined = ["".join(text) for text in texts]
    columns = zip(row.owners.tolist(), row.starts.tolist(), row.lengths.tolist(), strict=True)
    words = [joined[owner][start : start + length] for owner, start, length in columns]
    assert words == [piece for text in texts for piece in text if piece.isalnum()]
    assert len(set(zip(words, row.hashes.tolist(), strict=True))) == len(set(words)) == len(set(row.hashes.tolist()))
    glued = [at > 0 and text[at - 1].isalnum() for text in texts for at, piece in enumerate(text) if piece.isalnum()]
    assert row.glued.tolist() == glued
    assert len(set(zip(joined, hashes.tolist(), strict=True))) == len(set(joined)) == len(set(hashes.tolist()))


def test_one_sentence_more_replaces_one_of_the_sample_at_most() -> None:
    """Wherever it is added, or one that is there already; otherwise answers would change for no reason."""

    def chosen(texts: list[str]) -> set[str]:
        return {texts[at] for at in np.flatnonzero(sampled(analysed([[text] for text in texts])[1], 50))}

    texts = [f"第{number}家门店" for number in range(200)]
    before = chosen(texts)
    assert len(before) == 50
    for number, text in enumerate(("新来的一句", "另一句", "第三句", texts[7])):
        assert len(before - chosen([*texts[:number], text, *texts[number:]])) <= 1
