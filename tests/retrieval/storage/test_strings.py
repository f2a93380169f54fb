"""Texts in arrays."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.storage.strings import store_strings, store_vocabulary, stored_strings, stored_vocabulary

ANY = st.text(st.characters(), max_size=5)


@given(texts=st.lists(ANY, max_size=20))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    """In their order, one by one, from the end, in slices and all together; also halves of surrogate pairs."""
    found = stored_strings(store_strings(texts))
    assert list(found) == texts
    assert [found[at] for at in range(len(found))] == texts
    assert [found[-at - 1] for at in range(len(found))] == texts[::-1]
    assert found[1:7:2] == texts[1:7:2]


@given(texts=st.lists(ANY, unique=True, max_size=20), others=st.lists(ANY, max_size=5))
def test_a_vocabulary_finds_its_texts_and_no_others(texts: list[str], others: list[str]) -> None:
    """Each by its place."""
    found = stored_vocabulary(store_vocabulary(texts))
    assert list(found) == texts
    for text in [*texts, *others]:
        assert found.get(text) == (texts.index(text) if text in texts else None)
        assert (text in found) == (text in texts)
