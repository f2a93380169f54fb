"""Sentences found by everyday words for what they say."""

from retrieval.language.tokenizer import Token
from tests.conftest import LibraryOf

_HANDBOOK = (
    "# Residents\n\nBulky items such as sofas are collected by the council.\n\nThe meeting was postponed until May.\n\n"
    "Quiet hours are from 11 pm to 7 am.\n\nOld couches are sold in the shop.\n"
)


def test_a_word_that_stands_nowhere_finds_what_stands_for_it(library_of: LibraryOf) -> None:
    """In any form, and as a phrase with words between."""
    library = library_of(a__md=_HANDBOOK)
    assert "postponed" in library.ask("did they put the meeting off?").quotes[0].text
    assert "Quiet hours" in library.ask("when is the night silence?").quotes[0].text


def test_the_word_itself_comes_before_what_stands_for_it(library_of: LibraryOf) -> None:
    """Whichever the question has."""
    library = library_of(a__md=_HANDBOOK)
    assert "couches" in library.ask("what is done with a couch?").quotes[0].text
    assert "sofas" in library.ask("what is done with a sofa?").quotes[0].text


def test_a_sentence_gains_no_more_than_by_the_commoner_word(library_of: LibraryOf) -> None:
    """And a sentence with the word itself gains nothing, because that counts already."""
    index = library_of(a__md=_HANDBOOK).material.index
    asked = index.concepts.asked("couch", [Token("couch", 0, 5)])
    gained = index.concepts.scores(asked)
    by_text = {index.folded[entry]: score for entry, score in enumerate(gained.tolist()) if score}
    assert list(by_text) == ["bulky items such as sofas are collected by the council."]
    assert max(by_text.values()) <= index.singles.idf("couch")


def test_a_question_lacks_no_word_that_something_stands_for(library_of: LibraryOf) -> None:
    """It is asked about by another name."""
    library = library_of(a__md=_HANDBOOK.replace("couches", "chairs"))
    assert library.explain("who takes my couch?").unknown == ()
    assert library.explain("who takes my parrots?").unknown == ("parrots",)
