"""Words by what they do in a sentence."""

import pytest

from retrieval.language.word_kinds import word_kind


@pytest.mark.parametrize(
    ("word", "tag", "kind"),
    [
        ("according", "eng", "light"),
        ("quickly", "eng", "light"),
        ("applies", "eng", "verb"),
        ("planning", "eng", "verb"),
        ("supplied", "eng", "verb"),
        ("operation", "eng", "noun"),
        ("family", "eng", "noun"),
        ("hundred", "eng", "noun"),
        ("原本", "n", "light"),
        ("东西", "n", "verb"),
        ("水泵", "n", "noun"),
        ("反而", "c", "light"),
    ],
)
def test_a_word_has_the_kind_of_its_list_its_ending_or_its_tag(word: str, tag: str, kind: str) -> None:
    """The lists come first; English has endings, Chinese the tags of the dictionary."""
    assert word_kind(word, tag) == kind
