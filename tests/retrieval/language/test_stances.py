"""Stances of a text: which words tell how many, how far it came, if it must be or may."""

import pytest

from retrieval.language.polarity import opposites
from retrieval.language.stances import stances


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("大多数居民已经搬走", {("quantity", "most"), ("stage", "done")}),
        ("并不多的人仍住在那里", {("quantity", "few"), ("tense", "still")}),
        ("门将也许必须休战", {("stage", "possible"), ("duty", "must")}),
        ("首都的市长", set()),
        ("平均两份", set()),
        ("the hall has been rebuilt", {("stage", "done")}),
        ("the work on the hall is in progress", {("stage", "underway")}),
        ("the hall is being rebuilt next year", set()),
        ("the panel proposed a hall", {("stage", "considered")}),
    ],
)
def test_each_word_takes_the_side_it_tells(text: str, sides: set[tuple[str, str]]) -> None:
    """And words that only contain such a word take none."""
    assert {(one.kind, one.side) for one in stances(text)} == sides


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("入选", "落选", True),
        ("减员", "增员", True),
        ("入选", "入围", False),
        ("进口货", "出口货", True),
        ("locked", "unlocked", True),
        ("til", "until", False),
    ],
)
def test_opposites_by_form_differ_in_one_character_or_a_prefix(one: str, other: str, expected: bool) -> None:
    """Only what turns a word over, and nothing that merely looks like it."""
    assert (other in opposites(one)) is (one in opposites(other)) is expected
