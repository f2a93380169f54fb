"""Least figures of the shipped documents on the development set."""

import pytest

from retrieval.evaluation.questions import evaluate, read_questions
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import QUESTIONS

ITEMS = read_questions(QUESTIONS)


@pytest.fixture(scope="module")
def answers(library: Library) -> list[Answer]:
    """Return the answers to the development set."""
    return [library.ask(item.question, item.history) for item in ITEMS]


def test_the_development_set_is_answered_well(library: Library, answers: list[Answer]) -> None:
    """The right sentence comes first for most questions, and among the first three for three in four."""
    figures = evaluate(ITEMS, answers, library.text)
    assert figures.hit_at_1 is not None
    assert figures.hit_at_3 is not None
    assert figures.hit_at_1 >= 0.55
    assert figures.hit_at_3 >= 0.75


def test_every_quote_is_its_slice_of_the_file(library: Library, answers: list[Answer]) -> None:
    """Verbatim, always; and its line is the one on which the slice begins."""
    quotes = [quote for answer in answers for quote in answer.quotes]
    assert quotes
    for quote in quotes:
        text = library.text(quote.file)
        assert quote.text == text[quote.start : quote.end]
        assert quote.line == text.count("\n", 0, quote.start) + 1


def test_highlights_are_slices_of_the_quote_in_order(answers: list[Answer]) -> None:
    """Never empty, never overlapping, never outside."""
    for quote in (quote for answer in answers for quote in answer.quotes):
        end = 0
        for start, stop in quote.highlights:
            assert end <= start < stop <= len(quote.text)
            end = stop


def test_the_same_question_gets_the_same_answer(library: Library, answers: list[Answer]) -> None:
    """Byte for byte, but for the time it took."""
    again = [library.ask(item.question, item.history) for item in ITEMS]
    assert [a.model_copy(update={"milliseconds": 0}) for a in again] == [
        a.model_copy(update={"milliseconds": 0}) for a in answers
    ]
