"""Clauses of English sentences: who, what is done, and what an item has from the clause before it."""

from collections.abc import Callable

import pytest

from retrieval.corpus.corpus import Material
from retrieval.facts.english_clauses import EnglishClause, english_clauses
from retrieval.facts.parsed import wording
from retrieval.language.names import Names
from tests.conftest import LibraryOf

Clauses = Callable[[str], tuple[EnglishClause, ...]]


@pytest.fixture
def clauses(library_of: LibraryOf) -> Clauses:
    """Read a sentence."""
    material: Material = library_of(a__md="The pump stands in the yard.").material
    names = Names(material.analyzer, material.lexicon)
    return lambda text: english_clauses(wording(text, names, material))


def _said(clause: EnglishClause) -> dict[str, str]:
    return {part.role: " ".join(word.text for word in part.words) for part in reversed(clause.parts)}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Entries close on 3 June, results on 9 July.", {"subject": "results", "verb": "close", "time": "on 9 july"}),
        (
            "The upper hall was painted by Lena Hart and the lower hall by Tom Reyes.",
            {"subject": "the lower hall", "verb": "was painted", "by": "by tom reyes"},
        ),
        (
            "Terms last six weeks for adults and twelve for children.",
            {"subject": "terms", "verb": "last", "amount": "twelve", "for": "for children", "counted": ""},
        ),
        (
            "Takings were £9,600, against £10,100 in 2022.",
            {"amount": "against £10,100", "time": "in 2022", "subject": "takings"},
        ),
        ("The hall has 40 chairs and six long benches.", {"subject": "the hall", "amount": "six long benches"}),
    ],
)
def test_an_item_without_a_verb_has_that_of_the_clause_before(
    clauses: Clauses, sentence: str, told: dict[str, str]
) -> None:
    """Its own things are in the roles of the others."""
    said = _said(clauses(sentence)[-1])
    assert {role: said[role] for role in told if told[role]} == {role: words for role, words in told.items() if words}


def test_a_clause_without_a_subject_has_that_of_the_one_before(clauses: Clauses) -> None:
    """Behind and, and behind a word that points back to the last thing."""
    lasts = clauses("The new roof costs £900 and lasts forty years.")[-1]
    assert _said(lasts)["subject"] == "the new roof"
    feeds = clauses("The pump fills a tank that feeds the fountain.")[-1]
    assert _said(feeds)["subject"] == "a tank"


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Night stops at the pier are abolished.", "are abolished"),
        ("The canoes damaged in the flood can be mended.", "can be mended"),
        ("Damage by frost is paid by the owner.", "is paid"),
        ("The trust insures the cello.", "insures"),
        ("The crew overran the second stop.", "overran"),
    ],
)
def test_each_clause_has_the_verb_that_its_words_allow(clauses: Clauses, sentence: str, verb: str) -> None:
    """A word that may be a noun is one where another verb follows."""
    assert _said(clauses(sentence)[0])["verb"] == verb


def test_that_of_another_is_what_the_clause_before_names(clauses: Clauses) -> None:
    """After that of the Falcon is after the loss of it."""
    built = clauses("The lighthouse was built after the loss of the Ada, the foghorn after that of the Falcon.")[-1]
    assert _said(built)["counted"] == "loss"
    assert _said(built)["subject"] == "the foghorn"


def test_what_an_item_denies_is_what_the_clause_before_says(clauses: Clauses) -> None:
    """The sauna not yet, and not from there."""
    open_, shut = clauses("The gym has been open since June, the sauna not yet.")
    assert not open_.denied
    assert shut.denied
    assert _said(shut)["subject"] == "the sauna"
    assert _said(shut)["time"] == "since june"


def test_a_passive_clause_is_told_by_its_verb(clauses: Clauses) -> None:
    """With a form of be, or with by."""
    assert clauses("The fault was found by a nurse.")[0].passive
    assert not clauses("A nurse found the fault.")[0].passive
    assert not clauses("A nurse is finding the fault.")[0].passive
