"""Everyday words for written ones, in English."""

import pytest

from retrieval.language import everyday
from retrieval.language.everyday import LOOSE, expressions_in, other_phrases, phrase_of, places_of, written
from retrieval.language.lexicon import Occurrence


def test_what_stands_for_a_word_is_found_by_any_form_of_it() -> None:
    """Also irregular ones; the list has the form of the dictionary."""
    for one, other in (("couches", "sofa"), ("renewing", "extend"), ("paid back", "refund"), ("kids", "children")):
        assert other_phrases(phrase_of(one))[phrase_of(other)] == 1.0
        assert other_phrases(phrase_of(other))[phrase_of(one)] == 1.0


def test_what_is_only_near_a_word_weighs_less() -> None:
    """And two words that are only near a third are not near each other."""
    assert other_phrases(("couch",))[phrase_of("furniture")] == LOOSE
    assert phrase_of("bottle bank") not in other_phrases(phrase_of("paper"))


def test_words_that_say_nothing_by_themselves_stand_for_nothing() -> None:
    """A group may name them, as it may name phrases that are made of them."""
    assert not other_phrases(("can",))
    assert not other_phrases(())
    assert other_phrases(phrase_of("how much"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("who turns the heating off?", ["turns off", "heating"]),
        ("how do i get rid of a couch", ["get rid of", "couch"]),
        ("the washing machine", ["washing machine"]),
        ("谁 cancel 了", []),
    ],
)
def test_the_longest_expressions_of_a_question_are_found(question: str, expected: list[str]) -> None:
    """Words may stand before the second one of two; a Chinese question has none."""
    assert [found.expression for found in expressions_in(question)] == expected


def test_an_expression_with_words_between_is_at_its_first_word() -> None:
    """The words between are found by themselves."""
    assert list(expressions_in("turn the heating off")) == [Occurrence(0, 4, "turn off"), Occurrence(9, 16, "heating")]


def test_a_particle_may_stand_a_few_words_after_its_verb() -> None:
    """Other words of a phrase may not."""
    assert places_of(("put", "off"), ["put", "the", "next", "meet", "off"], 0) == (0, 4)
    assert not places_of(("put", "off"), ["put", "it", "on", "the", "shelf", "off"], 0)
    assert not places_of(("bank", "holiday"), ["bank", "and", "holiday"], 0)


def test_each_line_of_the_list_is_a_group() -> None:
    """Of two expressions at least, none of them twice, and no line says what another one says."""
    lines = [line for line in everyday._listed().splitlines() if line and not line.startswith("#")]
    for line in lines:
        members = [member.strip() for member in line.replace("|", ",").split(",")]
        assert len(set(members)) == len(members) > 1, line
        assert all(member and member == member.lower() for member in members), line
    assert len(set(lines)) == len(lines)


def test_a_phrase_is_shown_as_the_list_writes_it() -> None:
    """Not by its stems."""
    assert written(phrase_of("threw away")) == "throw away"
