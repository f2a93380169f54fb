"""Stems: the forms of an English word are one, and nothing else is changed."""

import pytest

from retrieval.language.stems import holds, stem
from tests.conftest import LibraryOf


@pytest.mark.parametrize(
    ("one", "other"),
    [("company", "companies"), ("rents", "renting"), ("organized", "organizing"), ("cycle", "cycling")],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    """So that either finds the other."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("drives", "driven"), ("bought", "buying"), ("children", "child"), ("women", "woman"), ("ran", "run")],
)
def test_irregular_forms_have_the_stem_of_their_word(one: str, other: str) -> None:
    """A question has the one, and what answers it another."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("decisions", "decided"),
        ("Germans", "Germany"),
        ("payment", "paid"),
        ("memberships", "member"),
        ("sale", "sold"),
    ],
)
def test_words_that_are_derived_from_another_have_its_stem(one: str, other: str) -> None:
    """To ask when it was destroyed is to ask for the year of its destruction."""
    assert stem(one.lower()) == stem(other.lower())


@pytest.mark.parametrize(
    ("one", "other"), [("founded", "found"), ("business", "busy"), ("experience", "experiment"), ("several", "severe")]
)
def test_words_that_only_look_like_forms_of_one_have_two_stems(one: str, other: str) -> None:
    """A thing founded is not a thing found."""
    assert stem(one) != stem(other)
    assert stem(stem(one)) == stem(one)


@pytest.mark.parametrize("term", ["ios", "x3", "公司", "3kg", "gpt4", "\x01名", ""])
def test_what_is_no_english_word_stays(term: str) -> None:
    """A short name, a code, Chinese, a marked term."""
    assert stem(term) == term


@pytest.mark.parametrize("word", ["universities", "generously", "agreements", "employees"])
def test_a_stem_is_a_stem(word: str) -> None:
    """A term may be turned into its stem twice."""
    assert stem(stem(word)) == stem(word)


def test_a_latin_word_stands_as_a_whole() -> None:
    """Art is no part of party, and parties hold party; Chinese words stand anywhere."""
    assert holds("two parties met", "party")
    assert not holds("two parties met", "art")
    assert holds("新公司的章程", "公司")


def test_a_question_finds_other_forms_of_its_words(library_of: LibraryOf) -> None:
    """Also if the title has them, and the form that is written is highlighted."""
    text = "# Allotments\n\nThe committee inspects every garden in spring.\n\nKeys are returned to the office.\n"
    quote = library_of(a__md=text).ask("Who inspected the gardens?").quotes[0]
    assert "inspects" in quote.text
    assert "inspects" in {quote.text[start:end] for start, end in quote.highlights}


def test_a_near_word_is_named_as_it_is_written(library_of: LibraryOf) -> None:
    """Not by its stem, which is no word."""
    library = library_of(a__md="# Firms\n\nMany companies moved here.\n")
    assert library.material.index.written(stem("companies")) == "companies"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colourful", "color"),
        ("neighbourhoods", "neighborhood"),
        ("centres", "center"),
        ("organisation", "organizing"),
        ("analysed", "analyze"),
        ("catalogues", "catalog"),
        ("tyres", "tire"),
        ("programmes", "program"),
    ],
)
def test_british_and_american_spellings_have_one_stem(one: str, other: str) -> None:
    """A question in one finds what is written in the other."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("advertised", "advertisement"), ("televised", "television")]
)
def test_words_of_one_spelling_stay(one: str, other: str) -> None:
    """They only end like words of two: `four` is no other spelling, and `advertised` no form of an own word."""
    assert (stem(one) == stem(other)) is (one != "four")
